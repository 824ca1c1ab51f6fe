"""A party is asked and answers, in a real browser: on a phone, without an account."""

import pytest

from tests.browser.checks import SCHEMES, WIDTHS, axe, scripts
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.records import confirmations


@pytest.mark.django_db(transaction=True)
def test_party_confirms_on_a_phone(page, live_server, settings):
    settings.SITE_URL = live_server.url
    agreement = AgreementFactory(published=True)
    asked = confirmations.ask(agreement, agreement.participations.first().key, "Director", staff("publisher"))
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(confirmations.link(asked))
    page.evaluate(scripts())
    found = axe(page, SCHEMES)

    page.get_by_label("It is right").check()
    page.get_by_label("Your name and office").fill("Somsy P., Director")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("heading", name="Your answer").wait_for()
    page.goto(agreement.get_absolute_url())

    assert page.get_by_text("Confirmed", exact=True).is_visible()
    assert (found, page.complaints) == ([], [])
