"""What all record pages share: found through the gate, rendered from the content, the same as data."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from tvet_portal.records import content as contents
from tvet_portal.records import rights
from tvet_portal.records.filters import clipped
from tvet_portal.records.models import Confirmation, Record, RecordLink, RecordSlug, RecordVersion
from tvet_portal.records.models.records import Status, of_public_records
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.withheld_names import without_withheld_names


class RecordDetailView(TemplateView):
    """The page of one record. Staff who may see a draft see it at the real address, and that answer is never cached."""

    record_type = None
    page_class = RecordPage
    section = ""
    parent = None  # label and address of the list it stands in
    ending = "/"  # of the address
    shows_drafts = True
    complaint = ""  # about what was asked for

    def get(self, request, *args, slug, number=None, **kwargs):
        """The record today; with `number` one of its versions; with `?as_of=2026-03-01` what it said on that day."""
        if number is not None:
            return self.answer_version(request, slug, number)
        day, self.complaint = day_asked_for(request.GET.get("as_of", ""))
        version = approved_version(self.record_type, slug)
        if version is None:
            return self.answer_without_version(request, slug)
        if day:
            return self.answer_as_of(request, version, day)
        return self.answer(request, self.page_of(version.record, approved_content(version), version))

    def answer_version(self, request, slug, number):
        version = approved_version(self.record_type, slug, number=number)
        if version is None:
            return answer_elsewhere(request, record_ever_at(self.record_type, slug), slug, f"/history/{number}/")
        if version.withheld_at:
            return withheld(request, version)
        return self.answer(request, self.page_of(version.record, approved_content(version), version))

    def answer_as_of(self, request, current, day):
        """What the public read on a day: the version of then, or that there was nothing to read."""
        record = current.record
        step = record.status_changes.filter(changed_at__date__lte=day).first()
        version = record.approved_versions.filter(approved_at__date__lte=day).first()
        if version is None or (step and step.to_status == Status.WITHDRAWN):
            context = {
                "title": approved_content(current)["title"],
                "record": record,
                "day": day,
                "since": record.approved_versions.last(),
                "was_withdrawn": version is not None,
            }
            return render(request, "records/not_public.html", context, status=404)
        version.record = record
        if version.withheld_at:
            return withheld(request, version, day)
        version.is_asked = current.is_asked
        return self.answer(request, self.page_of(record, approved_content(version), version, day))

    def page_of(self, record, content, version=None, day=None):
        links_here = RecordLink.objects.filter(of_public_records(), to_record=record)
        if day:
            links_here = links_here.filter(record__published_at__date__lte=day)
        shown = (f"record__{name}" for name in ("title", "slug", "key", "reference", "record_type", "status"))
        links_here = links_here.select_related("record", "to_provision").order_by("record__title", "key")
        links_here = links_here.only("role", "note", "to_provision__key", *shown)  # half the time of all columns
        return self.page_class(record, content, version=version, links_here=links_here, day=day)

    def answer(self, request, page):
        context = self.get_context_data(
            page=page,
            content=page.content,
            head=page.head,
            facts=page.facts,
            citation=page.citation,
            section=self.section,
            crumbs=self.get_crumbs(page),
            downloads=self.get_downloads(page) if page.is_current else (),
            toc=page.toc,
            linked_data=self.get_linked_data(page) if page.is_current else (),
            other_forms=self.get_other_forms(page) if page.is_current else (),
        )
        return self.render_to_response(context)

    def get_crumbs(self, page):
        label, url = self.parent
        above, here = [{"label": label, "url": url}], page.content.get("reference") or page.content["title"]
        if page.is_current or not page.version:
            return [*above, {"label": here}]
        record = {"label": here, "url": page.record.get_absolute_url()}
        return [*above, record, {"label": _("Version %(number)d") % {"number": page.version.number}}]

    def get_downloads(self, page):
        """What can be taken along of the record as it is today."""
        return [{"url": address(page.record, ".json"), "label": _("Record as data (JSON)")}]

    def get_linked_data(self, page):
        """What the page says to machines, as nodes of JSON-LD."""
        return []

    def get_other_forms(self, page):
        """The same record at other addresses."""
        return [{"type": "application/json", "url": address(page.record, ".json"), "label": page.content["title"]}]

    def answer_without_version(self, request, slug):
        record = record_ever_at(self.record_type, slug)
        is_draft = record is not None and record.status in (Status.DRAFT, Status.IN_REVIEW)
        if not (is_draft and self.shows_drafts and may_see(record, request.user)):
            return answer_elsewhere(request, record, slug, self.ending)
        response = self.answer(request, self.page_of(record, contents.read(record)))
        add_never_cache_headers(response)
        return response


def may_see(draft, user):
    return user.is_staff and user.has_perm("records.view_record") and rights.may_work_on(draft, user)


def day_asked_for(text):
    """The day of `?as_of=`, and a sentence if it is none, or is still to come."""
    if not text:
        return None, ""
    try:
        day = date.fromisoformat(text)
        to_come = _("That day is still to come. This is the record as it is today.")
        return (None, to_come) if day > timezone.localdate() else (day, "")
    except ValueError:
        said = _("“%(text)s” is no day: write it as 2026-03-01. This is the record as it is today.")
        return None, said % {"text": clipped(text)}


def approved_version(record_type, slug, **which):
    """The public version of a record, through the gate, or the newest of `which`; None if there is none.

    `is_asked` says whether its parties were asked if it is right: few are, and the page of any other asks no further.
    """
    is_asked = Exists(Confirmation.objects.filter(record=OuterRef("record")))
    # The gate as a join: as a subquery it takes twice as long.
    public = RecordVersion.objects.filter(of_public_records(), **which)
    versions = public.filter(record__record_type=record_type, record__slug=slug).annotate(is_asked=is_asked)
    return versions.select_related("record").order_by("-number").first()


def record_ever_at(record_type, slug):
    """The record that has or had this address, whatever its status; None if there never was one."""
    former = RecordSlug.objects.select_related("record").filter(record_type=record_type, slug=slug).first()
    return former.record if former else None


def answer_elsewhere(request, record, slug, ending="/"):
    """The answer where no public record has this address: it moved, it was withdrawn, or there never was one."""
    if record is not None and record.status == Status.WITHDRAWN:
        return gone(request, record)
    if record is None or record.status != Status.PUBLISHED or record.slug == slug:
        raise Http404
    return HttpResponsePermanentRedirect(address(record, ending))


def address(record, ending="/"):
    """The address of a record in one of its forms, such as ".json"."""
    return record.get_absolute_url().removesuffix("/") + ending


def gone(request, record):
    """What is left of a withdrawn record: since when and why."""
    context = {
        "record_title": approved_content(record.approved_versions.first())["title"],
        "reference": record.reference,
        "withdrawn_on": record.withdrawn_at,
        "reason": record.withdrawn_reason,
    }
    return render(request, "410.html", context, status=410)


def withheld(request, version, day=None):
    """What is left of a version that is not shown any more: since when and why. `day` is the one asked for."""
    record = version.record
    current = record.approved_versions.get(number=record.version_number)
    context = {"record": record, "title": approved_content(current)["title"], "version": version, "day": day}
    return render(request, "records/withheld.html", context, status=410)


@require_safe
def record_json(request, slug, *, record_type):
    """The content of a record as JSON: the stored bytes of its public version, but for names withheld since."""
    version = approved_version(record_type, slug)
    if version:
        text = without_withheld_names(version.content)
        response = HttpResponse(text, content_type="application/json")
        response["ETag"] = f'"{contents.sha256(text)}"'
        if text == version.content:  # a name is withheld at another time, which must not pass for the old one
            response["Last-Modified"] = http_date(version.approved_at.timestamp())
        # Kept, but asked about before every use: a withdrawn record is gone at once.
        patch_cache_control(response, public=True, no_cache=True)
        return response
    record = record_ever_at(record_type, slug)
    if record is not None and record.status == Status.WITHDRAWN:
        return JsonResponse({"reference": record.reference, "withdrawn": record.withdrawn_reason}, status=410)
    return answer_elsewhere(request, record, slug, ".json")


@require_safe
def by_reference(request, reference):
    """The permanent address of a record, for ever: 303 to wherever it is now; a withdrawn one says that it is gone."""
    record = Record.objects.filter(reference=reference, status__in=[Status.PUBLISHED, Status.WITHDRAWN]).first()
    if record is None:
        raise Http404
    if record.status == Status.WITHDRAWN:
        return gone(request, record)
    return HttpResponse(status=303, headers={"Location": record.get_absolute_url()})
