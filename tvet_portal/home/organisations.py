"""The page of one organisation."""

from collections import defaultdict

from django.db.models import Count, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvet_portal.directory.models import OrganisationName, OrganisationSuccession, OrganisationTie
from tvet_portal.home.lines import latest_first, lines_of, table_of
from tvet_portal.home.statements import PUBLIC_SOURCE, statements, with_citations
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Participation, Record
from tvet_portal.records.page import wording
from tvet_portal.records.timeline import Timeline
from tvet_portal.values.partial_dates import describe


class OrganisationPage:
    """Everything public about one organisation, on a day."""

    def __init__(self, organisation, *, day):
        self.organisation, self.day = organisation, day
        self.blanks = {blank.target: blank.why for blank in organisation.blanks.all()}

    @property
    def data_url(self):
        return f"{self.organisation.get_absolute_url().removesuffix('/')}.json"

    @cached_property
    def names(self):
        """Its name today, then every other one with what it is; one that nobody read in a source says so."""
        return [self.name_today, *map(name_row, self.organisation.names.all())]

    @property
    def name_today(self):
        organisation = self.organisation
        ended = describe(organisation.ended_on)
        kind = _("last name") if ended else _("name today")
        return {"text": str(organisation), "lang": "en", "language": wording.language_name("en"), "kind": kind}

    @property
    def original(self):
        """Its official name in another language than English, if somebody read it in a source."""
        rows = (row for row in self.organisation.names.all() if row.kind == "official" and row.is_verified)
        return next((row for row in rows if row.language not in ("", "en")), None)

    @property
    def head(self):
        organisation, original = self.organisation, self.original
        return {
            "title": organisation.name,
            "icon": "i-people",
            "kind": organisation.get_kind_display(),
            "original": original.text if original else "",
            "original_lang": original.language if original else "",
            "meta": filled(
                organisation.acronym,
                str(organisation.country or _("no country: regional or international")),
                _("ended %(date)s") % {"date": describe(organisation.ended_on)} if organisation.ended_on else "",
            ),
            "lede": organisation.description,
        }

    @property
    def facts(self):
        organisation = self.organisation
        country = organisation.country
        seat = ", ".join(map(str, filled(organisation.seat_city, organisation.seat_country)))
        return [
            {"label": _("Kind"), "value": organisation.get_kind_display()},
            self._fact(_("Country"), "country", country and country.name, url=country and country.get_absolute_url()),
            *(
                [{"label": _("Province or state"), "value": organisation.subdivision}]
                if organisation.subdivision
                else []
            ),
            self._fact(_("Seat"), "seat_city", seat),
            self._fact(_("Founded"), "founded_on", describe(organisation.founded_on)),
            *([{"label": _("Ended"), "value": describe(organisation.ended_on)}] if organisation.ended_on else []),
        ]

    @property
    def contact(self):
        """How to reach it; what no source states says so."""
        organisation = self.organisation
        return [
            self._fact(_("Website"), "website", organisation.website, url=organisation.website),
            self._fact(_("Postal address"), "postal_address", organisation.postal_address),
            self._fact(_("Telephone"), "telephone", organisation.telephone),
            self._fact(_("Fax"), "fax", organisation.fax),
            self._fact(_("Email of the office"), "email", organisation.email, url=f"mailto:{organisation.email}"),
        ]

    @property
    def ways(self):
        """How to reach it, as far as it is known, and what is not, gathered by why."""
        gaps = defaultdict(list)
        for fact in self.contact:
            if fact.get("soft"):
                gaps[fact["value"]].append(fact["label"])
        stated = [fact for fact in self.contact if not fact.get("soft")]
        return {
            "stated": stated,
            "gaps": [f"{why.capitalize()}: {', '.join(row).lower()}." for why, row in gaps.items()],
        }

    @cached_property
    def figures(self):
        """In how many public records it stands in each role, the most frequent first."""
        roles = Participation.objects.filter(organisation=self.organisation, record__in=self.records.values("pk"))
        counts = roles.values("role").annotate(number=Count("record", distinct=True)).order_by("-number", "role")
        return [{"number": row["number"], "label": Participation.Role(row["role"]).label} for row in counts]

    def _fact(self, label, field, value, **more):
        if not value:
            return {"label": label, "value": wording.why_empty(self.blanks, field), "soft": True}
        return {"label": label, "value": value, **more}

    @cached_property
    def tree(self):
        """What it is part of and its parts, what it is a member of and its members; only those that are not empty."""
        up = [(row.role, row.other, row) for row in self.organisation.ties.all()]
        down = [(row.role, row.organisation, row) for row in self.organisation.ties_to.all()]
        groups = (
            (_("Part of"), _("Formerly part of"), up, "part_of"),
            (_("Its parts"), _("Formerly its parts"), down, "part_of"),
            (_("Member of"), _("Formerly member of"), up, "member_of"),
            (_("Its members"), _("Formerly its members"), down, "member_of"),
        )
        shown = []
        for now, formerly, rows, role in groups:
            ties = [(other, row) for found, other, row in rows if found == role]
            for label, is_over in ((now, False), (formerly, True)):
                found = [tied(other, row.from_on, row.until_on) for other, row in ties if self._is_over(row) == is_over]
                if found:
                    shown.append({"label": label, "bodies": sorted(found, key=lambda body: body["name"])})
        return shown

    def _is_over(self, tie):
        return tie.until_last is not None and tie.until_last <= self.day

    @property
    def successors(self):
        return [succession(row, row.successor) for row in self.organisation.successions.all()]

    @property
    def predecessors(self):
        return [succession(row, row.predecessor) for row in self.organisation.successions_from.all()]

    @cached_property
    def records(self):
        """Public records it takes part in, or through which a party negotiated or signed."""
        rows = Participation.objects.filter(Q(organisation=self.organisation) | Q(through=self.organisation))
        return latest_first(Record.objects.published().filter(pk__in=rows.values("record")))

    def lines(self, records):
        """These records as lines, each with the role it has in them and the name under which it stands there."""
        found = lines_of(records, day=self.day)
        self.timeline, self.table = Timeline([line for line in found if line.date], day=self.day), table_of(found)
        return [
            {
                "when": line.when or _("no date recorded"),
                "datetime": line.datetime,
                "title": line.title,
                "url": line.url,
                "badge": line.badge,
                "meta": [line.kind, *self._parts_in(line)],
            }
            for line in found
        ]

    def _parts_in(self, line):
        """Its roles in a record, and its names there where they are not today's."""
        rows = [row for row in line.record.participants if row.organisation_id == self.organisation.pk]
        roles = ", ".join(dict.fromkeys(str(row.get_role_display()) for row in rows))
        known = (self.organisation.name, self.organisation.acronym, str(self.organisation))
        printed = dict.fromkeys(row.as_printed for row in rows if row.as_printed not in known)
        as_signed = _("in the source: %(names)s") % {"names": "; ".join(printed)} if printed else ""
        return filled(roles or _("through it a party signed or negotiated"), as_signed)

    @property
    def statements(self):
        return statements(self.organisation)


def with_everything(organisations):
    """The parts of a page's organisation, approved ones only, in one query each."""
    ties, successions = OrganisationTie.objects, OrganisationSuccession.objects
    names = OrganisationName.objects.select_related("source").filter(PUBLIC_SOURCE)
    return organisations.select_related("country", "seat_country").prefetch_related(
        "blanks",
        with_citations(),
        Prefetch("names", names),
        Prefetch("ties", ties.filter(other__approved_at__isnull=False).select_related("other")),
        Prefetch("ties_to", ties.filter(organisation__approved_at__isnull=False).select_related("organisation")),
        Prefetch("successions", successions.filter(successor__approved_at__isnull=False).select_related("successor")),
        Prefetch(
            "successions_from",
            successions.filter(predecessor__approved_at__isnull=False).select_related("predecessor"),
        ),
    )


def name_row(row):
    """Another name as a row of the table of names."""
    return {
        "text": row.text,
        "lang": row.language,
        "language": wording.language_name(row.language) if row.language else "",
        "kind": row.get_kind_display(),
        "period": period(row.from_on, row.until_on),
        "is_unverified": not row.is_verified,
        "source": row.source and str(row.source),
        "source_lang": row.source.language if row.source else "",
        "source_url": row.source.address if row.source else "",
    }


def tied(body, start, end):
    return {"name": str(body), "url": body.get_absolute_url(), "period": period(start, end)}


def succession(row, body):
    """One successor or predecessor with the function that passed; none is picked as the only one."""
    return {
        "name": str(body),
        "url": body.get_absolute_url(),
        "kind": row.get_kind_display(),
        "when": describe(row.happened_on),
        "function": row.function,
    }


def period(start, end):
    """From when until when, in words; nothing where neither is known."""
    if start and end:
        return _("from %(start)s until %(end)s") % {"start": describe(start), "end": describe(end)}
    if start:
        return _("since %(start)s") % {"start": describe(start)}
    return _("until %(end)s") % {"end": describe(end)} if end else ""
