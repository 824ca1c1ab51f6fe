"""Two people edit one draft, or waiting entry: the second loses nothing, and decides where both changed."""

import json

import pytest
from django.contrib.messages import get_messages

from agreements.models import Agreement
from tests.admin.pages import address, change_address, complaints, held, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory
from tests.factories.records import ParticipationFactory, ProvisionFactory, staff
from tvet_portal.directory import approval
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import CountryLimit, Organisation
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Provision
from tvet_portal.values.parts import id_of

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

    assert "Somebody has saved it once more." in late.content.decode()
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


def test_part_on_its_own_page_is_merged_as_its_record(writer, draft):
    point = draft.provisions.get(key="one")
    typed = held(undrawn(writer.get, change_address(point)))
    draft.provisions.filter(key="one").update(text="Point of the first.")
    draft.count_edit()

    page = undrawn(writer.post, change_address(point), typed | {"text": "Point of the second.", "condition": "If so."})
    choose(writer, draft, page)

    assert [(part["path"], part["is_conflict"]) for part in page.context["parts"]] == [("provisions/one", True)]
    assert draft.provisions.get(key="one").text == "Point of the second."
    assert texts(draft)["two"] == "Point two."


@pytest.mark.parametrize(("choice", "kept"), [("take", {"two": "Longer."}), ("leave", {})])
def test_part_that_the_first_has_taken_away_is_decided_too(writer, draft, choice, kept):
    point = draft.provisions.get(key="two")
    url = change_address(point)
    typed = held(undrawn(writer.get, url))
    point.delete()
    draft.count_edit()

    page = undrawn(writer.post, url, typed | {"text": "Longer."})
    said = [str(message) for message in get_messages(page.wsgi_request)]
    choose(writer, draft, page, **{"part:provisions/two": choice})

    assert said == ["Somebody has taken this away since you opened it."]
    assert texts(draft) == {"one": "Point one."} | kept


def test_part_of_a_record_of_others_is_told_to_nobody(client, writer, draft):
    point = draft.provisions.get(key="two")
    url = change_address(point)
    typed = held(undrawn(writer.get, url))
    point.delete()
    limited = staff("writer", "limited")
    CountryLimit.objects.create(user=limited).countries.add(CountryFactory())
    draft.participations.all().delete()
    ParticipationFactory(record=draft, organisation=None, country=CountryFactory())
    client.force_login(limited)

    answer = client.post(url, typed | {"text": "Longer."})

    assert (answer.status_code, answer.url) == (302, "/admin/")


@pytest.mark.parametrize("choice", ["take", "leave"])
def test_small_window_of_a_part_answers_with_the_part(writer, draft, choice):
    point = draft.provisions.get(key="one")
    typed = held(undrawn(writer.get, change_address(point)))
    if choice == "take":
        draft.provisions.filter(key="one").update(text="Point of the first.")
    else:
        point.delete()
    draft.count_edit()

    page = undrawn(writer.post, address(Provision, "change", point_id(draft)), typed | {"text": "Mine.", "_popup": "1"})
    shown = {"_popup": "1", "part": page.context["part"], "part:provisions/one": choice}
    answer = choose(writer, draft, page, **shown)

    said = json.loads(answer.context_data.get("popup_response_data", "{}"))
    assert said.get("new_value") == (point_id(draft) if choice == "take" else None)


def point_id(draft):
    return str(id_of(f"{draft.path}/provisions/one"))


@pytest.fixture
def body():
    return OrganisationFactory(name="Name", acronym="")


@pytest.fixture
def second_of_body(writer, body):
    """What the second has open of an entry, while the first gives it another name and an alias."""
    typed = held(undrawn(writer.get, change_address(body)))
    Organisation.objects.update(name="Name of the first")
    body.names.create(text="Alias of the first", kind="former")
    body.count_edit()
    return typed


def choose_of_body(client, body, page, **choices):
    taken = {f"part:{part['path']}": "take" for part in page.context["parts"]}
    shown = {"seen": page.context["record"].revision, "work": page.context["work"]}
    return client.post(address(Organisation, "merge", body.pk), shown | taken | choices)


@pytest.mark.parametrize(("choice", "name"), [("take", "Name of the second"), ("leave", "Name of the first")])
def test_entry_that_waits_is_merged_like_a_draft(writer, body, second_of_body, choice, name):
    typed = second_of_body | {"name": "Name of the second", "acronym": "NS"}

    page = undrawn(writer.post, change_address(body), typed)
    answer = choose_of_body(writer, body, page, **{"part:name": choice})

    parts = [(part["path"], part["is_conflict"]) for part in page.context["parts"]]
    body.refresh_from_db()
    assert (parts, answer.status_code) == ([("name", True), ("acronym", False)], 302)
    assert (body.name, body.acronym, body.names.get().text) == (name, "NS", "Alias of the first")
    assert approval.paths_written_by(staff("writer"), [body.path]) == {body.path}


def test_entry_approved_meanwhile_is_not_changed_and_what_was_typed_stays(writer, body, second_of_body):
    page = undrawn(writer.post, change_address(body), second_of_body | {"acronym": "NS"})
    Organisation.objects.approve()

    late = choose_of_body(writer, body, page)

    body.refresh_from_db()
    link = f'<a href="{change_address(body)}" target="_blank" rel="noopener">It is public by now'
    assert link in late.content.decode()
    assert (body.acronym, [part["path"] for part in late.context_data["parts"]]) == ("", ["acronym"])


def test_small_window_closes_once_both_are_saved(writer, body, second_of_body):
    page = undrawn(writer.post, change_address(body), second_of_body | {"acronym": "NS", "_popup": "1"})

    answer = choose_of_body(writer, body, page, _popup="1")

    assert page.context["is_popup"]
    assert answer.template_name[-1] == "admin/popup_response.html"


def test_small_window_without_a_choice_leads_on_as_a_small_window(writer, body, second_of_body):
    typed = second_of_body | {"name": "Name of the first", "_popup": "1"}

    page = writer.post(change_address(body), typed).content.decode()

    assert f'href="{change_address(body)}?_popup=1"' in page
    assert "Save as chosen" not in page


def test_merged_entry_stands_under_the_rules_of_a_saved_one(writer, body, second_of_body):
    other = OrganisationFactory(slug="taken")
    page = undrawn(writer.post, change_address(body), second_of_body | {"slug": "free"})
    other.slugs.create(slug="free")

    answer = choose_of_body(writer, body, page)

    assert "This address belongs, or once belonged, to another entry." in answer.content.decode()
