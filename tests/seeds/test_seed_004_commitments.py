"""What text 004 says of the meeting of ministers in 2019, its four commitments and what became of them."""

from datetime import date

import pytest

from events.models import Event, EventSeries
from tests.seeds.reading import keys, why_empty
from tvet_portal.records.models import Progress, Provision


@pytest.fixture
def meeting():
    return Event.objects.published().get(reference="EVT-00005")


def commitment(meeting, number):
    return meeting.provisions.get(key=f"commitment-{number}", kind=Provision.Kind.COMMITMENT)


def who(actors, role):
    return keys(actors.filter(role=role), "as_printed")


def test_s4_20_sixth_meeting_of_two_ministries_in_vientiane(meeting):
    assert (meeting.series.reference, meeting.edition) == ("SER-00002", 6)
    assert meeting.series.record_type == EventSeries.own_record_type
    assert (meeting.held_first, meeting.held_last) == (date(2019, 3, 26), date(2019, 3, 28))
    assert (meeting.city, meeting.country.iso2, meeting.level) == ("Vientiane", "LA", "ministers")
    assert keys(meeting.participations.filter(role="participant"), "organisation__key") == ["molisa", "molsw"]


def test_s4_21_commitments_are_for_2019_to_2021(meeting):
    commitments = meeting.provisions.filter(kind="commitment")

    assert keys(commitments, "key") == [f"commitment-{number}" for number in (1, 2, 3, 4)]
    assert set(keys(commitments, "period")) == {"2019/2021"}
    for number in (1, 2, 3, 4):
        assert who(commitment(meeting, number).actors, "to") == ["the Lao side"]
        assert why_empty(meeting, f"provisions/commitment-{number}/due_on") == "not_stated"


def test_s4_22_commitment_a_equipment_in_four_fields(meeting):
    equipment = commitment(meeting, 1)

    assert keys(equipment.areas) == ["equipment-support"]
    assert set(keys(equipment.trades, "text")) == {
        "automotive technology",
        "electricity",
        "electronics",
        "information technology",
    }
    assert keys(equipment.actors.filter(role="by"), "organisation__country__iso2") == ["VN"]


def test_s4_23_commitment_b_pupils_and_students(meeting):
    assert keys(commitment(meeting, 2).areas) == ["learner-exchange"]
    assert keys(commitment(meeting, 2).target_groups) == ["learners"]


def test_s4_24_commitment_c_experts_and_candidates(meeting):
    assert keys(commitment(meeting, 3).areas) == ["skills-competition"]
    assert set(keys(commitment(meeting, 3).target_groups)) == {"experts", "competitors"}


def test_s4_25_commitment_d_staff_training_ends_an_open_list(meeting):
    assert set(keys(commitment(meeting, 4).areas)) == {"training-course", "institutional-capacity"}
    assert commitment(meeting, 4).is_list_open


def test_s4_26_a_is_complete_and_in_use_at_the_academy(meeting):
    progress = commitment(meeting, 1).progress.get()

    assert (progress.status, progress.as_of_on) == (Progress.Status.COMPLETE, "2022-11-29")
    assert progress.source.key == "seed-004"
    assert keys(progress.actors.filter(role="delivered_to"), "organisation__name") == [
        "Laos-Korea Academy of Skills Development"
    ]


def test_s4_27_nearly_four_billion_dong_as_committed(meeting):
    value = commitment(meeting, 1).progress.get().figures.get()

    assert (value.value, value.value_qualifier, value.currency) == (4_000_000_000, "nearly", "VND")
    assert (value.role, value.is_highlight) == ("meeting_target", True)


def test_s4_28_scholarships_for_fifty_two_of_two_kinds_by_unnamed_institutions(meeting):
    offered = meeting.figures.get(key="scholarships-offered")
    kinds = offered.provision.points.filter(areas__key="scholarships")

    assert (offered.value, offered.provision.key) == (52, "commitment-2")
    assert set(keys(offered.target_groups)) == {"officials", "teachers", "learners"}
    assert keys(kinds, "heading") == ["Offer of full scholarships", "Offer of partial scholarships"]
    assert keys(offered.actors.filter(role="by"), "category") == ["vocational education institutions"]


def test_s4_29_institutions_have_plans_under_guidance(meeting):
    plans = meeting.provisions.get(key="institutions-plans")

    assert keys(plans.actors.filter(role="with"), "organisation__key") == ["gdvt"]
    assert plans.documents.get().availability == "not_held"


def test_s4_30_b_is_blocked_while_the_lao_side_names_nobody(meeting):
    progress = commitment(meeting, 2).progress.get()

    assert progress.status == Progress.Status.BLOCKED
    assert keys(progress.actors.filter(role="waiting_on"), "country__iso2") == ["LA"]
    assert set(progress.figures.values_list("key", "value")) == {
        ("scholarships-offered", 52),
        ("scholarship-candidates", 0),
    }
    assert meeting.citations.get(target="figures/scholarship-candidates").certainty == "inferred"


@pytest.mark.parametrize("key", ["information", "covid-19"])
def test_s4_34_s4_35_two_obstacles_are_hedged(meeting, key):
    obstacle = meeting.obstacles.get(key=key)
    citation = meeting.citations.get(target=f"obstacles/{key}")

    assert obstacle.kind == {"information": "information", "covid-19": "external"}[key]
    assert (citation.certainty, citation.asserted_by.key) == ("hedged", "gdvt")
    assert not obstacle.is_main


def test_s4_36_no_fixed_budget_is_the_main_reason(meeting):
    assert meeting.obstacles.get(kind="funding").is_main
    assert meeting.citations.get(target="obstacles/budget").certainty == "stated"


def test_s4_37_effect_and_the_commitments_it_touches(meeting):
    obstacle = meeting.obstacles.get(kind="funding")

    assert obstacle.effect == "slow_or_failed"
    assert set(keys(obstacle.provisions)) == {"commitment-2", "commitment-3", "commitment-4"}


def test_s4_38_each_commitment_has_a_status_of_its_own(meeting):
    statuses = Progress.objects.filter(provision__record=meeting).order_by("provision__position")

    assert keys(statuses, "status") == ["complete", "blocked", "limited", "limited"]
    assert set(keys(statuses, "as_of_on")) == {"2022-11-29"}
    assert commitment(meeting, 1).obstacles.count() == 0
