"""What two entries say that may become one, beside one another: what goes over, what does not, where they differ."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tvet_portal.directory.likeness import NAMES
from tvet_portal.records import content as contents
from tvet_portal.records.merges import OWN, own_parts
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.names import Names

TELLING = ("country", "kind", "branch")  # where these differ, the two are seldom one
UNTOLD = ("key", "position")


def sides(gone, kept):
    """A line for each field and part of which one of them says anything: what each says, and what becomes of it.

    `is_lost` marks what only the entry that goes says, and nothing takes over.
    """
    model = type(gone)
    one, other = contents.read_many(model, [gone.pk, kept.pk])
    said = Changes(model, Names(model, one, other))
    shape = contents.shape(model)
    for field in shape.fields:
        before, after = (in_words(said, field, content) for content in (one, other))
        if (before or after) and field.name not in UNTOLD:
            yield line(field.verbose_name, before, after, fate_of_field(model, field.name))
    copied = {part for part, _parent in own_parts(model)}
    for part in shape.parts:
        before, after = (rows_in_words(said, part, content) for content in (one, other))
        if before or after:
            fate = _("Goes over.") if part.model in copied and part.name not in OWN else ""
            yield line(part.model._meta.verbose_name_plural, before, after, fate)


def line(what, before, after, fate):
    is_lost = bool(before) and before != after and not fate
    if not before:
        fate = _("Stays.")
    elif before == after:
        fate = _("The same.")
    return {
        "where": capfirst(str(what)),
        "before": before,
        "after": after,
        "fate": fate or _("Does not go over."),
        "is_lost": is_lost,
    }


def fate_of_field(model, name):
    if name in NAMES[model]:
        return _("Becomes another name.")
    return _("Leads to the other.") if name == "slug" else ""


def in_words(said, field, content):
    value = content.get(field.name)
    return said.value(field, value, content) if value not in (None, "", []) else ""


def rows_in_words(said, part, content):
    """A row on a line of its own."""
    rows = content.get(part.name, ())
    told = [(said.row_name(part.model, row), said.row_in_words(part.model, row, content)) for row in rows]
    return "\n".join(f"{name} ({words})" if words else name for name, words in told)


def doubts(gone, kept):
    """What speaks against it, in sentences."""
    for name in TELLING:
        if not hasattr(gone, name):
            continue
        one, other = (wording(entry, name) for entry in (gone, kept))
        if one != other:
            field = type(gone)._meta.get_field(name).verbose_name
            said = {"field": capfirst(str(field)), "one": one or _("nothing"), "other": other or _("nothing")}
            yield _("%(field)s differs: %(one)s, and %(other)s. Are they really one?") % said


def wording(entry, name):
    return str(getattr(entry, f"get_{name}_display", lambda: getattr(entry, name) or "")())
