"""Organisations: the list, the page, names of all kinds, ties, successions, addresses."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory, SourceFactory
from tests.factories.records import BlankFactory, CitationFactory, ParticipationFactory, publish
from tests.home.rows import agreement, body, meeting
from tvet_portal.directory.models import (
    Organisation,
    OrganisationName,
    OrganisationSlug,
    OrganisationSuccession,
    OrganisationTie,
)

pytestmark = pytest.mark.django_db


def page_of(client, organisation):
    return client.get(organisation.get_absolute_url()).context["page"]


def name(organisation, text, **more):
    return OrganisationName.objects.create(**{"organisation": organisation, "text": text, "kind": "variant"} | more)


@pytest.mark.parametrize("rows", [1, 3])
def test_organisation_list_queries_stay_constant(client, django_assert_num_queries, rows):
    for iso2 in ("KH", "LA", "VN")[:rows]:
        name(body(iso2), "Bộ", kind="official", language="vi")

    with django_assert_num_queries(7):
        page = client.get("/organisations/")

    assert [item["original"] for item in page.context["items"]] == ["Bộ"] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_organisation_page_queries_stay_constant(client, django_assert_num_queries, rows):
    organisation = body("VN")
    for number in range(rows):
        other, source = body("VN"), SourceFactory(approved=True)
        name(organisation, f"Name {number}", source=source)
        OrganisationTie.objects.create(organisation=organisation, other=other, role="part_of")
        OrganisationTie.objects.create(organisation=other, other=organisation, role="member_of")
        OrganisationSuccession.objects.create(predecessor=organisation, successor=other, kind="split")
        OrganisationSuccession.objects.create(predecessor=other, successor=organisation, kind="merged")
        CitationFactory(record=None, organisation=organisation, target="", source=source)
        agreement(organisation, "LA")

    with django_assert_num_queries(12):
        page = client.get(organisation.get_absolute_url())

    assert len(page.context["items"]) == rows


def test_organisation_that_is_not_approved_has_no_page(client):
    hidden = OrganisationFactory()

    for address in (hidden.get_absolute_url(), f"{hidden.get_absolute_url()[:-1]}.json"):
        assert client.get(address).status_code == 404
    assert client.get("/organisations/").context["count"] == 0


def test_page_leads_to_no_organisation_that_is_not_approved(client):
    organisation, hidden = body("VN"), OrganisationFactory(name="Canary")
    OrganisationTie.objects.create(organisation=organisation, other=hidden, role="part_of", key="to")
    OrganisationTie.objects.create(organisation=hidden, other=organisation, role="part_of")
    OrganisationSuccession.objects.create(predecessor=organisation, successor=hidden, kind="split")
    OrganisationSuccession.objects.create(predecessor=hidden, successor=organisation, kind="split")
    name(organisation, "Canary", source=SourceFactory(title="Canary"))

    page, data = client.get(organisation.get_absolute_url()), client.get(f"{organisation.get_absolute_url()[:-1]}.json")

    assert "Canary" not in page.content.decode()
    assert set(data.json()) == {"key", "slug", "kind", "name", "country"}


def test_names_say_what_they_are(client):
    organisation = body("VN")
    name(organisation, "KSAVE", kind="typo")
    name(organisation, "Old name", kind="former", from_on="1990", until_on="2007-08")
    name(organisation, "Bộ Lao động", kind="official", language="vi", is_verified=False)

    rows = {row["text"]: row for row in page_of(client, organisation).names}

    assert next(iter(rows)) == str(organisation)
    assert rows["KSAVE"]["kind"] == "typo in a source"
    assert (rows["Old name"]["kind"], rows["Old name"]["period"]) == ("former", "from 1990 until August 2007")
    assert (rows["Bộ Lao động"]["language"], rows["Bộ Lao động"]["is_unverified"]) == ("Vietnamese", True)


def test_name_that_nobody_read_in_a_source_stands_only_where_it_is_marked(client):
    organisation = body("VN")
    name(organisation, "Bộ Lao động", kind="official", language="vi", is_verified=False)

    assert page_of(client, organisation).head["original"] == ""
    assert client.get("/organisations/").context["items"][0]["original"] == ""


def test_every_successor_is_named_with_its_function(client):
    organisation = body("VN")
    for function in ("training", "wages"):
        successor = body("VN", name=f"Ministry of {function}")
        OrganisationSuccession.objects.create(
            predecessor=organisation,
            successor=successor,
            kind="function_moved",
            happened_on="2025-03-01",
            function=function,
        )

    page = page_of(client, organisation)

    assert sorted((row["name"], row["function"], row["when"]) for row in page.successors) == [
        ("Ministry of training", "training", "1 March 2025"),
        ("Ministry of wages", "wages", "1 March 2025"),
    ]
    assert [row["name"] for row in page_of(client, successor).predecessors] == [organisation.name]


def test_tree_stands_on_both_pages(client):
    whole, part = body("VN", name="Ministry"), body("VN", name="Directorate")
    OrganisationTie.objects.create(organisation=part, other=whole, role="part_of", until_on="2025")

    (up,), (down,) = page_of(client, part).tree, page_of(client, whole).tree

    assert (up["label"], up["bodies"][0]["name"], up["bodies"][0]["period"]) == (
        "Formerly part of",
        "Ministry",
        "until 2025",
    )
    assert (down["label"], down["bodies"][0]["name"]) == ("Formerly its parts", "Directorate")


def test_tie_that_has_not_ended_by_today_is_one_of_today(client):
    whole, part = body("VN", name="Ministry"), body("VN", name="Directorate")
    OrganisationTie.objects.create(organisation=part, other=whole, role="member_of", until_on="2999")

    assert [group["label"] for group in page_of(client, part).tree] == ["Member of"]


def test_records_show_the_name_under_which_it_stands_there(client):
    organisation = body("VN", name="Ministry of Home Affairs", acronym="MoHA")
    for printed in ("Ministry of the Interior", "MoHA"):
        made = AgreementFactory(parties=1, title=printed)
        ParticipationFactory(record=made, organisation=organisation, role="party", as_printed=printed)
        publish(made, True, True)

    items = client.get(organisation.get_absolute_url()).context["items"]

    assert {item["title"]: item["meta"][1:] for item in items} == {
        "Ministry of the Interior": ["Party", "in the source: Ministry of the Interior"],
        "MoHA": ["Party"],
    }


def test_roles_are_counted_over_public_records(client):
    organisation = body("VN")
    for number, role in enumerate(("host", "host", "participant")):
        meeting(organisation, title=f"Meeting {number}", role=role)
    meeting(organisation, title="Draft", role="host", published=False)

    figures = page_of(client, organisation).figures

    assert [(figure["number"], str(figure["label"])) for figure in figures] == [(2, "Host"), (1, "Participant")]


def test_contact_says_not_stated_only_where_a_source_was_read(client):
    organisation = body("VN", website="https://example.org")
    BlankFactory(record=None, organisation=organisation, target="telephone")

    contact = {str(fact["label"]): str(fact["value"]) for fact in page_of(client, organisation).contact}

    assert contact["Website"] == "https://example.org"
    assert contact["Telephone"] == "not stated"
    assert contact["Fax"] == "not recorded here"


def test_records_are_shown_with_the_role_of_the_organisation(client):
    organisation = body("VN")
    meeting(organisation, title="Meeting", held_on="2020", role="host")
    signed = AgreementFactory(title="Signed through it", signed_on="2019")
    ParticipationFactory(record=signed, role="party").through.add(organisation)
    publish(signed, True, True)
    meeting(organisation, title="Draft", published=False)

    items = client.get(organisation.get_absolute_url()).context["items"]

    assert [(item["title"], item["meta"][-1]) for item in items] == [
        ("Meeting", "Host"),
        ("Signed through it", "through it a party signed or negotiated"),
    ]


@pytest.mark.parametrize("words", ["MOLISA", "lao động", "KSAVE", "invalids"])
def test_any_name_finds_the_organisation(client, words):
    organisation = body("VN", name="Ministry of Labour, Invalids and Social Affairs", acronym="MOLISA")
    name(organisation, "Bộ Lao động", kind="official", language="vi")
    name(organisation, "KSAVE", kind="typo")
    body("VN")

    page = client.get("/organisations/", {"q": words, "country": "vn"})

    assert [item["title"] for item in page.context["items"]] == [organisation.name]
    assert [str(chip["value"]) for chip in page.context["chips"]] == [words, "Viet Nam"]


def test_old_address_leads_to_the_new_one(client):
    organisation = body("VN")
    OrganisationSlug.objects.create(organisation=organisation, slug="old-name")

    answer = client.get("/organisations/old-name/")

    assert (answer.status_code, answer["Location"]) == (301, organisation.get_absolute_url())


def test_merged_organisation_leads_to_what_it_was_merged_into(client):
    whole, merged = body("VN"), body("VN")
    Organisation.objects.filter(pk=merged.pk).update(merged_into=whole)

    answer = client.get(merged.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, whole.get_absolute_url())
    assert client.get("/organisations/").context["count"] == 1


def test_merged_organisation_does_not_betray_an_unapproved_one(client):
    hidden, merged = OrganisationFactory(), body("VN")
    Organisation.objects.filter(pk=merged.pk).update(merged_into=hidden)

    assert client.get(merged.get_absolute_url()).status_code == 404
