"""From a form, a public entry is changed in a small window: the form is told of the proposal, and stays as it is."""

import pytest

from tests.browser.signing_in import sign_in
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import staff

pytestmark = pytest.mark.django_db(transaction=True)


def test_window_of_a_proposal_closes_and_the_form_says_what_became_of_it(page):
    staff("writer")
    agreement = AgreementFactory()
    agreement.participations.update(organisation=OrganisationFactory(name="Public name", approved=True))
    sign_in(page, "writer")
    page.wait_for_url("**/admin/")
    page.goto(f"/admin/agreements/agreement/{agreement.pk}/change/")

    with page.expect_popup() as opened:
        page.click("#change_id_participations-0-organisation")
    window = opened.value
    window.fill("#id_name", "New name")
    window.fill("#id_reason", "Its own page says so")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).click()

    chosen = page.locator("#id_participations-0-organisation option:checked").inner_text()
    assert (chosen, page.locator("p[role=status].help").all_inner_texts()) == (
        "Public name",
        ["Your proposal is kept. The public goes on seeing the approved version until a publisher accepts it."],
    )
    assert page.complaints == []
