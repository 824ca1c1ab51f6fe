"""Who gets in, and how: a password, then a code; nobody else, and nobody by guessing."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.accounts.signing_in import PASSWORD, code_of, sign_in, with_phone
from tests.factories.records import staff
from tvet_portal.audit.models import AuditLine

pytestmark = pytest.mark.django_db
CODE_PAGE = "/admin/account/2fa/authenticate/"


def said(page):
    """What the forms of a page complain about."""
    return [error for errors in page.context["form"].errors.values() for error in errors]


def acts():
    return list(AuditLine.objects.order_by("pk").values_list("who", "what"))


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ("/admin/agreements/agreement/?q=x", "/admin/agreements/agreement/?q=x"),
        ("https://evil.example.org/", "/admin/"),
        ("//evil.example.org/", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_admin_sends_to_the_page_of_sign_in_and_back_to_an_own_page(client, wanted, kept):
    staff("writer")

    there = client.get("/admin/login/", {"next": wanted})
    back = client.post(there["Location"], {"login": "writer", "password": PASSWORD, "next": kept})

    assert there["Location"].startswith("/admin/account/login/?next=/admin/")
    assert back["Location"] == kept


def test_sign_in_leads_to_no_other_host(client):
    staff("writer")

    assert sign_in(client, next="https://evil.example.org/")["Location"] == "/admin/"


@pytest.mark.parametrize(("name", "password"), [("writer", "wrong"), ("nobody", "wrong"), ("nobody", PASSWORD)])
def test_wrong_name_and_wrong_password_are_told_alike(client, name, password):
    staff("writer")

    page = sign_in(client, name, password)

    assert (page.status_code, said(page)) == (200, ["The user name or the password is not right."])
    assert acts() == [("", "fail to sign in")]
    assert AuditLine.objects.get().more == {"account": "writer" * (name == "writer"), "network": "127.0.0.0/24"}


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_closed_account_does_not_get_in(client, change):
    staff("writer")
    User.objects.update(**change)

    sign_in(client)

    assert not is_in(client)


def test_guessing_ends_with_429_and_is_noted(client):
    staff("writer")

    statuses = [sign_in(client, password=f"guess {number}").status_code for number in range(6)]
    page = sign_in(client)

    assert statuses == [200] * 5 + [429]
    assert page["Retry-After"] == "300"
    assert (page.status_code, said(page)) == (429, ["Too many attempts. Wait five minutes, then try again."])
    assert acts()[-2:] == [("", "refuse to sign in")] * 2


def test_floods_get_a_page_of_their_own(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client)

    page = sign_in(client)

    assert (page.status_code, "Too many attempts" in page.text) == (429, True)


def test_nobody_asks_for_thousands_of_passkeys(client):
    address, as_script = "/admin/account/2fa/webauthn/login/", {"accept": "application/json"}

    statuses = [client.get(address, headers=as_script).status_code for _number in range(21)]

    assert statuses == [200] * 20 + [429]


def test_code_of_the_phone_is_asked_after_the_password(client):
    key = with_phone(client)

    there = sign_in(client, next="/admin/agreements/agreement/")
    is_in_without = is_in(client)
    back = client.post(CODE_PAGE, {"code": code_of(key)})

    assert (there["Location"], is_in_without) == (CODE_PAGE, False)
    assert back["Location"] == "/admin/agreements/agreement/"
    assert is_in(client)


def test_code_of_another_time_is_refused_and_noted(client):
    key = with_phone(client)
    sign_in(client)

    page = client.post(CODE_PAGE, {"code": code_of(key, steps=5)})

    assert said(page) == ["This code is not right, or no longer. Wait for the next one, and type that."]
    assert acts()[-1] == ("writer", "fail the second factor")
    assert not is_in(client)


def test_code_signs_in_once(client):
    code = code_of(with_phone(client))
    sign_in(client)
    client.post(CODE_PAGE, {"code": code})
    client.post("/admin/account/logout/")
    sign_in(client)

    page = client.post(CODE_PAGE, {"code": code})

    assert len(said(page)) == 1
    assert not is_in(client)


def test_code_that_set_up_the_app_does_not_sign_in(client):
    staff("writer")
    sign_in(client)
    set_up = "/admin/account/2fa/totp/activate/"
    code = code_of(client.get(set_up).context["form"].secret)
    client.post(set_up, {"code": code})
    client.post("/admin/account/logout/")
    sign_in(client)

    page = client.post(CODE_PAGE, {"code": code})

    assert len(said(page)) == 1
    assert not is_in(client)


def test_codes_are_not_guessed(client):
    with_phone(client)
    sign_in(client)

    statuses = [client.post(CODE_PAGE, {"code": f"00000{number}"}).status_code for number in range(6)]

    assert statuses == [200] * 5 + [429]


def test_recovery_code_signs_in_once_and_is_noted(client):
    with_phone(client)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    for _number in range(2):
        sign_in(client)
        page = client.post(CODE_PAGE, {"code": code})
        client.post("/admin/account/logout/")

    assert page.status_code == 200
    assert [what for _who, what in acts()].count("use a recovery code") == 1


def test_secrets_of_phones_lie_encrypted_and_are_useless_with_another_key(client, settings):
    key = with_phone(client)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    settings.SECRET_KEY = "another"

    sign_in(client)
    client.post(CODE_PAGE, {"code": code_of(key)})

    assert key not in kept
    assert not is_in(client)


def test_signing_in_and_out_is_noted(client):
    staff("writer")
    sign_in(client)

    page = client.post("/admin/logout/", follow=True)

    assert "You are signed out." in page.text
    assert acts() == [("writer", "sign in"), ("writer", "sign out")]


@pytest.mark.parametrize("address", ["signup/", "email/", "password/reset/", "login/code/", "confirm-email/x/"])
def test_nobody_signs_up_or_resets_by_mail(client, address):
    assert client.get(f"/admin/account/{address}").status_code == 404


def test_password_is_changed_on_our_page(client):
    staff("writer")
    sign_in(client)
    address = client.get("/admin/password_change/")["Location"]
    new = {"oldpassword": PASSWORD, "password1": "eight slow ferries", "password2": "eight slow ferries"}

    client.post(address, new)

    assert address == reverse("account_change_password")
    assert User.objects.get().check_password("eight slow ferries")
    assert is_in(client)
    assert acts()[-1] == ("writer", "change the own password")


def test_old_page_is_refused_in_words():
    page = Client(enforce_csrf_checks=True).post("/admin/account/login/", {"login": "writer"})

    assert (page.status_code, "This page was too old to be sent" in page.text) == (403, True)
