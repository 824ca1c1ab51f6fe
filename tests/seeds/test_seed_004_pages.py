"""What the public pages and the JSON of the records of text 004 say: a line of the list of facts, its words."""

import pytest
from django.test import Client

from tests.seeds.reading import held, json_of, missing, page_of
from tvet_portal.records.models import Record

COOPERATION, MEETING, SERIES, PROJECT = "PRG-00002", "EVT-00005", "SER-00002", "PRG-00004"
COMPETITIONS = [f"event/asean-skills-competition-{edition}" for edition in (9, 10, 11, 12)]
OCCUPATIONS = ["carpentry", "electrical-installation", "fashion-technology", "cooking", "brick-building"]
FOLLOWED_UP = "event/viet-nam-lao-pdr-ministers-meeting-6/provisions/commitment-3"
TWICE = "In 2020 and 2021, Vietnam and Laos will jointly participate in the Capacity Building project"

# Line -> record, words of its public page.
PAGE = {
    "S4-01": (COOPERATION, ["Many efforts in vocational education cooperation", "29 November 2022"]),
    "S4-02": (COOPERATION, ["Translated by a machine", "Language of the original", "unknown"]),
    "S4-03": (COOPERATION, ["Cooperation of Viet Nam and Lao PDR in vocational education", "Bilateral cooperation"]),
    "S4-04": (COOPERATION, ["asserted by Directorate of Vocational Education and Training (Ministry of Labour"]),
    "S4-05": (
        MEETING,
        ["Directorate of Vocational Education", "(General Department of Vocational Education)"],
    ),
    "S4-06": (COOPERATION, ["2008–2021", "2008–2018", "2019–2021", "over the past decade"]),
    "S4-07": (COOPERATION, ["Conferences and visits every year", "teachers and managers of vocational education"]),
    "S4-08": (COOPERATION, ["2009, 2012", "National contest of self-made training equipment", "2010"]),
    "S4-09": (COOPERATION, ["Fifty years of diplomatic relations", "50 years"]),
    "S4-10": (COOPERATION, ["16 trainees and experts of the Lao ministry"]),
    "S4-11": (COOPERATION, ["9th ASEAN Skills Competition"]),
    "S4-12": (COOPERATION, ["carpentry, electrical installation, fashion technology, cooking, brick building"]),
    "S4-13": (COOPERATION, ["Training at the primary level", "Regular training", "Lao workers"]),
    "S4-14": (COOPERATION, ["Nghe An", "Thanh Hoa", "Dien Bien", "Lai Chau", "Kon Tum", "Ha Tinh", "list open"]),
    "S4-15": (COOPERATION, ["dozens of", "a year", "students and apprentices from Lao PDR"]),
    "S4-16": (COOPERATION, ["Training for three more competitions", "2014–2018"]),
    "S4-17": (COOPERATION, ["10th ASEAN Skills Competition", "11th ASEAN Skills Competition", "12th ASEAN Skills"]),
    "S4-18": (COOPERATION, ["The four are the competition of 2012 and the 10th, 11th and 12th"]),
    "S4-19": (COOPERATION, ["1 award", "silver medal", "10 awards", "certificates of excellent skill"]),
    "S4-20": (MEETING, ["26–28 March 2019", "Vientiane", "Ministers", "Edition"]),
    "S4-20 series": (SERIES, ["26–28 March 2019", "Periodicity", "not stated"]),
    "S4-21": (MEETING, ["2019–2021", "Not stated: due"]),
    "S4-22": (
        MEETING,
        ["automotive technology, electricity, electronics, information technology"],
    ),
    "S4-23": (MEETING, ["Lao pupils and students in Viet Nam"]),
    "S4-24": (MEETING, ["Training for the ASEAN skills competitions"]),
    "S4-25": (MEETING, ["Short and long training of staff"]),
    "S4-26": (MEETING, ["Complete, as of 29 November 2022", "Laos-Korea Academy of Skills Development"]),
    "S4-27": (MEETING, ["nearly 4,000,000,000 VND", "stated as meeting the target"]),
    "S4-28": (MEETING, ["52 Lao officials, teachers and students", "full scholarships", "partial scholarships"]),
    "S4-29": (MEETING, ["Plans of the institutions", "General Department of Vocational Education"]),
    "S4-30": (MEETING, ["Blocked, as of 29 November 2022", "Waiting on", "the Lao side", "0 candidates"]),
    "S4-31": (COOPERATION, ["Qualifications framework, quality assurance and mutual recognition"]),
    "S4-32": (PROJECT, ["2020–2021", "Funder", "Republic of Korea", "Chaired by", "hedged", "it is not certain"]),
    "S4-33": (PROJECT, ["first of two printings", "second of two printings", "It is one fact"]),
    "S4-34": (MEETING, ["Information", "The two sides tell each other", "hedged"]),
    "S4-35": (MEETING, ["External", "Covid-19 pandemic"]),
    "S4-36": (MEETING, ["Funding", "named as the main reason", "There is no fixed budget"]),
    "S4-37": (MEETING, ["slow or failed", "Hinders"]),
    "S4-38": (MEETING, ["Complete", "Blocked", "Limited, as of 29 November 2022"]),
    "S4-39": (COOPERATION, ["Firstly", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "not promised"]),
    "S4-40": (COOPERATION, ["in occupations that Lao PDR demands and in which Viet Nam is strong"]),
    "S4-41": (COOPERATION, ["if needed", "WorldSkills International"]),
    "S4-42": (COOPERATION, ["National occupational skill standards"]),
    "S4-43": (COOPERATION, ["Mutual recognition of workers’ skills"]),
    "S4-44": (COOPERATION, ["continued by"]),
    "S4-45": (COOPERATION, ["Exchange of learners and teachers", "Mutual"]),
    "S4-46": (COOPERATION, ["Lao learners at every level in Viet Nam"]),
    "S4-47": (
        COOPERATION,
        ["International programmes and training technology", "Transfer of programmes"],
    ),
    "X-01": (MEETING, ["Publisher: not stated", "f2738a2c444c346a"]),
}

# Words that would be a mistake.
NOT_ON_PAGE = {
    COOPERATION: ["Hit Counter", "Visitor Counter", "3086883", "11 December", "Commitments", "not recorded here"],
    MEETING: ["Hit Counter", "Visitor Counter", "on track", "not recorded here"],
    PROJECT: ["not recorded here"],
}

# Line -> record, path of the JSON and what stands there.
JSON = {
    "S4-01": (COOPERATION, {"main_source": "seed-004"}),
    "S4-02": (COOPERATION, {"blanks/language/why": "unknown"}),
    "S4-03": (COOPERATION, {"kind": "bilateral_cooperation", "coverage_countries": ["VN", "LA"]}),
    "S4-04": (COOPERATION, {"citations/record/asserted_by": "gdvt"}),
    "S4-05": (MEETING, {"provisions/institutions-plans/actors/with-gdvt/organisation": "gdvt"}),
    "S4-06": (COOPERATION, {"provisions/phase-1/period": "2008/2018", "provisions/phase-2/period": "2019/2021"}),
    "S4-07": (COOPERATION, {"provisions/conferences-and-visits/target_groups": ["teachers", "administrators"]}),
    "S4-08": (COOPERATION, {"provisions/teachers-event/period": "{2009,2012}"}),
    "S4-09": (COOPERATION, {"figures/anniversary/value": 50, "figures/anniversary/period": "2012"}),
    "S4-10": (COOPERATION, {"figures/trainees-2012/value": 16}),
    "S4-11": (COOPERATION, {"links/competition-9/to_record": "event/asean-skills-competition-9"}),
    "S4-12": (COOPERATION, {"provisions/competition-training-2012/trades": OCCUPATIONS}),
    "S4-13": (COOPERATION, {"provisions/border-training-primary/part_of": "provisions/border-provinces"}),
    "S4-14": (COOPERATION, {"provisions/border-provinces/actors/nghe-an/subdivision": "VN-22"}),
    "S4-15": (
        COOPERATION,
        {"figures/border-learners/value_qualifier": "dozens_of"},
    ),
    "S4-16": (COOPERATION, {"provisions/competition-training-2014/period": "2014/2018"}),
    "S4-17": (COOPERATION, {"links/competition-12/to_record": COMPETITIONS[-1]}),
    "S4-18": (
        COOPERATION,
        {"figures/certificates/covers": COMPETITIONS},
    ),
    "S4-19": (COOPERATION, {"figures/silver-medals/value": 1, "figures/certificates/value": 10}),
    "S4-20": (MEETING, {"held_on": "2019-03-26/2019-03-28", "edition": 6, "city": "Vientiane", "country": "LA"}),
    "S4-21": (MEETING, {"provisions/commitment-4/period": "2019/2021"}),
    "S4-22": (MEETING, {"provisions/commitment-1/actors/to-lao-side/country": "LA"}),
    "S4-23": (MEETING, {"provisions/commitment-2/target_groups": ["learners"]}),
    "S4-24": (MEETING, {"provisions/commitment-3/areas": ["skills-competition"]}),
    "S4-25": (MEETING, {"provisions/commitment-4/is_list_open": True}),
    "S4-26": (MEETING, {"provisions/commitment-1/progress/2022-11/status": "complete"}),
    "S4-27": (MEETING, {"figures/equipment-value/value": 4_000_000_000, "figures/equipment-value/currency": "VND"}),
    "S4-28": (MEETING, {"figures/scholarships-offered/value": 52}),
    "S4-29": (MEETING, {"documents/institutions-plans/provision": "provisions/institutions-plans"}),
    "S4-30": (MEETING, {"provisions/commitment-2/progress/2022-11/status": "blocked"}),
    "S4-31": (COOPERATION, {"provisions/nqf-cooperation/kind": "area_of_cooperation"}),
    "S4-32": (PROJECT, {"coverage_groups": ["clmv"], "citations/chair/certainty": "hedged"}),
    "S4-33": (PROJECT, {"citations/second-printing/quote": TWICE, "citations/first-printing/quote": TWICE}),
    "S4-34": (MEETING, {"citations/information/certainty": "hedged"}),
    "S4-35": (MEETING, {"obstacles/covid-19/kind": "external"}),
    "S4-36": (MEETING, {"obstacles/budget/is_main": True}),
    "S4-37": (MEETING, {"obstacles/budget/effect": "slow_or_failed"}),
    "S4-38": (MEETING, {"provisions/commitment-4/progress/2022-11/status": "limited"}),
    "S4-39": (COOPERATION, {"provisions/proposal-7/label": "Seventh", "provisions/proposal-7/kind": "proposal"}),
    "S4-40": (COOPERATION, {"links/proposal-1/to_provision": FOLLOWED_UP}),
    "S4-41": (COOPERATION, {"provisions/proposal-1-worldskills/condition": "if needed"}),
    "S4-42": (COOPERATION, {"provisions/proposal-2/areas": ["occupational-standards", "bilateral"]}),
    "S4-43": (COOPERATION, {"provisions/proposal-3/target_groups": ["workers"]}),
    "S4-44": (COOPERATION, {"links/proposal-4/to_provision": "provisions/nqf-cooperation"}),
    "S4-45": (COOPERATION, {"provisions/proposal-5/is_mutual": True}),
    "S4-46": (COOPERATION, {"provisions/proposal-6/actors/to-laos/country": "LA"}),
    "S4-47": (COOPERATION, {"provisions/proposal-7/actors/by-viet-nam/country": "VN"}),
}


def record(reference):
    return Record.objects.published().get(reference=reference)


@pytest.fixture(scope="module")
def pages(curated):
    return {reference: page_of(record(reference)) for reference in (COOPERATION, MEETING, SERIES, PROJECT)}


@pytest.fixture(scope="module")
def contents(curated):
    return {reference: json_of(Client(), record(reference)) for reference in (COOPERATION, MEETING, SERIES, PROJECT)}


@pytest.mark.parametrize("line", PAGE)
def test_page_says(pages, line):
    reference, words = PAGE[line]

    assert missing(words, pages[reference]) == []


@pytest.mark.parametrize("reference", NOT_ON_PAGE)
def test_page_does_not_say(pages, reference):
    assert [words for words in NOT_ON_PAGE[reference] if words in pages[reference]] == []


@pytest.mark.parametrize("line", JSON)
def test_json_says(contents, line):
    reference, expected = JSON[line]

    assert {path: held(contents[reference], path) for path in expected} == expected
