"""Sources, and the files staff have uploaded."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.entries import EntryAdmin
from tvet_portal.directory.admin.read_only import ReadOnlyAdmin
from tvet_portal.directory.models import Source, Upload


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    is_waiting_seen = False  # it can tell of an agreement that another country still negotiates
    list_display = ("__str__", "publisher", "published_on", "language", "is_approved")
    list_filter = ("translation", "language", *EntryAdmin.list_filter)
    search_fields = ("title", "description", "publisher", "author", "key", "address")
    facts = ("publisher", "address", "published_on", "language", "author", "dateline", "rights")
    fieldsets = [
        (None, {"fields": ["title", "description", "publisher", "address", "published_on", "language"]}),
        (
            _("Author, dates, rights, archived copy"),
            {
                "fields": [
                    "author", "original_publisher", "translation", "dateline", "published_as_printed",
                    ("modified_on", "modified_as_printed"), "accessed_on", "rights", "archived_copy",
                    ("copy_name", "copy_sha256"), "is_copy_public",
                ],
                "classes": ["collapse"],
            },
        ),
    ]  # fmt: skip


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    """Files are stored through the forms that need them; here they are only looked up."""

    list_display = ("name", "media_type", "size", "uploaded_at", "uploaded_by")
    list_filter = ("media_type",)
    list_select_related = ("uploaded_by",)
    search_fields = ("name", "sha256")
    fields = ("name", "media_type", "size", ("width", "height"), "pages", "sha256", "uploaded_at", "uploaded_by")
    view_on_site = False

    def get_queryset(self, request):
        return limits.visible(super().get_queryset(request), request.user)
