"""The style guide shows every component in its states, and colours that can be read."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tvet_portal.home.styleguide import tokens
from tvet_portal.home.styleguide.component import Component
from tvet_portal.home.styleguide.page_examples import page_components
from tvet_portal.home.styleguide.record_examples import record_components

TEMPLATES = settings.BASE_DIR / "templates"
ON_EVERY_PAGE = {"components/icons.html"}  # once a page; the style guide lists what it holds


def pieces(folder):
    """The templates of a folder that are no pages of their own."""
    paths = (TEMPLATES / folder).glob("*.html")
    return {f"{folder}/{path.name}" for path in paths if "{% extends" not in path.read_text()} - ON_EVERY_PAGE


@pytest.mark.parametrize(("folder", "shown"), [("components", page_components), ("records", record_components)])
def test_every_component_is_shown(folder, shown):
    assert {component.template for component in shown()} == pieces(folder)


@pytest.mark.parametrize("component", [*page_components(), *record_components()], ids=lambda component: component.id)
def test_component_says_what_it_is_and_draws_every_state(component):
    drawn = [example["label"] for example in component.examples if example["html"].strip()]

    assert component.comment != ""
    assert drawn == list(component.states)


def test_what_an_example_is_given_is_escaped():
    component = Component("components/notice", {"Hostile": {"text": "<script>"}})

    [example] = component.examples

    assert ("&lt;script&gt;" in example["html"], "<script" in example["html"]) == (True, False)


@pytest.mark.parametrize("pair", tokens.pairs(), ids=lambda pair: f"{pair['ink']} on {pair['ground']}")
def test_colours_have_the_contrast_they_need(pair):
    too_little = [scheme for scheme in pair["schemes"] if scheme["contrast"] < pair["least"]]

    assert too_little == []


def test_contrast_is_that_of_wcag():
    assert [tokens.contrast(one, "#fff") for one in ("#000", "#ffffff", "#767676")] == [21, 1, 4.5]


def test_every_colour_is_a_token():
    sheets = [path for path in Path(settings.BASE_DIR, "static/css").glob("*.css") if path.name != "tokens.css"]
    raw = {
        f"{path.name}: {colour}"
        for path in sheets
        for colour in re.findall(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.sub(r"url\(.*?\)", "", path.read_text()))
    }

    assert {colour for colour in raw if not colour.startswith("print.css: ")} == set()


@pytest.mark.django_db
def test_style_guide_asks_nothing_of_the_database(client, django_assert_num_queries):
    addresses = ["/styleguide/", "/styleguide/components/", "/styleguide/records/"]

    with django_assert_num_queries(0):
        statuses = [client.get(address).status_code for address in addresses]

    assert statuses == [200, 200, 200]
