"""What becomes of the lines of a table: good ones are taken, bad ones say why not, nothing public changes."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from agreements.models import Agreement
from qualifications.models import Qualification
from tests.factories import qualifications as q
from tests.factories import records as r
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory, SourceFactory
from tests.factories.records import staff
from tests.tables.giving import give, rows_of, said
from tvet_portal.directory.models import CountryLimit, Organisation, OrganisationName, Person, Writing
from tvet_portal.records.content import read
from tvet_portal.records.models import Progress, Proposal, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited():
    """A writer for one country, and that country."""
    user, country = staff("writer", "writer.la"), CountryFactory()
    CountryLimit.objects.create(user=user).countries.add(country)
    return user, country


# Directory


def test_new_organisations_wait_for_approval():
    CountryFactory(iso2="VN")
    rows = [
        {"name": "Directorate of Skills", "acronym": "DoS", "kind": "agency", "country": "VN", "founded_on": "2019-09"},
        {"name": "Institute of Welding", "kind": "Institution", "names": "former [vi]: Viện Hàn\nacronym: IoW"},
    ]

    work = give(staff("writer"), Organisation, rows)

    assert [row.verdict for row in work.rows] == ["new", "new"]
    found = list(Organisation.objects.order_by("key").values_list("key", "slug", "kind", "approved_at", "revision"))
    assert found == [
        ("dos", "dos", "agency", None, 1), ("institute-of-welding", "institute-of-welding", "institution", None, 1)
    ]  # fmt: skip
    assert Organisation.objects.get(key="dos").slugs.get().slug == "dos"
    assert list(OrganisationName.objects.order_by("text").values_list("kind", "language", "text")) == [
        ("acronym", "", "IoW"), ("former", "vi", "Viện Hàn")
    ]  # fmt: skip
    assert set(Writing.objects.values_list("path", flat=True)) == {f"organisation/{row[0]}" for row in found}
    assert LogEntry.objects.count() == 2


def test_good_rows_are_taken_and_bad_ones_say_what_is_wrong():
    known = OrganisationFactory(name="Ministry of Labour of the North")
    rows = [
        {
            "key": known.key,
            "version": "0",
            "name": "Ministry of Work",
            "kind": "ministry",
            "country": known.country.iso2,
        },
        {"key": "nobody", "version": "0", "name": "x", "kind": "agency"},
        {"key": "", "name": "A", "kind": "shop"},
        {"key": "", "name": "", "kind": "agency"},
        {"key": "", "name": "B", "kind": "agency", "founded_on": "yesterday", "email": "x"},
        {"key": "", "name": "C", "kind": "agency", "country": "QQ"},
        {"key": "", "name": "D" * 3000, "kind": "agency"},
        {"key": "", "name": "E", "kind": "agency", "founded_on": "2020", "ended_on": "2010"},
        {"key": "", "name": "ministry of labour, of the NORTH", "kind": "agency"},
        {"key": "", "name": "G", "kind": "agency", "names": "whatever"},
        {"key": known.key, "version": "0", "name": "Again", "kind": "ministry"},
        {"key": "", "name": "H", "kind": "agency"},
    ]

    work = give(staff("writer"), Organisation, rows)

    assert said(work) == [
        (2, "changed", ["name", "kind"]), (3, "wrong", ["key"]), (4, "wrong", ["kind"]), (5, "wrong", ["name"]),
        (6, "wrong", ["email", "founded_on"]), (7, "wrong", ["country"]), (8, "wrong", ["name"]), (9, "wrong", [""]),
        (10, "wrong", ["new"]), (11, "wrong", ["names"]), (12, "wrong", ["key"]), (13, "new", ["name", "kind"]),
    ]  # fmt: skip
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Ministry of Work", "H"}


def test_address_of_another_is_given_to_nobody():
    known = OrganisationFactory(slug="now")
    known.slugs.create(slug="once")
    rows = [
        {"name": name, "kind": "agency", "slug": slug} for name, slug in [("A", "once"), ("B", "new"), ("C", "new")]
    ]

    work = give(staff("writer"), Organisation, rows)

    assert [row.verdict for row in work.rows] == ["wrong", "new", "wrong"]


def test_name_like_a_known_one_is_taken_once_somebody_says_that_it_is_another():
    OrganisationFactory(name="Ministry of Labour", country=None)

    work = give(staff("writer"), Organisation, [{"name": "Ministry of Labour", "kind": "ministry", "new": "yes"}])

    assert [row.verdict for row in work.rows] == ["new"]


def test_names_without_letters_are_not_one_name():
    work = give(staff("writer"), Organisation, [{"name": name, "kind": "agency"} for name in ("🛠", "★")])

    assert [row.verdict for row in work.rows] == ["new", "new"]


def test_columns_left_out_stay_as_they_are_and_an_empty_cell_empties():
    row = OrganisationFactory(acronym="X", website="https://example.org/")
    OrganisationName.objects.create(organisation=row, text="Old", kind="former", from_on="1990")

    give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "acronym": ""}])

    row.refresh_from_db()
    assert (row.acronym, row.website, row.names.get().from_on) == ("", "https://example.org/", "1990")


@pytest.mark.parametrize(("version", "column"), [("", "version"), ("0", "version")])
def test_stale_row_overwrites_nothing(version, column):
    row = OrganisationFactory(revision=1)

    work = give(staff("writer"), Organisation, [{"key": row.key, "version": version, "name": "Other"}])

    assert said(work) == [(2, "wrong", [column])]
    assert Organisation.objects.get().name == row.name


@pytest.mark.parametrize("role", ["writer", "publisher"])
def test_public_entry_becomes_a_proposal(settings, role):
    settings.TWO_PERSON_RULE = True
    row = OrganisationFactory(approved=True)

    work = give(staff(role), Organisation, [{"key": row.key, "version": "0", "name": "New"}])

    assert said(work) == [(2, "proposed", ["name"])]
    assert Organisation.objects.get().name == row.name
    assert (Proposal.objects.get().proposed_by, Proposal.objects.get().reason) == (staff(role), "A better list")


def test_what_somebody_had_proposed_before_stays_proposed():
    row = OrganisationFactory(approved=True)
    give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "name": "New"}])

    give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "name": row.name, "acronym": "N"}])

    content = json.loads(Proposal.objects.get().content)
    assert (content["name"], content["acronym"]) == ("New", "N")


def test_row_says_that_it_joins_what_was_proposed_before():
    row = OrganisationFactory(approved=True)
    rows = [{"key": row.key, "version": "0", "name": "New"}]

    works = [give(staff("writer"), Organisation, rows) for _twice in range(2)]

    assert [work.rows[0].joins for work in works] == [False, True]


def test_proposal_that_was_sent_back_is_not_handed_in_again():
    row = OrganisationFactory(approved=True)
    give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "name": "New"}])
    Proposal.objects.update(state="sent_back", remark="Which law?")

    work = give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "acronym": "N"}])

    assert said(work) == [(2, "wrong", [""])]
    assert "Which law?" in work.rows[0].errors[0][1]
    assert (Proposal.objects.get().state, Proposal.objects.get().reason) == ("sent_back", "A better list")


def test_public_entry_that_breaks_a_rule_is_not_even_proposed():
    row = OrganisationFactory(approved=True, founded_on="2020")

    work = give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "ended_on": "2010"}])

    assert said(work) == [(2, "wrong", [""])]


def test_who_works_on_one_country_changes_no_other(limited):
    user, country = limited
    here, elsewhere = OrganisationFactory(country=country), OrganisationFactory()
    hidden = PersonFactory()

    work = give(
        user, Organisation,
        [
            {"key": here.key, "version": "0", "country": country.iso2, "name": "New"},
            {"key": elsewhere.key, "version": "0", "country": elsewhere.country.iso2, "name": "New"},
        ],
    )  # fmt: skip
    away = OrganisationFactory(country=country)
    away = give(user, Organisation, [{"key": away.key, "version": "0", "country": elsewhere.country.iso2}])
    people = give(user, Person, [{"key": hidden.key, "version": "0", "honorific": "Dr."}])

    assert [row.verdict for row in work.rows] == ["changed", "refused"]
    assert said(away) == [(2, "wrong", [""])]
    assert said(people) == [(2, "wrong", ["key"])]


def test_role_that_may_not_add_adds_nothing():
    importer = staff("importer")

    work = give(importer, Organisation, [{"name": "H", "kind": "agency"}])

    assert [row.verdict for row in work.rows] == ["refused"]
    assert Organisation.objects.count() == 0


# Records


def test_new_agreement_is_a_draft_with_its_parties():
    CountryFactory(iso2="VN", name="Viet Nam")
    body, source = OrganisationFactory(), SourceFactory()
    rows = [
        {
            "title": "MoU on welding", "kind": "memorandum_of_understanding", "signed_on": "2025-12", "status": "draft",
            "main_source": source.key, "participations": f"party: VN\nparty: organisation/{body.key} = The Body",
        },
        {"title": "Published already", "kind": "protocol", "status": "published"},
        {"title": "MoU on welding", "kind": "protocol"},
    ]  # fmt: skip

    work = give(staff("writer"), Agreement, rows)

    assert said(work)[0][1] == "new"
    assert said(work)[1:] == [(3, "wrong", ["status"]), (4, "wrong", ["new"])]
    record = Agreement.objects.get()
    assert (record.key, record.slug, record.status, record.version_number) == (
        "agreement/mou-on-welding", "mou-on-welding", "draft", 0
    )  # fmt: skip
    assert (record.created_by, record.slugs.get().slug) == (staff("writer"), "mou-on-welding")
    assert list(record.participations.values_list("as_printed", "position")) == [("Viet Nam", 1), ("The Body", 2)]


def test_rule_of_the_database_that_one_row_breaks_is_put_to_that_row():
    body = OrganisationFactory()
    new = {"kind": "protocol", "participations": f"party: organisation/{body.key}", "signed_on": "2020"}
    rows = [{**new, "title": "A", "expires_on": "2019"}, {**new, "title": "B", "expires_on": "2022"}]

    work = give(staff("writer"), Agreement, rows)

    assert [row.verdict for row in work.rows] == ["wrong", "new"]
    assert work.rows[0].errors == [("", "It cannot end before it was signed.")]
    assert Agreement.objects.get().participations.count() == 1


def test_public_record_becomes_a_proposal_and_a_draft_is_changed(settings):
    settings.TWO_PERSON_RULE = True
    public, draft = AgreementFactory(published=True, title="One"), AgreementFactory(title="Two")
    before = read(public)
    rows = [{**row, "summary": "Short."} for row in rows_of(Agreement)]

    work = give(staff("publisher", "another"), Agreement, rows)

    assert [row.verdict for row in work.rows] == ["proposed", "changed"]
    assert read(public) == before
    draft.refresh_from_db()
    assert (draft.summary, draft.status, draft.revision) == ("Short.", "draft", 1)
    assert Proposal.objects.get().record_id == public.pk


def test_public_record_is_found_by_its_reference_and_keeps_what_it_needs():
    public = AgreementFactory(published=True)

    work = give(staff("writer"), Agreement, [{"reference": public.reference, "version": public.revision, "title": ""}])

    assert said(work) == [(2, "wrong", ["title"])]


def test_record_of_another_country_is_refused_and_its_draft_is_as_if_it_were_not_there(limited):
    rows = [
        {"key": other.key, "version": other.revision, "title": "Mine"}
        for other in (AgreementFactory(published=True), AgreementFactory())
    ]

    work = give(limited[0], Agreement, rows)

    assert said(work) == [(2, "refused", [""]), (3, "wrong", ["key"])]


def test_key_and_reference_of_two_records_are_refused():
    one, other = AgreementFactory(published=True), AgreementFactory(published=True)

    work = give(staff("writer"), Agreement, [{"key": one.key, "reference": other.reference, "version": one.revision}])

    assert said(work) == [(2, "wrong", ["reference"])]


def test_order_of_participants_is_that_of_the_lines():
    record = AgreementFactory()
    before = rows_of(Agreement)[0]["participations"].splitlines()
    row = {"key": record.key, "version": "0", "participations": "\n".join(reversed(before))}

    work = give(staff("writer"), Agreement, [row])

    assert said(work) == [(2, "changed", ["participations"])]
    assert rows_of(Agreement)[0]["participations"].splitlines() == before[::-1]


def test_order_of_names_is_no_change():
    row = OrganisationFactory()
    for text in ("One", "Two"):
        OrganisationName.objects.create(organisation=row, text=text, kind="former")
    names = rows_of(Organisation)[0]["names"].splitlines()

    work = give(staff("writer"), Organisation, [{"key": row.key, "version": "0", "names": "\n".join(names[::-1])}])

    assert said(work) == [(2, "unchanged", [])]


def test_who_works_on_one_country_names_only_what_he_may_see(limited):
    own, hidden = AgreementFactory(created_by=limited[0]), SourceFactory()
    row = {"key": own.key, "version": "0"}

    works = [give(limited[0], Agreement, [{**row, "main_source": key}]) for key in (hidden.key, "gone")]
    level = q.LevelFactory()
    new = {"title": "Diploma", "kind": "full", "level": level.path}
    below = give(limited[0], Qualification, [new])

    said_of = [work.rows[0].errors[0][1].replace(hidden.key, "gone") for work in works]
    assert said_of == ["no source has the key 'gone'"] * 2
    assert [row.verdict for row in below.rows] == ["wrong"]
    assert give(staff("writer"), Qualification, [new]).rows[0].verdict == "new"


def test_what_is_filled_is_no_longer_said_to_be_empty():
    record = AgreementFactory()
    r.BlankFactory(record=record, target="language")

    give(staff("writer"), Agreement, [{"key": record.key, "version": "0", "language": "en"}])

    assert record.blanks.count() == 0


# Progress


def test_statements_of_progress_are_added_and_changed_beside_wrong_ones():
    record, source = AgreementFactory(), SourceFactory()
    point = record.provisions.get()
    known = r.ProgressFactory(provision=point, source=source)
    new = {"record": record.key, "point": point.key, "version": "0", "status": "complete", "source": source.key}
    rows = [
        {**new, "as_of_on": "2025", "actors": "waiting_on: “the ministry”", "key": ""},
        {**new, "as_of_on": "2026", "key": known.key},
        {**new, "as_of_on": "", "key": ""},
        {**new, "as_of_on": "2025", "key": "", "point": "gone"},
        {**new, "as_of_on": "2025", "key": "", "source": "gone"},
        {**new, "as_of_on": "2025", "key": "", "version": "9"},
        {**new, "as_of_on": "2025", "key": "", "record": ""},
    ]

    work = give(staff("writer"), Progress, rows)

    assert [row.verdict for row in work.rows] == ["new", "changed", "wrong", "wrong", "wrong", "wrong", "wrong"]
    assert [columns[0] for _number, _verdict, columns in said(work)[2:]] == [
        "as_of_on", "point", "source", "version", "record"
    ]  # fmt: skip
    assert set(point.progress.values_list("status", "as_of_on")) == {("complete", "2025"), ("complete", "2026")}
    assert point.progress.get(as_of_on="2026").pk == known.pk
    assert point.progress.get(as_of_on="2025").actors.get().as_printed == "the ministry"
    assert Record.objects.get().revision == 1


def test_statements_of_a_public_record_are_one_proposal():
    record, source = AgreementFactory(published=True), SourceFactory()
    new = {"record": record.reference, "point": record.provisions.get().key, "version": record.revision}
    new |= {"status": "complete", "as_of_on": "2025", "source": source.key}

    work = give(staff("writer"), Progress, [new, {**new, "as_of_on": "2026"}])

    assert [row.verdict for row in work.rows] == ["proposed", "proposed"]
    assert Progress.objects.count() == 0
    assert Proposal.objects.get().content.count('"status":"complete"') == 2
