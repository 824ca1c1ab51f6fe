"""Accounts of staff: never one with a password that somebody else could know."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from tvet_portal.home.management.commands import create_staff

pytestmark = pytest.mark.django_db
GOOD = "seven slow ferries"


@pytest.fixture
def typed(monkeypatch):
    """Someone sits at a terminal and types these passwords, one after another."""

    def type_passwords(*passwords):
        left = iter(passwords)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr(create_staff, "getpass", lambda prompt: next(left))

    return type_passwords


def test_staff_signs_in_with_the_typed_password(typed, client):
    typed(GOOD, GOOD)

    call_command("create_staff", "dara")

    assert client.login(username="dara", password=GOOD)
    assert client.get("/admin/").status_code == 200


def test_weak_password_and_slip_are_asked_again(typed, client):
    typed("123", GOOD, "something else", GOOD, GOOD)

    call_command("create_staff", "dara")

    assert client.login(username="dara", password=GOOD)


def test_generated_password_is_printed_once_and_works(client, capsys):
    call_command("create_staff", "dara", "--generate")
    call_command("create_staff", "mai", "--generate")

    dara, mai = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if "password" in line]
    assert dara != mai
    assert client.login(username="dara", password=dara)


def test_writer_is_in_the_group_and_no_administrator(capsys):
    Group.objects.get_or_create(name="writer")

    call_command("create_staff", "dara", "--role", "writer", "--generate")

    dara = User.objects.get(username="dara")
    assert (dara.is_staff, dara.is_superuser) == (True, False)
    assert [group.name for group in dara.groups.all()] == ["writer"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dara", "--role", "king", "--generate"], "There is no role 'king'"),
        (["taken", "--generate"], "There is an account 'taken' already. Choose another name."),
        (["Taken", "--generate"], "There is an account 'taken' already. Choose another name."),
        (["not a name", "--generate"], "Enter a valid username"),
        (["dara"], "Nobody is here to type a password"),
    ],
)
def test_refused_account_is_not_made(arguments, message, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    User.objects.create_user("taken")

    with pytest.raises(CommandError, match=message):
        call_command("create_staff", *arguments)

    assert list(User.objects.values_list("username", flat=True)) == ["taken"]


@pytest.mark.parametrize(("is_required", "said"), [(True, "asks to set up a second factor"), (False, "can be set up")])
def test_next_step_is_told(settings, capsys, is_required, said):
    settings.SECOND_FACTOR_REQUIRED = is_required

    call_command("create_staff", "dara", "--generate")

    assert said in capsys.readouterr().out
