"""The level of an agreement: between whom it is, derived from its parties."""

from django.db import models
from django.db.models import Case, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import Participation


class Level(models.TextChoices):
    """Between whom an agreement is. A country, or a group of countries, is bound by its government."""

    GOVERNMENTS = "governments", _("Between governments")
    MINISTRIES = "ministries", _("Between ministries")
    INSTITUTIONS = "institutions", _("Between institutions")
    MIXED = "mixed", _("Mixed")


def level_of(parties, kind_of):
    """The level of an agreement with these parties of a content; `kind_of` gives the kind of a body by its key."""
    levels = {_level_of_party(row, kind_of) for row in parties}
    return Level.MIXED if len(levels) > 1 else "".join(levels)


def _level_of_party(row, kind_of):
    if row.get("organisation"):
        return Level.MINISTRIES if kind_of(row["organisation"]) == "ministry" else Level.INSTITUTIONS
    return Level.INSTITUTIONS if row.get("category") else Level.GOVERNMENTS


def level_case():
    """The level as an expression: what `level_of` says, for lists. A test compares them."""
    of_party = Case(
        When(organisation__kind="ministry", then=Value(Level.MINISTRIES)),
        When(Q(organisation=None, category=""), then=Value(Level.GOVERNMENTS)),
        default=Value(Level.INSTITUTIONS),
    )
    parties = Participation.objects.filter(role="party", record=OuterRef("pk")).order_by().values("record")
    levels = parties.annotate(one=Min(of_party), other=Max(of_party))
    level = Case(When(one=F("other"), then=F("one")), default=Value(Level.MIXED))
    return Subquery(levels.annotate(level=level).values("level"), output_field=models.CharField())
