"""Who takes part in the records of a page, as light rows: what they name of the directory is kept in memory."""

from collections import defaultdict, namedtuple

from tvet_portal.directory.models import Country, CountryGroup, Organisation
from tvet_portal.records.models import Participation

Participant = namedtuple("Participant", "role as_printed category country group organisation")
COLUMNS = ("record", "role", "as_printed", "category", "country", "group", "organisation")
NAMED = (Country.objects, CountryGroup.objects, Organisation.objects.select_related("country"))


def add_participants(records, kept):
    """Give these records their `participants`, in one statement. `kept` are the rows of KeptRows."""
    found = list(Participation.objects.filter(record__in=[record.pk for record in records]).values_list(*COLUMNS))
    known = [rows_by_id(rows, {each[place] for each in found}, kept) for place, rows in enumerate(NAMED, 4)]
    of_record = defaultdict(list)
    for record, role, printed, category, *ids in found:
        named = (rows.get(each) for rows, each in zip(known, ids, strict=True))
        of_record[record].append(Participant(role, printed, category, *named))
    for record in records:
        record.participants = of_record[record.pk]


def rows_by_id(rows, ids, kept):
    """Id -> row, at least of these; those not known yet are read."""
    known = kept.setdefault(("by id", rows.model), {})
    if unknown := ids - known.keys() - {None}:
        known.update(rows.in_bulk(unknown))
    return known
