"""When a session ends, and what may be done without a second factor."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.accounts.signing_in import PASSWORD, code_of, sign_in, with_phone
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory
from tests.factories.records import staff
from tvet_portal.accounts.sessions import SIGNED_IN_AT
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import CountryLimit

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    staff("writer")
    sign_in(client)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def later(client, hours):
    session = client.session
    session[SIGNED_IN_AT] -= hours * 3600
    session.save()


@pytest.mark.parametrize(("hours", "stays"), [(11, True), (12.01, False)])
def test_session_ends_twelve_hours_after_it_began(signed_in, hours, stays):
    signed_in.get("/admin/account/sessions/")
    later(signed_in, hours)

    assert is_in(signed_in) is stays


def test_who_was_signed_out_reads_why(signed_in):
    later(signed_in, 13)

    page = signed_in.get("/admin/agreements/agreement/", follow=True)

    assert "Your session ended after twelve hours. Sign in again." in page.text
    assert page.redirect_chain[-1][0] == "/admin/account/login/?next=/admin/agreements/agreement/"


def limit_to(user, country):
    CountryLimit.objects.create(user=user).countries.add(country)


CHANGES = {
    "group": lambda user: user.groups.add(Group.objects.get(name="publisher")),
    "country": lambda user: limit_to(user, CountryFactory(iso2="LA")),
    "superuser": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "closed": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "no staff": lambda user: User.objects.filter(pk=user.pk).update(is_staff=False),
    "password": lambda user: (user.set_password("another one"), user.save()),
    "second factor": lambda user: user.authenticator_set.create(type="totp", data={}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_session_ends_when_rights_or_factors_change(signed_in, change):
    change(User.objects.get())

    assert not is_in(signed_in)


def set_up_phone(client):
    page = client.get("/admin/account/2fa/totp/activate/")
    return client.post("/admin/account/2fa/totp/activate/", {"code": code_of(page.context["form"].secret)})


def test_change_by_oneself_ends_the_other_sessions_only(signed_in):
    other = Client()
    sign_in(other)

    set_up_phone(signed_in)

    assert (is_in(signed_in), is_in(other)) == (True, False)


def test_list_of_sessions_asks_as_often_for_four_as_for_one(signed_in, django_assert_num_queries):
    address = "/admin/account/sessions/"
    with CaptureQueriesContext(connection) as one:
        signed_in.get(address)
    asked = len(one)
    others = [Client() for _number in range(4)]
    for other in others:
        sign_in(other)
    later(others[0], 13)

    with django_assert_num_queries(asked):
        page = signed_in.get(address)

    keys = [client.session.session_key for client in (signed_in, *others[1:])]
    assert [each.session_key for each in page.context["sessions"]] == keys


def test_other_sessions_are_ended_by_a_button(signed_in):
    other = Client()
    sign_in(other)

    signed_in.post("/admin/account/sessions/")

    assert (is_in(signed_in), is_in(other)) == (True, False)


def test_page_after_signing_in_asks_for_no_password_again_until_minutes_later(signed_in):
    at_once = signed_in.get("/admin/account/2fa/totp/activate/")
    later(signed_in, 0.1)

    in_a_while = signed_in.get("/admin/account/2fa/totp/activate/")

    assert (at_once.status_code, in_a_while.status_code) == (200, 302)
    assert in_a_while["Location"].startswith("/admin/account/reauthenticate/")


def test_password_is_asked_again_in_a_while(signed_in):
    later(signed_in, 0.1)
    address = signed_in.get("/admin/account/2fa/totp/activate/")["Location"]

    wrong = signed_in.post(address, {"password": "wrong"})
    right = signed_in.post(address, {"password": PASSWORD})

    assert wrong.context["form"].errors["password"] == ["The password is not right."]
    assert right["Location"] == "/admin/account/2fa/totp/activate/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/admin/", "/admin/account/2fa/"),
        ("/admin/agreements/agreement/add/", "/admin/account/2fa/"),
        ("/admin/account/password/change/", "/admin/account/2fa/"),
        ("/admin/account/2fa/", None),
        ("/admin/account/2fa/totp/activate/", None),
        ("/admin/account/logout/", None),
    ],
)
def test_without_a_second_factor_one_may_only_set_it_up_or_go(required, signed_in, address, leads):
    assert signed_in.get(address).get("Location") == leads


def test_without_a_second_factor_one_sees_what_visitors_see(required, signed_in):
    AgreementFactory(slug="draft")

    assert signed_in.get("/agreements/draft/").status_code == 404


def test_second_factor_opens_the_admin_and_its_codes_are_taken_along(required, signed_in):
    there = set_up_phone(signed_in)

    codes = signed_in.get(there["Location"]).context["unused_codes"]
    text = signed_in.get(f"{there['Location']}download/")

    assert is_in(signed_in)
    assert [line for line in text.text.splitlines() if line.isdecimal()] == codes
    assert "no-store" in text["Cache-Control"]


def test_who_removes_the_last_second_factor_sets_up_another(required, client):
    key = with_phone(client)
    sign_in(client)
    client.post("/admin/account/2fa/authenticate/", {"code": code_of(key)})

    client.post("/admin/account/2fa/totp/deactivate/")

    assert client.get("/admin/")["Location"] == "/admin/account/2fa/"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refusals_in_the_admin_are_noted_although_nothing_is_saved(signed_in, method):
    address = f"/admin/auth/user/{User.objects.get().pk}/change/"

    answer = signed_in.generic(method, address)

    line = AuditLine.objects.get(what="refuse")
    assert (line.who, line.about, line.more["method"]) == ("writer", address, method)
    assert (answer.status_code, line.request_id) == (403, answer["X-Request-ID"])


def test_form_that_is_too_old_is_no_refusal(signed_in):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies

    answer = strict.post("/admin/", {"csrfmiddlewaretoken": "x" * 32})

    assert (answer.status_code, AuditLine.objects.filter(what="refuse").count()) == (403, 0)


def test_end_of_a_session_is_noted(signed_in):
    later(signed_in, 13)

    signed_in.get("/admin/")

    line = AuditLine.objects.get(what="session ended")
    assert (line.who, line.more["reason"]) == ("writer", "Your session ended after twelve hours. Sign in again.")
