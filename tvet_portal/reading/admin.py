"""From a text to a record, in two steps: give the text, accept its lines into a draft."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.entries import twin_of
from tvet_portal.directory.admin.hidden import HidingAdmin
from tvet_portal.directory.models import Source
from tvet_portal.reading import likeness, names
from tvet_portal.reading.choosing import Choosing
from tvet_portal.reading.given import GivenText
from tvet_portal.reading.lines import lines_of
from tvet_portal.reading.marking import marked
from tvet_portal.reading.models import Reading
from tvet_portal.reading.offers import offers
from tvet_portal.reading.text import MOST_READ, read
from tvet_portal.records import quotes, workflow
from tvet_portal.records.admin.records import RecordAdmin
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status

MOST_SHOWN = 50  # records that rest on one text


@admin.register(Reading)
class ReadingAdmin(HidingAdmin):
    """Who may add a record of a type may read texts for it. Adding is giving a text, changing is accepting lines."""

    list_display = ("source", "begun_at", "begun_by")
    list_select_related = ("source", "begun_by")
    search_fields = ("source__title", "source__description", "source__publisher")
    actions = None
    view_on_site = False

    # Who may

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if limits.countries_of(request.user) is None:
            return rows
        return rows.filter(source__in=limits.visible(Source.objects.all(), request.user))

    def offered(self, request):
        """Record type -> Offer, of those the user may add."""
        return {name: each for name, each in offers.items() if self.page_of(each.model).has_add_permission(request)}

    def page_of(self, model):
        return self.admin_site.get_model_admin(model)

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff and bool(self.offered(request))

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_add_permission = has_module_permission

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        """It goes with its source, and not alone: the source would be left without its text."""
        return obj is not None and self.page_of(Source).has_delete_permission(request, obj.source)

    def delete_view(self, request, object_id, extra_context=None):
        raise PermissionDenied

    # The text

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        offered = self.offered(request)
        begun_as = request.GET.get("as") if request.GET.get("as") in offered else next(iter(offered))
        form = GivenText(
            request.POST or None, request.FILES or None, offers=offered, user=request.user,
            initial={"tells_of": begun_as},
        )  # fmt: skip
        known = []
        if form.is_valid():
            known = form.known()
            reading = self.keep(form, known)
            if reading:
                return HttpResponseRedirect(f"{address(reading)}?as={form.cleaned_data['tells_of']}")
        context = {"title": _("From a text to a record"), "form": form, "known": self.resting(request, known)}
        return self.answer(request, "admin/reading/given.html", context)

    def keep(self, form, known):
        """The reading of a text that is new, or of one whose source has not been read, where that was asked for."""
        unread = [source for source in known if not hasattr(source, "reading")]
        if known and not (form.cleaned_data["read_again"] and len(unread) == len(known)):
            return None
        try:
            return form.keep(unread[0] if unread else None)
        except IntegrityError:  # somebody gave the same text in the same moment
            known += form.known()
            return None

    def resting(self, request, sources):
        """Known sources with the records that rest on them, as far as the user may see those."""
        seen = set(limits.visible(Source.objects.filter(pk__in=[source.pk for source in sources]), request.user))
        return [
            {
                "source": source if source in seen else "",
                "reading": address(source.reading) if source in seen and hasattr(source, "reading") else "",
                "records": [row for _record, *row in self.shown(request, resting_on(source))],
            }
            for source in sources
        ]

    def shown(self, request, records):
        """(record, address, title, status) of those of these records that the user may see."""
        pages = {model.own_record_type: page for model, page in self.admin_site._registry.items() if is_record(model)}
        seen = set()
        for name in {record.record_type for record in records}:
            if pages[name].has_view_or_change_permission(request):
                ids = [record.pk for record in records]
                seen |= set(pages[name].get_queryset(request).filter(pk__in=ids).values_list("pk", flat=True))
        for record in records:
            if record.pk in seen:
                opts = pages[record.record_type].opts
                place = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
                yield record, place, record.title, record.get_status_display()

    # Its lines

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        reading = self.get_object(request, object_id)
        if reading is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        record = self.draft_of(request, reading)
        offer = self.offer_of(request, record)
        text = words_of(reading)
        done = read(text[:MOST_READ], names.of_directory(request.user), reading.source.published_on)
        lines, hidden = lines_of(done, offer, reading.source)
        likeness.compare(lines, request.user)
        form = Choosing(
            request.POST or None, lines=lines, offer=offer, reading=reading, record=record, text=done.text,
            section=request.POST.get("tick", ""),
        )  # fmt: skip
        if form.is_valid():
            try:
                accepted = form.accept(text, request.user)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            except workflow.NotAllowed as refused:
                form.add_error(None, refused.reasons)
            except IntegrityError as error:
                form.add_error(None, twin_of(error))
            else:
                return self.leave(request, record, *accepted)
        context = {
            "title": _("What the text says"), "reading": reading, "record": record, "offer": offer, "form": form,
            "text": marked(text, done.left_out, lines, min(len(text), MOST_READ)), "left_out": done.left_out,
            "unread": len(text) > MOST_READ, "hidden": hidden, "others": self.others(request, offer),
            "drafts": self.drafts(request, reading),
        }  # fmt: skip
        return self.answer(request, "admin/reading/lines.html", context)

    def draft_of(self, request, reading):
        """The draft the lines go into, where one was chosen: the user may change it, and it rests on the text."""
        chosen = request.GET.get("draft", "")
        if not chosen:
            return None
        drafts = self.of_reading(reading).filter(status=Status.DRAFT)
        record = drafts.filter(pk=chosen).first() if chosen.isdecimal() else None
        if record is None:
            raise Http404
        record = self.page_of(offers[record.record_type].model).get_object(request, chosen)
        if record is None or not self.page_of(type(record)).has_change_permission(request, record):
            raise PermissionDenied
        return record

    def of_reading(self, reading):
        return Record.objects.filter(main_source=reading.source, record_type__in=offers)

    def offer_of(self, request, record):
        if record:
            return offers[record.record_type]
        offered = self.offered(request)
        return offered.get(request.GET.get("as")) or next(iter(offered.values()))

    def others(self, request, offer):
        """The other types of record for which the text may be read: (name of the type, what it is called)."""
        found = self.offered(request).items()
        return [(name, each.model._meta.verbose_name) for name, each in found if each is not offer]

    def drafts(self, request, reading):
        """The records that rest on the text: (address, title, status, number if lines may go into it)."""
        rows = self.shown(request, list(self.of_reading(reading).order_by("pk")[:MOST_SHOWN]))
        return [(*row, record.pk if record.status == Status.DRAFT else None) for record, *row in rows]

    def leave(self, request, before, record, count):
        """To the form of the draft, where all that is missing is said."""
        page = self.page_of(type(record))
        if before is None:
            page.log_addition(request, record, [{"added": {}}])
        else:
            page.log_change(request, record, [{"changed": {"fields": [str(_("lines of a text"))]}}])
        messages.success(
            request, _("Accepted into the draft: %(count)d lines. Nothing is published.") % {"count": count}
        )
        place = f"admin:{page.opts.app_label}_{page.opts.model_name}_change"
        return HttpResponseRedirect(reverse(place, args=[record.pk]))

    def answer(self, request, template, context):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )


def resting_on(source):
    """Records whose main source it is, or that cite it."""
    found = Record.objects.filter(main_source=source) | Record.objects.filter(citations__source=source)
    return list(found.distinct().order_by("pk")[:MOST_SHOWN])


def words_of(reading):
    try:
        with reading.text.file.open("rb") as file:
            return file.read().decode()
    except FileNotFoundError:
        raise Http404(_("The store has lost this text.")) from None


def is_record(model):
    return issubclass(model, Record) and model is not Record


def address(reading):
    return reverse("admin:reading_reading_change", args=[reading.pk])


def address_of_text(model, record):
    """Where a text is given for a new record; where more lines of the text that a draft rests on may be accepted."""
    if model.own_record_type not in offers:
        return ""
    if record is None:
        return f"{reverse('admin:reading_reading_add')}?as={model.own_record_type}"
    reading = Reading.objects.filter(source=record.main_source_id).first() if record.status == Status.DRAFT else None
    return f"{address(reading)}?draft={record.pk}" if reading else ""


def texts_read(sources, user):
    """Source id -> its text, of those of these ids that were read and that somebody may see."""
    seen = limits.visible(Source.objects.filter(pk__in=sources), user)
    readings = Reading.objects.filter(source__in=seen).select_related("text")
    return quotes.decoded({reading.source_id: reading.text for reading in readings})


RecordAdmin.address_of_text = staticmethod(address_of_text)
quotes.kept_texts.append(texts_read)
