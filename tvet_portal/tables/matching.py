"""Which records and entries the lines of a table are about: found together, seen by who asks, locked."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib import admin
from django.utils.translation import gettext as _

from tvet_portal.directory import limits
from tvet_portal.directory.models import Entry
from tvet_portal.records import content as contents
from tvet_portal.records import rights
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.shape import model_of
from tvet_portal.records.models import Record
from tvet_portal.tables.declared import Wrong
from tvet_portal.values.revisions import lock

NAMED = ""  # the column by which a table names its rows


@dataclass
class Root:
    """A record or entry with the lines about it: what it says, and what the lines would have it say."""

    instance: object
    before: dict
    content: dict = None
    rows: list = field(default_factory=list)
    built: object = None  # the rows of its content, once it is saved
    was_new: bool | None = None  # whether it was there, once it is saved

    @property
    def is_new(self):
        return self.instance.pk is None


class Known:
    """The records or entries that lines name, by key and by reference."""

    def __init__(self, table, identities, request):
        self.model = Record if table.is_of_records else table.model
        self.of = table.model if issubclass(table.model, Record | Entry) else Record
        keys = {key for key, _reference in identities if key}
        references = {reference for key, reference in identities if reference and not key}
        rows = self.rows("key", keys) + (self.rows("reference", references) if references else [])
        seen = self.seen([row.pk for row in rows], request)
        self.hidden = {row.pk for row in rows} - seen
        lock(self.model, sorted(seen))
        self.roots = {}
        by_model = defaultdict(list)
        for row in rows:
            by_model[model_of(row)].append(row.pk)
        for model, ids in by_model.items():
            ids = [pk for pk in dict.fromkeys(ids) if pk in seen]
            found = model._base_manager.in_bulk(ids) if len(ids) < 500 else whole(model, ids)
            for pk, content in zip(ids, contents.read_many(model, ids), strict=True):
                self.roots[pk] = Root(found[pk], content)
        self.by_key = {row.key: row.pk for row in rows}
        self.by_reference = {row.reference: row.pk for row in rows} if self.model is Record else {}
        self.workable = self.may_work([*self.roots], request.user)

    def rows(self, name, values):
        found = []
        for some in batches(sorted(values)):
            found += self.model._base_manager.filter(**{f"{name}__in": some})
        return found

    def seen(self, ids, request):
        """The ids of those that whoever asks may read: entries that he finds in the lists, records also of others."""
        if self.model is Record:
            return self.among(rights.visible, ids, request.user)
        page, found = admin.site.get_model_admin(self.model), set()
        for some in batches(ids):
            found |= set(page.get_queryset(request).filter(pk__in=some).values_list("pk", flat=True))
        return found

    def may_work(self, ids, user):
        """The ids of those that belong to somebody's countries."""
        return self.among(rights.workable if self.model is Record else limits.workable, ids, user)

    def among(self, may, ids, user):
        if limits.countries_of(user) is None:
            return set(ids)
        found = set()
        for some in batches(ids):
            found |= set(may(self.model.objects.filter(pk__in=some), user).values_list("pk", flat=True))
        return found

    def root(self, key, reference):
        """The root that a line names; None where it names none."""
        if not (key or reference):
            return None
        pk = self.by_key.get(key) if key else self.by_reference.get(reference)
        if pk is None or pk in self.hidden:
            what = {"what": self.of._meta.verbose_name, "key": (key or reference)[:80]}
            raise Wrong(
                NAMED,
                _("There is no %(what)s “%(key)s”. Look it up in an export; for a new row leave it empty.") % what,
            )
        root = self.roots[pk]
        if key and reference and root.instance.reference != reference:
            raise Wrong("reference", _("Key and reference name two records. Correct one of them, or leave one out."))
        if self.of is not Record and not isinstance(root.instance, self.of):
            raise Wrong(NAMED, _("This is a record of another type: it has a table of its own."))
        if getattr(root.instance, "merged_into_id", None):
            raise Wrong(NAMED, _("It was merged into another. Take the key of that one from an export."))
        return root


def whole(model, ids):
    found = {}
    for some in batches(ids):
        found |= model._base_manager.in_bulk(some)
    return found
