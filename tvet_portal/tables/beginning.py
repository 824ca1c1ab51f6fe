"""New rows: each gets a key and an address of its own, and none is entered a second time by mistake."""

from collections import defaultdict

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _

from tvet_portal.directory import likeness
from tvet_portal.directory.admin.forms import EntryForm, free_slug
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.tables.cells import YES
from tvet_portal.tables.declared import Wrong
from tvet_portal.tables.matching import NAMED, Root


class Beginner:
    """Begins what the lines of one table add."""

    def __init__(self, table, request):
        self.table, self.request, self.likenesses = table, request, {}

    def begin(self, line):
        """A root that is not there yet."""
        if not self.table.is_row_a_root:
            raise Wrong(NAMED, _("Name the record by its reference or its key."))
        instance = self.table.model()
        before = {}
        if isinstance(instance, Record):
            instance.created_by, before = self.request.user, {"record_type": instance.record_type}
        return Root(instance, before)

    def finish(self, rows):
        """Give new roots their keys and addresses, and refuse those that are there already under their name."""
        rows = [row for row in rows if row.root.is_new]
        if not rows:
            return
        keys, slugs = self.taken()
        for row in rows:
            instance, content = row.root.instance, row.root.content
            kind = instance.record_type if isinstance(instance, Record) else instance.entry_type
            name = next((content[field] for field in EntryForm.named_by if content.get(field)), "")
            tail = free_slug(name, kind, (keys | slugs).__contains__)
            instance.key = content["key"] = f"{kind}/{tail}" if isinstance(instance, Record) else tail
            if any(column.name == "slug" for column in self.table.filled):
                content.setdefault("slug", tail)
            keys.add(tail)
            slugs.add(content.get("slug"))
            is_another = row.line.cells.get("new", "").lower() == YES
            if not is_another and (like := self.like(content)):
                row.refuse(
                    "new",
                    _("The portal knows %(names)s. If it is the same, give its key; if not, write “yes” here.")
                    % {"names": ", ".join(f"“{name}” ({key})" for key, name in like)},
                )

    def taken(self):
        """Keys and addresses that are given already, asked once for any number of rows."""
        model = self.table.model
        if issubclass(model, Record):
            of_type = RecordSlug.objects.filter(record_type=model.own_record_type)
            keys = Record.objects.filter(record_type=model.own_record_type).values_list("key", flat=True)
            slugs = set(of_type.values_list("slug", flat=True)) | {key.partition("/")[2] for key in keys}
            return set(), slugs
        keys = set(model.objects.values_list("key", flat=True))
        if not hasattr(model, "slugs"):
            return keys, set()
        kept = model._meta.get_field("slugs").related_model.objects.values_list("slug", flat=True)
        return keys, set(kept) | set(model.objects.values_list("slug", flat=True))

    def like(self, content):
        """Pairs of a key and a name: what could be the same. Two countries may have a ministry of one name each."""
        model = self.table.model
        if issubclass(model, Record):
            known = self.titles()[likeness.plain(content.get("title", ""))]
            found = list(known)
            known.append((_("a row above"), content.get("title", "")))
            return found
        names = [content[field] for field in likeness.NAMES[model] if content.get(field)]
        country = content.get("country")
        if country not in self.likenesses:
            entries = admin.site.get_model_admin(model).get_queryset(self.request)
            if country:
                entries = entries.filter(Q(country__iso2=country) | Q(country=None))
            keys = dict(entries.order_by().values_list("pk", "key"))
            self.likenesses[country] = likeness.Known(entries), keys, defaultdict(list)
        known, keys, above = self.likenesses[country]
        found = [(keys[pk], name) for pk, name in known.like(names)]
        for name in {likeness.plain(name) for name in names}:
            found += above[name]
            above[name].append((_("a row above"), names[-1]))
        return found

    def titles(self):
        """Folded title -> key and title of the records of the type that may be seen."""
        if None not in self.likenesses:
            found = defaultdict(list)
            page = admin.site.get_model_admin(self.table.model)
            for key, title in page.get_queryset(self.request).order_by().values_list("key", "title"):
                found[likeness.plain(title)].append((key, title))
            self.likenesses[None] = found
        return self.likenesses[None]
