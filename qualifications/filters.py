"""What the list of qualifications frameworks can be narrowed by."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from qualifications.models import Framework, Referencing
from tvet_portal.records.facets import ChoiceFacet
from tvet_portal.records.filters import RecordFilter
from tvet_portal.search.lists import Indexed


class ReferencingFacet(ChoiceFacet):
    """How far the referencing of a framework has come."""

    def narrow(self, records, values):
        return records.filter(pk__in=Referencing.objects.filter(state__in=values).values("framework"))

    def count(self, records):
        rows = Referencing.objects.filter(framework__in=records.values("pk")).order_by()
        return dict(rows.values_list("state").annotate(Count("framework", distinct=True)))


class FrameworkFilter(Indexed, RecordFilter):
    """Adds the kind of a framework and the state of its referencing."""

    record_type = Framework.own_record_type
    kind = ChoiceFacet("kind", Framework.Kind.choices, label=_("Kind"))
    state = ReferencingFacet("state", Referencing.State.choices, label=_("Referencing"))
    area = None
