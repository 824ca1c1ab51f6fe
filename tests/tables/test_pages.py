"""The pages of a table: taken along, looked at, taken; by whom, and only as it was looked at."""

import csv
import io

import openpyxl
import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from psycopg2.errors import DeadlockDetected

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, SourceFactory
from tests.factories.records import staff
from tests.tables.giving import as_csv
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.admin.entries import CROSSED
from tvet_portal.directory.models import CountryLimit, Organisation
from tvet_portal.records.models import Progress, Proposal
from tvet_portal.tables.admin import Pages
from tvet_portal.tables.declared import tables
from tvet_portal.tables.importing import Import

pytestmark = pytest.mark.django_db
PLACE = "/admin/directory/organisation/table/"


@pytest.fixture
def publisher(client):
    client.force_login(staff("publisher"))
    return client


def everything():
    """All rows of all tables."""
    return {model: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def look(client, rows, place=PLACE):
    data = rows if isinstance(rows, bytes) else as_csv(rows)
    return client.post(place, {"file": SimpleUploadedFile("table.csv", data)})


def take(client, page, place=PLACE, **typed):
    return client.post(place, {"take": page.context["sha256"], **typed})


def body(response):
    return b"".join(response.streaming_content)


def test_table_is_looked_at_and_taken(publisher):
    known = OrganisationFactory()
    rows = [{"key": known.key, "version": "0", "name": "New", "kind": "agency"}, {"name": "<b>", "kind": "agency"}]
    page = look(publisher, [*rows, {"name": "", "kind": "agency"}])

    assert Organisation.objects.count() == 1
    answer = take(publisher, page)

    text = page.content.decode()
    assert [
        text.count(f"<ins><p>{said}</p></ins>") + text.count(f"<ins>{said}</ins>") for said in ("New", "&lt;b&gt;")
    ] == [1, 1]
    assert "Import the 2 good rows, leave 1" in text
    assert set(Organisation.objects.values_list("name", flat=True)) == {"New", "<b>"}
    assert [str(each) for each in get_messages(answer.wsgi_request)] == [
        "Imported: 1 new, 1 changed.", "Left out: 1 rows."
    ]  # fmt: skip
    line = AuditLine.objects.get(what="import")
    assert (line.who, line.about) == ("publisher", "directory.organisation")
    assert {name: line.more[name] for name in ("file", "sha256", "new", "changed", "wrong")} == {
        "file": "table.csv", "sha256": page.context["sha256"], "new": 1, "changed": 1, "wrong": 1
    }  # fmt: skip


def test_rows_left_out_can_be_taken_along_mended_and_given_again(publisher):
    page = look(publisher, [{"name": "A", "kind": "agency"}, {"name": "=B", "kind": "shop"}])
    take(publisher, page)

    left = body(publisher.get(f"{PLACE}left.csv")).decode()
    again = look(publisher, left.replace("shop", "agency").encode())
    take(publisher, again)

    header, row = csv.reader(left.removeprefix("\ufeff").splitlines())
    assert (header[-1], row[-1][:11]) == ("what_is_wrong", "kind: “shop")
    assert set(Organisation.objects.values_list("name", flat=True)) == {"A", "=B"}


def test_file_of_rows_left_out_holds_only_the_columns_that_were_given(publisher):
    row = OrganisationFactory(acronym="X", website="https://example.org/")
    look(publisher, [{"key": row.key, "version": "0", "kind": "shop"}])

    left = body(publisher.get(f"{PLACE}left.csv")).decode()
    again = look(publisher, left.replace("shop", "agency").encode())
    take(publisher, again)

    assert left.removeprefix("\ufeff").splitlines()[0] == "key,version,kind,what_is_wrong"
    row.refresh_from_db()
    assert (row.kind, row.acronym, row.website) == ("agency", "X", "https://example.org/")


def test_table_with_a_row_left_out_is_taken_once(publisher, settings):
    settings.TWO_PERSON_RULE = True
    record, place = AgreementFactory(published=True), "/admin/records/progress/table/"
    new = {"record": record.reference, "point": record.provisions.get().key, "version": record.revision}
    new |= {"status": "limited", "as_of_on": "2025", "source": SourceFactory().key}
    page = look(publisher, [new, {**new, "point": "gone"}], place)
    before = publisher.get(place).context["has_left"]

    answers = [take(publisher, page, place, reason="It is so").status_code for _twice in range(2)]

    assert answers == [302, 200]
    assert Proposal.objects.get().content.count('"as_of_on":"2025"') == 1
    assert (before, publisher.get(place).context["has_left"]) == (False, True)


def test_table_is_not_taken_while_it_is_taken(publisher, monkeypatch):
    page, inner = look(publisher, [{"name": "A", "kind": "agency"}]), []
    taken = Pages.take_claimed

    def slowly(*args):
        inner.append(take(publisher, page).status_code)
        return taken(*args)

    monkeypatch.setattr(Pages, "take_claimed", slowly)

    assert (take(publisher, page).status_code, inner) == (302, [200])
    assert Organisation.objects.count() == 1


def test_take_that_crossed_another_save_is_looked_at_again(publisher, monkeypatch):
    def cross(work, *about):
        raise OperationalError from DeadlockDetected()

    page = look(publisher, [{"name": "New", "kind": "agency"}])
    monkeypatch.setattr(Import, "note", cross)

    crossed = take(publisher, page, reason="A better list")
    monkeypatch.undo()
    saved = Organisation.objects.count()
    take(publisher, crossed)

    assert [crossed.context[name] for name in ("problem", "reason")] == [CROSSED, "A better list"]
    assert (saved, Organisation.objects.count()) == (0, 1)


def test_list_that_asks_for_what_there_is_not_is_not_found(publisher):
    assert publisher.get(f"{PLACE}rows.csv?nonsense=1").status_code == 404


def test_nothing_is_taken_that_was_not_looked_at(publisher):
    one, other = OrganisationFactory.create_batch(2)
    rows = [{"key": row.key, "version": "0", "acronym": "X"} for row in (one, other)]
    page = look(publisher, rows)
    Organisation.objects.filter(pk=one.pk).update(revision=1)

    answer = take(publisher, page)

    assert answer.context["moved"] == [2]
    assert set(Organisation.objects.values_list("acronym", flat=True)) == {""}
    assert take(publisher, answer).status_code == 302
    assert list(Organisation.objects.order_by("pk").values_list("acronym", flat=True)) == ["", "X"]


def test_table_is_taken_once_and_by_nobody_else(publisher, client):
    page = look(publisher, [{"name": "A", "kind": "agency"}])
    client.force_login(staff("administrator"))
    by_another = take(client, page)
    client.force_login(staff("publisher"))

    answers = [take(client, page).status_code for _twice in range(2)]

    assert by_another.status_code == 200
    assert answers == [302, 200]
    assert Organisation.objects.count() == 1


def test_public_rows_ask_why(publisher, settings):
    settings.TWO_PERSON_RULE = False
    row = OrganisationFactory(approved=True)
    page = look(publisher, [{"key": row.key, "version": "0", "acronym": "X"}])

    without = take(publisher, page)
    taken = take(publisher, without, reason="It has one now")

    assert without.context["problem"] == "Say why the public rows change, in 400 characters or fewer."
    assert taken.status_code == 302
    assert Organisation.objects.get().acronym == "X"


def test_look_leaves_no_trace(publisher, settings, django_capture_on_commit_callbacks):
    settings.TWO_PERSON_RULE = False
    one, record = OrganisationFactory(approved=True), AgreementFactory(published=True)
    entries = [{"key": one.key, "version": "0", "name": "New", "kind": one.kind}, {"name": "H", "kind": "agency"}]
    records = [{"key": record.key, "version": record.revision, "title": "New"}]
    before = everything()

    with django_capture_on_commit_callbacks() as callbacks:
        pages = [look(publisher, entries), look(publisher, records, "/admin/agreements/agreement/table/")]

    counts = [{section["verdict"]: section["count"] for section in page.context["sections"]} for page in pages]
    assert counts == [{"new": 1, "changed": 1}, {"changed": 1}]
    assert everything() == before
    assert callbacks == []


@pytest.mark.parametrize("data", [b"", b"nmae\nx", b"name\n\xff", b"\0"])
def test_file_that_is_no_table_says_so_on_the_page(publisher, data):
    page = look(publisher, data)

    assert page.status_code == 200
    assert len(page.context["form"].errors["file"]) == 1


@pytest.mark.parametrize(("groups", "status"), [(["writer"], 403), (["writer", "importer"], 200), (["importer"], 403)])
def test_giving_tables_is_a_right_of_its_own(client, groups, status):
    for group in groups:
        user = staff(group, "somebody")
    client.force_login(user)

    assert look(client, [{"name": "A", "kind": "agency"}]).status_code == status


def test_export_holds_what_the_list_shows_to_whoever_asks(client):
    user, country = staff("writer", "writer.la"), CountryFactory()
    CountryLimit.objects.create(user=user).countries.add(country)
    AgreementFactory(published=True)
    client.force_login(user)

    hidden = body(client.get("/admin/agreements/agreement/table/rows.csv")).decode().splitlines()
    OrganisationFactory(kind="ministry", name="One")
    OrganisationFactory(kind="agency", name="Two")
    filtered = body(client.get(f"{PLACE}rows.csv?kind__exact=ministry")).decode().splitlines()

    assert [len(hidden), len(filtered)] == [1, 2]
    assert "One" in filtered[1]


def test_notes_of_the_staff_are_in_no_table(publisher):
    AgreementFactory(internal_remarks="Secret")

    assert b"Secret" not in body(publisher.get("/admin/agreements/agreement/table/rows.csv"))


@pytest.mark.parametrize("model", [Organisation, Agreement, Progress])
def test_template_says_what_its_columns_take(publisher, model):
    place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/table/"

    page, file = publisher.get(place), body(publisher.get(f"{place}template.xlsx"))

    names = [column.name for column in tables()[model].columns]
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert [cell.value for cell in book.worksheets[0][1]] == names
    assert [cell.value for cell in book.worksheets[1]["A"]][1:] == names
    assert [row[0] for row in page.context["columns"]] == names


@pytest.mark.parametrize("name", ["rows.ods", "other.csv", "left.csv"])
def test_file_that_there_is_not_is_not_found(publisher, name):
    assert publisher.get(f"{PLACE}{name}").status_code == 404


def test_importer_who_sees_no_rows_is_offered_no_tables(client):
    client.force_login(staff("importer"))

    assert "/table/" not in client.get("/admin/").content.decode()
