"""All records in one list, and what records add to the pages of the directory."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import followers
from tvet_portal.directory.admin import entries
from tvet_portal.directory.admin.bodies import OrganisationAdmin
from tvet_portal.directory.admin.hidden import HidingAdmin
from tvet_portal.directory.admin.places import CountryAdmin
from tvet_portal.directory.admin.sources import SourceAdmin
from tvet_portal.records import blanks
from tvet_portal.records import content as contents
from tvet_portal.records.admin import why_empty
from tvet_portal.records.admin.gate import blanks_typed, refuse, refuse_dangling
from tvet_portal.records.admin.inlines import BlankInline, CitationInline
from tvet_portal.records.admin.of_countries import OfCountries
from tvet_portal.records.admin.parts import ProvisionAdmin, address_of
from tvet_portal.records.admin.records import was_never_public
from tvet_portal.records.admin.tasks import TO_APPROVE, WaitingFilter
from tvet_portal.records.completeness import contradictions
from tvet_portal.records.models import Record


@admin.register(Record)
class AnyRecordAdmin(OfCountries, HidingAdmin):
    """Every record whatever its type: to look for one, to see what waits for review. It is edited on its own page."""

    list_display = ("link", "record_type", "status", "reference", "created_by", "created_at")
    list_display_links = None
    list_filter = (WaitingFilter, "status", "record_type")
    list_select_related = ("created_by",)
    search_fields = ("title", "reference", "key", "alternative_titles__text")
    view_on_site = False

    @admin.display(description=_("record"), ordering="title")
    def link(self, record):
        return format_html('<a href="{}">{}</a>', address_of(record), record.title)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(record))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return was_never_public(obj) and super().has_delete_permission(request, obj)


class OrganisationCitationInline(CitationInline):
    fk_name = "organisation"


class OrganisationBlankInline(BlankInline):
    fk_name = "organisation"


class CountryCitationInline(CitationInline):
    fk_name = "country"


class SourceBlankInline(BlankInline):
    fk_name = "about_source"


def tell_followers(changed):
    """A changed entry that is public tells those who follow: search, open data."""
    followers.tell([(entry.path, {}) for entry in changed])


def check_targets(entry, form, formsets):
    """What is cited, or said to be empty, is a field of the entry; what is filled now is no longer said to be empty."""
    why_empty.keep(entry, why_empty.choices_made(form, formsets))
    content = blanks.drop_contradicted(entry, contents.read(entry), typed=blanks_typed(form, formsets))
    refuse_dangling(type(entry), content)
    refuse([sentence for _field, sentence in contradictions(content)])


for page in {ProvisionAdmin, *(type(admin.site.get_model_admin(model)) for model, _title, _note in TO_APPROVE)}:
    page.list_filter = (WaitingFilter, *page.list_filter)
OrganisationAdmin.inlines = [*OrganisationAdmin.inlines, OrganisationCitationInline, OrganisationBlankInline]
CountryAdmin.inlines = [*CountryAdmin.inlines, CountryCitationInline]
SourceAdmin.inlines = [*SourceAdmin.inlines, SourceBlankInline]
entries.on_save.append(check_targets)
entries.on_public_change.append(tell_followers)
