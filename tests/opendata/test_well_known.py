"""What machines look for at addresses that are the same everywhere."""

from datetime import date
from urllib.robotparser import RobotFileParser

import pytest

from tests.public.crawling import lists

SITE = "http://127.0.0.1:8000"
SECURITY = "/.well-known/security.txt"


def test_programs_may_read_everything_but_the_admin(client):
    response = client.get("/robots.txt")

    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert (rules.can_fetch("any", "/agreements/x/"), rules.can_fetch("any", "/admin/login/")) == (True, False)
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]


def test_portal_without_a_contact_says_so(client):
    response = client.get(SECURITY)

    assert (response.status_code, response.content.decode()) == (
        404,
        "The operator of this portal has not named a contact for reports of weaknesses.\n",
    )


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("safe@portal.example", "mailto:safe@portal.example"),
        ("https://portal.example/@team", "https://portal.example/@team"),
    ],
)
def test_contact_for_weaknesses_is_told_with_its_end(client, settings, contact, said):
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = contact, date(9999, 12, 31)

    response = client.get(SECURITY)

    assert (response.status_code, response.content.decode().splitlines()) == (
        200,
        [
            f"Contact: {said}",
            "Expires: 9999-12-31T23:59:59Z",
            "Preferred-Languages: en",
            f"Canonical: {SITE}/.well-known/security.txt",
        ],
    )


def test_contact_that_ran_out_is_not_told(client, settings):
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = "safe@portal.example", date(2020, 1, 1)

    response = client.get(SECURITY)

    assert (response.status_code, "safe@portal.example" in response.content.decode()) == (404, False)


@pytest.mark.django_db
def test_catalogue_lists_the_data_that_is_there(client):
    response = client.get("/.well-known/api-catalog")

    (linkset,) = response.json()["linkset"]
    items = {item["href"].removeprefix(SITE): item["type"] for item in linkset["item"]}
    assert response["Content-Type"].startswith("application/linkset+json")
    assert linkset["anchor"] == f"{SITE}/.well-known/api-catalog"
    assert set(items) == {
        address for address in lists() if address.endswith((".csv", ".xlsx", ".json", ".atom", ".ics", ".xml"))
    }
    assert {address: client.get(address)["Content-Type"].split(";")[0] for address in items} == items


@pytest.mark.parametrize(
    "address", ["/robots.txt", "/.well-known/api-catalog", "/sitemap.xml", "/events.ics", "/health/live"]
)
def test_addresses_for_machines_can_be_asked_for_their_heads(client, db, address):
    whole, head = client.get(address), client.head(address)

    assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", whole["Content-Type"])


def test_head_of_the_catalogue_names_it(client):
    assert client.head("/.well-known/api-catalog")["Link"] == f'<{SITE}/.well-known/api-catalog>; rel="api-catalog"'


def test_icon_is_found_where_programs_look_for_it(client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (301, "/static/img/favicon.svg")
    assert "max-age=604800" in answer["Cache-Control"]
