"""Merging in the admin: choose two entries, see what would change, do it, undo it."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.pages import address, change_address
from tests.admin.test_countries import limited
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, PersonFactory
from tests.factories.records import CitationFactory, ParticipationFactory, staff
from tvet_portal.directory.models import Organisation, OrganisationName
from tvet_portal.records import merges, tasks
from tvet_portal.records.merge_sides import doubts, sides
from tvet_portal.records.models import Apart, Merge

pytestmark = pytest.mark.django_db
ADD = "/admin/records/merge/add/"


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def asked(records=1, **more):
    gone, kept = (OrganisationFactory(name=name, **more) for name in ("Dept. of TVET", "Department of TVET"))
    for number in range(records):
        ParticipationFactory(record=AgreementFactory(title=f"Names it {number}"), organisation=gone)
    return merges.ask(gone, kept, staff("writer"), "One body")


def test_writer_asks_and_publisher_sees_does_and_undoes(client):
    client.force_login(staff("writer"))
    gone, kept = OrganisationFactory(name="Dept. of TVET"), OrganisationFactory(name="Department of TVET")
    ParticipationFactory(record=AgreementFactory(title="Names it"), organisation=gone)
    answer = client.post(ADD, {"gone": gone.pk, "kept": kept.pk, "reason": "One body"})
    merge = Merge.objects.get()
    by_writer = client.post(change_address(merge), {"act": "do"})

    client.force_login(staff("publisher"))
    page = client.get(change_address(merge))
    told = [said(client.post(change_address(merge), {"act": act}))[-1] for act in ("do", "do", "undo", "undo")]

    assert (answer.url, by_writer.status_code) == (change_address(merge), 403)
    assert [title for _address, title, _status in page.context["records"]] == ["Names it"]
    assert "becomes another name of" in page.content.decode()
    assert told == [
        "They are one now.",
        "It is done already.",
        "They are two again.",
        "Only what is done can be undone.",
    ]


def test_merge_of_an_entry_that_was_deleted_is_no_failure(publisher):
    merge, user = asked(records=0), staff("publisher")
    waited = list(tasks.merges_to_do(Merge.objects, user))
    Organisation.objects.filter(key=merge.gone).delete()

    answers = publisher.get(change_address(merge)), publisher.post(change_address(merge), {"act": "do"})

    assert (waited, list(tasks.merges_to_do(Merge.objects, user))) == ([merge], [])
    assert [(each.status_code, said(each)[-1]) for each in answers] == [(302, "One of the two is no longer there.")] * 2


@pytest.mark.parametrize(("by", "apart"), [("publisher", 1), ("writer", 0)])
def test_request_is_closed_by_a_publisher_or_who_asked(client, by, apart):
    merge = asked(records=0)
    client.force_login(staff("writer", "another"))
    by_another = client.post(change_address(merge), {"act": "close"}).status_code
    client.force_login(staff(by))
    offered = client.get(change_address(merge)).context["may_close"]

    answer = client.post(change_address(merge), {"act": "close"})

    assert (by_another, offered, answer.url) == (403, True, "/admin/records/merge/")
    assert (Merge.objects.count(), Apart.objects.count()) == (0, apart)


def test_merge_that_is_done_is_not_closed(publisher):
    merge = asked(records=0)
    merges.do(merge, staff("publisher"))

    answer = publisher.post(change_address(merge), {"act": "close"})

    assert (said(answer), answer.url) == (["It is no longer waiting."], change_address(merge))


def test_refusal_stands_in_the_form(writer):
    entry = PersonFactory()

    page = writer.post(f"{ADD}?of=person", {"gone": entry.pk, "kept": entry.pk, "reason": "One"})

    assert page.context["form"].non_field_errors() == ["This is one entry already."]


def test_who_asked_reads_who_does_it(client, settings):
    settings.TWO_PERSON_RULE = True
    merge = asked()
    Merge.objects.update(asked_by=staff("publisher"))
    staff("publisher", "second")
    client.force_login(staff("publisher"))

    page = client.get(change_address(merge))

    assert (page.context["may_do"], page.context["bar"]) == (
        False,
        "You wrote it, so somebody else approves it: second.",
    )


def test_entries_and_merges_of_other_countries_are_not_there(client):
    merge = asked()
    client.force_login(limited("publisher", CountryFactory(iso2="LA", name="Lao PDR")))
    gone, kept = Organisation.objects.order_by("pk")[:2]

    page = client.post(ADD, {"gone": gone.pk, "kept": kept.pk, "reason": "So"})

    assert {*page.context["form"].errors} == {"gone", "kept"}
    assert list(client.get("/admin/records/merge/").context["cl"].result_list) == []
    assert client.get(change_address(merge)).url == "/admin/"


def test_preview_shows_both_entries_and_what_is_lost(publisher):
    laos, vietnam = CountryFactory(name="Lao PDR"), CountryFactory(name="Viet Nam")
    gone = OrganisationFactory(name="Dept. of TVET", kind="agency", country=laos, seat_city="Vientiane")
    kept = OrganisationFactory(name="Department of TVET", kind="agency", country=vietnam, founded_on="1998")
    OrganisationName.objects.create(organisation=gone, text="DTVET", kind="acronym")
    CitationFactory(organisation=gone, target="seat_city", quote="in Vientiane")
    merge = merges.ask(gone, kept, staff("writer"), "One body")

    page = publisher.get(change_address(merge))

    told = {line["where"]: (line["before"], line["after"], line["fate"]) for line in page.context["sides"]}
    lost = [line["where"] for line in page.context["sides"] if line["is_lost"]]
    assert page.context["doubts"] == ["Country differs: Lao PDR, and Viet Nam. Are they really one?"]
    assert lost == ["Country", "Seat: city", "Citations"]
    assert told["Name today, in English"] == ("Dept. of TVET", "Department of TVET", "Becomes another name.")
    assert told["Founded"] == ("", "1998", "Stays.")
    assert told["Kind"] == ("Agency", "Agency", "The same.")
    assert told["Organisation names"][2] == "Goes over."
    assert "in Vientiane" in told["Citations"][0]


def test_preview_knows_people_and_areas():
    people = PersonFactory(printed_name="Ai", honorific="Dr."), PersonFactory(printed_name="Dr. Ai")
    areas = AreaFactory(label="Welding", branch="topic"), AreaFactory(label="Weld", branch="mode")

    told = [[(line["where"], line["fate"]) for line in sides(*pair)] for pair in (people, areas)]

    assert told[0] == [("Name as printed", "Becomes another name."), ("Honorific", "Does not go over.")]
    assert told[1][1:] == [("Branch", "Does not go over."), ("Label in English", "Becomes another name.")]
    assert list(doubts(*areas)) == ["Branch differs: Topic, and Mode. Are they really one?"]


def test_merge_asks_as_often_for_three_records_as_for_one(publisher):
    numbers = []
    for records in (1, 1, 3):
        merge = asked(records)
        with CaptureQueriesContext(connection) as queries:
            publisher.get(change_address(merge))
        numbers.append(len(queries))

    assert numbers[1] == numbers[2]


def test_odd_numbers_are_no_failure(publisher):
    assert publisher.get("/admin/records/merge/add/", {"gone": "abc"}).status_code == 200


@pytest.mark.parametrize("group", ["writer", "publisher"])
def test_entry_that_was_merged_away_is_not_changed(client, group):
    body, kept = OrganisationFactory.create_batch(2, approved=True)
    merges.do(merges.ask(body, kept, staff("writer"), "One body"), staff("publisher"))
    client.force_login(staff(group))
    pages = change_address(body), address(Organisation, "succession", body.pk)

    answers = [client.post(page, {"name": "New"}) for page in pages]
    shown = client.get(pages[0])

    assert [answer.status_code for answer in answers] == [403, 403]
    assert (shown.context["became"], shown.context["merge"]) == (kept, Merge.objects.get())
    assert f'<a href="{change_address(kept)}">{kept}</a>' in shown.content.decode()
