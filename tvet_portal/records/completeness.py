"""What a record needs before the public may see it: one function of its content.

Called by the workflow, by the form's checklist, by `load_dataset` and by `check_records`. An app says in its `rules.py`
what its own records need.
"""

from django.utils.translation import gettext as _

from tvet_portal.records.content.shape import record_models, shape
from tvet_portal.records.targets import is_filled

needs = {}  # record type -> function of its content


def needed(record_type):
    """Registers what a type of record needs: a function that gives (field, sentence) pairs."""

    def register(function):
        needs[record_type] = function
        return function

    return register


settlers = {}  # record type -> function of what was typed


def settles(record_type):
    """Registers what follows from what somebody has typed in a form or a table for a type of record.

    It is a function of the values, of those before, and of the names that changed; it gives the values that follow, and
    what is wrong as (field, sentence) pairs.
    """

    def register(function):
        settlers[record_type] = function
        return function

    return register


def missing(content):
    """What is missing before publication, as (field, sentence) pairs; empty if nothing is."""
    found = []
    if not content.get("title"):
        found.append(("title", _("Give the record a title.")))
    if not content.get("main_source"):
        found.append(("main_source", _("Choose the source on which the record rests.")))
    found += needs.get(content["record_type"], lambda content: [])(content)
    named = {field for field, _sentence in found}
    required = shape(record_models()[content["record_type"]]).required
    found += [
        (field, _("Fill in the field “%(field)s”.") % {"field": field})
        for field in required
        if not content.get(field) and field not in named
    ]
    return found + contradictions(content)


def contradictions(content):
    """Fields and rows, at any depth, that are said to be empty and hold something, as (field, sentence) pairs."""
    return [
        ("blanks", _("“%(field)s” is said to be empty, but it is not.") % {"field": blank["target"]})
        for blank in content.get("blanks", [])
        if is_filled(content, blank["target"])
    ]


def says_why_empty(content, field):
    return any(blank["target"] == field for blank in content.get("blanks", []))
