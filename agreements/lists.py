"""The list of agreements."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.datasets import AGREEMENTS, parties, short_name
from agreements.filters import AgreementFilter, state_case
from agreements.models import Agreement
from agreements.state import badge
from tvet_portal.opendata.lists import OpenListView
from tvet_portal.records.lists import filled, names_in_short
from tvet_portal.values.partial_dates import describe, machine_date


class AgreementListView(OpenListView):
    """Public agreements, the last signed first."""

    table = AGREEMENTS
    filterset_class = AgreementFilter
    section = "agreements"
    title = _("Agreements")
    lede = _("Texts by which two or more parties agree to cooperate: memoranda, protocols, agreed minutes and others.")

    def get_records(self):
        return Agreement.objects.published()

    def rows_of_page(self, agreements):
        """The index knows their states; the database has to be asked."""
        return super().rows_of_page(agreements if self.filter.listed else with_state(agreements))

    def rows_of_file(self, agreements):
        return super().rows_of_file(with_state(agreements))

    def newest(self, agreements, number):
        return super().newest(with_state(agreements), number)

    def counted(self, number):
        return ngettext("%(number)d agreement", "%(number)d agreements", number) % {"number": number}

    def item(self, agreement):
        return agreement_item(agreement)


def with_state(agreements):
    return agreements.annotate(state=state_case(on=timezone.localdate()))


def agreement_item(agreement):
    """An agreement as a line of a list. Needs its `participants` and `state`."""
    return {
        "when": describe(agreement.signed_on) or _("no date recorded"),
        "datetime": machine_date(agreement.signed_on),
        "title": agreement.title,
        "url": agreement.get_absolute_url(),
        "badge": badge(agreement.state),
        "meta": filled(
            Agreement.Kind(agreement.kind).label, agreement.city, names_in_short(map(short_name, parties(agreement)))
        ),
    }
