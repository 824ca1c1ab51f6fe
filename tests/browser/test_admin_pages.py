"""Every kind of admin page in a real browser: nothing is refused by the content policy, nothing fails to load."""

import pytest

from tests.admin.pages import address, change_address
from tests.browser import checks
from tests.browser.signing_in import sign_in
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, OrganisationFactory, PersonFactory, SourceFactory
from tests.factories.qualifications import LevelFactory
from tests.factories.records import DocumentFactory, staff
from tests.reading.giving import TEXT, make_directory
from tvet_portal.directory.files.storing import store
from tvet_portal.reading.models import Reading
from tvet_portal.records import merges, proposals, workflow
from tvet_portal.records.content import read
from tvet_portal.records.models import AlternativeTitle, Blank

# What Django's own templates and select2 do, which we cannot mend from outside.
OF_DJANGO = "empty-table-header"


@pytest.fixture
def signed_in(page, live_server):
    staff("administrator")
    sign_in(page, "administrator")
    return page


def test_page_to_sign_in_loads_without_a_complaint(page):
    answer = page.goto("/admin/login/", wait_until="networkidle")

    assert (answer.status, page.complaints) == (200, [])


def a_reading():
    """A text that was given to be read, with all kinds of lines."""
    make_directory()
    text = store("text.txt", TEXT.encode())
    return Reading.objects.create(source=SourceFactory(archived_copy=text), text=text)


def pages():
    reading = a_reading()
    draft, public = AgreementFactory(main_source=reading.source), AgreementFactory(published=True)
    DocumentFactory(record=draft)
    draft.areas.set([AreaFactory()])
    AlternativeTitle.objects.create(record=draft, key="other", text="Another title", kind="former")
    Blank.objects.create(record=draft, target="city", why="not_stated")
    level, body = LevelFactory(), OrganisationFactory()
    workflow.publish(public, by=staff("publisher"), reason="A better text")
    proposal = proposals.propose(public, read(public) | {"title": "New title"}, staff("writer"), "A better title")
    approved = OrganisationFactory(name="Old name", approved=True)
    PersonFactory.create_batch(2, printed_name="Entered Twice")
    of_entry = proposals.propose(approved, read(approved) | {"name": "New"}, staff("administrator"), "Its own page")
    return {
        "index": "/admin/",
        "app": "/admin/agreements/",
        "list": address(type(draft), "changelist"),
        "all records": "/admin/records/record/",
        "new record": address(type(draft), "add"),
        "draft": change_address(draft),
        "published": change_address(public),
        "part": change_address(draft.provisions.get()),
        "framework": change_address(level.version.framework),
        "level": change_address(level),
        "organisation": change_address(body),
        "popup": f"{address(type(body), 'add')}?_to_field=id&_popup=1",
        "delete": address(type(draft), "delete", draft.pk),
        "history": address(type(draft), "history", draft.pk),
        "version": address(type(public), "version", public.pk, 1),
        "text given": "/admin/reading/reading/add/",
        "text read": change_address(reading),
        "succession": f"/admin/directory/organisation/{body.pk}/succession/",
        "perhaps one": "/admin/records/merge/suspected/",
        "merge two entries": "/admin/records/merge/add/",
        "merge": change_address(merges.ask(body, OrganisationFactory(), staff("writer"), "One body")),
        "proposals": address(type(proposal), "changelist"),
        "proposal": change_address(proposal),
        "proposal of an entry": change_address(of_entry),
        "entry as proposed": change_address(approved),
        "password": "/admin/password_change/",
        "second factor": "/admin/account/2fa/",
        "phone": "/admin/account/2fa/totp/activate/",
        "audit": "/admin/audit/auditline/",
        "table": address(type(body), "table"),
    }


def test_pages_keep_the_content_policy_and_have_no_accessibility_findings(signed_in):
    found = {}
    for name, place in pages().items():
        signed_in.complaints.clear()
        answer = signed_in.goto(place, wait_until="networkidle")
        signed_in.evaluate(checks.scripts())
        signed_in.evaluate("looking.unfold()")
        of_axe = [finding for finding in checks.axe(signed_in, ["light"]) if OF_DJANGO not in finding]
        found[name] = (answer.status, list(signed_in.complaints), of_axe)

    assert {name: each for name, each in found.items() if each != (200, [], [])} == {}
