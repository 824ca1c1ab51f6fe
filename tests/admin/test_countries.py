"""Rights limited to countries: drafts of others are seen nowhere, and nothing of others is changed."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages

from agreements.models import Agreement
from events.models import Event
from tests.admin.pages import address, change_address, complaints, held, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, PersonFactory, SourceFactory
from tests.factories.events import EventFactory, EventSeriesFactory
from tests.factories.records import AppearanceFactory, DocumentFactory, LinkFactory, ParticipationFactory, staff
from tests.pictures import pdf
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import CountryLimit, Organisation, Person, Source
from tvet_portal.records import proposals, versions, workflow
from tvet_portal.records.content import read
from tvet_portal.records.models import Participation, Proposal, Provision, Record

pytestmark = pytest.mark.django_db
LIMITED = "Your work is limited to Lao PDR: one of them has to be a party to this record, or take part in it."


@pytest.fixture
def laos():
    return CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR")


def limited(group, *countries, name=None):
    """Somebody whose work is limited to countries; fresh, as every request has them."""
    user = staff(group, name or f"{group}.la")
    limit, _made = CountryLimit.objects.get_or_create(user=user)
    limit.countries.set(countries)
    return get_user_model().objects.get(pk=user.pk)


@pytest.fixture
def writer(client, laos):
    client.force_login(limited("writer", laos))
    return client


@pytest.fixture
def publisher(client, laos):
    client.force_login(limited("publisher", laos))
    return client


def of(country, **more):
    """An agreement to which a country is a party, itself."""
    agreement = AgreementFactory(**{**more, "published": False})
    agreement.participations.first().delete()
    ParticipationFactory(record=agreement, organisation=None, country=country)
    if more.get("published"):
        workflow.publish(agreement, by=staff("publisher", "anybody"))
        agreement.refresh_from_db()
    return agreement


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def listed(client, model, **query):
    return [str(row) for row in client.get(address(model, "changelist"), query).context["cl"].result_list]


def found(client, model, field, term):
    where = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    return [row["text"] for row in client.get("/admin/autocomplete/", {**where, "term": term}).json()["results"]]


# What is seen


def test_lists_show_what_somebody_works_on(writer, laos):
    mine, through = of(laos, title="Mine"), AgreementFactory(title="Through a body")
    ParticipationFactory(record=through, organisation=OrganisationFactory(country=laos))
    AgreementFactory(title="Draft elsewhere")
    of(CountryFactory(), title="Public elsewhere", published=True)

    lists = [listed(writer, model, **query) for model, query in ((Agreement, {}), (Agreement, {"q": "elsewhere"}))]

    assert lists == [["Mine (draft)", "Through a body (draft)"], []]
    assert listed(writer, Record) == ["Mine (draft)", "Through a body (draft)"]
    shown = writer.get(address(Provision, "changelist")).context["cl"].result_list
    assert {root_of(row).pk for row in shown} == {mine.pk, through.pk}


def test_draft_of_others_is_found_at_none_of_its_addresses(writer):
    draft = AgreementFactory(title="Hidden")
    party, file = draft.participations.first(), store("hidden.pdf", pdf(), by=staff("publisher"))
    DocumentFactory(record=draft, upload=file, availability="held")
    pages = [draft.get_absolute_url(), f"/files/{file.sha256}", f"/admin/records/record/{draft.pk}/change/"]
    pages += [address(Agreement, what, draft.pk) for what in ("change", "history", "delete")]
    pages += [address(Participation, what, party.pk) for what in ("change", "history", "delete")]

    answers = [undrawn(writer.get, page) for page in pages]

    assert [answer.status_code for answer in answers] == [404, 404, *[302] * 7]
    assert {answer.url for answer in answers[2:]} == {"/admin/"}
    assert "Hidden" not in "".join(said(answers[-1]))
    assert AuditLine.objects.filter(what="refuse", who="writer.la").count() == 7


def test_public_record_of_others_is_said_to_be_of_others(writer):
    record = AgreementFactory(title="Public elsewhere", published=True)

    answer = writer.get(address(Agreement, "change", record.pk))

    assert answer.url == "/admin/"
    assert said(answer) == [f'{LIMITED} <a href="{record.get_absolute_url()}">Its public page</a>']


def test_choices_offer_what_is_public_and_no_draft_of_others(writer, laos):
    of(laos, title="Ferry mine")
    of(CountryFactory(), title="Ferry public", published=True)
    AgreementFactory(title="Ferry hidden")

    assert found(writer, Agreement.links.rel.related_model, "to_record", "ferry") == [
        "Ferry mine (draft)",
        "Ferry public (AGR-00001)",
    ]


def test_hidden_draft_is_not_chosen_by_its_number(writer, laos):
    mine, hidden = of(laos), AgreementFactory(title="Hidden")
    row = {"links-TOTAL_FORMS": 1, "links-0-role": "amends", "links-0-to_record": hidden.pk}

    answer = save(writer, change_address(mine), row)

    assert [("valid choice" in said, "Hidden" in said) for said in complaints(answer)] == [(True, False)]


def test_what_somebody_else_linked_stays_when_the_form_is_saved(writer, laos):
    mine, hidden = of(laos), EventFactory(title="Hidden")
    LinkFactory(record=mine, to_record=hidden)

    answer = save(writer, change_address(mine), {"title": "Better", "links-0-note": "So"})

    assert answer.status_code == 302, complaints(answer)
    assert [link.to_record_id for link in mine.links.all()] == [hidden.pk]


def test_series_that_somebody_else_chose_stays_when_the_form_is_saved(writer, laos):
    event = EventFactory(series=EventSeriesFactory(title="Hidden"))
    ParticipationFactory(record=event, organisation=None, country=laos)

    answer = save(writer, change_address(event), {"title": "Better"})

    assert answer.status_code == 302, complaints(answer)
    assert list(Event.objects.values_list("title", "series")) == [("Better", event.series_id)]


def test_twins_among_the_drafts_of_others_are_not_told(client, laos):
    mine, _twin = (EventFactory(title=title, city="Vientiane", held_on="2025-12-09") for title in ("Mine", "Twin"))
    ParticipationFactory(record=mine, organisation=None, country=laos)
    told = []
    for user in (staff("writer"), limited("writer", laos)):
        client.force_login(user)
        told.append("Twin" in str(undrawn(client.get, change_address(mine)).context["remarks"]))

    assert told == [True, False]


def test_waiting_sources_and_people_of_others_are_not_offered(writer, laos):
    SourceFactory(title="Talks of another country")
    person = PersonFactory(printed_name="Talks Hidden")
    own = SourceFactory(title="Talks of ours")
    mine = of(laos, main_source=own)
    AppearanceFactory(record=mine, person=PersonFactory(printed_name="Talks Ours"), country=laos, as_printed="Laos")

    assert found(writer, Agreement, "main_source", "talks") == ["Talks of ours"]
    assert listed(writer, Person) == ["Talks Ours"]
    assert person.approved_at is None


# Drafts


def test_new_draft_is_its_writers_and_has_to_name_the_country_before_review(writer, laos):
    typed = {"title": "New", "participations-TOTAL_FORMS": 0, "appearances-TOTAL_FORMS": 0, "provisions-TOTAL_FORMS": 0}
    answer = save(writer, address(Agreement, "add"), typed)
    assert answer.status_code == 302, complaints(answer)
    draft = Agreement.objects.get()
    step = {"step": "submit", "revision": draft.revision}

    refused = writer.post(address(Agreement, "step", draft.pk), step)
    ParticipationFactory(record=draft, organisation=None, country=laos)
    taken = writer.post(address(Agreement, "step", draft.pk), step)

    assert [said(answer)[-1] for answer in (refused, taken)] == [LIMITED, "It is now in review."]


def test_record_is_not_taken_out_of_ones_countries(writer, laos):
    mine = of(laos)
    row = [str(each.country_id) for each in mine.participations.order_by("position", "key")].index(str(laos.pk))

    answer = save(writer, change_address(mine), {f"participations-{row}-country": CountryFactory().pk})

    assert complaints(answer) == [LIMITED]
    assert mine.participations.filter(country=laos).exists()


@pytest.mark.parametrize("window", [{}, {"_popup": "1"}])
def test_refused_proposal_keeps_what_was_typed(writer, laos, window):
    public = of(laos, published=True)
    typed = held(undrawn(writer.get, change_address(public)))
    [party] = [name for name, value in typed.items() if name.endswith("-country") and str(value) == str(laos.pk)]
    typed |= {party: CountryFactory().pk, "title": "Mine", "reason": "So", **window}

    answer = undrawn(writer.post, change_address(public), typed)

    assert complaints(answer) == [LIMITED]
    assert answer.context["adminform"].form["title"].value() == "Mine"
    assert not Proposal.objects.exists()


def test_record_comes_to_those_of_a_country_that_joins(writer, laos):
    draft = AgreementFactory()
    before = listed(writer, Agreement)

    ParticipationFactory(record=draft, role="funder", organisation=None, country=laos)

    assert (before, len(listed(writer, Agreement))) == ([], 1)


def test_limit_without_a_country_allows_nothing(client):
    client.force_login(limited("writer"))
    of(CountryFactory())

    assert listed(client, Agreement) == []


# Public records and proposals: the same rule below the admin


def test_public_record_of_others_is_read_and_not_changed(writer):
    public = of(CountryFactory(), published=True)

    page, answer = writer.get(public.get_absolute_url()), writer.post(change_address(public), {"title": "Mine"})

    assert (page.status_code, answer.status_code, answer.url) == (200, 302, "/admin/")
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("act", ["publish", "withdraw", "propose", "leave", "accept", "send back", "roll back"])
def test_no_act_on_a_record_of_others(laos, act):
    public = of(laos if act == "leave" else CountryFactory(), published=True)
    lao = limited("publisher", laos)
    content = read(public)
    proposal = act in ("accept", "send back") and proposals.propose(
        public, content | {"title": "New"}, staff("writer"), "So"
    )
    acts = {
        "publish": lambda: workflow.publish(public, lao, "So"),
        "withdraw": lambda: workflow.withdraw(public, lao, "So"),
        "propose": lambda: proposals.propose(public, content | {"title": "New"}, lao, "So"),
        "leave": lambda: proposals.propose(public, content | {"participations": []}, lao, "So"),
        "accept": lambda: proposals.accept(proposal, lao, {"title": True}, f"{proposal.revision}/1"),
        "send back": lambda: proposals.send_back(proposal, lao, "So"),
        "roll back": lambda: versions.roll_back(public, 0, lao, "So"),
    }

    with pytest.raises(workflow.NotAllowed) as refused:
        acts[act]()

    assert refused.value.reasons == [LIMITED]


def test_proposals_of_other_countries_are_not_listed(publisher, laos):
    mine, other = of(laos, published=True), of(CountryFactory(), published=True)
    for record in (mine, other):
        proposals.propose(record, read(record) | {"title": "New"}, staff("writer"), "So")

    hidden = publisher.get(address(Proposal, "change", other.proposals.get().pk))

    assert listed(publisher, Proposal) == [mine.title]
    assert (hidden.status_code, hidden.url) == (302, "/admin/")


def test_refusal_names_publishers_of_the_country(settings, laos):
    settings.TWO_PERSON_RULE = True
    mine, lao = of(laos), limited("publisher", laos, name="lao")
    workflow.count_edit(mine, lao)
    limited("publisher", laos, name="second")
    limited("publisher", CountryFactory(), name="elsewhere")
    staff("publisher", "region")

    assert workflow.why_not_alone(mine, lao) == "You wrote it, so somebody else approves it: region, second."


# The directory


def test_entries_of_the_country_are_changed_and_those_of_others_read(publisher, laos):
    entries = [OrganisationFactory(country=country, approved=True) for country in (laos, CountryFactory(), None)]
    entries += [AreaFactory(approved=True), laos, entries[1].country]

    answers = [undrawn(publisher.post, change_address(entry), {}).status_code for entry in entries]
    pages = [undrawn(publisher.get, change_address(entry)).status_code for entry in entries[:3]]

    assert (answers, pages) == ([200, 403, 403, 403, 200, 403], [200] * 3)


def test_proposals_about_entries_of_others_are_not_told(publisher, laos):
    entries = [OrganisationFactory(country=country, approved=True) for country in (laos, CountryFactory())]
    for entry in entries:
        proposals.propose(entry, read(entry) | {"name": "New"}, staff("writer"), "So")

    told = [undrawn(publisher.get, change_address(entry)).context["proposals"] for entry in entries]

    assert [each.count() for each in told] == [1, 0]


def test_people_and_sources_belong_to_the_countries_of_their_records(publisher, laos):
    mine = of(laos, main_source=SourceFactory(approved=True))
    own = AppearanceFactory(record=mine, country=laos, as_printed="Laos", person=PersonFactory(approved=True))
    body = OrganisationFactory()
    other = AppearanceFactory(record=mine, organisation=body, as_printed="x", person=PersonFactory(approved=True))
    entries = [own.person, other.person, mine.main_source, SourceFactory(approved=True)]

    named_in_a_draft = [undrawn(publisher.post, change_address(entry), {}).status_code for entry in entries]
    workflow.publish(mine, staff("publisher", "anybody"))

    assert named_in_a_draft == [403, 403, 403, 403]
    assert [undrawn(publisher.post, change_address(entry), {}).status_code for entry in entries] == [200, 403, 200, 403]


def test_entry_of_another_country_is_added_and_gone_on_with_until_it_is_public(writer):
    ministry = {"name": "Ministry", "kind": "ministry", "country": CountryFactory().pk}
    added = save(writer, address(Organisation, "add"), ministry)
    assert added.status_code == 302, complaints(added)
    entry = Organisation.objects.get()

    before = save(writer, change_address(entry), {"name": "Ministry of Labour"}).status_code
    Organisation.objects.approve()
    after = undrawn(writer.post, change_address(entry), {}).status_code

    assert (before, after) == (302, 403)


def test_entry_is_not_given_away(publisher, laos):
    entry = OrganisationFactory(country=laos, approved=True)

    answer = save(publisher, change_address(entry), {"country": CountryFactory().pk})

    assert complaints(answer) == ["It would no longer belong to the countries you work on."]


def test_bulk_approval_keeps_to_the_countries(publisher, laos):
    mine, other = OrganisationFactory(country=laos), OrganisationFactory(country=CountryFactory())
    typed = {"action": "approve", "_selected_action": [mine.pk, other.pk]}

    publisher.post(address(Organisation, "changelist"), typed)

    assert list(Organisation.objects.approved()) == [mine]


def test_names_of_people_of_others_are_not_withheld(publisher):
    person = PersonFactory(approved=True)

    publisher.post(address(Person, "changelist"), {"action": "withhold", "_selected_action": [person.pk]})

    assert Person.objects.get().withheld_at is None


def test_file_of_others_is_not_taken_over_by_its_number(writer, laos):
    hidden = store("hidden.pdf", pdf(), by=staff("publisher"))
    source = SourceFactory()
    of(laos, main_source=source)

    answer = save(writer, change_address(source), {"archived_copy-kept": hidden.pk})

    assert complaints(answer) == ["This file belongs to a record of other countries."]
    assert Source.objects.get(pk=source.pk).archived_copy is None


def test_file_of_a_waiting_proposal_is_shown_to_who_reviews_it(publisher, laos):
    mine = of(laos, published=True)
    file = store("report.pdf", pdf(), by=staff("writer"))
    document = {"key": "d", "kind": "report", "title": "R", "upload": file.sha256, "availability": "held"}
    before = publisher.get(f"/files/{file.sha256}").status_code

    proposals.propose(mine, read(mine) | {"documents": [document]}, staff("writer"), "So")

    after = publisher.get(f"/files/{file.sha256}")
    after.close()
    assert (before, after.status_code) == (404, 200)
