"""Agreements in Django's admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.expiry import COMPUTED_FROM, settle
from agreements.models import Agreement, Party
from tvet_portal.records.admin import INLINES, RecordAdmin
from tvet_portal.records.admin.confirmations import ConfirmationsMixin
from tvet_portal.records.admin.inlines import AppearanceInline, FactParts, ParticipationInline, ProvisionInline
from tvet_portal.records.admin.parts import ParticipationAdmin
from tvet_portal.records.admin.records import RecordForm
from tvet_portal.records.models import Participation


class PartyInline(FactParts):
    """Those who are bound: a new agreement begins with two."""

    model = Party
    facts = ParticipationInline.facts
    verbose_name_plural = _("parties")
    fixed = {"role": Participation.Role.PARTY}
    first = (("organisation", "country"), "as_printed")
    extra_on_add = 2


class OtherParticipationInline(ParticipationInline):
    """Everybody who is not a party."""

    verbose_name_plural = _("others: funders, facilitators, beneficiaries")

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(role=Participation.Role.PARTY)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs["choices"] = [("", "---------"), *(c for c in Participation.Role.choices if c[0] != "party")]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class SignatoryInline(AppearanceInline):
    first_choice = {"role": "signatory"}
    extra_on_add = 2


class PointInline(ProvisionInline):
    first_choice = {"kind": "purpose"}
    extra_on_add = 1


OWN = {
    "AppearanceInline": SignatoryInline,
    "ProvisionInline": PointInline,
    "ParticipationInline": OtherParticipationInline,
}


class AgreementForm(RecordForm):
    """Finds the end from the term, as a table does."""

    def clean(self):
        cleaned = super().clean()
        if not COMPUTED_FROM & self.errors.keys():
            found, problems = settle(cleaned, self.initial, set(self.changed_data))
            cleaned |= found
            for field, sentence in problems:
                self.add_error(field, sentence)
        return cleaned


@admin.register(Agreement)
class AgreementAdmin(ConfirmationsMixin, RecordAdmin):
    form = AgreementForm
    list_display = ("title", "reference", "status", "kind", "signed_on", "country")
    list_filter = ("status", "kind", ("signed_last", admin.DateFieldListFilter))
    row_related = ("country",)
    first = ("title", ("kind", "signed_on"), ("city", "country"), "main_source", "summary")
    first_choice = {"kind": Agreement.Kind.MOU}
    further = (
        (
            _("Term, renewal, legal force"),
            (
                "legal_force", "effective_on", "term", ("term_length", "term_unit"),
                ("expires_on", "is_expiry_computed"), "notice_period", "renewal", "originals", "text_languages",
            ),
        ),
        (_("As printed, and the place"), ("kind_as_printed", "signed_as_printed", "venue", "subdivision")),
    )  # fmt: skip
    statements = (
        "language", "legal_force", "signed_on", "venue", "city", "country", "effective_on", "term", "expires_on",
        "notice_period", "renewal", "originals", "text_languages", "figures",
    )  # fmt: skip
    inlines = [PartyInline, *(OWN.get(inline.__name__, inline) for inline in INLINES)]


@admin.register(Party)
class PartyAdmin(ParticipationAdmin):
    """The page of a party: its acts, its file number, who negotiated for it."""
