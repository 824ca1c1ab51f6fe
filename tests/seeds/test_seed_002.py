"""What text 002 says (South-South skill development network, 2022): one test a line of the list of facts."""

from datetime import date

import pytest

from agreements.models import Agreement
from events.models import Event, EventSeries, Programme
from tests.seeds.originals import content_of, copied, original, quotes, texts
from tests.seeds.reading import keys, why_empty
from tvet_portal.directory.models import AreaLabel, Organisation, OrganisationName, Source
from tvet_portal.records.models import Record


@pytest.fixture
def network():
    return Programme.objects.published().get(reference="PRG-00001")


@pytest.fixture
def meeting():
    return Event.objects.published().get(reference="EVT-00004")


@pytest.fixture
def source():
    return Source.objects.get(key="seed-002")


@pytest.fixture
def records():
    return list(Record.objects.published().filter(main_source__key="seed-002"))


def chair(meeting, number):
    return meeting.appearances.filter(role="chair")[number - 1]


def test_x_01_source_with_its_copy_and_what_it_lacks(source):
    assert (source.published_on, source.published_as_printed) == ("2022-11-21", "November 21, 2022")
    assert (source.language, source.copy_name) == ("en", "002_ae8b6db02e8bdbd5.txt")
    assert len(source.copy_sha256) == 64
    assert source.accessed_on == date(2026, 11, 21)
    for field in ("publisher", "author", "modified_on", "address", "rights"):
        assert why_empty(source, field) == "not_stated"


def test_x_02_quotes_are_short_and_stand_in_the_text(records):
    text = original("002")

    assert [quote for quote in quotes(records) if quote not in text] == []
    assert [quote for quote in quotes(records) if len(quote.split()) > 25] == []


def test_x_16_records_are_published_in_our_own_words(records):
    assert len(records) == 3
    assert copied(records, original("002")) == []


def test_s2_01_first_edition_of_an_annual_series(meeting):
    assert (meeting.series.reference, meeting.edition, meeting.edition_as_printed) == ("SER-00001", 1, "first")
    assert meeting.series.periodicity == EventSeries.Periodicity.ANNUAL
    assert meeting.series.body.key == "ssc-skill-development-network"


def test_s2_02_headline_is_a_variant_of_the_name(meeting, source):
    variant = meeting.alternative_titles.get()

    assert (variant.kind, variant.text) == (
        "variant",
        "First Annual Meeting on South-South Cooperation Skill Development",
    )
    assert source.title.startswith(variant.text)


def test_s2_03_recently_is_not_later_than_the_date_of_the_text(meeting):
    assert (meeting.held_on, meeting.held_as_printed) == ("[..2022-11-21]", "recently")
    assert meeting.held_last == date(2022, 11, 21)
    assert Event.objects.filter(held_first__gt=date(2022, 11, 20), reference="EVT-00004").count() == 0
    assert meeting.citations.get(target="held_on").certainty == "inferred"


def test_s2_04_country_of_the_place_without_a_city(meeting):
    assert (meeting.country.iso2, meeting.city, meeting.venue) == ("LA", "", "")
    assert why_empty(meeting, "city") == "not_stated"
    assert why_empty(meeting, "venue") == "not_stated"


def test_s2_05_in_person_and_online(meeting):
    assert meeting.modality == Event.Modality.HYBRID


def test_s2_06_a_programme_and_an_institute_of_a_ministry_organise_together(meeting):
    organisers = Organisation.objects.filter(
        participations__record=meeting, participations__role="co_organiser"
    ).order_by("participations__position")

    assert keys(organisers) == ["ilo-china-partnership-programme", "sdi"]
    assert organisers[0].kind == Organisation.Kind.JOINT_BODY
    assert keys(organisers[1].ties.filter(role="part_of"), "other__key") == ["molsw"]
    assert keys(meeting.participations.filter(role="organiser"), "organisation__key") == ["ilo"]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Skill Development Institute", "sdi"),
        ("Skills Development Institute", "sdi"),
        ("Ministry of Labour and Social Welfare", "molsw"),
        ("Ministry of Labor and Social Welfare", "molsw"),
    ],
)
def test_s2_07_both_spellings_find_the_body(printed, key):
    named = set(keys(Organisation.objects.filter(name=printed)))
    also_called = set(keys(OrganisationName.objects.filter(text=printed), "organisation__key"))

    assert named | also_called == {key}


def test_s2_08_four_chairs_in_order_with_their_countries(meeting):
    chairs = meeting.appearances.filter(role="chair")

    assert keys(chairs, "position") == [1, 2, 3, 4]
    assert keys(chairs, "organisation__country__iso2") == ["LA", "KH", "LA", "CN"]


def test_s2_09_vice_minister_of_lao_pdr(meeting):
    first = chair(meeting, 1)

    assert (first.honorific, first.name_as_printed, first.post) == ("H.E.", "Phongxaysak Inthalath", "Vice Minister")
    assert (first.organisation.key, first.organisation.country.iso2) == ("molsw", "LA")


def test_s2_10_in_charge_as_director_general_is_a_capacity_not_a_post(meeting):
    second = chair(meeting, 2)

    assert (second.honorific, second.name_as_printed) == ("H.E.", "Hing SIDETH")
    assert second.person.printed_name == "Hing SIDETH"
    assert (second.post, second.capacity) == ("Delegate of Royal Government", "in Charge as Director General")
    assert (second.organisation.acronym, second.organisation.country.iso2) == ("DGTVET", "KH")
    assert keys(second.organisation.ties.filter(role="part_of"), "other__acronym") == ["MLVT"]


def test_s2_11_director_general_of_the_institute(meeting):
    third = chair(meeting, 3)

    assert (third.honorific, third.name_as_printed, third.post) == ("Dr.", "Bounma SITTHISOM", "Director General")
    assert third.organisation.key == "sdi"


def test_s2_12_family_name_first_stays_first(meeting):
    fourth = chair(meeting, 4)

    assert (fourth.honorific, fourth.name_as_printed) == ("Mr.", "Ouyang Ning")
    assert fourth.person.printed_name == "Ouyang Ning"
    assert fourth.post == "Deputy Director-General"
    assert keys(fourth.organisation.ties.filter(role="part_of"), "other__key") == ["mohrss"]


def test_s2_13_ninety_delegates_of_four_countries_and_policy_makers(meeting):
    delegates = meeting.figures.get(key="delegates")
    present = meeting.participations.filter(role="participant")

    assert (delegates.value, delegates.value_qualifier) == (90, "")
    assert keys(delegates.target_groups) == ["policy-makers", "institutions"]
    assert keys(present, "country__iso2") == ["KH", "LA", "MM", "CN", None]
    assert keys(present, "category") == [*["member TVET centres"] * 4, "policy makers"]
    assert set(keys(present, "headcount")) == {None}
    assert why_empty(meeting, "participations/policy-makers/headcount") == "not_stated"


def test_s2_14_twenty_one_unnamed_members_in_four_countries(network):
    members = network.participations.filter(role="member")

    assert (network.kind, network.acts_through.kind) == (Programme.Kind.NETWORK, Organisation.Kind.NETWORK)
    assert (members[0].bodies, members[0].category) == (21, "TVET centres")
    assert keys(members[1:], "country__iso2") == ["KH", "LA", "MM", "CN"]
    assert set(keys(members, "organisation")) == {None}
    assert why_empty(network, "participations/members/organisation") == "not_stated"
    assert keys(network.coverage_countries, "iso2") == ["KH", "CN", "LA", "MM"]


def test_s2_15_all_members_reported(meeting):
    report = meeting.provisions.get(key="update-1")

    assert (report.kind, report.actors.get(role="by").bodies) == ("activity", 21)
    assert keys(report.areas) == ["institutional-capacity"]


def test_s2_16_items_of_the_work_plan_of_2023_are_proposals(meeting):
    plan = meeting.provisions.get(key="work-plan-2023")

    assert (plan.kind, plan.period, plan.is_list_open) == ("proposal", "2023", True)
    assert keys(plan.points, "kind") == ["proposal"] * 3
    assert keys(plan.points, "period") == ["2023"] * 3
    assert [set(keys(point.areas)) for point in plan.points.all()] == [
        {"training-of-trainers"},
        {"curriculum-development"},
        {"study-visit", "staff-exchange"},
    ]
    assert not meeting.provisions.filter(kind__in=["commitment", "decision"]).exists()
    assert meeting.documents.get().availability == "planned"


def test_s2_17_programme_manager_gave_thanks(meeting):
    speaker = meeting.appearances.get(role="speaker")

    assert (speaker.honorific, speaker.name_as_printed) == ("Mr.", "Yutong Liu")
    assert (speaker.post, speaker.organisation.key) == (
        "ILO-China Programme Manager",
        "ilo-china-partnership-programme",
    )
    assert speaker.topic.startswith("Thanks")


def test_s2_18_results_are_of_the_last_twelve_months(network):
    reported = network.figures.exclude(key="course-length")

    assert set(keys(reported, "period")) == {"2021-11~/2022-11~"}
    assert set(keys(reported, "period_as_printed")) == {"in the last 12 months"}
    assert network.citations.get(key="period").certainty == "inferred"


def test_s2_19_institutes_with_mous_make_no_agreements(network):
    institutes = network.figures.get(key="institutes-with-mous")

    assert (institutes.value, institutes.value_qualifier) == (18, "")
    assert institutes.is_highlight
    assert not Agreement.objects.filter(main_source__key="seed-002").exists()
    assert not Agreement.objects.filter(links_from__record=network).exists()


def test_s2_20_purposes_of_the_memoranda(network):
    memoranda = network.figures.get(key="institutes-with-mous").provision

    assert keys(memoranda.points, "kind") == ["purpose", "purpose"]
    assert keys(memoranda.points, "heading") == ["Collaboration between peers", "Curricula and training materials"]
    assert set(keys(memoranda.points.last().areas)) == {"knowledge-sharing", "curriculum-development"}


def test_s2_21_more_than_twenty_workshops(network):
    workshops = network.figures.get(key="bilateral-workshops")

    assert (workshops.value, workshops.value_qualifier) == (20, "more_than")


def test_s2_22_topics_of_the_workshops_are_an_open_list(network):
    workshops = network.figures.get(key="bilateral-workshops")

    topics = {"access-and-inclusion", "curriculum-development", "digitalisation", "industry-partnership"}
    assert set(keys(workshops.areas.filter(branch="topic"))) == topics
    assert workshops.is_list_open
    assert workshops.provision.is_list_open


def test_s2_23_fourteen_programmes_for_trainers(network):
    courses = network.figures.get(key="trainer-courses")

    assert courses.value == 14
    assert "training-of-trainers" in keys(courses.areas)


def test_s2_24_one_to_ten_weeks(network):
    length = network.figures.get(key="course-length")

    assert (length.value, length.value_to, length.unit, length.per) == (1, 10, "weeks", "item")
    assert length.provision == network.figures.get(key="trainer-courses").provision


def test_s2_25_five_hundred_trainers(network):
    trainers = network.figures.get(key="trainers-trained")

    assert (trainers.value, trainers.value_qualifier, trainers.is_highlight) == (500, "", True)
    assert keys(trainers.target_groups) == ["trainers"]


def test_s2_26_fourteen_trades_as_printed_in_an_open_list(network):
    training = network.provisions.get(key="training-of-trainers")

    assert training.is_list_open
    assert set(keys(training.trades, "text")) == {
        "website design",
        "machining",
        "mechatronics",
        "carpentry and furniture",
        "hospitality",
        "brick laying and plastering",
        "air-conditioning",
        "cooking and cuisine",
        "clothing and sewing",
        "cloud computing",
        "mobile robot",
        "elevator installation and maintenance",
        "e-commerce",
        "electricity cars",
    }
    assert training.trades.get(text="machining").isced_f == "0715"
    mobile_robot = training.trades.get(text="mobile robot")
    assert (mobile_robot.isced_f, mobile_robot.isco) == ("", "")


def test_s2_27_south_south_with_the_ilo_and_china(network):
    facilitators = network.participations.filter(role="facilitator")

    assert keys(network.areas) == ["network-or-consortium", "south-south"]
    assert keys(facilitators, "organisation__key") == ["ilo-china-partnership-programme", "ilo"]
    assert {row.certainty for row in network.citations.filter(key__startswith="facilitator")} == {"inferred"}
    assert not network.participations.filter(role="funder").exists()


def test_s2_28_first_published_by_the_ilo_the_link_is_lost(source):
    assert source.original_publisher == "International Labour Organization"
    assert (source.address, why_empty(source, "address")) == ("", "not_stated")


def test_s2_29_acronyms_find_what_they_stand_for():
    assert Organisation.objects.get(acronym="DGTVET").key == "dgtvet"
    assert Organisation.objects.get(acronym="ILO").name == "International Labour Organization"
    assert AreaLabel.objects.filter(text="TOT", area__key="training-of-trainers").exists()
    assert Agreement.Kind.MOU.label == "Memorandum of understanding"


def test_x_18_words_of_the_page_around_the_text_are_no_facts(records):
    said = {text for record in records for _step, text in texts(content_of(record))}

    assert [text for text in said if "click here" in text.lower() or "read the original" in text.lower()] == []


def test_x_20_meeting_series_and_network_are_tied(network, meeting):
    assert keys(network.links.filter(role="reviewed_at"), "to_record__reference") == ["EVT-00004"]
    assert keys(meeting.series.links.filter(role="part_of"), "to_record__reference") == ["PRG-00001"]
