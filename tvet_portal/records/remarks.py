"""Remarks: what staff should look at again. They warn on the form, after a load and at a check, and stop nothing.

Some a content shows by itself: that a statement has no citation of its own where one is required. Others need the
other records: that two of them may be one. An app adds those of its own records in its `rules.py`.
"""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import chain, islice, takewhile

from django.utils.translation import gettext as _

from tvet_portal.records.content.reading import rows_among
from tvet_portal.records.content.shape import record_models, shape
from tvet_portal.records.models import Apart, Record, RecordLink
from tvet_portal.records.targets import value_at
from tvet_portal.values.fields import PartialDateField

of_content = {}  # record type -> function of a content and of what is cited that gives (target, sentence)
of_twins = {}  # record type -> function of ids that gives (id, id, sentence about the other)


def remarked(record_type):
    """Registers what is to be remarked about the content of a type of record."""

    def register(function):
        of_content[record_type] = function
        return function

    return register


def likened(record_type):
    """Registers how two records of a type are found that may be one."""

    def register(function):
        of_twins[record_type] = function
        return function

    return register


def find_remarks(content):
    """What a content leaves to look at, as (target, sentence) pairs."""
    model = record_models()[content["record_type"]]
    cited = {row["target"] for row in content.get("citations", []) if row.get("target")}
    found = [
        (target, _("The editor inferred a part of “%(target)s”: cite what it was inferred from.") % {"target": target})
        for target in _inferred_dates(model, content)
        if not is_cited(cited, target)
    ]
    found += [
        (target, _("“%(target)s” was spoken: cite the source that says so.") % {"target": target})
        for target in _spoken(content, cited)
    ]
    found += [
        (
            target,
            _("Sources differ on “%(target)s”: mark the one the record follows as preferred.") % {"target": target},
        )
        for target in _unranked(content)
    ]
    found += _undescribed(content)
    return found + list(of_content.get(content["record_type"], lambda content, cited: ())(content, cited))


def is_cited(cited, target):
    """Whether a statement has a citation of its own, or the row has in which it stands."""
    steps = target.split("/")
    return any("/".join(steps[:number]) in cited for number in range(1, len(steps) + 1))


def _inferred_dates(model, row, path=""):
    """Targets of dates with a part that the editor inferred. Rows with a source of their own rest on that."""
    for name in _dates(model):
        if "?" in str(row.get(name, "")):
            yield f"{path}{name}"
    for part in shape(model).parts:
        for child in row.get(part.name, ()):
            if not child.get("source"):
                yield from _inferred_dates(part.model, child, f"{path}{part.name}/{child['key']}/")


@cache
def _dates(model):
    return [column.name for column in shape(model).columns if isinstance(column, PartialDateField)]


def _spoken(content, cited):
    """Spoken points that nothing cites: not themselves, nor a field of theirs, nor the point they are part of."""
    parents = {f"provisions/{row['key']}": row.get("part_of") for row in content.get("provisions", [])}
    known = {"/".join(target.split("/")[:2]) for target in cited}
    for row in content.get("provisions", []):
        path = f"provisions/{row['key']}"
        if row.get("form") == "spoken" and not known & set(_upwards(path, parents)):
            yield path


def _upwards(path, parents):
    """A point and all it is part of, in a circle or not."""
    seen = []
    while path and path not in seen:
        seen.append(path)
        path = parents.get(path)
    return seen


def _unranked(content):
    """Fields about which sources say different things, where the record holds one of them and does not say whose."""
    said = defaultdict(list)
    for row in content.get("citations", []):
        if row.get("statement"):
            said[row.get("target", "")].append(row)
    for target, rows in said.items():
        is_value = value_at(content, target) not in (None, "") and not isinstance(
            value_at(content, target), list | dict
        )
        if is_value and len(rows) > 1 and not any(row.get("rank") == "preferred" for row in rows):
            yield target


def _undescribed(content):
    """Pictures that are shown and that nobody has described, or only a machine."""
    for number, row in enumerate(content.get("photos", []), 1):
        target = f"photos/{row['key']}/alt_text"
        if row.get("upload") and not row.get("alt_text"):
            yield target, _("Photo %(number)d has no description for those who cannot see it.") % {"number": number}
        elif row.get("upload") and row["alt_text_by"] == "machine":
            said = _("A machine described photo %(number)d. Write who is in the picture and what they do.")
            yield target, said % {"number": number}


def find_twins(model, ids):
    """Records that may be the same as one of these: (id, sentence, the other).

    Those linked to one another are two, and those of which somebody has said so.
    """
    asked, found = set(ids), {}
    for pair in of_twins.get(model.own_record_type, lambda ids: ())(asked):
        *both, sentence = pair
        one, other = sorted(both, key=lambda pk: (pk in asked, pk), reverse=True)
        if one in asked:
            found.setdefault((one, other), sentence)
    links = RecordLink.objects.values_list("record", "to_record")
    linked = {frozenset(pair) for pair in rows_among(links, "record", set(chain.from_iterable(found)))}
    rows = Record.objects.in_bulk(set(chain.from_iterable(found)))
    apart = Apart.pairs("record") if found else ()
    return [
        (one, sentence % {"other": rows[other]}, rows[other])
        for (one, other), sentence in found.items()
        if frozenset((one, other)) not in linked and frozenset((rows[one].key, rows[other].key)) not in apart
    ]


def near(spans, *, days=0):
    """Pairs of ids whose days lie no more than some days apart. A span is its first day, its last day, an id."""
    spans = sorted(spans)
    for number, (_first, last, one) in enumerate(spans, start=1):
        following = takewhile(lambda span, last=last: (span[0] - last).days <= days, islice(spans, number, None))
        yield from ((one, other) for _first, _last, other in following)


def reach(spans, *, days=0):
    """The first and the last day from which something can be near one of these spans."""
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return first - min(timedelta(days), first - date.min), last + min(timedelta(days), date.max - last)
