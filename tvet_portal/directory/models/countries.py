"""Countries, and groups of countries with their members over time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models.entries import Entry
from tvet_portal.values.fields import PartialDateField, in_order, partial_date_checks
from tvet_portal.values.parts import Part
from tvet_portal.values.revisions import Revised


class Country(Revised):
    """A country, by its ISO code. Its names in other languages come from CLDR."""

    entry_type = "country"
    content_key = "iso2"
    content_fields = ("iso2", "iso3", "name")
    content_parts = ("aliases", "citations")

    iso2 = models.CharField(_("ISO 3166-1 alpha-2"), max_length=2, unique=True)
    iso3 = models.CharField(_("ISO 3166-1 alpha-3"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True, help_text=_("As the ASEAN Secretariat writes it."))
    loaded_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(
                name="country_codes_are_upper_case_letters",
                condition=Q(iso2__regex=r"^[A-Z]{2}$", iso3__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("Write the ISO codes in capitals, such as VN and VNM."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/countries/{self.iso2.lower()}/"

    @property
    def path(self):
        return f"country/{self.iso2}"


class CountryAlias(Part):
    """A name of a country as printed in sources: "Laos", "South Korea"."""

    parent_field = "country"
    content_fields = ("text",)

    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases", verbose_name=_("country"))
    text = models.CharField(_("text"), max_length=120)

    class Meta:
        ordering = ("key",)
        verbose_name_plural = _("country aliases")

    def __str__(self):
        return self.text


class CountryGroup(Entry):
    """A group of countries: an organisation's members, a list for a purpose, or a region without a list."""

    class Kind(models.TextChoices):
        MEMBERS = "members", _("members of an organisation")
        LIST = "list", _("list for a purpose")
        REGION = "region", _("named region without a list")

    entry_type = "country_group"
    content_fields = ("key", "kind", "name", "organisation")
    content_parts = ("memberships",)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=160, unique=True)
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="groups",
    )

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                name="country_group_of_members_names_its_organisation",
                condition=~Q(kind="members") | Q(organisation__isnull=False),
                violation_error_message=_("Choose the organisation whose members these are."),
            ),
        ]

    def __str__(self):
        return self.name


class GroupMembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Memberships of a day: begun at the latest that day, not certainly ended before it."""
        begun = Q(from_last__isnull=True) | Q(from_last__lte=day)
        return self.filter(begun).filter(Q(until_first__isnull=True) | Q(until_first__gt=day))


class GroupMembership(Part):
    """A country is in a group from a day until a day. The day of `until` is the first one outside."""

    parent_field = "group"
    content_fields = ("country", "status", "from_on", "until_on", "source")

    class Status(models.TextChoices):
        MEMBER = "member", _("member")
        ASSOCIATE = "associate", _("associate member")

    group = models.ForeignKey(CountryGroup, models.CASCADE, related_name="memberships", verbose_name=_("group"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="memberships", verbose_name=_("country"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.MEMBER)
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))
    source = models.ForeignKey(
        "directory.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ("group", "country", "key")
        constraints = [
            *partial_date_checks("from_on", "until_on"),
            in_order(
                "from_on", "until_on", _("A membership cannot end before it began."), name="group_membership_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.group}: {self.country}"
