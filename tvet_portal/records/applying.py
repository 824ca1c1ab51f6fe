"""A content becomes what the tables hold of a record or entry: an earlier version again, or what somebody proposes."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from tvet_portal.records.content.building import Builder
from tvet_portal.records.content.writing import find_missing, write
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.values.parts import Part


def apply(subject, content):
    """Write a content over what the tables hold of a record or entry. Raises NotAllowed and changes nothing if it does
    not fit.

    The key and the reference of a record stay; so does what is not public.
    """
    built, reasons = fit(subject, content)
    if reasons:
        raise NotAllowed(reasons)
    if isinstance(subject, Record):
        subject.slug = content["slug"]
    try:
        with transaction.atomic():
            write(built, lambda number, total: None)
    except (IntegrityError, DataError) as error:
        raise NotAllowed(broken_rules(built) or [_("Other records name a part that would be gone.")]) from error


def fit(subject, content):
    """The rows a content makes, and why they cannot stand: fields and keys that are no more."""
    builder = Builder()
    is_draft = isinstance(subject, Record) and subject.status in (Status.DRAFT, Status.IN_REVIEW)
    builder.add_root(subject, content, is_draft=is_draft)
    problems = [*builder.built.problems, *find_missing(builder.built)]
    reasons = [f"{'/'.join(map(str, problem.steps)) or subject.path}: {problem.message}" for problem in problems]
    return builder.built, [*reasons, *hidden_since(builder.built)]


def hidden_since(built):
    """Parts that the content shows and that somebody has meanwhile marked as not public."""
    for model, parts in built.parts.items():
        if model.content_filter:
            hidden = model._base_manager.filter(pk__in=[part.pk for part in parts]).exclude(**model.content_filter)
            for part in hidden:
                yield _("“%(part)s” has been marked as not public: it cannot return this way.") % {"part": part}


def broken_rules(built):
    """Which rules its rows break, asked only after the database has refused them."""
    for row in chain((instance for instance, _content in built.roots), *built.parts.values()):
        try:
            row.validate_constraints()
            if not isinstance(row, Record | Part):
                row.validate_unique()
        except ValidationError as error:
            return error.messages
    return []
