"""New rows: each gets a key and an address of its own, and none is entered a second time by mistake."""

from collections import defaultdict

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext as _

from tvet_portal.directory import likeness
from tvet_portal.directory.admin.forms import EntryForm, free_slug
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.tables.cells import YES
from tvet_portal.tables.declared import Wrong
from tvet_portal.tables.files import NotATable
from tvet_portal.tables.matching import NAMED, Root


class Beginner:
    """Begins what the lines of one table add."""

    def __init__(self, table, request):
        self.table, self.request = table, request

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
        if len(rows) > settings.TABLE_ROWS_NEW:
            most = {"count": len(rows), "most": settings.TABLE_ROWS_NEW}
            raise NotATable(_("It has %(count)s new rows, and may have %(most)s. Give it in several parts.") % most)
        taken = self.taken()
        for row in rows:
            instance, content = row.root.instance, row.root.content
            kind = instance.record_type if isinstance(instance, Record) else instance.entry_type
            name = next((content[field] for field in EntryForm.named_by if content.get(field)), "")
            tail = free_slug(name, kind, taken.__contains__)
            instance.key = content["key"] = f"{kind}/{tail}" if isinstance(instance, Record) else tail
            if any(column.name == "slug" for column in self.table.filled):
                content.setdefault("slug", tail)
            taken |= {tail, content.get("slug")}
        self.refuse_known([row for row in rows if row.line.cells.get("new", "").lower() != YES])

    def taken(self):
        """Keys and addresses that are given already, asked once for any number of rows."""
        model = self.table.model
        if issubclass(model, Record):
            of_type = RecordSlug.objects.filter(record_type=model.own_record_type)
            keys = Record.objects.filter(record_type=model.own_record_type).values_list("key", flat=True)
            return set(of_type.values_list("slug", flat=True)) | {key.partition("/")[2] for key in keys}
        keys = set(model.objects.values_list("key", flat=True))
        if not hasattr(model, "slugs"):
            return keys
        kept = model._meta.get_field("slugs").related_model.objects.values_list("slug", flat=True)
        return keys | set(kept) | set(model.objects.values_list("slug", flat=True))

    def refuse_known(self, rows):
        """Refuse what is there already under its name: in the portal, or in a row above."""
        above = set()
        for row, known in self.with_known(rows):
            plain = filter(None, map(likeness.plain, self.names_of(row)))
            names = {(row.root.content.get("country"), name) for name in plain}
            known += [(name, _("a row above")) for _country, name in names & above]
            above |= names
            if known:
                said = ", ".join(f"“{name}” ({key})" for name, key in known)
                sentence = _("The portal knows %(names)s. If it is the same, give its key; if not, write “yes” here.")
                row.refuse("new", sentence % {"names": said})

    def with_known(self, rows):
        """Each row with pairs of a name and a key: what could be the same. Of records only a title that is the same."""
        model, page = self.table.model, admin.site.get_model_admin(self.table.model)
        seen = page.get_queryset(self.request)
        if issubclass(model, Record):
            titles = defaultdict(list)
            for key, title in seen.order_by().values_list("key", "title"):
                titles[likeness.plain(title)].append((title, key))
            yield from ((row, list(titles[likeness.plain(row.root.content.get("title", ""))])) for row in rows)
            return
        for country, some in self.by_country(rows).items():
            entries = seen.filter(Q(country__iso2=country) | Q(country=None)) if country else seen
            found = likeness.alike_each(entries, [self.names_of(row) for row in some])
            yield from (
                (row, [(name, entry.key) for entry, name in likest]) for row, likest in zip(some, found, strict=True)
            )

    def by_country(self, rows):
        """Two countries may have a ministry of one name each."""
        found = defaultdict(list)
        for row in rows:
            found[row.root.content.get("country")].append(row)
        return found

    def names_of(self, row):
        fields = likeness.NAMES.get(self.table.model, ("title",))
        return [row.root.content[field] for field in fields if row.root.content.get(field)]
