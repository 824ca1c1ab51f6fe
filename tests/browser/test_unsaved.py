"""Who leaves a form of the admin is asked about what he has not saved."""

import pytest

from tests.browser.signing_in import sign_in
from tests.factories.directory import OrganisationFactory
from tests.factories.records import staff

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "/admin/directory/trade/add/"


@pytest.fixture
def form(page):
    """The page of an entry, which notes whether it asks when it is left."""
    staff("writer")
    entry = OrganisationFactory(name="First")
    sign_in(page, "writer")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/directory/organisation/{entry.pk}/change/")
    page.wait_for_load_state("load")
    page.asked = []
    page.on("dialog", lambda dialog: (page.asked.append(dialog.type), dialog.accept()))
    return page


def test_page_with_something_unsaved_asks(form):
    form.fill("#id_name", "Second")

    form.goto(ELSEWHERE)

    assert form.asked == ["beforeunload"]


def test_page_with_nothing_unsaved_lets_go(form):
    form.goto(ELSEWHERE)

    assert form.asked == []


def test_page_that_is_saved_lets_go(form):
    form.fill("#id_name", "Second")

    form.get_by_role("button", name="Save", exact=True).click()
    form.get_by_text("was changed successfully").wait_for()

    assert form.asked == []
