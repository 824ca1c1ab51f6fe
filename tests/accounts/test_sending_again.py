"""What somebody typed while the session ended is held until it is sent again; what a strange page sent is not."""

import html5lib
import pytest
from django.contrib.auth.models import User
from django.test import Client

from agreements.models import Agreement
from tests.accounts.signing_in import PASSWORD
from tests.admin.pages import address, change_address, offered
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
LOGIN = "/admin/account/login/"


@pytest.fixture
def browser():
    """A browser that a writer signs in with, and whose session then ends."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff("writer"))
    return browser


def fields_of(page):
    """What the form of a page would send."""
    form = next(each for each in tree(page).iter("form") if each.get("action", "").startswith("/admin/agreements/"))
    return {each.get("name"): each.get("value", "") for each in form.iter("input")}


def tree(page):
    return html5lib.parse(page.text, namespaceHTMLElements=False)


def test_what_was_typed_is_sent_again_after_signing_in(browser):
    agreement = AgreementFactory(title="Old")
    there = change_address(agreement)
    typed = offered(browser, there) | {"title": "New “title”", "_save": "Save"}
    browser.session.flush()

    page = browser.post(there, typed, headers=OURS)
    sign_in = {"csrfmiddlewaretoken": browser.get(LOGIN).context["csrf_token"], "login": "writer", "password": PASSWORD}
    browser.post(LOGIN, sign_in, headers=OURS)
    once_more = browser.post(there, fields_of(page), headers=OURS)
    answer = browser.post(there, fields_of(once_more), headers=OURS)

    assert (page.status_code, once_more.status_code, answer.status_code) == (403, 403, 302)
    assert "You are no longer signed in" in page.text
    assert "The page you sent was opened before you signed in" in once_more.text
    assert Agreement.objects.get().title == "New “title”"


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", ""])
def test_what_a_strange_page_made_up_is_not_held(browser, origin):
    page = browser.post(address(Agreement, "add"), {"title": "Made up"}, headers={"origin": origin})

    assert (page.status_code, "Made up" in page.text) == (403, False)


def test_password_is_held_by_nobody(browser):
    user = User.objects.get()
    browser.session.flush()

    page = browser.post(f"/admin/auth/user/{user.pk}/password/", {"password1": "eight slow ferries"}, headers=OURS)

    assert "eight slow ferries" not in page.text
