"""A change of a public entry is a proposal that a second person accepts, where two people approve or a writer saves."""

import json

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin import rows
from tests.admin.pages import address, change_address, complaints, held, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import (
    AreaFactory,
    CountryFactory,
    CountryGroupFactory,
    OrganisationFactory,
    PersonFactory,
    SourceFactory,
)
from tests.factories.records import staff
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory import followers
from tvet_portal.directory.admin.entries import EntryAdmin
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import (
    CountryLimit,
    GroupMembership,
    Organisation,
    OrganisationName,
    OrganisationSuccession,
    OrganisationTie,
    Source,
)
from tvet_portal.records import merges, proposals
from tvet_portal.records.admin.proposing import KEPT, NOTHING
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Proposal
from tvet_portal.records.workflow import NotAllowed

pytestmark = pytest.mark.django_db
MODELS = [model for model, page in admin.site._registry.items() if isinstance(page, EntryAdmin)]


@pytest.fixture(autouse=True)
def rule(settings):
    settings.TWO_PERSON_RULE = True
    return settings


@pytest.fixture
def told(monkeypatch):
    """What the followers of public changes were told."""
    changes = []
    monkeypatch.setattr(followers, "followers", [changes.extend])
    return changes


@pytest.fixture
def body():
    return OrganisationFactory(name="Old name", website="https://old.example/", approved=True)


def propose(client, entry, typed=(), reason="It says so on its page"):
    """Open the page of an entry, type into it, save."""
    page = undrawn(client.get, change_address(entry))
    return undrawn(client.post, change_address(entry), {**held(page), "reason": reason, **dict(typed)})


def proposed(entry, by="writer", **changes):
    return proposals.propose(entry, read(entry) | changes, staff("writer", by), "It says so on its page")


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def now(entry):
    return type(entry).objects.get(pk=entry.pk)


def take(proposal, by=None, **decisions):
    proposal = Proposal.objects.get(pk=proposal.pk)
    review = proposals.review_of(proposal, read(proposal.subject))
    taken = {**dict.fromkeys(review.parts, True), **decisions}
    return proposals.accept(proposal, by or staff("publisher"), taken, review.seen)


def refusal(function, *args, **more):
    with pytest.raises(NotAllowed) as error:
        function(*args, **more)
    return error.value.reasons


@pytest.mark.parametrize("group", ["writer", "publisher"])
def test_save_of_a_public_entry_is_a_proposal_that_another_accepts(client, body, told, group):
    client.force_login(staff(group, "first"))
    second = staff("publisher", "second")
    row = {"names-TOTAL_FORMS": 1, "names-0-text": "ОЛД", "names-0-kind": "variant", "names-0-is_verified": "on"}

    answer = propose(client, body, {"name": "New name", **row})
    before = now(body).name, list(told), LogEntry.objects.count()
    proposal = Proposal.objects.get()
    whole = take(proposal, second)

    assert (answer.url, said(answer)) == (change_address(proposal), [KEPT]), complaints(answer)
    assert before == ("Old name", [], 0)
    assert (whole, now(body).name, told) == (True, "New name", [(body.path, {})])
    assert [name.text for name in OrganisationName.objects.all()] == ["ОЛД"]
    assert list(AuditLine.objects.exclude(what="sign in").order_by("pk").values_list("what", "who", "more__entry")) == [
        ("propose", "first", body.path),
        ("accept a proposal", "second", body.path),
    ]


def test_where_one_person_may_a_publisher_saves_and_a_writer_proposes(client, body, rule):
    rule.TWO_PERSON_RULE = False
    client.force_login(staff("publisher"))
    propose(client, body, {"name": "Saved"})
    client.force_login(staff("writer"))

    propose(client, body, {"name": "Proposed"})

    assert (now(body).name, json.loads(Proposal.objects.get().content)["name"]) == ("Saved", "Proposed")
    assert AuditLine.objects.get(what="change what is public").more == {"entries": [body.path]}


def test_nobody_accepts_what_he_proposed(client, body):
    first = staff("publisher", "first")
    proposal = proposals.propose(body, read(body) | {"name": "New"}, first, "So")

    assert refusal(take, proposal, first) == [
        "You wrote it, so somebody else approves it. Nobody can yet: ask an administrator for a publisher."
    ]


def test_review_shows_fields_and_rows_and_its_acceptance_is_in_the_log(publisher, body):
    other = OrganisationFactory(name="Parent", acronym="P", approved=True)
    tie = {"key": "tie", "other": other.key, "role": "part_of"}
    proposal = proposed(body, name="New name", ties=[tie])
    proposed(body, by="second", name="Newer name")
    page = publisher.get(change_address(proposal))
    typed = {"act": "accept", "seen": page.context["review"].seen, "part:name": "take", "part:ties/tie": "leave"}

    answer = publisher.post(change_address(proposal), typed)

    parts = [(part["name"], line["after"]) for part in page.context["parts"] for line in part["lines"]]
    assert parts == [("Name today, in English", "New name"), ("Part of “Parent (P)”", "Parent (P)")]
    assert [other["both"] for other in page.context["others"]] == [["Name today, in English"]]
    assert said(answer) == ["What you took is public now. The rest goes on waiting."]
    assert (now(body).name, OrganisationTie.objects.count()) == ("New name", 0)
    assert LogEntry.objects.get().change_message == "Accepted what writer proposed: It says so on its page"


def test_form_goes_on_with_the_proposal_and_says_why_it_came_back(writer, body):
    proposal = proposed(body, name="New name")
    proposals.send_back(proposal, staff("publisher"), "Which page?")

    page = writer.get(change_address(body))
    propose(writer, body, {"acronym": "NN"}, reason="Its annual report")

    form = page.context["adminform"].form
    assert (form["name"].value(), form["reason"].value()) == ("New name", "It says so on its page")
    assert "Sent back by publisher: Which page?" in page.content.decode()
    again = Proposal.objects.get()
    assert (again.state, again.reason) == ("waiting", "Its annual report")
    assert [json.loads(again.content)[name] for name in ("name", "acronym")] == ["New name", "NN"]


def test_changed_meanwhile_it_is_said_and_laid_over_it(publisher, body):
    proposal = proposed(body, name="Mine", website="https://new.example/")
    Organisation.objects.update(name="Theirs", acronym="TT", revision=9)

    page = publisher.get(change_address(proposal))
    undecided = publisher.post(
        change_address(proposal), {"act": "accept", "seen": page.context["review"].seen, "part:website": "take"}
    )
    take(proposal, name=False)

    assert "The entry has been changed meanwhile." in page.content.decode()
    assert {part["path"]: part["is_conflict"] for part in page.context["parts"]} == {"name": True, "website": False}
    assert said(undecided) == ["Decide each part: take it, or leave it as it is."]
    assert (now(body).name, now(body).acronym, now(body).website) == ("Theirs", "TT", "https://new.example/")


def test_decision_about_what_has_changed_since_is_refused(body):
    proposal = proposed(body, name="Mine")
    seen = proposals.review_of(proposal, read(body)).seen
    body.count_edit()

    reasons = refusal(proposals.accept, proposal, staff("publisher"), {"name": True}, seen)

    assert reasons == ["What is public, or the proposal, has changed since you opened this page. Look again."]


def test_refused_form_keeps_what_was_typed_and_proposes_nothing(writer, body):
    answers = [propose(writer, body, {"name": "", "acronym": "NN"}), propose(writer, body, {"name": "New"}, reason="")]

    assert [answer.context["adminform"].form.errors for answer in answers] == [
        {"name": ["This field is required."]},
        {"reason": ["This field is required."]},
    ]
    assert answers[0].context["adminform"].form["acronym"].value() == "NN"
    assert not Proposal.objects.exists()


def test_save_that_changes_nothing_is_no_proposal(writer, body):
    assert (said(propose(writer, body)), Proposal.objects.count()) == ([NOTHING], 0)


def test_form_of_a_proposal_saved_meanwhile_is_stale(writer, body):
    proposed(body, name="First")
    typed = {**held(undrawn(writer.get, change_address(body))), "name": "Third"}
    proposed(body, name="Second")

    assert STALE in complaints(undrawn(writer.post, change_address(body), typed))


def test_form_opened_before_an_approval_changes_nothing_public(writer):
    entry = OrganisationFactory(name="Waiting")
    typed = {**held(undrawn(writer.get, change_address(entry))), "name": "New"}
    Organisation.objects.approve()

    writer.post(change_address(entry), typed)

    assert (now(entry).name, Proposal.objects.count()) == ("Waiting", 0)


def test_what_became_of_a_body_is_proposed(publisher, body):
    heir = OrganisationFactory(approved=True)
    page = address(Organisation, "succession", body.pk)
    typed = {"kind": "merged", "happened_on": "2024", "ends": "on", "successors-0-successor": heir.pk}
    counts = {"successors-TOTAL_FORMS": 4, "successors-INITIAL_FORMS": 0}

    proposals.propose(body, read(body) | {"acronym": "ON"}, staff("publisher"), "It says so on its page")
    answer = publisher.post(page, {**typed, **counts})
    before = OrganisationSuccession.objects.count(), now(body).ended_on
    reason = Proposal.objects.get().reason
    take(Proposal.objects.get(), staff("publisher", "second"))

    assert (said(answer), before, reason) == ([KEPT], (0, ""), "It says so on its page")
    assert [(row.successor, str(row.predecessor.ended_on)) for row in OrganisationSuccession.objects.all()] == [
        (heir, "2024")
    ]


def test_archived_copy_is_kept_at_once_and_what_the_public_reads_is_proposed(writer):
    source = SourceFactory(title="Old title", approved=True)
    file = SimpleUploadedFile("text.txt", b"On 5 May 2025 they met in Hanoi.")

    answer = propose(writer, source, {"title": "New title", "archived_copy": file})

    assert said(answer) == ["The archived copy is kept: the public does not see it.", KEPT], complaints(answer)
    assert (now(source).title, now(source).archived_copy.name) == ("Old title", "text.txt")


BLANK = {"key": "b", "why": "none"}
ENTRIES = {
    "country": lambda: (CountryFactory(name="Siam"), {"name": "Thailand"}),
    "person": lambda: (PersonFactory(approved=True), {"honorific": "Dr."}),
    "area": lambda: (AreaFactory(approved=True), {"definition": "How it is taught."}),
    "country_group": lambda: (CountryGroupFactory(approved=True), {"name": "The ten"}),
}


@pytest.mark.parametrize("make", ENTRIES.values(), ids=ENTRIES)
def test_every_kind_of_entry_is_proposed_and_accepted(writer, make):
    entry, typed = make()

    answer = propose(writer, entry, typed)
    take(Proposal.objects.get())

    assert said(answer) == [KEPT], complaints(answer)
    assert {name: getattr(now(entry), name) for name in typed} == typed


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_content_of_an_entry_is_all_that_its_form_holds(rf, model):
    page, row = admin.site._registry[model], rows.PAGES[model](1)
    request = rf.get("/")
    request.user = staff("administrator")
    form = page.get_form(request, row, change=True)(instance=row)
    before = canonical(read(row))

    if hasattr(row, "approved_at"):
        model.objects.approve()
    name = next(name for name in model.content_fields if name in ("name", "label", "printed_name", "text", "title"))
    proposal = proposed(row, **{name: "Another"})
    take(proposal)
    second = proposals.propose(now(row), json.loads(before), staff("writer"), "Back")
    take(second)

    said_of = {name for name in form.fields if name.startswith("why-")}  # kept as blanks, which are content
    lost = {*form.fields} - said_of - {*model.content_fields} - {*form.about_the_save, "archived_copy", "slug"}
    assert lost == set()
    assert canonical(read(now(row))) == before


def test_member_of_a_group_is_named(body):
    group, country = CountryGroupFactory(approved=True), CountryFactory(name="Timor-Leste")
    GroupMembership.objects.create(group=group, country=country, key="tl")
    row = read(group)["memberships"][0]

    review = proposals.review_of(proposed(group, memberships=[row | {"until_on": "2026"}]), read(group))

    assert [line["part"] for line in review.lines] == ["Group membership “Timor-Leste”"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "name: This field cannot be blank."),
        ({"country": "XX"}, "country: no country has the key 'XX'"),
        ({"founded_on": "2020", "ended_on": "2019"}, "It cannot end before it was founded."),
        ({"blanks": [BLANK | {"target": "name"}]}, "“name” is said to be empty, but it is not."),
        (
            {"blanks": [BLANK | {"target": "nose"}]},
            "the target 'nose' leads to no field of this record",
        ),
        ({"slug": "taken"}, "Organisation with this Address already exists."),
        ({"slug": "once"}, "This address belongs, or once belonged, to another entry. Choose another."),
    ],
)
def test_what_cannot_stand_is_refused_in_words(body, changes, sentence):
    other = OrganisationFactory(slug="taken")
    other.slugs.create(slug="once")
    proposal = proposed(body, **changes)

    assert refusal(take, proposal) == [sentence]
    assert now(body).name == "Old name"


def test_entry_that_was_merged_meanwhile_is_left_alone(body):
    proposal = proposed(body, name="New")
    merge = merges.ask(body, OrganisationFactory(approved=True), staff("writer"), "One body")
    merges.do(merge, staff("publisher"))

    assert refusal(take, proposal) == ["“Old name” is not public, or is another entry by now."]


def limited(group, country):
    user = staff(group, f"{group}.{country.iso2}")
    CountryLimit.objects.create(user=user).countries.add(country)
    return user


def test_limits_to_countries_hold():
    lao, viet_nam = CountryFactory(iso2="LA", name="Lao PDR"), CountryFactory(iso2="VN", name="Viet Nam")
    here, there = (OrganisationFactory(country=country, approved=True) for country in (lao, viet_nam))
    proposal = proposed(here, name="New")

    of_others = "Your work is limited to {}, and this entry belongs to others.".format
    assert refusal(take, proposal, limited("publisher", viet_nam)) == [of_others("Viet Nam")]
    writer = limited("writer", lao)
    assert refusal(proposals.propose, there, read(there), writer, "So") == [of_others("Lao PDR")]
    assert refusal(proposals.propose, here, read(here) | {"country": "VN"}, writer, "So") == [of_others("Lao PDR")]
    assert take(proposal, limited("publisher", lao))


def test_change_is_handed_in_as_the_rule_asks(body, rule):
    changed = read(body) | {"name": "New"}
    asked = proposals.hand_in(body, changed, staff("publisher"), "So")
    rule.TWO_PERSON_RULE = False

    done = proposals.hand_in(body, changed, staff("publisher"), "So")

    assert (asked.entry_key, done, now(body).name) == (body.key, None, "New")
    assert refusal(proposals.hand_in, OrganisationFactory(), changed, staff("publisher"), "So")


def test_source_that_is_no_more_closes_its_proposal(publisher):
    source = SourceFactory(approved=True)
    proposal = proposed(source, title="New")
    Source.objects.filter(pk=source.pk).delete()

    assert publisher.get(change_address(proposal)).status_code == 302


@pytest.mark.parametrize(("typed", "words"), [({"name": "New"}, KEPT), ({}, NOTHING)])
def test_window_of_a_proposal_closes_with_a_word_and_the_form_behind_keeps_the_public_name(writer, body, typed, words):
    answer = propose(writer, body, {"_popup": "1", "_to_field": "id", **typed})

    told = json.loads(answer.context["popup_response_data"])
    assert (answer.status_code, answer.template_name) == (200, "admin/popup_proposed.html")
    assert (told["action"], told["obj"], told["new_value"]) == ("change", str(body), str(body.pk))
    assert (answer.context["said"], said(answer)) == (words, [])
    assert Proposal.objects.count() == len(typed)


def test_window_of_a_point_names_the_point_and_not_its_record(writer):
    point = AgreementFactory(published=True).provisions.get()

    answer = propose(writer, point, {"_popup": "1", "text": "Another text."})

    told = json.loads(answer.context["popup_response_data"])
    assert (told["obj"], told["new_value"]) == (str(point), str(point.pk))
    assert answer.context["said"] == KEPT
