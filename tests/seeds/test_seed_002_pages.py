"""What the public pages and the JSON of the records of text 002 say: a line of the list of facts, its words."""

import pytest
from django.test import Client

from tests.seeds.reading import held, json_of, missing, page_of
from tvet_portal.records.models import Record

NETWORK, MEETING, SERIES = "PRG-00001", "EVT-00004", "SER-00001"
TRADES = [
    *("website-design", "machining", "mechatronics", "carpentry-and-furniture", "hospitality"),
    *("brick-laying-and-plastering", "air-conditioning", "cooking-and-cuisine", "clothing-and-sewing"),
    *("cloud-computing", "mobile-robot", "elevator-installation-and-maintenance", "e-commerce", "electricity-cars"),
]

# Line -> record, words of its public page.
PAGE = {
    "S2-01": (MEETING, ["First Annual Meeting", "Edition", "Annual Meeting of the South-South Cooperation Skill"]),
    "S2-01 series": (SERIES, ["every year", "First Annual Meeting of the South-South Cooperation Skill Development"]),
    "S2-02": (MEETING, ["First Annual Meeting on South-South Cooperation Skill Development", "variant"]),
    "S2-03": (MEETING, ["not later than 21 November 2022", "The text gives no day"]),
    "S2-04": (MEETING, ["Lao PDR", "City", "Venue", "not stated"]),
    "S2-05": (MEETING, ["in person and online"]),
    "S2-06": (MEETING, ["Co-organiser", "ILO-China Partnership Programme", "Skills Development Institute"]),
    "S2-07": (MEETING, ["Skill Development Institute of the Ministry of Labour and Social Welfare of Lao PDR"]),
    "S2-08": (MEETING, ["Chair"]),
    "S2-09": (MEETING, ["H.E. Phongxaysak Inthalath", "Vice Minister"]),
    "S2-10": (MEETING, ["H.E. Hing SIDETH", "Delegate of Royal Government", "in Charge as Director General", "DGTVET"]),
    "S2-11": (MEETING, ["Dr. Bounma SITTHISOM", "Director General", "Skills Development Institute of Lao PDR"]),
    "S2-12": (MEETING, ["Mr. Ouyang Ning", "Deputy Director-General", "Department of International Cooperation"]),
    "S2-13": (MEETING, ["90", "policy makers", "Cambodia", "Myanmar", "China", "not stated"]),
    "S2-14": (NETWORK, ["Network", "21 TVET centres", "Cambodia", "Myanmar", "China", "The text names no member"]),
    "S2-15": (MEETING, ["Reports of the members", "21 member TVET centres"]),
    "S2-16": (
        MEETING,
        ["Joint initiatives for the work plan of 2023", "Curricula", "Exchange visits"],
    ),
    "S2-17": (MEETING, ["Mr. Yutong Liu", "ILO-China Programme Manager", "Speaker"]),
    "S2-18": (NETWORK, ["about November 2021", "about November 2022", "in the last 12 months"]),
    "S2-19": (NETWORK, ["18", "member institutes that signed memoranda of understanding", "This counts institutes"]),
    "S2-20": (NETWORK, ["Collaboration between peers", "Curricula and training materials"]),
    "S2-21": (NETWORK, ["more than 20"]),
    "S2-22": (NETWORK, ["Access and inclusion", "Digitalisation of TVET", "Cooperation with industry", "list open"]),
    "S2-23": (NETWORK, ["14"]),
    "S2-24": (NETWORK, ["1 to 10 weeks"]),
    "S2-25": (NETWORK, ["500"]),
    "S2-26": (NETWORK, ["website design", "mobile robot", "elevator installation and maintenance", "electricity cars"]),
    "S2-27": (NETWORK, ["South-South", "Facilitator", "International Labour Organization"]),
    "S2-28": (MEETING, ["First published by: International Labour Organization", "the link to the original is lost"]),
    "S2-29": (MEETING, ["ILO", "DGTVET", "TVET"]),
    "X-01": (NETWORK, ["21 November 2022", "Publisher: not stated", "73bafce5f1bb9666"]),
}

# Words that would be a mistake.
NOT_ON_PAGE = {
    MEETING: ["absent", "click here", "Commitments", "Recently"],
    NETWORK: ["click here", "Memorandum of understanding", "not recorded here"],
}

# Line -> record, path of the JSON and what stands there.
JSON = {
    "S2-01": (MEETING, {"edition": 1, "series": "event_series/south-south-network-annual-meeting"}),
    "S2-01 series": (SERIES, {"periodicity": "annual", "body": "ssc-skill-development-network"}),
    "S2-02": (MEETING, {"alternative_titles/headline/kind": "variant"}),
    "S2-03": (MEETING, {"held_on": "[..2022-11-21]", "held_as_printed": "recently"}),
    "S2-04": (MEETING, {"country": "LA", "blanks/city/why": "not_stated"}),
    "S2-05": (MEETING, {"modality": "hybrid"}),
    "S2-06": (MEETING, {"participations/ilo-china/role": "co_organiser", "participations/sdi/role": "co_organiser"}),
    "S2-07": (MEETING, {"appearances/chair-sitthisom/as_printed": "Skills Development Institute of Lao PDR"}),
    "S2-08": (MEETING, {"appearances/chair-ouyang/position": 4}),
    "S2-09": (MEETING, {"appearances/chair-inthalath/post": "Vice Minister"}),
    "S2-10": (MEETING, {"appearances/chair-sideth/capacity": "in Charge as Director General"}),
    "S2-11": (MEETING, {"appearances/chair-sitthisom/honorific": "Dr."}),
    "S2-12": (MEETING, {"appearances/chair-ouyang/name_as_printed": "Ouyang Ning"}),
    "S2-13": (MEETING, {"figures/delegates/value": 90, "participations/centres-mm/country": "MM"}),
    "S2-14": (NETWORK, {"kind": "network", "participations/members/bodies": 21}),
    "S2-15": (MEETING, {"provisions/update-1/actors/by-members/bodies": 21}),
    "S2-16": (MEETING, {"provisions/proposal-1/kind": "proposal", "provisions/proposal-1/period": "2023"}),
    "S2-17": (MEETING, {"appearances/speaker-liu/role": "speaker"}),
    "S2-18": (NETWORK, {"figures/trainers-trained/period": "2021-11~/2022-11~"}),
    "S2-19": (NETWORK, {"figures/institutes-with-mous/value": 18}),
    "S2-20": (NETWORK, {"provisions/mou-purpose-1/part_of": "provisions/institute-mous"}),
    "S2-21": (NETWORK, {"figures/bilateral-workshops/value_qualifier": "more_than"}),
    "S2-22": (NETWORK, {"provisions/bilateral-workshops/is_list_open": True}),
    "S2-23": (NETWORK, {"figures/trainer-courses/value": 14}),
    "S2-24": (NETWORK, {"figures/course-length/value": 1, "figures/course-length/value_to": 10}),
    "S2-25": (NETWORK, {"figures/trainers-trained/value": 500}),
    "S2-26": (NETWORK, {"provisions/training-of-trainers/trades": TRADES}),
    "S2-27": (NETWORK, {"participations/ilo/role": "facilitator", "areas": ["network-or-consortium", "south-south"]}),
    "S2-28": (NETWORK, {"main_source": "seed-002"}),
    "S2-29": (MEETING, {"appearances/chair-sideth/organisation": "dgtvet", "participations/ilo/organisation": "ilo"}),
}


def record(reference):
    return Record.objects.published().get(reference=reference)


@pytest.fixture(scope="module")
def pages(curated):
    return {reference: page_of(record(reference)) for reference in (NETWORK, MEETING, SERIES)}


@pytest.fixture(scope="module")
def contents(curated):
    return {reference: json_of(Client(), record(reference)) for reference in (NETWORK, MEETING, SERIES)}


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
