"""The pages of a table: what its columns take, the file to download, the file to give, what that would change."""

import hashlib
import uuid

from django import forms
from django.conf import settings
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tvet_portal.directory.admin import entries
from tvet_portal.records.models import Proposal
from tvet_portal.tables import exporting
from tvet_portal.tables.checking import is_public
from tvet_portal.tables.declared import WHAT_IS_WRONG, tables
from tvet_portal.tables.files import FORMATS, NotATable, read, too_large
from tvet_portal.tables.importing import BAD, GOOD, Import, Verdict
from tvet_portal.values.revisions import is_deadlock

MAY_IMPORT = "records.import_tables"
KEPT = 60 * 60  # seconds: how long a table that was looked at may be taken
SHOWN = 50  # rows of each kind
WHAT = ("rows", "template", "left")


class GivenTable(forms.Form):
    """The file that somebody gives."""

    file = forms.FileField(
        label=gettext_lazy("Table"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}), max_length=200
    )


class Pages:
    """The pages of one table, on one page of the admin."""

    def __init__(self, page):
        self.page, self.table, self.opts = page, tables()[page.model], page.opts

    def address(self, name="table", *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def may_import(self, request):
        page = self.page
        may_save = page.has_add_permission(request) or page.has_change_permission(request)
        return may_save and request.user.has_perm(MAY_IMPORT)

    # Out

    def file_view(self, request, what, extension):
        if not self.page.has_view_permission(request):
            raise PermissionDenied
        if what not in WHAT or extension not in FORMATS:
            raise Http404
        name = str(self.opts.verbose_name_plural).replace(" ", "-")
        if what == "left":
            return self.left(request, extension, name)
        rows = exporting.rows_of(self.table, self.listed(request)) if what == "rows" else []
        columns = [column.name for column in self.table.columns]
        file_name = name if what == "rows" else f"{name}-template"
        return exporting.response(self.table, columns, extension, rows, file_name)

    def listed(self, request):
        """What the list of the page shows with the same filters."""
        try:
            return self.page.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            raise Http404 from None

    def left(self, request, extension, name):
        """The rows that were not taken, in the columns they were given in, each with what is wrong: to be mended."""
        held = self.held(request)
        if held is None or not self.may_import(request):
            raise Http404
        given, lines, _comments = read(held["name"], held["data"])
        names = [column for column in given if column != WHAT_IS_WRONG.name]
        rows = (
            {name: line.cells.get(name, "") for name in names} | {WHAT_IS_WRONG.name: held["errors"][line.number]}
            for line in lines
            if line.number in held["errors"]
        )
        return exporting.response(self.table, [*names, WHAT_IS_WRONG.name], extension, rows, f"{name}-left")

    # In

    def view(self, request):
        if not self.page.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.ask(request, GivenTable())
        if not self.may_import(request):
            raise PermissionDenied
        form = GivenTable(request.POST, request.FILES)
        try:
            return self.take(request) if "take" in request.POST else self.look(request, form)
        except NotATable as refused:
            form.add_error("file", str(refused))
            return self.ask(request, form)
        except OperationalError as error:
            held = self.held(request)
            if not (is_deadlock(error) and "take" in request.POST and held):
                raise
            return self.preview(request, held["name"], held["data"], held["digests"], entries.CROSSED)

    def look(self, request, form):
        if not form.is_valid():
            return self.ask(request, form)
        file = form.cleaned_data["file"]
        if file.size > settings.TABLE_BYTES:  # before it is read into memory
            raise NotATable(too_large())
        return self.preview(request, file.name, file.read())

    def ask(self, request, form):
        _header, *columns = exporting.notes(self.table)
        context = {"title": self.title, "form": form, "columns": columns, "may_import": self.may_import(request)}
        return self.answer(request, "admin/tables/table.html", context)

    @property
    def title(self):
        return _("Tables of %(what)s") % {"what": self.opts.verbose_name_plural}

    def work(self, request, name, data, reason=""):
        return Import(self.table, *read(name, data), request, reason)

    def preview(self, request, name, data, digests=None, problem=""):
        """What the table would change. The file is kept for an hour, for whoever gave it alone."""
        work = self.work(request, name, data)
        work.run(dry=True)
        sha256 = hashlib.sha256(data).hexdigest()
        moved = {row.line.number for row in work.rows if digests and digests.get(row.line.number) != row.digest}
        held = {
            "name": name, "data": data, "sha256": sha256, "look": uuid.uuid4().hex, "is_taken": False,
            "digests": {row.line.number: row.digest for row in work.rows},
            "errors": {row.line.number: in_words(row) for row in work.bad()},
        }  # fmt: skip
        cache.set(self.kept_as(request), held, KEPT)
        shown = [section(work, verdict, moved) for verdict in Verdict if verdict != Verdict.UNCHANGED]
        context = {
            "title": self.title, "name": name, "sha256": sha256, "moved": sorted(moved), "problem": problem,
            "sections": [each for each in shown if each["count"]], "total": len(work.rows),
            "unchanged": work.count()[Verdict.UNCHANGED], "good": len(work.good()), "left": len(work.bad()),
            "comments": work.comments,
            "asks_reason": needs_reason(work), "reason": request.POST.get("reason", ""),
            "longest_reason": LONGEST_REASON,
        }  # fmt: skip
        return self.answer(request, "admin/tables/preview.html", context)

    def take(self, request):
        """Take what was looked at: exactly that and once, or nothing and a new look."""
        held = self.held(request)
        if held is None or held["is_taken"] or held["sha256"] != request.POST["take"]:
            return self.refuse(request, _("The table is no longer kept. Give it once more."))
        claim = f"{self.kept_as(request)}/{held['look']}"
        if not cache.add(claim, True, KEPT):
            return self.refuse(request, _("The table is being imported already. Wait, then look at the rows."))
        answer = None
        try:
            answer = self.take_claimed(request, held)
        finally:
            if answer is None:
                cache.delete(claim)
        return answer

    def refuse(self, request, sentence):
        self.page.message_user(request, sentence, "ERROR")
        return self.ask(request, GivenTable())

    def take_claimed(self, request, held):
        reason = request.POST.get("reason", "").strip()
        name, data = held["name"], held["data"]
        work = self.work(request, name, data, reason)
        with transaction.atomic():
            work.run(dry=False)
            is_told = bool(reason) and len(reason) <= LONGEST_REASON
            is_same = all(held["digests"].get(row.line.number) == row.digest for row in work.rows)
            is_taken = is_same and (is_told or not needs_reason(work))
            if is_taken:
                work.note(name, held["sha256"])
            else:
                transaction.set_rollback(True)
        if not is_taken:
            problem = "" if not is_same else _("Say why the public rows change, in 400 characters or fewer.")
            return self.preview(request, name, data, held["digests"], problem)
        return self.leave(request, work, held)

    def leave(self, request, work, held):
        counts = work.count()
        said = ", ".join(f"{counts[verdict]} {verdict.label}" for verdict in GOOD if counts[verdict])
        self.page.message_user(request, _("Imported: %(said)s.") % {"said": said or _("nothing")}, "SUCCESS")
        if work.bad():
            self.page.message_user(request, _("Left out: %(count)s rows.") % {"count": len(work.bad())}, "WARNING")
            cache.set(self.kept_as(request), {**held, "is_taken": True}, KEPT)
            return HttpResponseRedirect(f"{self.address()}?left=1")
        cache.delete(self.kept_as(request))
        return HttpResponseRedirect(self.address())

    def held(self, request):
        return cache.get(self.kept_as(request))

    def kept_as(self, request):
        return f"table/{request.user.pk}/{self.opts.label_lower}"

    def answer(self, request, template, context):
        held = self.held(request) if self.may_import(request) else None
        about = {
            "opts": self.opts, "address": self.address(), "formats": FORMATS,
            "has_left": bool(held and held["is_taken"]),
            "files": {what: {each: self.address("table_file", what, each) for each in FORMATS} for what in WHAT},
            "limits": {
                "rows": settings.TABLE_ROWS, "new": settings.TABLE_ROWS_NEW, "megabytes": settings.TABLE_BYTES // 2**20
            },
        }  # fmt: skip
        return TemplateResponse(request, template, {**self.page.admin_site.each_context(request), **about, **context})


LONGEST_REASON = Proposal._meta.get_field("reason").max_length


def needs_reason(work):
    """Whether anything that everybody sees would change, now or by a proposal."""
    return any(not row.root.is_new and is_public(row.root.instance) for row in work.good())


def in_words(row):
    return "; ".join(f"{column}: {sentence}" if column else sentence for column, sentence in row.errors)


def section(work, verdict, moved):
    rows = [row for row in work.rows if row.verdict == verdict]
    first = sorted(rows, key=lambda row: row.line.number not in moved)[:SHOWN]
    return {
        "verdict": verdict, "count": len(rows), "rows": first, "more": len(rows) - len(first),
        "is_bad": verdict in BAD, "is_new": verdict == Verdict.NEW,
    }  # fmt: skip


def addresses(page):
    if page.model not in tables():
        return []
    pages, start = Pages(page), f"{page.opts.app_label}_{page.opts.model_name}"
    wrap = page.admin_site.admin_view
    return [
        path("table/", wrap(pages.view), name=f"{start}_table"),
        path("table/<slug:what>.<slug:extension>", wrap(require_GET(pages.file_view)), name=f"{start}_table_file"),
    ]


def links(page, request):
    if page.model not in tables():
        return []
    pages, query = Pages(page), request.GET.urlencode()
    out = pages.address("table_file", "rows", "xlsx") + (f"?{query}" if query else "")
    return [(out, _("Download as a table")), (pages.address(), _("Tables in and out"))]


entries.more_addresses.append(addresses)
entries.more_links.append(links)
