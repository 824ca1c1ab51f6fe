"""Pages of records as somebody sees them whose work is limited to countries."""

from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.choices import root_of
from tvet_portal.records import rights
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.values.parts import root_lookup


class WorkList(ChangeList):
    """The rows of a list that somebody may work on; its filters, searches and actions keep to them."""

    def get_queryset(self, request, exclude_parameters=None):
        self.root_queryset = self.model_admin.limit(self.root_queryset, rights.workable, request.user)
        return super().get_queryset(request, exclude_parameters)


class OfCountries:
    """A list and a page show what may be worked on. To be chosen or linked, there is also what is public."""

    def get_queryset(self, request):
        return self.limit(super().get_queryset(request), rights.visible, request.user)

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        return found if found and rights.may_work_on(root_of(found), request.user) else None

    def is_hidden(self, request, row):
        return not rights.may_work_on(root_of(row), request.user)

    def why_hidden(self, row, user):
        record = root_of(row)
        if record.status != Status.PUBLISHED:
            return ""
        address, said = record.get_absolute_url(), rights.limited(user)
        return format_html('{} <a href="{}">{}</a>', said, address, _("Its public page"))

    def get_changelist(self, request, **kwargs):
        return WorkList

    def limit(self, rows, may, user):
        """Those of these rows whose record somebody may see, or work on."""
        if limits.countries_of(user) is None:
            return rows
        root = root_lookup(self.model)
        return rows.filter(**{f"{root}__in" if root else "pk__in": may(Record.objects, user).values("pk")})
