"""What somebody asks for by its number and may not see."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from tvet_portal import audit


class HidingAdmin(admin.ModelAdmin):
    """What is hidden from somebody is answered as if it were not there, unless it is public; the audit notes both."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        found = self.find_hidden(object_id)
        if found is None or not self.is_hidden(request, found):
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        audit.note("refuse", request.user, path=request.path, method=request.method)
        why = self.why_hidden(found, request.user)
        if not why:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        self.message_user(request, why, messages.WARNING)
        return redirect("admin:index")

    def find_hidden(self, object_id):
        try:
            return self.model.objects.filter(pk=self.model._meta.pk.to_python(unquote(str(object_id)))).first()
        except (OverflowError, ValidationError, ValueError):
            return None

    def is_hidden(self, request, row):
        return not self.get_queryset(request).filter(pk=row.pk).exists()

    def why_hidden(self, row, user):
        """Why somebody may not open a row, where its being there is no secret; else nothing."""
        return ""
