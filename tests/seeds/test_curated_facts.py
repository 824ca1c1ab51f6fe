"""The records that rest on the collected facts: what they hold, and that nothing unread passes for read."""

from datetime import date

import pytest
from django.db.models import Q

from events.models import Event, EventSeries, Programme
from qualifications.models import Framework, Level, LevelReference, QualificationType, Referencing
from tests.seeds.reading import keys, why_empty
from tvet_portal.directory.models import Country, CountryGroup, Organisation, Source
from tvet_portal.records.models import Citation, Record

NATIONAL = ["bdqf", "cqf", "kkni", "lnqf", "mqf", "mnqf", "pqf", "wsq", "th-nqf", "snq-tl", "vqf"]
PARTIAL = ["nssa-nsqf", "sg-ite"]

# Topic of a conflict -> whose it is, the statement, and the sources that differ (None: general knowledge).
CONFLICTS = {
    "How many countries had completed AQRF referencing by 24 October 2025": (
        "framework/aqrf", "figures/referenced", {"vn-ref", "vn-ref2"},
    ),
    "Start of the AQRF": ("framework/aqrf", "versions/2014/from_on", {"aqrfc1", "unevoc-bilt"}),
    "PQF place of Senior High School": (
        "framework/pqf", "types/senior-high-school-diploma/placements/level-2", {"ph-fw", "ph-fw-old"},
    ),
    "Number of levels of the Timor-Leste framework": (
        "framework/snq-tl", "versions/2011/level_count", {"tl-dl36", "tl-2024"},
    ),
    "Did Brunei have a framework in 2016": ("framework/bdqf", "versions/2013/from_on", {"bn-bt", "vn-2016art"}),
    "Number of KKNI levels": ("framework/kkni", "versions/2012/level_count", {"id-perpres", "infinitelexicon"}),
    "Awarding body of NTec and HNTec": ("framework/bdqf", "types/ntec/awarding_bodies", {"bn-ibte", "bn-ntec"}),
    "Lao Diploma level": ("framework/lnqf", "types/diploma/placements/level-4", {"la-nvqf", "la-esqac"}),
    "Viet Nam at the 14th ASEAN Skills Competition": (
        "event/asean-skills-competition-14", "participations/viet-nam", {"asc-2025", "asc-tribune"},
    ),
    "Place of the 11th ASEAN Skills Competition": ("event/asean-skills-competition-11", "city", {"asc-11", "asc-11b"}),
    "Levels of WSQ": ("framework/wsq", "versions/2005/level_count", {"sg-wsq-wiki", None}),
    "SEAMEO associate members": ("organisation/seameo", "", {"seameo-wiki", "seameo-55"}),
    "Founding of the ASEAN TVET Council": ("organisation/atc", "founded_on", {"atc-tor", "atc-ph"}),
    "How many bodies run TVET in Malaysia": ("country/MY", "", {"my-pssc", "my-bp"}),
    "Name of INDMO in English": ("organisation/indmo", "name", {"tl-seavet", "tl-indmo"}),
}  # fmt: skip


def framework(slug):
    return Framework.objects.published().get(slug=slug)


def edition(number):
    return Event.objects.published().get(series__slug="asean-skills-competition", edition=number)


def subject(path):
    kind, key = path.split("/")
    if kind == "organisation":
        return Organisation.objects.get(key=key)
    return Country.objects.get(iso2=key) if kind == "country" else Record.objects.get(key=path)


def is_unverified(record, target):
    return record.citations.filter(target=target, certainty="unverified").exists()


# What is held


def test_asean_grows_to_eleven_members_on_the_26th_of_october_2025():
    memberships = CountryGroup.objects.get(key="asean-members").memberships
    before, after = memberships.on(date(2025, 10, 25)), memberships.on(date(2025, 10, 26))

    assert (before.count(), after.count()) == (10, 11)
    assert set(after.values_list("country__iso2", flat=True)) - set(before.values_list("country__iso2", flat=True)) == {
        "TL"
    }


def test_every_member_has_one_principal_framework_and_its_state():
    board = Referencing.objects.filter(framework__is_principal=True).values_list(
        "framework__coverage_countries__iso2", "state"
    )

    assert dict(board) == {
        **dict.fromkeys(["ID", "MY", "PH", "TH", "VN"], "endorsed"),
        **dict.fromkeys(["KH", "LA"], "in_preparation"),
        **dict.fromkeys(["BN", "MM", "SG", "TL"], "unknown"),
    }
    assert len(board) == 11


def test_references_of_frameworks_follow_the_names_of_the_countries():
    slugs = Framework.objects.published().order_by("reference").values_list("slug", flat=True)

    assert list(slugs) == ["aqrf", *NATIONAL, *PARTIAL]


def test_wsq_is_no_national_framework_and_says_why():
    wsq = framework("wsq")

    assert (wsq.kind, wsq.is_principal, wsq.versions.get().level_count) == (Framework.Kind.SUB, True, None)
    assert why_empty(wsq, "versions/2005/level_count") == "unknown"
    assert wsq.citations.get(target="kind").certainty == "inferred"


def test_decisions_of_the_committee_are_tied_to_their_meeting():
    decided = Referencing.objects.exclude(decided_at=None).values_list(
        "framework__slug", "decided_at__key", "endorsed_on"
    )

    assert set(decided) == {
        ("mqf", "event/aqrf-committee-meeting-6", "2019-05-23"),
        ("pqf", "event/aqrf-committee-meeting-6", "2019-05-23"),
        ("vqf", "event/aqrf-committee-meeting-15", "2025-10-24"),
    }


def test_states_without_the_day_of_the_decision_keep_the_year():
    for slug in ("kkni", "th-nqf"):
        row = framework(slug).referencings.get()

        assert (row.endorsed_on, row.endorsed_first, row.endorsed_last) == (
            "2020",
            date(2020, 1, 1),
            date(2020, 12, 31),
        )
        assert why_empty(row.framework, "referencings/aqrf/decided_at") == "unknown"


def test_singapore_stays_unknown_between_two_sources():
    citations = framework("wsq").citations.filter(target="referencings/aqrf")

    assert set(citations.values_list("source__key", "rank")) == {("vn-ref", "normal"), ("vn-ref2", "normal")}
    assert citations.filter(statement="").count() == 0


def test_aqrf_has_eight_levels_in_two_domains():
    version = framework("aqrf").versions.get()

    assert keys(version.domains, "name") == ["Knowledge and skills", "Application and responsibility"]
    assert keys(version.levels, "code") == list("12345678")
    assert [level.descriptors.count() for level in version.levels.all()] == [2] * 8
    assert set(keys(version.instruments)) == {"aqrf", "governance", "guidelines", "guiding-principles"}


def test_aqrf_was_endorsed_by_three_groups_of_ministers():
    endorsed = framework("aqrf").provisions.filter(key__startswith="endorsed-")

    assert list(endorsed.values_list("actors__organisation__acronym", "period")) == [
        ("AEM", "2014-08"),
        ("ASED", "2014-09"),
        ("ALMM", "2014-11/2015-05"),
    ]


def test_referencing_goes_in_seven_steps_against_eleven_criteria():
    aqrf = framework("aqrf")

    assert aqrf.provisions.filter(kind="phase").count() == 7
    assert keys(aqrf.criteria, "number") == list(range(1, 12))
    assert keys(aqrf.citations.filter(target="criteria/4").order_by("source"), "source__key") == ["aqrfc5", "ph-pqf"]


def test_aqrf_is_found_under_the_name_of_the_first_seed():
    assert framework("aqrf").alternative_titles.get(text="ASEAN Qualification Reference Framework").kind == "variant"


def test_type_over_several_levels_has_a_placement_at_each():
    placed = QualificationType.objects.filter(
        path__in=["framework/bdqf/types/gce-o-level", "framework/kkni/types/specialist-education"]
    )

    assert {row.key: keys(row.placements, "level__code") for row in placed} == {
        "gce-o-level": ["2", "3"],
        "specialist-education": ["8", "9"],
    }


def test_type_without_a_level_says_why():
    assert why_empty(framework("pqf"), "types/coc/placements") == "not_applicable"
    assert why_empty(framework("wsq"), "types/statement-of-attainment/placements") == "unknown"
    unplaced = QualificationType.objects.filter(placements=None)
    assert [row for row in unplaced if why_empty(row.framework, f"types/{row.key}/placements") is None] == []


def test_credits_of_the_vqf_are_the_least():
    bachelor = framework("vqf").types.get(key="bachelor")

    assert (bachelor.volume, bachelor.volume_to) == (120, 180)
    assert (bachelor.volume_qualifier, bachelor.volume_unit) == ("at_least", "credits")


def test_school_certificates_of_the_pqf_have_their_levels_since_2023():
    placed = (
        framework("pqf").types.filter(sector="general").values_list("placements__level__code", "placements__from_on")
    )

    assert set(placed) == {("1", "2023-11-17"), ("2", "2023-11-17")}


def test_fourteen_competitions_of_which_nine_are_dated():
    series = EventSeries.objects.published().get(reference="SER-00003")

    assert (series.periodicity, series.age_limit) == ("biennial", 22)
    assert keys(series.editions.order_by("edition"), "edition") == list(range(1, 15))
    assert keys(series.editions.exclude(held_on="").order_by("edition"), "edition") == [1, 2, 6, 9, 10, 11, 12, 13, 14]


def test_competition_known_by_its_number_only_claims_neither_place_nor_host():
    for number in (3, 4, 5, 7, 8):
        event = edition(number)

        assert (event.held_on, event.country, event.participations.count()) == ("", None, 0)
        assert [why_empty(event, target) for target in ("held_on", "country", "participations")] == ["unknown"] * 3
        assert event.citations.get(target="edition").certainty == "inferred"


def test_hosts_that_seed_004_names():
    hosts = {number: edition(number).participations.get(role="host").country.iso2 for number in (9, 10, 11, 12)}

    assert hosts == {9: "ID", 10: "VN", 11: "MY", 12: "TH"}
    assert edition(9).held_on == "2012-11"


def test_figures_of_competitors_keep_their_qualifiers():
    found = {
        (number, *row)
        for number in (10, 12, 13, 14)
        for row in edition(number).figures.filter(unit="people").values_list("value", "value_qualifier")
    }

    assert found == {
        (10, 300, "nearly"), (12, 331, ""), (13, 170, "more_than"), (14, 258, ""), (14, 300, "nearly"),
    }  # fmt: skip


def test_meetings_of_the_committee_are_those_that_a_source_dates():
    meetings = Event.objects.published().filter(series__reference="SER-00004").order_by("edition")

    assert list(meetings.values_list("edition", "held_on")) == [
        (1, "2017-02-09/2017-02-10"),
        (2, "2017-07-12/2017-07-13"),
        (4, "[..2018-05-16]"),
        (5, "[..2018-11-27]"),
        (6, "2019-05-21/2019-05-23"),
        (8, "2020-08-24"),
        (15, "2025-10-24"),
    ]


def test_programmes_name_who_pays_and_who_acts():
    for slug, period in (("recotvet-i", "2014/2017"), ("recotvet-ii", "2017/2020"), ("recotvet-iii", "2020/2024")):
        programme = Programme.objects.published().get(slug=slug)

        assert programme.period == period
        assert dict(programme.participations.values_list("role", "organisation__key")) == {
            "implementer": "giz",
            "funder": "bmz",
        }
    assert why_empty(Programme.objects.get(slug="aecsp"), "period") == "unknown"


# What is unverified, and what differs


@pytest.mark.parametrize("topic", CONFLICTS)
def test_conflict_keeps_what_each_source_says(topic):
    path, target, sources = CONFLICTS[topic]
    said = subject(path).citations.filter(target=target).exclude(statement="")
    sides = said.filter(Q(source__key__in=sources - {None}) | Q(source=None))

    assert set(sides.values_list("source__key", flat=True)) == sources
    assert len(set(sides.values_list("statement", flat=True))) == len(sides)
    assert said.filter(rank="preferred").count() <= 1


def test_every_level_reference_is_unverified():
    rows = LevelReference.objects.all()

    assert {row.basis for row in rows.select_related("referencing")} == {"unverified"}
    assert {row.relation for row in rows} == {"close"}
    assert [row for row in rows if not is_unverified(row.framework, f"level_references/{row.key}")] == []


def test_frameworks_without_level_references_say_that_none_are_known():
    silent = framework_slugs_of(Framework.objects.filter(is_principal=True, level_references=None))

    assert silent == ["bdqf", "cqf", "kkni", "lnqf", "mnqf", "snq-tl", "vqf", "wsq"]
    assert {why_empty(framework(slug), "level_references") for slug in silent} == {"unknown"}


def framework_slugs_of(frameworks):
    return sorted(frameworks.values_list("slug", flat=True))


def test_every_descriptor_is_unverified():
    aqrf = framework("aqrf")
    targets = [
        f"versions/2014/levels/{level}/descriptors/{domain}"
        for level in range(1, 9)
        for domain in ("knowledge-and-skills", "application-and-responsibility")
    ]

    assert [target for target in targets if not is_unverified(aqrf, target)] == []
    assert Level.objects.exclude(version__framework=aqrf).exclude(descriptors=None).count() == 0


def test_general_knowledge_is_never_a_source():
    assert not Source.objects.filter(key="gk").exists()
    assert set(keys(Citation.objects.filter(source=None), "certainty")) <= {"unverified", "inferred"}
    assert not Citation.objects.filter(certainty="unverified").exclude(source=None).exists()


def test_record_of_which_nothing_was_read_is_not_called_verified():
    assert framework_slugs_of(Framework.objects.filter(verified_on=None)) == ["mnqf", "sg-ite"]
    competitions = Event.objects.filter(series__reference="SER-00003", verified_on=None).order_by("edition")
    assert keys(competitions, "edition") == [3, 4, 5, 7, 8]


def test_quality_assurance_from_general_knowledge_is_unverified():
    found = {
        (
            slug,
            *keys(
                framework(slug).citations.filter(target__startswith="quality_assurances", certainty="unverified"),
                "target",
            ),
        )
        for slug in NATIONAL
    }

    assert {row for row in found if len(row) > 1} == {
        ("cqf", "quality_assurances/he-acc-kh", "quality_assurances/tvet-mlvt"),
        ("kkni", "quality_assurances/he-lam", "quality_assurances/tvet-bnsp"),
        ("wsq", "quality_assurances/he-committee-for-private-education", "quality_assurances/he-ssg"),
        ("vqf", "quality_assurances"),
    }
    assert why_empty(framework("vqf"), "quality_assurances") == "unknown"
