"""Two people edit one draft: the second loses nothing, overwrites nothing unseen, and decides where both changed."""

import pytest

from agreements.models import Agreement
from tests.admin.pages import address, change_address, complaints, held, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory
from tests.factories.records import ProvisionFactory, staff
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import CountryLimit
from tvet_portal.records.content import canonical, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = AgreementFactory(title="Title", city="Seoul", areas_of_cooperation=0)
    for key in ("one", "two"):
        ProvisionFactory(record=draft, key=key, text=f"Point {key}.")
    return draft


@pytest.fixture
def second(writer, draft):
    """What the second has open, while the first saves another title and removes a point."""
    typed = held(undrawn(writer.get, change_address(draft)))
    Agreement.objects.update(title="Title of the first")
    draft.provisions.get(key="two").delete()
    draft.count_edit()
    return typed


def texts(draft):
    return dict(draft.provisions.values_list("key", "text"))


def choose(client, draft, page, **choices):
    taken = {f"part:{part['path']}": "take" for part in page.context["parts"]}
    shown = {"seen": page.context["record"].revision, "work": page.context["work"]}
    return client.post(address(Agreement, "merge", draft.pk), shown | taken | choices)


def test_what_only_one_changed_is_kept_of_both(writer, draft, second):
    page = undrawn(writer.post, change_address(draft), second | {"city": "Hanoi"})

    answer = choose(writer, draft, page)

    assert [part["path"] for part in page.context["parts"]] == ["city"]
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.city, texts(draft)) == ("Title of the first", "Hanoi", {"one": "Point one."})


@pytest.mark.parametrize(("choice", "title"), [("take", "Title of the second"), ("leave", "Title of the first")])
def test_what_both_changed_is_decided(writer, draft, second, choice, title):
    page = undrawn(writer.post, change_address(draft), second | {"title": "Title of the second"})

    choose(writer, draft, page, **{"part:title": choice})

    [part] = page.context["parts"]
    assert (part["path"], part["is_conflict"]) == ("title", True)
    assert [(line["before"], line["after"]) for line in part["meanwhile"]] == [("Title", "Title of the first")]
    draft.refresh_from_db()
    assert draft.title == title


def test_nothing_is_saved_before_it_is_decided(writer, draft, second):
    before = canonical(read(draft))

    page = undrawn(writer.post, change_address(draft), second | {"title": "Title of the second"})
    undecided = choose(writer, draft, page, **{"part:title": ""})

    assert "Decide each part" in undecided.content.decode()
    assert canonical(read(draft)) == before


def test_page_of_a_decision_may_itself_be_out_of_date(writer, draft, second):
    page = undrawn(writer.post, change_address(draft), second | {"city": "Hanoi"})
    draft.count_edit()

    late = choose(writer, draft, page)

    assert "Somebody has saved the record once more." in late.content.decode()
    draft.refresh_from_db()
    assert draft.city == "Seoul"


def test_form_with_another_fault_says_so_and_keeps_what_was_typed(writer, draft, second):
    page = undrawn(writer.post, change_address(draft), second | {"signed_on": "yesterday"})

    assert STALE in complaints(page)
    assert page.context["adminform"].form["signed_on"].value() == "yesterday"


@pytest.mark.parametrize("work", ["", "x", "W10:abc:def"])
def test_work_that_nobody_sent_is_refused(writer, draft, work):
    answer = writer.post(address(Agreement, "merge", draft.pk), {"seen": 0, "work": work})

    assert answer.status_code == 403


def test_work_on_another_record_is_refused(writer, draft, second):
    page = undrawn(writer.post, change_address(draft), second | {"city": "Hanoi"})

    assert choose(writer, AgreementFactory(), page).status_code == 403


def test_who_may_no_longer_work_on_it_merges_nothing(client, draft):
    user = staff("writer")
    client.force_login(user)
    typed = held(undrawn(client.get, change_address(draft)))
    draft.count_edit()
    page = undrawn(client.post, change_address(draft), typed | {"city": "Hanoi"})
    CountryLimit.objects.create(user=user).countries.add(CountryFactory())
    client.force_login(user)

    answer = choose(client, draft, page)

    assert answer.status_code in (302, 403)
    draft.refresh_from_db()
    assert draft.city == "Seoul"


def test_notes_for_the_staff_are_shown_to_be_copied(writer, draft, second):
    page = writer.post(change_address(draft), second | {"city": "Hanoi", "internal_remarks": "Ask Seoul."})

    assert [typed for _label, typed in page.context["notes"]] == ["Ask Seoul."]
    assert "Ask Seoul." in page.content.decode()


def test_what_a_form_carried_is_no_work(writer, draft, second):
    answer = writer.post(address(Agreement, "merge", draft.pk), {"seen": 0, "work": second["begun"]})

    assert answer.status_code == 403
