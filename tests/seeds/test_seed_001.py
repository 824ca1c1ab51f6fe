"""What text 001 says (ASEAN TVET Officials Meeting, Chiang Mai, 2019): one test a line of the list of facts."""

from datetime import date

import pytest
from django.test import Client

from events.models import Event
from tests.seeds.reading import held, json_of, keys, missing, page_of, why_empty
from tvet_portal.directory.models import GroupMembership, Organisation, Source
from tvet_portal.records import content as contents
from tvet_portal.records.models import AlternativeTitle

SEVEN = ["KH", "ID", "LA", "MM", "SG", "VN", "TH"]


@pytest.fixture
def event():
    return Event.objects.published().get(reference="EVT-00002")


@pytest.fixture
def source():
    return Source.objects.get(key="seed-001")


@pytest.fixture
def decisions(event):
    return event.provisions.filter(kind="decision")


def printed(actors, role):
    return keys(actors.filter(role=role), "as_printed")


def test_s1_01_name(event):
    assert event.title == "ASEAN TVET Officials Meeting"


def test_s1_02_second_name_and_its_typo_are_the_same_event(event):
    names = AlternativeTitle.objects.filter(text__contains="Officials Round Table Meeting")

    assert {name.record_id for name in names} == {event.pk}
    assert dict(names.values_list("text", "kind")) == {
        "ASEAN TVET Officials Round Table Meeting": "variant",
        "ASEAN TEVT Officials Round Table Meeting": "typo",
    }


def test_s1_03_theme_in_two_wordings(event):
    assert event.theme.endswith("Vocational Education Qualification and Standards for Sustainable Development")
    assert event.theme_variant.endswith("Vocational Education Qualifications and Standards")


def test_s1_04_four_days_of_august(event):
    assert event.held_on == "2019-08-01/2019-08-04"
    assert (event.held_first, event.held_last) == (date(2019, 8, 1), date(2019, 8, 4))


def test_s1_05_chiang_mai_in_thailand(event):
    assert (event.city, event.country.iso2) == ("Chiang Mai", "TH")


def test_s1_06_officials_at_a_round_table(event):
    assert (event.level, event.form) == (Event.Level.OFFICIALS, Event.Form.ROUND_TABLE)
    assert event.form_as_printed == "Round Table Meeting"


def test_s1_07_nearly_200_delegates(event):
    figure = event.figures.get(unit="delegates")

    assert (figure.value, figure.value_qualifier) == (200, "nearly")


def test_s1_08_seven_countries_are_represented(event):
    assert keys(event.participations.filter(role="member_state"), "country__iso2") == SEVEN


def test_s1_09_three_of_the_ten_members_of_that_day_are_not_represented(event):
    called = GroupMembership.objects.filter(group=event.invited_group).on(event.held_first)
    represented = event.participations.filter(role="member_state").values("country")
    not_represented = called.exclude(country__in=represented)

    assert called.count() == 10
    assert set(keys(not_represented, "country__iso2")) == {"BN", "MY", "PH"}
    assert not event.participations.filter(role="member_state", is_others=True).exists()
    assert event.citations.get(target="invited_group").certainty == "inferred"


def test_s1_10_four_international_bodies(event):
    bodies = event.participations.filter(role="international_organisation")

    assert keys(bodies, "organisation__key") == ["unesco", "giz", "seameo", "british-council"]


def test_s1_11_other_delegates_are_an_open_list(event):
    others = event.participations.filter(role="participant")

    assert set(keys(others.filter(category="delegates"), "country__iso2")) == {"AU", "JP"}
    assert keys(others.filter(is_others=True), "as_printed") == ["..."]


def test_s1_12_dvet_presents(event):
    talk = event.appearances.get(role="presenter", organisation__acronym="DVET")

    assert talk.topic == "TVET Workforce Development for Industry 4.0"


def test_s1_13_institutions_take_part_unnamed_and_uncounted(event):
    institutions = event.participations.get(category="vocational education institutions")

    assert institutions.bodies is None
    assert why_empty(event, "participations/institutions/bodies") == "not_stated"


def test_s1_14_nivt_presents(event):
    assert event.appearances.get(organisation__key="nivt").topic == "Vietnam TVET"


def test_s1_15_two_captions(event):
    assert keys(event.photos, "caption") == [
        "The representatives of the seven countries",
        "NIVT speaks about TVET in Viet Nam",
    ]
    assert keys(event.photos, "upload") == [None, None]


def test_s1_16_objectives(event):
    assert keys(event.provisions.filter(kind="objective"), "heading") == [
        "Policy directions",
        "A strategic framework",
        "Priority areas",
        "Prospects of internationalisation",
    ]


def test_s1_17_four_aims_are_recitals_and_no_decisions(event):
    aims = event.provisions.filter(part_of__key="recital-projects")

    assert keys(aims, "label") == ["(i)", "(ii)", "(iii)", "(iv)"]
    assert set(keys(aims, "kind")) == {"recital"}


def test_s1_18_recital_on_integration_and_mobility(event):
    mobility = event.provisions.get(key="recital-mobility")

    assert mobility.kind == event.provisions.get(key="recital-integration").kind == "recital"
    assert keys(mobility.target_groups) == ["learners", "workers"]
    assert "labour-mobility" in keys(mobility.areas)


def test_s1_19_adopted_by_the_participants(decisions):
    for decision in decisions:
        adopters = decision.actors.get(role="adopted_by")
        assert (decision.form, adopters.bodies) == ("adopted", 7)
        assert adopters.as_printed.startswith("we, officials responsible for")


def test_s1_20_five_decisions_in_order(decisions):
    assert keys(decisions, "label") == ["1.", "2.", "3.", "4.", "5."]


def test_s1_21_decision_1_is_about_knowledge_for_industry(decisions):
    assert {"knowledge-sharing", "future-skills"} <= set(keys(decisions.get(label="1.").areas))


def test_s1_22_decision_1_brings_a_portal(decisions):
    portal = decisions.get(label="1.").points.get()

    assert (portal.kind, portal.heading) == ("deliverable", "Online TVET portal")


def test_s1_23_decision_2_brings_a_consortium_and_a_platform(decisions):
    points = decisions.get(label="2.").points.filter(kind="deliverable")

    assert keys(points, "heading") == ["ASEAN TVET consortium", "Online communication platform"]
    assert all("internationalisation" in keys(point.areas) for point in points)


def test_s1_24_decision_3_is_linked_to_frameworks(event, decisions):
    decision = decisions.get(label="3.")

    assert keys(decision.links.filter(role="implements"), "to_record__key") == ["framework/aqrf"]
    assert set(keys(decision.links.filter(role="depends_on"), "to_record__key")) == {
        f"framework/{name}" for name in ("cqf", "kkni", "lnqf", "mnqf", "vqf", "th-nqf")
    }
    assert event.citations.get(target="links").certainty == "inferred"
    assert {"qualifications-framework", "aqrf-referencing", "occupational-standards"} <= set(keys(decision.areas))


def test_s1_25_decision_4_is_done_with_three_kinds_of_bodies(decisions):
    decision = decisions.get(label="4.")

    assert printed(decision.actors, "with") == ["the industries", "universities", "related agencies"]
    assert keys(decision.with_groups) == ["employers", "institutions"]
    assert {"digitalisation", "teacher-and-trainer-development"} <= set(keys(decision.areas))


def test_s1_26_decision_5_is_for_learners_and_brings_a_platform(decisions):
    decision = decisions.get(label="5.")

    assert keys(decision.target_groups) == ["learners"]
    assert keys(decision.actors.filter(role="with"), "category") == ["public sector", "private sector"]
    assert decision.points.get().heading == "Learning platform for ASEAN members"


@pytest.mark.parametrize("number", range(1, 6))
def test_s1_27_no_deadline_no_owner_no_status(event, decisions, number):
    decision = decisions.get(label=f"{number}.")

    assert (decision.due_on, decision.actors.filter(role="by").count(), decision.progress.count()) == ("", 0, 0)
    for field in ("due_on", "actors/by", "progress"):
        assert why_empty(event, f"provisions/decision-{number}/{field}") == "not_stated"


def test_s1_28_aqrf_without_its_plural(decisions):
    aqrf = decisions.get(label="3.").links.get(role="implements").to_record

    assert aqrf.title == "ASEAN Qualifications Reference Framework"
    assert aqrf.alternative_titles.filter(text="ASEAN Qualification Reference Framework").exists()


def test_s1_29_author(source):
    assert source.author == "Pham Xuan Thu"


def test_s1_30_last_modified(source):
    assert (source.modified_on, source.modified_as_printed) == ("2019-08-12", "Monday, 12 August 2019")
    assert why_empty(source, "published_on") == "not_stated"


def test_s1_31_nivt_is_under_dvet_and_dvet_under_molisa():
    nivt = Organisation.objects.get(key="nivt")
    tie = nivt.ties.get(role="part_of")

    assert (tie.other.acronym, tie.source.key) == ("DVET", "seed-001")
    assert tie.other.ties.get(role="part_of").other.acronym == "MOLISA"


def test_s1_32_contact_block_without_email():
    nivt = Organisation.objects.get(key="nivt")

    assert "Dich Vong Hau" in nivt.postal_address
    assert nivt.telephone == nivt.fax == "(+84) 2439745020"
    assert (nivt.email, why_empty(nivt, "email")) == ("", "not_stated")
    assert "spambots" not in contents.canonical(contents.read(nivt))


def test_s1_33_rights(source):
    assert source.rights == "Copyright © 2016 National Institute for Vocational Education and Training"


def test_s1_34_hit_counter_is_no_fact(event, source):
    for held_content in (contents.read(event), contents.read(source)):
        assert "1098" not in contents.canonical(held_content)


def test_s1_35_host_chair_agenda_and_number_of_institutions_are_not_stated(event):
    assert why_empty(event, "participations/host") == "not_stated"
    assert why_empty(event, "appearances/chair") == "not_stated"
    assert event.documents.count() == 0
    assert why_empty(event, "documents") == "not_stated"
    assert why_empty(event, "participations/institutions/bodies") == "not_stated"
    assert not event.participations.filter(role="host").exists()
    assert not event.appearances.filter(role="chair").exists()


# Line -> words of the public page.
PAGE = {
    "S1-01": ["ASEAN TVET Officials Meeting"],
    "S1-02": ["ASEAN TEVT Officials Round Table Meeting"],
    "S1-03": ["Advancing TVET towards Internationalization", "Qualifications and Standards"],
    "S1-04": ["1–4 August 2019"],
    "S1-05": ["Chiang Mai", "Thailand"],
    "S1-06": ["Round table", "Officials"],
    "S1-07": ["nearly 200"],
    "S1-08": ["Cambodia", "Indonesia", "Lao PDR", "Myanmar", "Singapore", "Viet Nam", "Thailand"],
    "S1-09": ["Brunei Darussalam", "Malaysia", "Philippines", "not represented", "Timor-Leste became a member later"],
    "S1-10": ["UNESCO", "GIZ", "SEAMEO", "British Council"],
    "S1-11": ["Australia", "Japan", "others"],
    "S1-12": ["TVET Workforce Development for Industry 4.0"],
    "S1-13": ["some of the vocational education institutions"],
    "S1-14": ["NIVT", "Vietnam TVET"],
    "S1-15": ["The representatives of the seven countries", "NIVT speaks about TVET in Viet Nam"],
    "S1-16": ["Policy directions", "A strategic framework", "Priority areas", "Prospects of internationalisation"],
    "S1-17": ["(i)", "(ii)", "(iii)", "(iv)", "Less social disparity"],
    "S1-18": ["Mobility of learners and workers"],
    "S1-19": ["7 ASEAN member countries, through their officials"],
    "S1-20": ["1.", "2.", "3.", "4.", "5."],
    "S1-21": ["Knowledge for the workforce of Industry 4.0"],
    "S1-22": ["Online TVET portal"],
    "S1-23": ["ASEAN TVET consortium", "Online communication platform"],
    "S1-24": ["ASEAN Qualifications Reference Framework", "Vietnamese Qualifications Framework"],
    "S1-25": ["Digitalisation for TVET staff", "the industries", "related agencies"],
    "S1-26": ["Entrepreneurship for learners", "Learning platform for ASEAN members"],
    "S1-27": ["not stated"],
    "S1-28": ["The official name has the plural"],
    "S1-29": ["Pham Xuan Thu"],
    "S1-30": ["12 August 2019"],
    "S1-33": ["Copyright © 2016"],
    "S1-35": ["not stated"],
}

# Words that would be a mistake.
NOT_ON_PAGE = ["absent", "1098", "spambots", "not named in the source"]

# Line -> path of the JSON and what stands there.
JSON = {
    "S1-01": {"title": "ASEAN TVET Officials Meeting"},
    "S1-02": {"alternative_titles/round-table-typo/kind": "typo"},
    "S1-04": {"held_on": "2019-08-01/2019-08-04"},
    "S1-05": {"city": "Chiang Mai", "country": "TH"},
    "S1-06": {"level": "officials", "form": "round_table"},
    "S1-07": {"figures/delegates/value": 200, "figures/delegates/value_qualifier": "nearly"},
    "S1-08": {"participations/viet-nam/country": "VN", "participations/viet-nam/role": "member_state"},
    "S1-09": {"invited_group": "asean-members"},
    "S1-10": {"participations/giz/role": "international_organisation"},
    "S1-11": {"participations/others/is_others": True},
    "S1-12": {"appearances/presenter-dvet/topic": "TVET Workforce Development for Industry 4.0"},
    "S1-13": {"blanks/institutions-bodies/why": "not_stated"},
    "S1-14": {"appearances/presenter-nivt/topic": "Vietnam TVET"},
    "S1-17": {"provisions/recital-3/label": "(iii)", "provisions/recital-3/kind": "recital"},
    "S1-19": {"provisions/decision-5/actors/adopted-by-participants/bodies": 7},
    "S1-20": {"provisions/decision-1/label": "1.", "provisions/decision-5/label": "5."},
    "S1-22": {"provisions/decision-1-portal/part_of": "provisions/decision-1"},
    "S1-23": {"provisions/decision-2-consortium/kind": "deliverable"},
    "S1-24": {"links/aqrf/to_record": "framework/aqrf", "links/aqrf/provision": "provisions/decision-3"},
    "S1-25": {"provisions/decision-4/with_groups": ["employers", "institutions"]},
    "S1-26": {"provisions/decision-5/target_groups": ["learners"]},
    "S1-27": {"blanks/decision-3-due-on/why": "not_stated", "blanks/decision-3-progress/why": "not_stated"},
    "S1-35": {"blanks/documents/why": "not_stated"},
}


@pytest.fixture(scope="module")
def page(curated):
    return page_of(Event.objects.get(reference="EVT-00002"))


@pytest.fixture(scope="module")
def content(curated):
    return json_of(Client(), Event.objects.get(reference="EVT-00002"))


@pytest.mark.parametrize("line", PAGE)
def test_page_says(page, line):
    assert missing(PAGE[line], page) == []


@pytest.mark.parametrize("line", JSON)
def test_json_says(content, line):
    assert {path: held(content, path) for path in JSON[line]} == JSON[line]


def test_page_does_not_say(page):
    assert [words for words in NOT_ON_PAGE if words in page] == []
