"""A table in a real browser: given, looked at, taken, and what was left out taken along."""

from tests.browser import checks
from tests.browser.signing_in import sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.records import staff
from tests.tables.giving import as_csv
from tvet_portal.directory.models import Organisation


def test_table_is_given_looked_at_and_taken(page, live_server):
    known = OrganisationFactory(approved=True)
    rows = [
        {"key": known.key, "version": "0", "name": f"New {'name ' * 30}", "kind": "agency"},
        {"name": "Institute of Welding", "kind": "institution"},
        {"name": "Odd", "kind": "shop"},
    ]
    staff("publisher")
    sign_in(page, "publisher")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/admin/directory/organisation/")
    page.click("text=Tables in and out")
    page.set_input_files("[name=file]", {"name": "table.csv", "mimeType": "text/csv", "buffer": as_csv(rows)})
    page.click("text=See what it would change")

    page.evaluate(checks.scripts())
    findings, width_of_page = checks.axe(page, ["light"]), page.evaluate("document.documentElement.scrollWidth")
    page.fill("[name=reason]", "It has a new name")
    page.click("text=Import the 2 good rows, leave 1")
    with page.expect_download() as left:
        page.click("li:has-text('Rows left out') >> text=.csv")

    assert (findings, width_of_page, page.complaints) == ([], 360, [])
    assert "what_is_wrong" in left.value.path().read_text()
    assert set(Organisation.objects.values_list("name", flat=True)) == {rows[0]["name"].strip(), rows[1]["name"]}
