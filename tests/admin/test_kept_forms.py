"""What somebody typed is not lost when his session ends before he saves."""

import pytest
from django.test import Client

from tests.accounts.signing_in import sign_in
from tests.admin.pages import change_address, offered
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import staff
from tvet_portal.directory.kept_forms import COOKIE
from tvet_portal.directory.models import KeptForm, Organisation
from tvet_portal.records.models import Proposal

pytestmark = pytest.mark.django_db
SENTENCE = "Your session had ended when you saved."


@pytest.fixture
def entry():
    return OrganisationFactory(name="First")


@pytest.fixture
def signed_in(client):
    staff("writer")
    sign_in(client)
    client.get("/admin/directory/organisation/0/change/")  # any form: the browser keeps whose it is
    return client


def end_session(client):
    """As a browser does after twelve hours: the session is gone, other cookies stay."""
    client.cookies.pop("sessionid", None)


def send(client, address, typed):
    end_session(client)
    return client.post(address, typed)


def test_form_sent_without_a_session_is_there_after_signing_in(signed_in, entry):
    page = change_address(entry)
    typed = offered(signed_in, page) | {"name": "Second"}

    answer = send(signed_in, page, typed)
    back = sign_in(signed_in, next=page)

    assert (answer.status_code, back["Location"]) == (302, page)
    shown = signed_in.get(page)
    assert SENTENCE in shown.content.decode()
    assert shown.context["adminform"].form["name"].value() == "Second"
    assert Organisation.objects.get().name == "First"


def test_form_is_let_go_once_it_is_saved(signed_in, entry):
    page = change_address(entry)
    typed = offered(signed_in, page) | {"name": "Second"}
    send(signed_in, page, typed)
    sign_in(signed_in)

    saved = signed_in.post(page, typed)

    assert saved.status_code == 302
    assert Organisation.objects.get().name == "Second"
    assert not KeptForm.objects.exists()


def test_form_is_let_go_when_its_person_says_so(signed_in, entry):
    page = change_address(entry)
    send(signed_in, page, offered(signed_in, page) | {"name": "Second"})
    sign_in(signed_in)

    shown = signed_in.get(page, {"fresh": ""})

    assert shown.context["adminform"].form["name"].value() == "First"
    assert not KeptForm.objects.exists()


def test_new_row_and_proposal_are_kept_too(signed_in):
    agreement = AgreementFactory(published=True)
    new, change = "/admin/directory/organisation/add/", change_address(agreement)
    typed = {
        new: offered(signed_in, new) | {"name": "Quite new"},
        change: offered(signed_in, change) | {"title": "Another title", "reason": "It was wrong"},
    }

    for page in typed:
        send(signed_in, page, typed[page])
    sign_in(signed_in)
    shown = {page: signed_in.get(page).context["adminform"].form for page in typed}

    assert shown[new]["name"].value() == "Quite new"
    assert (shown[change]["title"].value(), shown[change]["reason"].value()) == ("Another title", "It was wrong")
    assert not Proposal.objects.exists()


def test_somebody_else_is_not_shown_it(signed_in, entry):
    page = change_address(entry)
    send(signed_in, page, offered(signed_in, page) | {"name": "Second"})
    staff("publisher")
    sign_in(signed_in, "publisher")

    assert KeptForm.objects.exists()
    assert signed_in.get(page).context["adminform"].form["name"].value() == "First"


def test_who_may_no_longer_save_there_is_shown_the_page(signed_in, entry):
    page = change_address(entry)
    send(signed_in, page, offered(signed_in, page) | {"name": "Second"})
    Organisation.objects.approve()  # now only a publisher changes it
    sign_in(signed_in)
    assert KeptForm.objects.exists()

    assert SENTENCE not in signed_in.get(page).content.decode()


@pytest.mark.parametrize("cookie", [None, "1", "1:abc:def", "é"])
def test_stranger_keeps_nothing(client, entry, cookie):
    staff("writer")
    if cookie:
        client.cookies[COOKIE] = cookie

    answer = client.post(change_address(entry), {"name": "Second"})

    assert (answer.status_code, KeptForm.objects.count()) == (302, 0)


def test_forged_request_keeps_nothing(entry):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff("writer"))
    client.get(change_address(entry))

    answer = send(client, change_address(entry), {"name": "Second"})

    assert (answer.status_code, KeptForm.objects.count()) == (403, 0)
