"""Lists as tables: the same rows, under heads that say how they are sorted and lead to other orders."""

import html5lib
import pytest

from tests.lists.rows import event, programme
from tests.lists.test_lists import MOST_QUERIES
from tests.opendata.reading import OPEN_LISTS

pytestmark = pytest.mark.django_db
QUERIES = MOST_QUERIES | {"/organisations/": 6, "/countries/": 9}


def table_of(page):
    return html5lib.parse(page.content, namespaceHTMLElements=False).find(".//main//table")


def words(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", OPEN_LISTS)
def test_table_has_the_rows_of_the_list_at_the_same_cost(client, django_assert_num_queries, address, rows):
    for _number in range(rows):
        OPEN_LISTS[address]()

    as_list = client.get(address)
    with django_assert_num_queries(QUERIES[address]):
        page = client.get(f"{address}?view=table")

    table = table_of(page)
    assert [words(head) for head in table.findall("tbody/tr/th")] == [
        item["title"] for item in as_list.context["items"]
    ]
    assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}
    assert words(table.find("caption")) == str(page.context["title"])
    assert {len(row) for row in table.iter("tr")} == {len(page.context["grid"]["columns"])}


def test_no_cell_is_empty(client):
    programme(period="")

    cells = [words(cell) for cell in table_of(client.get("/programmes/?view=table")).findall("tbody/tr/*")]

    assert "not recorded" in cells
    assert "" not in cells


def test_heads_lead_to_the_orders_of_their_columns(client):
    event()

    def heads(query):
        table = table_of(client.get(f"/events/?view=table{query}"))
        links = [head.find("a") for head in table.findall("thead/tr/th")]
        sorts = [head.get("aria-sort") for head in table.findall("thead/tr/th")]
        return [(None if link is None else link.get("href"), sort) for link, sort in zip(links, sorts, strict=True)][:3]

    assert heads("&country=vn") == [
        ("?country=vn&view=table&sort=title", None),
        ("?country=vn&view=table&sort=oldest", "descending"),
        (None, None),
    ]
    assert heads("&sort=oldest") == [("?view=table&sort=title", None), ("?view=table", "ascending"), (None, None)]
    assert heads("&sort=title") == [(None, "ascending"), ("?view=table", None), (None, None)]


def test_every_way_on_from_a_table_is_a_table(client, monkeypatch):
    monkeypatch.setattr("tvet_portal.opendata.lists.OpenListView.paginate_by", 1)
    event(), event()

    page = client.get("/events/?view=table&country=vn&year_from=2001")

    root = html5lib.parse(page.content, namespaceHTMLElements=False).find(".//main")
    links = {link.get("href") for link in root.iter("a") if (link.get("href") or "").startswith("?")}
    assert {link for link in links if "view=table" not in link} == {"?country=vn&year_from=2001"}  # the list itself
    forms = [{field.get("name"): field.get("value") for field in form.iter("input")} for form in root.iter("form")]
    assert [form["view"] for form in forms] == ["table", "table"]
    assert page.context["clear_url"] == "/events/?view=table"


@pytest.mark.parametrize("view", ["list", "TABLE", "\0", "x" * 3000])
def test_unknown_view_is_the_list(client, view):
    event()

    page = client.get("/events/", {"view": view})

    assert (page.status_code, page.context["grid"]) == (200, None)
