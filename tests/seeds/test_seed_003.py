"""What text 003 says (UNESCO study, and a meeting announced for 2015): one test a line of the list of facts."""

from datetime import date

import pytest
from django.test import Client

from events.models import Event, Programme
from tests.seeds.reading import held, json_of, keys, missing, page_of, why_empty
from tvet_portal.directory.models import Source
from tvet_portal.records import content as contents


@pytest.fixture
def study():
    return Programme.objects.published().get(reference="PRG-00003")


@pytest.fixture
def meeting():
    return Event.objects.published().get(reference="EVT-00003")


@pytest.fixture
def source():
    return Source.objects.get(key="seed-003")


def test_s3_01_source_has_neither_title_nor_date(source):
    assert (source.title, source.published_on, source.modified_on) == ("", "", "")
    for field in ("title", "published_on", "modified_on", "publisher", "author"):
        assert why_empty(source, field) == "not_stated"


def test_s3_02_announced_and_nothing_known_of_what_came_out(meeting):
    assert meeting.state == Event.State.ANNOUNCED
    assert meeting.held_last < date(2026, 11, 21)
    assert not meeting.provisions.filter(kind="decision").exists()
    assert not meeting.participations.exclude(role="co_organiser").filter(is_expected=False).exists()


def test_s3_03_meeting_that_is_also_called_workshop(meeting):
    assert meeting.form == Event.Form.MEETING
    assert meeting.form_as_printed == "regional meeting; workshop"
    assert meeting.citations.get(target="form_as_printed", rank="preferred").quote.endswith("regional meeting")


def test_s3_04_two_days_in_bangkok(meeting):
    assert (meeting.held_on, meeting.held_as_printed) == ("2015-10-08/2015-10-09", "8-9 October 2015")
    assert (meeting.city, meeting.country.iso2) == ("Bangkok", "TH")


def test_s3_05_field_office_and_commission_organise_together(meeting):
    organisers = [row.organisation for row in meeting.participations.filter(role="co_organiser")]

    assert [body.key for body in organisers] == ["unesco-bangkok", "ovec"]
    assert [keys(body.ties.filter(role="part_of"), "other__key") for body in organisers] == [["unesco"], ["moe-th"]]


def test_s3_06_ovec_in_full(meeting):
    ovec = meeting.participations.get(organisation__acronym="OVEC")

    assert ovec.organisation.name == "Office of the Vocational Education Commission"
    assert ovec.organisation.country.iso2 == "TH"


def test_s3_07_four_objectives_whose_heading_is_lost(meeting):
    objectives = meeting.provisions.filter(kind="objective")

    assert keys(objectives, "heading") == [
        "Present the discussion paper",
        "Discuss the research framework",
        "Discuss the work plan",
        "Develop mechanisms for the region",
    ]
    assert set(keys(objectives, "label")) == {""}
    assert meeting.citations.get(target="provisions/objective-1").certainty == "inferred"


def test_s3_08_three_kinds_of_people_are_expected(meeting):
    expected = meeting.participations.filter(is_expected=True)

    assert keys(expected, "category") == [
        "international experts",
        "national experts and researchers in quality assurance",
        "officials of ministries",
    ]
    assert keys(expected, "condition") == ["", "", "if applicable"]


def test_s3_09_three_topics_of_special_attention(meeting):
    assert keys(meeting.provisions.filter(part_of__key="purpose-1"), "heading") == [
        "Typologies of quality assurance",
        "Modes of assessment",
        "Options for developing it further",
    ]


def test_s3_10_meeting_is_part_of_the_study_of_unesco(meeting, study):
    assert meeting.links.get(role="part_of").to_record_id == study.pk
    assert (study.kind, study.kind_as_printed) == (Programme.Kind.STUDY, "global study")
    assert study.participations.get(role="owner").organisation.acronym == "UNESCO"
    assert study.alternative_titles.get().text == "Quality Assurance of Certification in TVET"


def test_s3_11_aim_of_the_study(study):
    aim = study.provisions.get(kind="purpose")

    assert {"quality-assurance", "assessment-and-certification"} <= set(keys(aim.areas))


def test_s3_12_two_research_questions(study):
    assert keys(study.provisions.filter(kind="objective"), "heading") == [
        "Effect of reformed qualification systems",
        "Effect of learning outcomes",
    ]


def test_s3_13_three_phases_in_order(study):
    phases = study.provisions.filter(kind="phase")

    assert keys(phases, "label") == ["Phase 1", "Phase 2", "Phase 3"]
    assert keys(phases, "heading") == ["Discussion paper", "Country case studies", "Guidelines"]


def test_s3_14_third_phase_depends_on_the_first_two(study):
    links = study.links.filter(role="depends_on", provision__key="phase-3")

    assert keys(links, "to_provision__key") == ["phase-1", "phase-2"]


def test_s3_15_five_planned_outputs(study):
    planned = study.documents.filter(availability="planned")

    assert keys(planned) == ["discussion-paper", "research-framework", "work-plan", "case-studies", "guidelines"]
    assert keys(planned, "provision__key") == ["phase-1", "phase-2", None, "phase-2", "phase-3"]


def test_s3_16_what_the_paper_and_the_case_studies_are_to_contain(study):
    for key in ("discussion-paper", "case-studies"):
        assert "principles, criteria and approaches" in study.documents.get(key=key).note


def test_s3_17_upcoming_community_gets_no_year(study):
    milestone = study.provisions.get(key="recital-1")

    assert (milestone.kind, milestone.due_on, milestone.due_as_printed) == ("recital", "", "upcoming")
    assert why_empty(study, "provisions/recital-1/due_on") == "not_stated"
    assert (study.period, why_empty(study, "period")) == ("", "not_stated")
    assert "2015" not in contents.canonical(contents.read(study)).replace("qa-certification-2015", "")


def test_s3_18_many_countries_are_not_counted(study):
    many = study.provisions.get(key="recital-3").actors.get(role="by")

    assert (many.as_printed, many.bodies) == ("Many countries in the region", None)
    assert why_empty(study, "provisions/recital-3/actors/by-many-countries/bodies") == "not_stated"


def test_s3_19_national_frameworks_are_to_be_referenced_to_the_aqrf(study):
    recital = study.provisions.get(key="recital-4")

    assert keys(recital.links, "to_record__key") == ["framework/aqrf"]
    assert "aqrf-referencing" in keys(recital.areas)


def test_s3_20_recognition_takes_in_tvet_certificates(study):
    certificates = study.provisions.get(part_of__key="recital-4")

    assert certificates.heading == "TVET certificates included"
    assert set(keys(certificates.areas)) == {"mutual-recognition", "assessment-and-certification"}


def test_s3_21_quality_assurance_is_the_ground_of_trust(study):
    assert set(keys(study.provisions.get(key="recital-5").areas)) == {
        "quality-assurance",
        "assessment-and-certification",
        "mutual-recognition",
    }


def test_s3_22_scope_is_larger_than_membership(study, meeting):
    for record in (study, meeting):
        assert set(keys(record.coverage_groups)) == {"asean-members", "asia-pacific"}
        assert record.is_coverage_open
    assert meeting.coverage_as_printed == "ASEAN countries and beyond"


def test_s3_23_stakeholders(study, meeting):
    trusting = study.provisions.get(kind="purpose").actors.filter(role="to")

    assert keys(trusting, "category") == ["individuals", "employers"]
    assert set(keys(meeting.provisions.get(key="purpose-1").with_groups)) == {"experts", "officials"}


def test_s3_24_site_furniture_is_no_fact(study, meeting, source):
    for subject in (study, meeting, source):
        assert "Follow Us" not in contents.canonical(contents.read(subject))


# Line -> words of the public page of the meeting.
MEETING_PAGE = {
    "S3-01": ["Announcement of a regional meeting on the quality assurance of TVET certification"],
    "S3-02": ["Announced", "outcome not recorded"],
    "S3-03": ["regional meeting; workshop"],
    "S3-04": ["8–9 October 2015", "Bangkok"],
    "S3-05": ["UNESCO Bangkok", "Office of the Vocational Education Commission"],
    "S3-06": ["OVEC"],
    "S3-07": [
        "Present the discussion paper",
        "Discuss the research framework",
        "Discuss the work plan",
        "Develop mechanisms for the region",
    ],
    "S3-08": ["International experts of NQFs", "National QA experts/researchers", "if applicable"],
    "S3-09": ["Typologies of quality assurance", "Modes of assessment", "Options for developing it further"],
    "S3-10": ["UNESCO study: Quality Assurance of Certification in TVET"],
    "S3-22": ["ASEAN countries and beyond"],
    "S3-23": ["Experts", "Officials"],
}

# Line -> words of the public page of the study.
STUDY_PAGE = {
    "S3-10": ["Study", "UNESCO"],
    "S3-11": ["What makes certificates trusted"],
    "S3-12": ["Effect of reformed qualification systems", "Effect of learning outcomes"],
    "S3-13": ["Phase 1", "Phase 2", "Phase 3", "Country case studies"],
    "S3-14": ["depends on", "drawn from the first two phases"],
    "S3-15": [
        "Discussion paper",
        "Research framework for the country case studies",
        "Work plan for the regional research",
        "Country case studies",
        "Guidelines for effective quality assurance",
        "planned",
    ],
    "S3-16": ["principles, criteria and approaches"],
    "S3-17": ["The ASEAN Economic Community to come", "upcoming", "not stated"],
    "S3-18": ["Many countries in the region"],
    "S3-19": ["ASEAN Qualifications Reference Framework"],
    "S3-20": ["TVET certificates included"],
    "S3-21": ["Quality assurance as the ground of trust"],
    "S3-22": ["global study"],
    "S3-23": ["individuals", "employers"],
}

# Line -> path of the JSON of the meeting and what stands there.
MEETING_JSON = {
    "S3-02": {"state": "announced"},
    "S3-03": {"form": "meeting", "form_as_printed": "regional meeting; workshop"},
    "S3-04": {"held_on": "2015-10-08/2015-10-09", "city": "Bangkok", "country": "TH"},
    "S3-05": {"participations/unesco-bangkok/role": "co_organiser", "participations/ovec/role": "co_organiser"},
    "S3-08": {
        "participations/ministry-officials/is_expected": True,
        "participations/ministry-officials/condition": "if applicable",
    },
    "S3-09": {"provisions/topic-2/part_of": "provisions/purpose-1"},
    "S3-10": {"links/study/to_record": "programme/unesco-study-qa-certification"},
    "S3-22": {"coverage_groups": ["asean-members", "asia-pacific"], "is_coverage_open": True},
    "S3-23": {"provisions/purpose-1/with_groups": ["experts", "officials"]},
}

# Line -> path of the JSON of the study and what stands there.
STUDY_JSON = {
    "S3-10": {"kind": "study", "participations/unesco/role": "owner"},
    "S3-13": {"provisions/phase-1/label": "Phase 1", "provisions/phase-3/kind": "phase"},
    "S3-14": {"links/phase-3-on-phase-2/to_provision": "provisions/phase-2"},
    "S3-15": {"documents/guidelines/availability": "planned", "documents/guidelines/provision": "provisions/phase-3"},
    "S3-17": {"provisions/recital-1/due_as_printed": "upcoming", "blanks/recital-1-due-on/why": "not_stated"},
    "S3-18": {"blanks/recital-3-countries-bodies/why": "not_stated"},
    "S3-19": {"links/aqrf/to_record": "framework/aqrf"},
    "S3-20": {"provisions/recital-4-certificates/part_of": "provisions/recital-4"},
}


@pytest.fixture(scope="module")
def meeting_page(curated):
    return page_of(Event.objects.get(reference="EVT-00003"))


@pytest.fixture(scope="module")
def meeting_json(curated):
    return json_of(Client(), Event.objects.get(reference="EVT-00003"))


@pytest.fixture(scope="module")
def study_page(curated):
    return page_of(Programme.objects.get(reference="PRG-00003"))


@pytest.fixture(scope="module")
def study_json(curated):
    return json_of(Client(), Programme.objects.get(reference="PRG-00003"))


@pytest.mark.parametrize("line", MEETING_PAGE)
def test_meeting_page_says(meeting_page, line):
    assert missing(MEETING_PAGE[line], meeting_page) == []


@pytest.mark.parametrize("line", MEETING_JSON)
def test_meeting_json_says(meeting_json, line):
    assert {path: held(meeting_json, path) for path in MEETING_JSON[line]} == MEETING_JSON[line]


@pytest.mark.parametrize("line", STUDY_PAGE)
def test_study_page_says(study_page, line):
    assert missing(STUDY_PAGE[line], study_page) == []


@pytest.mark.parametrize("line", STUDY_JSON)
def test_study_json_says(study_json, line):
    assert {path: held(study_json, path) for path in STUDY_JSON[line]} == STUDY_JSON[line]


def test_pages_do_not_say(study_page, meeting_page):
    assert "Follow Us" not in study_page + meeting_page
    assert "2015" not in study_page.split("Related")[0]
