"""Administrators help who has lost a phone; what they change in accounts is noted."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.accounts.signing_in import sign_in, with_phone
from tests.admin.pages import change_address, save
from tests.factories.records import staff
from tvet_portal.audit.models import AuditLine

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"


@pytest.fixture
def boss(client):
    client.force_login(User.objects.create_superuser("boss"))
    return client


def act(client, action, user):
    return client.post(LIST, {"action": action, "_selected_action": [user.pk]})


def acts():
    return list(AuditLine.objects.exclude(what="sign in").order_by("pk").values_list("who", "what", "about"))


def test_second_factor_is_taken_away_and_the_password_signs_in(boss, client):
    user = staff("writer")
    user.authenticator_set.create(type="totp", data={})

    act(boss, "reset_second_factor", user)
    sign_in(client)

    assert acts() == [("boss", "reset the second factor", "writer")]
    assert not Authenticator.objects.exists()


def test_locked_out_administrator_is_helped_by_a_command(client):
    with_phone(client)

    call_command("reset_second_factor", "writer")

    assert not Authenticator.objects.exists()
    assert acts()[-1] == ("", "reset the second factor", "writer")


def test_command_knows_no_stranger():
    with pytest.raises(CommandError, match="There is no account 'nobody'"):
        call_command("reset_second_factor", "nobody")


def test_sessions_of_others_are_ended(boss):
    user, other = staff("writer"), Client()
    sign_in(other)

    act(boss, "end_sessions", user)

    assert other.get("/admin/").status_code == 302
    assert acts() == [("boss", "end the sessions", "writer")]


def test_page_of_an_account_tells_of_its_second_factor(boss):
    user = staff("writer")
    user.authenticator_set.create(type="totp", data={"secret": "very secret"})

    page = boss.get(change_address(user))

    assert "an app on the phone" in page.text
    assert "very secret" not in page.text


def test_change_of_rights_is_noted(boss):
    user = staff("writer")

    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "12:00"}
    save(boss, change_address(user), {"groups": [Group.objects.get(name="publisher").pk], **joined})

    line = AuditLine.objects.get(what="change an account")
    assert (line.who, line.about, line.more["roles"]) == ("boss", "writer", ["publisher"])
    assert "Groups" in line.more["changed"]


@pytest.mark.parametrize("model", ["account/emailaddress", "mfa/authenticator", "usersessions/usersession"])
def test_secrets_of_sign_in_have_no_page(boss, model):
    assert boss.get(f"/admin/{model}/").status_code == 404
