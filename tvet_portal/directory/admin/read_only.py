"""What staff look up in the admin and change elsewhere."""

from tvet_portal.directory.admin.hidden import HidingAdmin


class ReadOnlyAdmin(HidingAdmin):
    """A list, and the page of each row, that nobody adds, changes or deletes here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
