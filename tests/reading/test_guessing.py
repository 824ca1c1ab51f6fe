"""What is called plain: what the words of a text say, and no more."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.directory import CountryFactory, OrganisationFactory, SourceFactory
from tests.reading.giving import TEXT, make_directory
from tvet_portal.reading import names
from tvet_portal.reading.lines import lines_of
from tvet_portal.reading.offers import offers
from tvet_portal.reading.text import read

pytestmark = pytest.mark.django_db


def ticked(text, record_type):
    """(words, what they become) of every line that is plain."""
    lines, _hidden = lines_of(
        read(text, names.of_directory(AnonymousUser())), offers[record_type], SourceFactory.build()
    )
    return [(line.words, line.guess) for line in lines if line.is_sure]


def test_agreement_has_its_day_place_parties_and_signatories_ticked():
    make_directory()

    assert ticked(TEXT, "agreement") == [
        ("Alpha Institute", "role:party"),
        ("Beta Centre", "role:party"),
        ("Seoul", "place:"),
        ("December 09, 2025", "date:signed_on"),
        ("Dr. Ana Ai", "act:signatory"),
        ("Mr. Bo Kim", "act:signatory"),
        ("The purpose of the MoU is to share what both know", "point:purpose"),
        ("sharing plans", "point:area_of_cooperation"),
        ("training teachers", "point:area_of_cooperation"),
        ("exchanging staff", "point:area_of_cooperation"),
    ]


def test_event_has_its_days_place_and_chair_ticked_and_no_body_that_is_only_named():
    CountryFactory(iso2="TH", iso3="THA", name="Thailand")
    OrganisationFactory(name="Alpha Institute")
    text = (
        "From 1st to 4th August 2019 the meeting was held in Chiang Mai, Thailand. Ms. Eva Om presided over it. "
        "They thanked Alpha Institute.\n\nThey agreed that:\n1. Share plans.\n2. Meet again.\n\n"
        "Last modified on Monday, 12 August 2019"
    )

    assert ticked(text, "event") == [
        ("1st to 4th August 2019", "date:held_on"),
        ("Chiang Mai", "place:"),
        ("Ms. Eva Om", "act:chair"),
        ("Share plans", "point:decision"),
        ("Meet again", "point:decision"),
        ("Monday, 12 August 2019", "source:modified_on"),
    ]


def test_points_that_parties_agree_to_are_no_decisions():
    found = read("The two colleges agreed to:\n1. Share plans.\n2. Meet again.", names.of_directory(AnonymousUser()))

    lines, _hidden = lines_of(found, offers["agreement"], SourceFactory.build())

    assert [(line.guess, line.is_sure) for line in lines] == [("point:area_of_cooperation", False)] * 2


def test_days_of_the_text_itself_are_lines_of_their_own():
    text = (
        "Ký kết biên bản ghi nhớ\nThứ Ba, 09/12/2025, 14:30 | Cập nhật: 10/12/2025\n\n"
        "Ngày 9 tháng 12 năm 2025, hai bên đã ký kết biên bản ghi nhớ."
    )

    assert ticked(text, "agreement") == [
        ("09/12/2025", "source:published_on"),
        ("10/12/2025", "source:modified_on"),
        ("9 tháng 12 năm 2025", "date:signed_on"),
    ]


def test_day_is_what_the_nearest_words_of_its_sentence_say():
    text = "It was signed on 9 May 2025, takes effect on 1 June 2025 and expires on 31 May 2030."

    assert ticked(text, "agreement") == [
        ("9 May 2025", "date:signed_on"),
        ("1 June 2025", "date:effective_on"),
        ("31 May 2030", "date:expires_on"),
    ]


def test_day_in_full_and_town_in_which_it_was_go_before_those_of_the_dateline():
    text = "BANGKOK, 17 September - They signed it on Tuesday, 17 Sept. 2024, at a ceremony in Pattaya."

    assert ticked(text, "agreement") == [
        ("Tuesday, 17 Sept. 2024", "date:signed_on"),
        ("Pattaya", "place:"),
    ]
