"""What text 000 says (memorandum of KASVE and SEAMEO TED, 2025): one test a line of the list of facts."""

from datetime import date

import pytest
from django.test import Client

from agreements.models import Agreement
from events.models import Event
from tests.seeds.reading import held, json_of, keys, missing, page_of, why_empty
from tvet_portal.directory.models import Organisation, OrganisationName, Source
from tvet_portal.records.models import Provision


@pytest.fixture
def agreement():
    return Agreement.objects.published().get(reference="AGR-00001")


@pytest.fixture
def source():
    return Source.objects.get(key="seed-000")


@pytest.fixture
def areas(agreement):
    return agreement.provisions.filter(kind="area_of_cooperation")


def names_of(actors, role):
    return keys(actors.filter(role=role), "as_printed")


def test_s0_01_memorandum_with_unknown_legal_force(agreement):
    assert agreement.kind == Agreement.Kind.MOU
    assert agreement.legal_force == ""
    assert why_empty(agreement, "legal_force") == "not_stated"


def test_s0_02_title_of_the_text_is_not_the_name_of_the_agreement(agreement, source):
    assert source.title.startswith(
        "MoU Signing between Korea Association of Secondary Vocational Education (KASVE) and"
    )
    assert agreement.title == "KASVE and SEAMEO TED: cooperation in vocational education and training"


def test_s0_03_first_party_is_a_korean_association(agreement):
    party = agreement.participations.get(role="party", side=1).organisation

    assert (party.name, party.acronym) == ("Korea Association of Secondary Vocational Education", "KASVE")
    assert (party.kind, party.country.iso2) == ("association", "KR")


def test_s0_04_second_party_is_a_regional_centre_of_no_country(agreement):
    party = agreement.participations.get(role="party", side=2).organisation

    assert (party.acronym, party.kind, party.country) == ("SEAMEO TED", "regional_body", None)
    assert keys(party.ties.filter(role="part_of"), "other__acronym") == ["SEAMEO"]
    assert not Agreement.objects.filter(reference="AGR-00001", participations__country__iso2="KH").exists()


def test_s0_05_typo_ksave_finds_kasve(areas):
    name = OrganisationName.objects.get(text="KSAVE")

    assert (name.kind, name.organisation.key) == ("typo", "kasve")
    assert Organisation.objects.filter(name__icontains="KSAVE").count() == 0
    assert areas.get(label="(1)").actors.get(as_printed="KSAVE").organisation.acronym == "KASVE"


def test_s0_06_first_signatory_is_the_director_of_seameo_ted(agreement):
    first = agreement.appearances.filter(role="signatory")[0]

    assert (first.honorific, first.name_as_printed, first.post) == ("Dr.", "Songheang Ai", "director")
    assert first.organisation.key == "seameo-ted"


def test_s0_07_second_signatory_is_the_chairman_of_kasve(agreement):
    second = agreement.appearances.filter(role="signatory")[1]

    assert (second.honorific, second.name_as_printed, second.post) == ("Mr.", "Chongkwan Kim", "chairman")
    assert second.organisation.key == "kasve"
    assert keys(second.person.names, "text") == ["Mr. Kim"]
    assert keys(agreement.appearances.first().person.names, "text") == ["Dr. Ai"]


def test_s0_08_signed_on_an_exact_day(agreement):
    assert agreement.signed_on == "2025-12-09"
    assert agreement.signed_first == agreement.signed_last == date(2025, 12, 9)


def test_s0_09_signed_in_seoul_and_written_in_seoul(agreement, source):
    assert (agreement.city, agreement.country.iso2) == ("Seoul", "KR")
    assert agreement.country.aliases.filter(text="South Korea").exists()
    assert source.dateline == "Seoul"


@pytest.mark.parametrize(
    "field", ["effective_on", "term", "expires_on", "renewal", "text_languages", "originals", "notice_period"]
)
def test_s0_10_terms_are_not_stated(agreement, field):
    assert not getattr(agreement, field)
    assert why_empty(agreement, field) == "not_stated"


def test_s0_10_a_review_date_stands_in_for_the_end(agreement):
    assert agreement.expires_last is None
    assert agreement.review_on == date(2026, 12, 9)
    assert not Agreement.objects.in_force(on=date(2026, 11, 21)).filter(pk=agreement.pk).exists()


def test_s0_11_purpose_is_for_both_sides(agreement):
    purpose = agreement.provisions.get(key="purpose-1")

    assert (purpose.kind, purpose.is_mutual, purpose.is_quotation) == ("purpose", True, False)
    assert set(keys(purpose.areas)) == {"knowledge-sharing", "institutional-capacity", "bilateral"}


def test_s0_12_second_purpose_is_a_strategic_partnership(agreement):
    assert keys(agreement.provisions.filter(kind="purpose")) == ["purpose-1", "purpose-2"]
    assert agreement.provisions.get(key="purpose-2").heading == "Development plans shared between strategic partners"


def test_s0_13_field_is_vocational_education(agreement):
    assert "system-and-policy" in keys(agreement.areas)
    assert agreement.areas.get(key="system-and-policy").label == "TVET system and policy"


def test_s0_14_six_areas_keep_their_order_and_labels(areas):
    assert keys(areas, "label") == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]


def test_s0_15_area_1_is_a_framework_of_cooperation(areas):
    area = areas.get(label="(1)")

    assert "cooperation-framework" in keys(area.areas)
    assert keys(area.actors, "organisation__key") == ["kasve", "seameo-ted"]


def test_s0_16_area_2_reaches_farther_than_the_parties(areas):
    within = areas.get(label="(2)").actors.get(role="within")

    assert (within.group.key, within.group.kind) == ("southeast-asia", "region")


def test_s0_17_area_3_goes_from_korea_to_the_region(areas):
    area = areas.get(label="(3)")

    assert area.actors.get(role="by").country.iso2 == "KR"
    assert area.actors.get(role="to").group.key == "southeast-asia"
    assert not area.is_mutual


def test_s0_18_area_4_is_mutual_and_proposes_three_kinds(areas):
    area = areas.get(label="(4)")

    assert area.is_mutual
    assert keys(area.points.filter(kind="deliverable"), "heading") == [
        "Joint proposals of policies",
        "Joint proposals of strategies",
        "Joint proposals of programmes",
    ]


def test_s0_19_area_5_has_activities_for_three_groups(areas):
    area = areas.get(label="(5)")

    assert {"workshop-or-seminar", "training-course"} <= set(keys(area.areas))
    assert keys(area.target_groups) == ["teachers", "administrators", "policy-makers"]


def test_s0_20_area_6_exchanges_people_and_material_both_ways(areas):
    area = areas.get(label="(6)")

    assert area.is_mutual
    assert {"staff-exchange", "equipment-support"} <= set(keys(area.areas))
    assert names_of(area.actors, "by") == ["Korea", "Southeast Asian countries"]


def test_s0_21_three_pictures_with_captions_and_people(agreement):
    assert keys(agreement.photos, "caption") == [
        "Dr Ai and Mr Kim with the memorandum",
        "Group photo of both sides",
        "Dr Ai and Mr Kim shaking hands",
    ]
    for photo in agreement.photos.exclude(key="photo-2"):
        assert set(keys(photo.people)) == {"songheang-ai", "chongkwan-kim"}


def test_s0_22_machine_written_description_is_marked_and_replaceable(agreement):
    photo = agreement.photos.get(key="photo-2")

    assert (photo.alt_text, photo.alt_text_by) == ("A group of men holding papers", "machine")
    assert photo.upload is None
    photo.alt_text, photo.alt_text_by = "Ten people in two rows", "person"
    photo.full_clean()


def test_s0_23_promise_has_no_owner_no_date_no_measure(agreement):
    promise = agreement.provisions.get(kind=Provision.Kind.COMMITMENT)

    assert (promise.actors.count(), promise.due_on, promise.figures.count()) == (0, "", 0)
    assert why_empty(agreement, "provisions/commitment-1/actors/by") == "not_stated"
    assert why_empty(agreement, "provisions/commitment-1/due_on") == "not_stated"
    assert why_empty(agreement, "figures") == "not_stated"
    assert promise.progress.count() == 0


def test_s0_24_signing_is_an_event_of_the_same_day_and_place(agreement):
    link = agreement.links.get(role="signed_at")
    event = Event.objects.get(pk=link.to_record_id)

    assert (event.form, event.reference) == (Event.Form.CEREMONY, "EVT-00001")
    assert (event.held_on, event.city, event.country) == (agreement.signed_on, agreement.city, agreement.country)


def test_s0_25_publisher_and_date_of_the_text_are_not_stated(source):
    assert (source.publisher, source.published_on) == ("", "")
    assert why_empty(source, "publisher") == "not_stated"
    assert why_empty(source, "published_on") == "not_stated"


# Line -> words of the public page.
PAGE = {
    "S0-01": ["Memorandum of understanding", "not stated"],
    "S0-02": ["KASVE and SEAMEO TED: cooperation in vocational education and training", "MoU Signing between"],
    "S0-03": ["Korea Association of Secondary Vocational Education", "KASVE"],
    "S0-04": ["SEAMEO Regional Centre for Technical Education Development", "SEAMEO TED"],
    "S0-05": ["The source writes KSAVE here"],
    "S0-06": ["Songheang Ai", "director"],
    "S0-07": ["Chongkwan Kim", "chairman"],
    "S0-08": ["9 December 2025"],
    "S0-09": ["Seoul"],
    "S0-10": ["not stated"],
    "S0-11": ["Stronger vocational education on both sides"],
    "S0-12": ["Development plans shared between strategic partners"],
    "S0-13": ["TVET system and policy"],
    "S0-14": ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
    "S0-15": ["A framework between the two bodies", "Framework of cooperation"],
    "S0-16": ["Partnership across the region", "the Southeast Asian region"],
    "S0-17": ["Korea’s experience for Southeast Asia", "Southeast Asian countries"],
    "S0-18": ["Joint proposals of policies", "Joint proposals of strategies", "Joint proposals of programmes"],
    "S0-19": ["Workshop or seminar", "Training course", "Teachers", "Administrators", "Policy makers"],
    "S0-20": ["Exchange of people and of material", "Exchange of staff and experts", "Equipment and facilities"],
    "S0-21": [
        "Dr Ai and Mr Kim with the memorandum",
        "Group photo of both sides",
        "Dr Ai and Mr Kim shaking hands",
    ],
    "S0-22": ["A machine wrote this description"],
    "S0-23": ["Activities to follow the signing", "not stated"],
    "S0-24": ["Signing of the memorandum between KASVE and SEAMEO TED"],
    "S0-25": ["not stated"],
}

# Line -> path of the JSON and what stands there.
JSON = {
    "S0-01": {"kind": "memorandum_of_understanding", "blanks/legal-force/why": "not_stated"},
    "S0-03": {"participations/party-kasve/organisation": "kasve"},
    "S0-04": {"participations/party-seameo-ted/organisation": "seameo-ted"},
    "S0-05": {"provisions/area-1/actors/by-kasve/as_printed": "KSAVE"},
    "S0-06": {"appearances/signatory-ai/post": "director", "appearances/signatory-ai/honorific": "Dr."},
    "S0-07": {"appearances/signatory-kim/post": "chairman", "appearances/signatory-kim/honorific": "Mr."},
    "S0-08": {"signed_on": "2025-12-09"},
    "S0-09": {"city": "Seoul", "country": "KR"},
    "S0-10": {
        "blanks/effective-on/why": "not_stated",
        "blanks/expires-on/why": "not_stated",
        "blanks/term/why": "not_stated",
        "blanks/renewal/why": "not_stated",
        "blanks/originals/why": "not_stated",
        "blanks/text-languages/why": "not_stated",
    },
    "S0-11": {"provisions/purpose-1/is_mutual": True},
    "S0-14": {"provisions/area-6/label": "(6)"},
    "S0-16": {"provisions/area-2/actors/within-southeast-asia/group": "southeast-asia"},
    "S0-17": {"provisions/area-3/actors/by-korea/country": "KR"},
    "S0-18": {"provisions/area-4-strategies/part_of": "provisions/area-4"},
    "S0-19": {"provisions/area-5/target_groups": ["teachers", "administrators", "policy-makers"]},
    "S0-20": {"provisions/area-6/is_mutual": True},
    "S0-21": {"photos/photo-1/people": ["songheang-ai", "chongkwan-kim"]},
    "S0-22": {"photos/photo-2/alt_text_by": "machine"},
    "S0-23": {"blanks/commitment-1-actors/why": "not_stated", "blanks/commitment-1-due-on/why": "not_stated"},
    "S0-24": {"links/signing/to_record": "event/signing-kasve-seameo-ted-2025"},
}


@pytest.fixture(scope="module")
def page(curated):
    return page_of(Agreement.objects.get(reference="AGR-00001"))


@pytest.fixture(scope="module")
def content(curated):
    return json_of(Client(), Agreement.objects.get(reference="AGR-00001"))


@pytest.mark.parametrize("line", PAGE)
def test_page_says(page, line):
    assert missing(PAGE[line], page) == []


@pytest.mark.parametrize("line", JSON)
def test_json_says(content, line):
    assert {path: held(content, path) for path in JSON[line]} == JSON[line]
