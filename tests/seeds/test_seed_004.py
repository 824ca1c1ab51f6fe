"""What text 004 says (Viet Nam and Lao PDR, reviewed in 2022): one test a line of the list of facts.

The commitments of the ministers and what became of them (S4-20 to S4-30, S4-34 to S4-38) have a module of their own.
"""

from datetime import date

import pytest

from events.models import Event, Programme
from tests.seeds.originals import content_of, copied, original, quotes, texts
from tests.seeds.reading import keys, why_empty
from tvet_portal.directory.models import Organisation, OrganisationName, Source
from tvet_portal.records.models import Progress, Provision, Record

TWICE = "In 2020 and 2021, Vietnam and Laos will jointly participate in the Capacity Building project"
DIRECTORATE = {
    "Directorate of Vocational Education and Training",
    "General Department of Vocational Education and Training",
    "General Department of Vocational Education",
}
COMPETITIONS = [f"event/asean-skills-competition-{edition}" for edition in (9, 10, 11, 12)]


@pytest.fixture
def cooperation():
    return Programme.objects.published().get(reference="PRG-00002")


@pytest.fixture
def meeting():
    return Event.objects.published().get(reference="EVT-00005")


@pytest.fixture
def project():
    return Programme.objects.published().get(reference="PRG-00004")


@pytest.fixture
def source():
    return Source.objects.get(key="seed-004")


@pytest.fixture
def records():
    return list(Record.objects.published().filter(main_source__key="seed-004"))


def activity(cooperation, key):
    return cooperation.provisions.get(key=key, kind=Provision.Kind.ACTIVITY)


def proposal(cooperation, number):
    return cooperation.provisions.get(key=f"proposal-{number}", kind=Provision.Kind.PROPOSAL)


def who(actors, role):
    return keys(actors.filter(role=role), "as_printed")


def test_x_02_quotes_are_short_and_stand_in_the_text(records):
    text = original("004")

    assert [quote for quote in quotes(records) if quote not in text] == []
    assert [quote for quote in quotes(records) if len(quote.split()) > 25] == []


def test_x_16_records_are_published_in_our_own_words(records):
    assert {record.reference for record in records} == {"PRG-00002", "PRG-00004", "EVT-00005", "SER-00002"}
    assert copied(records, original("004")) == []


def test_s4_01_stamp_is_month_first_and_has_no_time_zone(source):
    assert source.title == "Many efforts in vocational education cooperation between Vietnam and Laos"
    assert (source.published_on, source.published_as_printed) == ("2022-11-29", "14:48' 11/29/2022")
    assert (source.published_first, source.published_last) == (date(2022, 11, 29), date(2022, 11, 29))
    assert why_empty(source, "publisher") == "not_stated"


def test_s4_02_translated_by_a_machine_from_an_unknown_language(source, records):
    garbled = OrganisationName.objects.get(text="Lao Association")

    assert source.translation == Source.Translation.MACHINE
    assert why_empty(records[0], "language") in {"unknown", "not_applicable"}
    assert (garbled.kind, garbled.organisation.key) == ("typo", "molsw")


def test_s4_03_cooperation_of_two_countries_is_a_record_of_its_own(cooperation, meeting):
    assert cooperation.kind == Programme.Kind.BILATERAL
    assert set(keys(cooperation.coverage_countries, "iso2")) == {"VN", "LA"}
    assert keys(cooperation.participations.filter(country__isnull=False, category=""), "country__iso2") == ["VN", "LA"]
    assert keys(meeting.links.filter(role="part_of"), "to_record__reference") == ["PRG-00002"]


def test_s4_04_the_directorate_is_who_asserts_it(cooperation):
    citation = cooperation.citations.get(target="")

    assert citation.asserted_by.key == "gdvt"
    assert citation.asserted_by_as_printed.startswith("Directorate of Vocational Education and Training (Ministry")
    assert citation.quote.startswith("According to Directorate")


def test_s4_05_three_names_one_body_with_a_ministry_that_ended():
    bodies = Organisation.objects.filter(name__in=DIRECTORATE) | Organisation.objects.filter(
        names__text__in=DIRECTORATE
    )
    body = bodies.distinct().get()

    assert {body.name, *keys(body.names, "text")} >= DIRECTORATE
    ministry = body.ties.get(role="part_of").other
    assert ministry.key == "molisa"
    assert set(keys(ministry.successions, "successor__acronym")) >= {"MOET", "MoHA"}


def test_s4_06_two_named_periods(cooperation):
    phases = cooperation.provisions.filter(kind="phase")

    assert keys(phases, "period") == ["2008/2018", "2019/2021"]
    assert (cooperation.period, cooperation.period_as_printed) == ("2008/2021", "over the past decade")
    assert cooperation.citations.get(target="period").certainty == "inferred"


def test_s4_07_every_year_lao_teachers_and_managers_came(cooperation):
    visits = activity(cooperation, "conferences-and-visits")

    assert visits.period_as_printed == "From 2008 to 2018, every year"
    assert set(keys(visits.target_groups)) == {"teachers", "administrators"}
    assert keys(visits.actors.filter(role="by"), "country__iso2") == ["LA"]
    assert keys(visits.actors.filter(role="to"), "country__iso2") == ["VN"]


def test_s4_08_events_attended_in_single_years(cooperation):
    assert activity(cooperation, "teachers-event").period == "{2009,2012}"
    assert activity(cooperation, "equipment-contest").period == "2010"
    assert cooperation.citations.get(target="provisions/teachers-event").certainty == "hedged"


def test_s4_09_anniversary_gives_the_year_it_counts_from(cooperation):
    years = cooperation.figures.get(key="anniversary")

    assert years.provision.kind == Provision.Kind.RECITAL
    assert (years.value, years.unit, years.period) == (50, "years", "2012")
    assert years.period_first.year - years.value == 1962


def test_s4_10_sixteen_trainees_and_experts_trained_in_viet_nam(cooperation):
    trainees = cooperation.figures.get(key="trainees-2012")

    assert (trainees.value, trainees.value_qualifier, trainees.provision.key) == (16, "", "competition-training-2012")
    assert keys(trainees.actors.filter(role="by"), "organisation__key") == ["molisa"]
    assert keys(trainees.actors.filter(role="to"), "organisation__key") == ["molsw"]
    assert set(keys(trainees.target_groups)) == {"competitors", "experts"}
    assert keys(trainees.provision.actors.filter(role="within"), "country__iso2") == ["VN"]
    assert trainees.provision.period == "2012"


def test_s4_11_competition_of_november_2012_in_indonesia(cooperation):
    competition = Event.objects.get(pk=cooperation.figures.get(key="trainees-2012").covers.get().pk)

    assert (competition.held_on, competition.country.iso2, competition.edition) == ("2012-11", "ID", 9)
    link = cooperation.links.get(provision__key="competition-training-2012")
    assert link.to_record.key == competition.key
    assert cooperation.citations.get(target=f"links/{link.key}").certainty == "inferred"


def test_s4_12_five_occupations(cooperation):
    assert set(keys(activity(cooperation, "competition-training-2012").trades, "text")) == {
        "carpentry",
        "electrical installation",
        "fashion technology",
        "cooking",
        "brick building",
    }


def test_s4_13_two_kinds_of_training_near_the_border(cooperation):
    border = activity(cooperation, "border-provinces")

    assert keys(border.points, "key") == ["border-training-primary", "border-training-regular"]
    assert "cross-border" in keys(border.areas)
    assert "workers" in keys(border.target_groups)
    assert who(border.actors, "to") == ["Lao workers"]


def test_s4_14_six_provinces_in_an_open_list(cooperation):
    provinces = activity(cooperation, "border-provinces").actors.filter(role="by")

    assert keys(provinces, "as_printed") == ["Nghe An", "Thanh Hoa", "Dien Bien", "Lai Chau", "Kon Tum", "Ha Tinh"]
    assert keys(provinces, "subdivision") == ["VN-22", "VN-21", "VN-71", "VN-01", "VN-28", "VN-23"]
    assert set(keys(provinces, "organisation__country__iso2")) == {"VN"}
    assert activity(cooperation, "border-provinces").is_list_open
    assert cooperation.participations.filter(is_others=True).count() == 1


def test_s4_15_dozens_of_learners_a_year(cooperation):
    learners = cooperation.figures.get(key="border-learners")

    assert (learners.value, learners.value_qualifier, learners.per) == (None, "dozens_of", "year")
    assert set(keys(learners.target_groups)) == {"learners", "apprentices"}


def test_s4_16_support_went_on_from_2014_to_2018(cooperation):
    training = activity(cooperation, "competition-training-2014")

    assert training.period == "2014/2018"
    assert training.links.get(role="continues").to_provision.key == "competition-training-2012"


def test_s4_17_three_competitions_by_edition_and_host(cooperation):
    links = activity(cooperation, "competition-training-2014").links.filter(role="reports_on")
    competitions = Event.objects.filter(pk__in=keys(links, "to_record")).order_by("edition")

    assert list(competitions.values_list("edition", "country__iso2")) == [(10, "VN"), (11, "MY"), (12, "TH")]
    assert len(set(keys(competitions, "series"))) == 1


def test_s4_18_the_above_four_are_2012_and_the_three_after_it(cooperation):
    trained_for = {link.to_record.key for link in cooperation.links.filter(provision__key__startswith="competition")}

    assert trained_for - {cooperation.key} == set(COMPETITIONS)
    for key in ("silver-medals", "certificates"):
        assert set(keys(cooperation.figures.get(key=key).covers)) == set(COMPETITIONS)


def test_s4_19_one_silver_medal_and_ten_certificates_over_four_editions(cooperation):
    awards = cooperation.figures.filter(unit__startswith="award")

    assert list(awards.values_list("key", "value")) == [("silver-medals", 1), ("certificates", 10)]
    assert [keys(award.actors, "category") for award in awards] == [["team"], ["team"]]
    assert [award.covers.count() for award in awards] == [4, 4]


def test_s4_31_bilateral_cooperation_on_frameworks(cooperation):
    area = cooperation.provisions.get(kind="area_of_cooperation")

    assert set(keys(area.areas)) == {
        "qualifications-framework",
        "quality-assurance",
        "mutual-recognition",
        "bilateral",
    }
    assert area.is_mutual


def test_s4_32_project_for_four_countries_with_an_uncertain_chair(project):
    purpose = project.provisions.get(kind="purpose")

    assert (project.kind, project.period) == (Programme.Kind.PROJECT, "2020/2021")
    assert set(keys(project.participations.filter(role="beneficiary"), "country__iso2")) == {"KH", "LA", "MM", "VN"}
    assert keys(project.participations.filter(role="funder"), "country__iso2") == ["KR"]
    assert keys(purpose.actors.filter(role="chaired_by"), "organisation__key") == ["asean"]
    citation = project.citations.get(target="provisions/purpose-1/actors/chaired-by-asean")
    assert (citation.certainty, citation.quote) == ("hedged", "ASEAN signed the chair")


def test_s4_33_a_paragraph_printed_twice_is_one_fact_with_two_spans(cooperation, project):
    assert original("004").count(TWICE) == 2
    assert keys(project.citations.filter(target="", quote=TWICE), "locator") == [
        "Paragraph on 2020 and 2021, first of two printings",
        "Paragraph on 2020 and 2021, second of two printings",
    ]
    assert Programme.objects.filter(main_source__key="seed-004", kind="project").count() == 1
    assert keys(project.links_from, "record__reference") == ["PRG-00002"]


def test_s4_39_seven_ordered_proposals_are_no_commitments(cooperation):
    proposals = cooperation.provisions.filter(kind="proposal", part_of=None)

    assert keys(proposals, "label") == ["Firstly", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"]
    assert not cooperation.provisions.filter(kind__in=["commitment", "decision"]).exists()
    assert not Progress.objects.filter(provision__in=proposals).exists()


def test_s4_40_training_where_one_demands_and_the_other_is_strong(cooperation):
    matching = proposal(cooperation, 1).points.get(key="proposal-1-occupations")

    assert matching.condition == "in occupations that Lao PDR demands and in which Viet Nam is strong"
    assert matching.links.get().to_provision.path.endswith(
        "viet-nam-lao-pdr-ministers-meeting-6/provisions/commitment-3"
    )


def test_s4_41_the_world_body_if_needed(cooperation):
    world = proposal(cooperation, 1).points.get(key="proposal-1-worldskills")

    assert (world.kind, world.condition) == ("proposal", "if needed")
    name = OrganisationName.objects.get(text=world.actors.get(role="with").as_printed)
    assert name.organisation.name == "WorldSkills International"


@pytest.mark.parametrize(
    ("number", "areas"),
    [
        (2, {"occupational-standards", "bilateral"}),
        (3, {"policy-development", "assessment-and-certification", "mutual-recognition", "bilateral"}),
        (4, {"qualifications-framework", "quality-assurance", "mutual-recognition", "bilateral"}),
        (5, {"learner-exchange", "staff-exchange", "bilateral"}),
        (6, {"learner-exchange", "bilateral"}),
        (7, {"programme-and-technology-transfer", "curriculum-development", "bilateral"}),
    ],
)
def test_s4_42_to_s4_47_areas_of_the_proposals(cooperation, number, areas):
    assert set(keys(proposal(cooperation, number).areas)) == areas


def test_s4_43_recognition_is_for_workers(cooperation):
    assert keys(proposal(cooperation, 3).target_groups) == ["workers"]


def test_s4_44_fourth_proposal_continues_what_is_there(cooperation):
    assert proposal(cooperation, 4).links.get(role="continues").to_provision.key == "nqf-cooperation"


def test_s4_45_exchange_is_mutual(cooperation):
    assert proposal(cooperation, 5).is_mutual
    assert set(keys(proposal(cooperation, 5).target_groups)) == {"learners", "teachers"}


@pytest.mark.parametrize("number", [6, 7])
def test_s4_46_s4_47_from_viet_nam_to_lao_pdr(cooperation, number):
    actors = proposal(cooperation, number).actors

    assert keys(actors.filter(role="by"), "country__iso2") == ["VN"]
    assert keys(actors.filter(role="to"), "country__iso2") == ["LA"]


@pytest.mark.parametrize("furniture", ["Visitor Counter", "Hit Counter", "3086883", "Online : 3"])
def test_s4_48_visitor_counters_are_no_facts(records, source, furniture):
    said = {text for record in records for _step, text in texts(content_of(record))}

    assert furniture in original("004")
    assert [text for text in said if furniture.lower() in text.lower()] == []
    assert furniture not in f"{source.title} {source.description} {source.rights}"
