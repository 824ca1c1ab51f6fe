"""Rights limited to countries: a record belongs to those who work on a country that is a party or takes part in it.

Records of no country belong to staff without a limit. Somebody's own draft is his before it names anyone.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from tvet_portal.directory import limits
from tvet_portal.directory.limits import countries_of, names_of
from tvet_portal.directory.models import Organisation, Person, Source, Upload
from tvet_portal.records.models import Appearance, Citation, Document, Participation, Photo, Record
from tvet_portal.records.models.proposals import entry_models
from tvet_portal.records.models.records import Status


def workable(records, user):
    """Those of these records that somebody may work on, other rights permitting."""
    codes = countries_of(user)
    return records if codes is None else records.filter(_of(codes) | _own_draft(user))


def visible(records, user):
    """Those of these records whose title somebody may read: also what everybody may."""
    codes = countries_of(user)
    return records if codes is None else records.filter(_of(codes) | _own_draft(user) | Q(status=Status.PUBLISHED))


def may_work_on(record, user):
    return countries_of(user) is None or workable(Record.objects, user).filter(pk=record.pk).exists()


def objection(content, user):
    """Why a content is none of somebody's, in a sentence; nothing if it is."""
    codes = countries_of(user)
    if codes is None or codes & codes_in(content):
        return ""
    return limited(user)


def limited(user):
    """Why a record is none of somebody's, where it is not."""
    said = _("Your work is limited to %(countries)s: one of them has to be a party to this record, or take part in it.")
    return said % {"countries": names_of(countries_of(user))}


def codes_in(content):
    """The ISO codes of the countries that take part, themselves or through a body of theirs."""
    rows = content.get("participations", [])
    bodies = Organisation.objects.filter(key__in={row["organisation"] for row in rows if row.get("organisation")})
    through = bodies.filter(country__isnull=False).values_list("country__iso2", flat=True)
    return frozenset({row["country"] for row in rows if row.get("country")} | set(through))


def proposals_of(proposals, user):
    """Those of these proposals that are about what somebody may work on."""
    if countries_of(user) is None:
        return proposals
    own = Q(record__in=workable(Record.objects, user).values("pk"))
    for entry_type, model in entry_models().items():
        keys = limits.workable(model.objects, user).values(model.content_key)
        own |= Q(entry_type=entry_type, entry_key__in=keys)
    return proposals.filter(own)


def _of(codes):
    """Two questions, each answered by an index: one about both reads every participation there is."""
    taking_part = Participation.objects.order_by()
    itself, through = Q(country__iso2__in=codes), Q(organisation__country__iso2__in=codes)
    return Q(pk__in=taking_part.filter(itself).values("record")) | Q(
        pk__in=taking_part.filter(through).values("record")
    )


def _own_draft(user):
    return Q(created_by=user.pk, version_number=0)


# Entries that name no country: people who stood for one, sources and files of records in which one takes part.


# What is public becomes theirs by a record that was public, too: by a draft, anybody could give himself anything.


def _people(codes):
    stood_for = Appearance.objects.filter(Q(country__iso2__in=codes) | Q(organisation__country__iso2__in=codes))
    once_public = Q(pk__in=stood_for.filter(record__version_number__gt=0).values("person"))
    return once_public | Q(approved_at=None, pk__in=stood_for.values("person"))


def _sources(codes):
    records = Record.objects.filter(_of(codes))
    return _sources_of(records.filter(version_number__gt=0)) | (Q(approved_at=None) & _sources_of(records))


def _sources_of(records):
    cited = Citation.objects.filter(record__in=records.values("pk"))
    return Q(pk__in=records.values("main_source")) | Q(pk__in=cited.values("source"))


def _files(codes):
    records = Record.objects.filter(_of(codes)).values("pk")
    shown = [model.objects.filter(record__in=records).values("upload") for model in (Document, Photo)]
    copies = Source.objects.filter(_sources(codes)).values("archived_copy")
    return Q(pk__in=shown[0]) | Q(pk__in=shown[1]) | Q(pk__in=copies)


limits.of_countries |= {Person: _people, Source: _sources, Upload: _files}
