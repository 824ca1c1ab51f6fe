"""Files of lists: they hold exactly what the pages show, they are safe to open, and they cost the same for any size."""

import io
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import html5lib
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.lists.rows import LISTS, agreement, event, programme, titles
from tests.opendata.reading import (
    ATOM,
    FILES,
    OPEN_LISTS,
    WITH_FEED,
    faults_of_feed,
    file_of,
    json_of,
    names,
    rows,
    rows_of_atom,
)
from tvet_portal.directory.models import Organisation
from tvet_portal.opendata import joined, lists
from tvet_portal.records.lists import FacetedListView
from tvet_portal.records.models import Record, RecordVersion

pytestmark = pytest.mark.django_db
ENDINGS = ("csv", "xlsx", "json", "atom")
ORDERED = ENDINGS[:3]


@pytest.mark.parametrize("address", OPEN_LISTS)
def test_files_hold_all_pages_in_their_order(client, monkeypatch, address):
    monkeypatch.setattr(lists, "BATCH", 2)
    for title in ("Bee", "Ant", "Cat"):
        OPEN_LISTS[address](title=title)
    monkeypatch.setattr(FacetedListView, "paginate_by", 2)
    pages = [client.get(f"{address}?sort=title&page={number}") for number in (1, 2)]
    shown = [title for page in pages[: pages[0].context["page_obj"].paginator.num_pages] for title in titles(page)]

    found = {ending: names(client.get(file_of(address, ending, "?sort=title"))) for ending in ORDERED}

    assert found == dict.fromkeys(ORDERED, shown)
    assert [title for title in shown if title in ("Ant", "Bee", "Cat")] == ["Ant", "Bee", "Cat"]


def test_files_have_the_filters_of_the_page(client):
    event(title="Wanted", form="workshop", countries=["VN"])
    event(title="Elsewhere", form="workshop", countries=["TH"])
    event(title="Other form", form="visit", countries=["VN"])

    query = "?kind=workshop&country=vn&country=zz&nothing=x"
    found = {ending: names(client.get(file_of("/events/", ending, query))) for ending in ENDINGS}

    assert found == {ending: ["Wanted"] for ending in ENDINGS}


@pytest.mark.parametrize("address", FILES)
def test_list_of_nothing_is_a_file_without_rows(client, address):
    response = client.get(address)

    assert (response.status_code, rows(response)) == (200, [])


@pytest.mark.parametrize("address", LISTS)
def test_drafts_and_withdrawn_records_are_in_no_file(client, address):
    LISTS[address](title="Shown")
    for status in ("draft", "in_review", "withdrawn"):
        more = {"withdrawn_at": timezone.now(), "withdrawn_reason": "x"} if status == "withdrawn" else {}
        Record.objects.filter(pk=LISTS[address](title=status).pk).update(status=status, **more)

    found = {ending: names(client.get(file_of(address, ending))) for ending in ENDINGS}

    assert found == {ending: ["Shown"] for ending in ENDINGS}


def test_organisation_that_is_not_approved_is_in_no_file(client):
    hidden = OrganisationFactory(name="Hidden Agency")
    area = AreaFactory(label="Hidden area")
    agreement(title="Shown", organisations=[hidden, OrganisationFactory()], areas=[area])
    Organisation.objects.filter(pk=hidden.pk).update(approved_at=None)
    type(area).objects.update(approved_at=None)

    organisations, agreements = (
        {ending: rows(client.get(file_of(address, ending))) for ending in ENDINGS}
        for address in ("/organisations/", "/agreements/")
    )

    assert "Hidden" not in str(organisations) + str(agreements)
    assert [len(found) for found in agreements.values()] == [1] * len(ENDINGS)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", [file for file in FILES if file.endswith((".csv", ".atom"))])
def test_file_costs_the_same_for_one_row_as_for_three(client, django_assert_num_queries, address, number):
    for _number in range(number):
        OPEN_LISTS[address.split(".")[0] + "/"]()

    page, ending = address.split(".")
    with django_assert_num_queries(QUERIES[page] + (ending == "csv" and page in IN_BATCHES)):
        found = rows(client.get(address))

    assert len(found) >= number


QUERIES = {
    "/agreements": 6,
    "/events": 6,
    "/programmes": 6,
    "/qualifications": 9,
    "/organisations": 3,
    "/countries": 6,
}
IN_BATCHES = ("/agreements", "/events", "/programmes", "/qualifications")  # whose order is asked for first


@pytest.mark.parametrize(("batch", "queries"), [(1, 15), (3, 7)])
def test_every_batch_costs_the_same(client, monkeypatch, django_assert_num_queries, batch, queries):
    monkeypatch.setattr(lists, "BATCH", batch)
    monkeypatch.setattr(joined, "MOST_AT_ONCE", batch)
    for _number in range(3):
        agreement()

    with django_assert_num_queries(queries):
        assert len(rows(client.get("/agreements.csv"))) == 3


def test_codes_stand_beside_words(client):
    body = OrganisationFactory(country=CountryFactory(iso2="VN"))
    areas = [AreaFactory(key=key, label=key.title()) for key in ("welding", "assessment")]
    programme(kind="network", period="2019-03", countries=["VN"], organisations=[body], areas=areas)

    (row,) = rows(client.get("/programmes.csv"))
    (as_json,) = rows(client.get("/programmes.json"))

    told = {
        "kind": "network",
        "kind_label": "Network",
        "period": "2019-03",
        "period_label": "March 2019",
        "countries": "VN",
        "countries_label": "Country VN",
        "areas": "assessment; welding",
        "areas_label": "Assessment; Welding",
    }
    assert {name: row[name] for name in told} == told
    assert (as_json["countries"], as_json["areas_label"]) == (["VN"], ["Assessment", "Welding"])


def test_rows_lead_to_the_record_for_ever_and_to_all_of_it(client):
    record = agreement(slug="kasve")

    (row,) = rows(client.get("/agreements.json"))

    assert row["address"] == f"http://127.0.0.1:8000/id/{record.reference}"
    assert row["data"] == "http://127.0.0.1:8000/agreements/kasve.json"
    assert client.get(f"/id/{record.reference}")["Location"] == "/agreements/kasve/"
    assert client.get("/agreements/kasve.json").status_code == 200


def test_json_says_what_it_is(client, settings):
    settings.DATA_LICENCE = "CC BY 4.0"
    event(form="workshop")

    told = json_of(client.get("/events.json?kind=workshop&kind=zz&sort=oldest").getvalue())

    assert told["title"] == "Meetings and competitions (Kind: Workshop)"
    assert told["licence"] == "Records that come with the portal: MIT. Records the operator adds: CC BY 4.0."
    assert told["address"] == "http://127.0.0.1:8000/events/?kind=workshop&sort=oldest"
    assert told["filters"] == {"kind": ["workshop"]}
    assert told["notices"] == ["Left out, because it is not known here: Kind “zz”."]
    assert told["count"] == 1
    assert set(told["columns"]) == set(told["rows"][0])


def test_spreadsheet_says_what_it_is(client):
    response = client.get("/events.xlsx?kind=zz")

    about = load_workbook(io.BytesIO(response.getvalue())).worksheets[1]
    told = dict(about.iter_rows(values_only=True))
    assert (told["Address"], told["held_on"]) == ("http://127.0.0.1:8000/events/", "Held")
    assert "Left out, because it is not known here: Kind “zz”." in told


FORMULAS = ["=HYPERLINK(0)", "+1", "-1", "@SUM(A1)", "#N/A"]


def test_no_spreadsheet_runs_what_a_title_says(client):
    for title in FORMULAS:
        event(title=title)

    sheet = client.get("/events.xlsx?sort=title").getvalue()
    as_csv = names(client.get("/events.csv?sort=title"))

    cells = [row[0] for row in load_workbook(io.BytesIO(sheet)).worksheets[0].iter_rows(min_row=2)]
    assert sorted(cell.value for cell in cells) == sorted(FORMULAS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(sheet)).read("xl/worksheets/sheet1.xml")
    assert sorted(as_csv) == sorted(text if text == "#N/A" else f"'{text}" for text in FORMULAS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_letters_that_xml_cannot_write_spoil_no_file(client, ending):
    event(title="A\x0bB\ufffe <&> 🇻🇳 ậ ကြွ")

    (name,) = names(client.get(file_of("/events/", ending)))

    assert name.replace("\x0b", "").replace("\ufffe", "") == "AB <&> 🇻🇳 ậ ကြွ"


@pytest.mark.parametrize(
    ("query", "begins"), [("", b"title,"), ("?bom=1", b"\xef\xbb\xbftitle,"), ("?bom=x", b"title,")]
)
def test_byte_order_mark_is_sent_on_request(client, query, begins):
    assert client.get(f"/events.csv{query}").getvalue().startswith(begins)


@pytest.mark.parametrize("address", [file_of("/agreements/", ending) for ending in ENDINGS])
def test_file_has_a_dated_name_and_its_type(client, address):
    response = client.get(address)

    name, ending = address.strip("/").split(".")
    how = "inline" if ending in ("json", "atom") else "attachment"
    assert response["Content-Disposition"] == f'{how}; filename="{name}-{timezone.localdate()}.{ending}"'
    assert (
        response["Content-Type"].split(";")[0]
        == {
            "csv": "text/csv",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "json": "application/json",
            "atom": "application/atom+xml",
        }[ending]
    )


@pytest.mark.parametrize("address", [file_of("/agreements/", ending) for ending in ENDINGS])
def test_head_has_the_headers_of_the_file_and_no_body(client, address):
    agreement()

    head, whole = client.head(address), client.get(address)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert head.headers.pop("X-Request-ID") != whole.headers.pop("X-Request-ID")
    assert dict(head.items()) == dict(whole.items())


@pytest.mark.parametrize("address", [file_of("/agreements/", ending) for ending in ENDINGS])
def test_file_is_sent_again_only_after_a_change(client, address):
    known = {"if_none_match": client.get(address)["ETag"]}

    before = client.get(address, headers=known)
    agreement()
    after = client.get(address, headers=known)

    assert (before.status_code, before.getvalue(), after.status_code) == (304, b"", 200)


def test_files_of_other_filters_or_days_are_others(client, monkeypatch):
    tags = {
        client.get(f"/events.{asked}")["ETag"]
        for asked in ("csv", "json", "csv?kind=visit", "csv?sort=title", "csv?bom=1")
    }
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    assert len(tags) == 5
    assert client.get("/events.csv")["ETag"] not in tags


@pytest.mark.parametrize("address", WITH_FEED)
def test_feed_has_what_the_standard_demands(client, address):
    for title in ("One & <two>", "Three"):
        OPEN_LISTS[address](title=title)

    empty, feed = client.get(file_of(address, "atom", "?country=zz&kind=other")), client.get(file_of(address, "atom"))

    assert [*faults_of_feed(empty.getvalue()), *faults_of_feed(feed.getvalue())] == []


def test_feed_holds_what_was_approved_last(client, monkeypatch):
    monkeypatch.setattr("tvet_portal.opendata.atom.MOST_ENTRIES", 2)
    records = [
        event(title=title, held_on=held_on) for title, held_on in (("Old", "2020"), ("New", "2001"), ("Mid", "2024"))
    ]
    for record, day in zip(records, (1, 3, 2), strict=True):
        RecordVersion.objects.filter(record=record).update(approved_at=timezone.now() - timedelta(days=9 - day))

    feed = client.get("/events.atom?sort=title").getvalue()

    assert [row["title"] for row in rows_of_atom(feed)] == ["New", "Mid"]
    links = {link.get("rel"): link.get("href") for link in ElementTree.fromstring(feed).findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://127.0.0.1:8000/events/?sort=title",
        "self": "http://127.0.0.1:8000/events.atom?sort=title",
    }


def test_feed_knows_a_record_by_its_permanent_address(client):
    record = agreement()

    entry = ElementTree.fromstring(client.get("/agreements.atom").getvalue()).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"http://127.0.0.1:8000/id/{record.reference}"
    assert entry.find(f"{ATOM}link").get("href") == f"http://127.0.0.1:8000{record.get_absolute_url()}"


def test_page_offers_exactly_what_it_shows(client):
    event(form="workshop", countries=["VN"])

    page = client.get("/events/?kind=workshop&country=vn&sort=oldest&view=table&page=7")

    query = "?kind=workshop&country=vn&sort=oldest"
    assert [download["url"] for download in page.context["downloads"]] == [
        f"/events.{ending}{query}" for ending in ORDERED
    ]
    assert page.context["feed"] == f"/events.atom{query}"
    assert "Take this one:" in page.content.decode()
    link = html5lib.parse(page.content, namespaceHTMLElements=False).find(".//link[@type='application/atom+xml']")
    assert (link.get("rel"), link.get("href")) == ("alternate", f"/events.atom{query}")
