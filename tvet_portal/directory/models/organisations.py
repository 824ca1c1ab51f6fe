"""Organisations with their names, ties and successions over time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models.entries import Entry, EntryQuerySet, Slug
from tvet_portal.values.fields import PartialDateField, in_order, partial_date_checks
from tvet_portal.values.parts import Part


class OrganisationQuerySet(EntryQuerySet):
    def for_list(self):
        return self.select_related("country")


class Organisation(Entry):
    """A body that acts: a ministry, an agency, a regional centre, a programme's office.

    `name` and `acronym` are those of today; every other name, former ones and typos of sources included, is an
    OrganisationName. A regional body has no country: its seat is another field.
    """

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        AGENCY = "agency", _("Agency")
        INSTITUTION = "institution", _("Institution")
        ASSOCIATION = "association", _("Association")
        REGIONAL_BODY = "regional_body", _("Regional body")
        INTERNATIONAL = "international_organisation", _("International organisation")
        COMPANY = "company", _("Company")
        NETWORK = "network", _("Network")
        JOINT_BODY = "joint_body", _("Joint body")
        LOCAL_GOVERNMENT = "local_government", _("Local government")

    entry_type = "organisation"
    content_fields = (
        "key", "slug", "kind", "name", "acronym", "country", "subdivision", "seat_city", "seat_country", "description",
        "website", "postal_address", "telephone", "fax", "email", "founded_on", "ended_on",
    )  # fmt: skip
    content_parts = ("names", "ties", "successions", "citations", "blanks")

    slug = models.SlugField(_("address"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    name = models.CharField(_("name today, in English"), max_length=250)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    country = models.ForeignKey(
        "directory.Country",
        models.PROTECT,
        verbose_name=_("country"),
        null=True,
        blank=True,
        related_name="organisations",
        help_text=_("Empty for a regional or international body: where its seat is goes below."),
    )
    subdivision = models.CharField(
        _("province or state"), max_length=10, blank=True, help_text=_("ISO 3166-2, for a local government.")
    )
    seat_city = models.CharField(_("seat: city"), max_length=120, blank=True)
    seat_country = models.ForeignKey(
        "directory.Country", models.PROTECT, verbose_name=_("seat: country"), null=True, blank=True, related_name="+"
    )
    description = models.CharField(_("what it is"), max_length=400, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("email of the office"), blank=True)
    founded_on = PartialDateField(_("founded"))
    ended_on = PartialDateField(_("ended"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "key")
        constraints = [
            *partial_date_checks("founded_on", "ended_on"),
            in_order("founded_on", "ended_on", _("It cannot end before it was founded."), name="organisation_in_order"),
        ]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def get_absolute_url(self):
        return f"/organisations/{self.slug}/"


class OrganisationSlug(Slug):
    """An address an organisation has or had."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="slugs")


class OrganisationName(Part):
    """Another name of an organisation: former, official in another language, an acronym, a typo of a source."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        FORMER = "former", _("former")
        ACRONYM = "acronym", _("acronym")
        TRANSLATION = "translation", _("translation")
        VARIANT = "variant", _("variant")
        TYPO = "typo", _("typo in a source")

    parent_field = "organisation"
    content_fields = ("text", "language", "script", "kind", "from_on", "until_on", "is_verified", "source")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names", verbose_name=_("organisation"))
    text = models.CharField(_("text"), max_length=250)
    language = models.CharField(_("language"), max_length=12, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True, help_text=_("ISO 15924, such as Khmr."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))
    is_verified = models.BooleanField(_("read in a source"), default=True)
    source = models.ForeignKey(
        "directory.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("kind", "text", "key")
        constraints = [
            *partial_date_checks("from_on", "until_on"),
            in_order("from_on", "until_on", _("A name cannot end before it began."), name="organisation_name_in_order"),
        ]

    def __str__(self):
        return self.text


class OrganisationTie(Part):
    """An organisation is part of another, or a member of it, from a day until a day."""

    class Role(models.TextChoices):
        PART_OF = "part_of", _("part of")
        MEMBER_OF = "member_of", _("member of")

    parent_field = "organisation"
    content_fields = ("other", "role", "from_on", "until_on", "source")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="ties", verbose_name=_("organisation"))
    other = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ties_to", verbose_name=_("other organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))
    source = models.ForeignKey(
        "directory.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("organisation", "role", "key")
        constraints = [
            *partial_date_checks("from_on", "until_on"),
            in_order("from_on", "until_on", _("A tie cannot end before it began."), name="organisation_tie_in_order"),
            models.CheckConstraint(
                name="organisation_tie_to_another",
                condition=~Q(organisation=F("other")),
                violation_error_message=_("An organisation cannot be part of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} {self.get_role_display()} {self.other}"


class OrganisationSuccession(Part):
    """A function of one body passed to another. A body with several successors names each function; none is picked."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")
        ABOLISHED = "abolished", _("abolished")
        FUNCTION_MOVED = "function_moved", _("function moved")

    parent_field = "predecessor"
    content_fields = ("successor", "kind", "happened_on", "function", "source")

    predecessor = models.ForeignKey(
        Organisation, models.CASCADE, related_name="successions", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="successions_from", verbose_name=_("successor")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    happened_on = PartialDateField(_("on"))
    function = models.CharField(_("function in words"), max_length=250, blank=True)
    source = models.ForeignKey(
        "directory.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("predecessor", "key")
        constraints = [
            *partial_date_checks("happened_on"),
            models.CheckConstraint(
                name="organisation_succession_to_another",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("An organisation cannot succeed itself."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"
