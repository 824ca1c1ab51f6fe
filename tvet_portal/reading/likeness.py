"""What a text seems to name for the first time, compared with what the directory has under another spelling."""

from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.likeness import alike_each
from tvet_portal.directory.models import Organisation, Person

NONE_OF_THESE = "new"  # no key: it stands for a new entry
ASKED = _("The directory knows a name like this: say whether it is one of these.")


def compare(lines, user):
    """Give each line that would become a new entry the entries it may be: somebody has to say which, or none."""
    bodies = [line for line in lines if line.find.kind == "body"]
    people = [line for line in lines if line.find.kind == "person" and not line.find.value.keys]
    seen = limits.visible(Person.objects.filter(withheld_at=None), user)  # of bodies also what waits: see names.py
    _give(bodies, Organisation.objects.select_related("country"), lambda said: [said.name, said.acronym])
    _give(people, seen, lambda said: [said.name])


def _give(lines, entries, names_of):
    found = alike_each(entries, [names_of(line.find.value) for line in lines])
    for line, likest in zip(lines, found, strict=True):
        own = getattr(line.find.value, "country", "")
        rows = [row for row, _name in likest if may_be_of(row, own)]
        if rows:
            known = [(row.key, _("It is %(entry)s") % {"entry": row}) for row in rows]
            line.entries = [("", _("Choose: the directory knows a name like this")), *known]
            line.entries.append((NONE_OF_THESE, _("None of these: a new entry")))
            line.is_asked = True


def may_be_of(row, code):
    """Two countries may have a ministry of one name each."""
    country = getattr(row, "country", None)
    return not code or country is None or country.iso2 == code
