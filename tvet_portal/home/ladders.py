"""The qualifications frameworks of a country, and the ladder of levels of each."""

from collections import defaultdict

from django.db.models import CharField, Exists, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.models import Framework, FrameworkVersion, LegalInstrument, Level, Referencing
from qualifications.page import aqrf_badge
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Citation
from tvet_portal.records.page.wording import quantity
from tvet_portal.values.partial_dates import describe

LEVEL = ("code", "label", "volume", "volume_to", "volume_qualifier", "volume_unit")
TYPE = ("name", "native_name", "native_language", "volume", "volume_to", "volume_qualifier", "volume_unit")


def frameworks_of(country, *, day):
    """Published frameworks with what is known of each, the principal one first; in two queries."""
    found = Framework.objects.published().with_countries([country.iso2])
    referencing = Referencing.objects.filter(framework=OuterRef("pk"))
    version = FrameworkVersion.objects.filter(framework=OuterRef("pk")).order_by("-from_last", "key")
    instrument = LegalInstrument.objects.filter(version__framework=OuterRef("pk")).order_by(
        "-version__from_last", "key"
    )
    rows = found.annotate(
        version=Subquery(version.values("pk")[:1]),
        levels=Subquery(version.values("level_count")[:1]),
        law=Subquery(instrument.values("title")[:1]),
        law_number=Subquery(instrument.values("number")[:1]),
        state=Subquery(referencing.values("state")[:1]),
        endorsed_on=Subquery(referencing.values("endorsed_on")[:1]),
    )
    ladders = ladders_of(found, day=day)
    return [framework_item(row, ladders[row.version]) for row in rows.order_by("-is_principal", "title")]


def framework_item(framework, ladder):
    number = framework.levels or 0
    levels = ngettext("%(number)d level", "%(number)d levels", number) % {"number": number} if number else ""
    since = _("endorsed %(date)s") % {"date": describe(framework.endorsed_on)} if framework.endorsed_on else ""
    return {
        "title": framework.title,
        "acronym": framework.acronym,
        "url": framework.get_absolute_url(),
        "badge": aqrf_badge(framework.state) if framework.state else None,
        "meta": filled(framework.get_kind_display(), framework.acronym, levels, since),
        "law": ", ".join(filled(framework.law, framework.law_number)),
        "ladder": ladder,
        "is_part_unverified": any(
            level["is_unverified"] or any(kind["is_unverified"] for kind in level["types"]) for level in ladder
        ),
    }


def ladders_of(frameworks, *, day):
    """Version id -> its levels, highest first, each with the types that stand at it on a day."""
    standing = Q(placements__until_first__isnull=True) | Q(placements__until_first__gt=day)
    types = [f"now__type__{name}" for name in TYPE]
    levels = Level.objects.filter(version__framework__in=frameworks.values("pk"))
    levels = levels.annotate(now=FilteredRelation("placements", condition=standing)).annotate(
        is_unverified=unverified(("versions/", OuterRef("version__key"), "/levels/", OuterRef("key"))),
        is_type_unverified=unverified(
            ("types/", OuterRef("now__type__key")),
            ("types/", OuterRef("now__type__key"), "/placements"),
            ("types/", OuterRef("now__type__key"), "/placements/", OuterRef("now__key")),
        ),
    )
    ladders = defaultdict(dict)
    rows = levels.order_by("-position", "now__type__position", "now__type__key")
    marks = ("is_unverified", "is_type_unverified")
    for version, *row in rows.values_list("version", *LEVEL, *types, *marks):
        level, kind = dict(zip(LEVEL, row, strict=False)), dict(zip(TYPE, row[len(LEVEL) :], strict=False))
        is_unverified, is_type_unverified = row[-2:]
        step = ladders[version].setdefault(
            level["code"],
            {
                "code": level["code"],
                "label": level["label"],
                "is_unverified": is_unverified,
                "volume": quantity(level, "volume", unit=level["volume_unit"]),
                "types": [],
            },
        )
        if kind["name"]:
            volume = quantity(kind, "volume", unit=kind["volume_unit"])
            step["types"].append({**kind, "volume": volume, "is_unverified": is_type_unverified})
    return defaultdict(list, {version: list(steps.values()) for version, steps in ladders.items()})


def unverified(*targets):
    """Whether a part of the level's framework at one of these paths rests on general knowledge only."""
    paths = [
        Concat(*(Value(step) if isinstance(step, str) else step for step in steps), output_field=CharField())
        for steps in targets
    ]
    cited = Citation.objects.filter(record=OuterRef("version__framework"), target__in=paths)
    return Exists(cited.filter(certainty=Citation.Certainty.UNVERIFIED))
