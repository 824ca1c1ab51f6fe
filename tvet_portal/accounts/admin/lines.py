"""The page of the audit: newest first, by who, what and day. Each page is found by an index; nothing is counted."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal.audit.acts import ACTS
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.admin.read_only import ReadOnlyAdmin

PAGE = 50


class Filter(forms.Form):
    """Whose lines, of which act, about which record or account, of which day."""

    who = forms.CharField(label=_("User name"), required=False)
    what = forms.ChoiceField(label=_("Act"), required=False)
    about = forms.CharField(label=_("To what"), required=False)
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        validators=[MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        acts = [(subject, [(act, act) for act in some]) for subject, some in ACTS.items()]
        self.fields["what"].choices = [("", _("all")), *acts]

    def find(self):
        """The lines that fit, one more than a page holds."""
        asked, lines = self.cleaned_data, AuditLine.objects.all()
        for name in ("who", "what", "about"):
            if asked.get(name):
                lines = lines.filter(**{name: asked[name]})
        if asked.get("day"):
            begin = timezone.make_aware(datetime.combine(asked["day"], time()))
            lines = lines.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
        last = AuditLine.objects.filter(pk=asked["before"]).first() if asked.get("before") else None
        if last:
            lines = lines.filter(at__lte=last.at).filter(Q(at__lt=last.at) | Q(pk__lt=last.pk))
        return list(lines[: PAGE + 1])


@admin.register(AuditLine)
class AuditAdmin(ReadOnlyAdmin):
    """What was done, for administrators to read."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name="audit_auditline_changelist")]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = Filter(request.GET)
        lines = form.find() if form.is_valid() else []
        query = request.GET.copy()
        if len(lines) > PAGE:
            query["before"] = lines[PAGE - 1].pk
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Audit"),
            "form": form,
            "lines": lines[:PAGE],
            "older": f"?{query.urlencode()}" if len(lines) > PAGE else "",
            "is_newest": not request.GET.get("before"),
            "zone": timezone.get_current_timezone_name(),
        }
        return TemplateResponse(request, "admin/audit.html", context)
