"""An empty field can say why it is empty; one tick says it of all that a source read to its end leaves out."""

import json
import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.contrib.messages import get_messages

from tests.admin.pages import change_address, complaints, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory, SourceFactory
from tests.factories.qualifications import LevelFactory, QualificationFactory
from tests.factories.records import BlankFactory, CitationFactory, staff
from tvet_portal.records import workflow
from tvet_portal.records.admin import why_empty
from tvet_portal.records.admin.records import COMMON
from tvet_portal.records.content import record_models
from tvet_portal.records.models import Act, Blank, Proposal

pytestmark = pytest.mark.django_db


def blanks(record):
    return {blank.target: blank.why for blank in record.blanks.all()}


def test_tick_says_not_stated_of_everything_left_empty(writer):
    agreement = AgreementFactory(signed_on="", city="Seoul")
    point = agreement.provisions.get()
    BlankFactory(record=agreement, target="legal_force", why="unknown")

    answer = save(writer, change_address(agreement), {"read_to_end": "on"})

    said, told = blanks(agreement), str(next(iter(get_messages(answer.wsgi_request))))
    assert told.startswith("Noted as not stated in the source: ")
    assert ", Signed on, " in told
    assert told.endswith("who is responsible or by when, of one point.")
    assert said["signed_on"] == said["expires_on"] == said[f"provisions/{point.key}/due_on"] == "not_stated"
    assert said["legal_force"] == "unknown"
    assert "city" not in said
    assert {"kind_as_printed", "internal_remarks", "review_on", "slug"} & said.keys() == set()


def test_filled_field_loses_its_blank(writer):
    agreement = AgreementFactory()
    BlankFactory(record=agreement, target="city")

    save(writer, change_address(agreement), {"city": "Seoul"})

    assert blanks(agreement) == {}


def test_point_that_falls_due_loses_its_blank(writer):
    agreement = AgreementFactory()
    due_on = f"provisions/{agreement.provisions.get().key}/due_on"
    BlankFactory(record=agreement, target=due_on)
    BlankFactory(record=agreement, target=due_on.replace("due_on", "period"))

    save(writer, change_address(agreement), {"provisions-0-due_on": "2026"})

    assert list(blanks(agreement)) == [due_on.replace("due_on", "period")]


def test_blank_of_a_role_goes_when_the_page_of_a_part_fills_it(writer):
    agreement = AgreementFactory()
    point = agreement.provisions.get()
    BlankFactory(record=agreement, target=f"provisions/{point.key}/actors/by")
    BlankFactory(record=agreement, target=f"provisions/{point.key}/actors/to")

    typed = {"actors-TOTAL_FORMS": "1", "actors-0-role": "by", "actors-0-category": "trainers"}
    answer = save(writer, change_address(point), typed)

    assert answer.status_code == 302, complaints(answer)
    assert list(blanks(agreement)) == [f"provisions/{point.key}/actors/to"]


def test_dozens_of_is_not_empty(writer):
    agreement = AgreementFactory()
    party = agreement.participations.first()
    BlankFactory(record=agreement, target=f"participations/{party.key}/headcount")

    save(writer, change_address(party), {"headcount_qualifier": "dozens_of"})

    assert blanks(agreement) == {}


def test_filled_field_of_an_organisation_loses_its_blank(publisher):
    organisation = OrganisationFactory()
    BlankFactory(organisation=organisation, target="website")
    BlankFactory(organisation=organisation, target="founded_on")

    save(publisher, change_address(organisation), {"website": "https://example.org/"})

    assert list(blanks(organisation)) == ["founded_on"]


def test_reason_is_chosen_beside_a_field_of_an_organisation_and_of_a_source(publisher):
    body, source = OrganisationFactory(website="", approved=False), SourceFactory(published_on="")
    BlankFactory(organisation=body, target="ties", why="none")

    save(publisher, change_address(body), {"why-website": "none"})
    save(publisher, change_address(source), {"why-published_on": "unknown"})
    shown = undrawn(publisher.get, change_address(body)).context
    save(publisher, change_address(body), {"website": "https://example.org/"})

    rows = {each.formset.prefix: each.formset for each in shown["inline_admin_formsets"]}
    assert shown["adminform"].form["why-website"].initial == "none"
    assert [form.instance.target for form in rows["blanks"].initial_forms] == ["ties"]
    assert (blanks(body), blanks(source)) == ({"ties": "none"}, {"published_on": "unknown"})


def test_organisation_is_not_said_to_be_what_it_is_not(publisher):
    organisation = OrganisationFactory()
    blank = BlankFactory(organisation=organisation, target="description")

    answer = save(publisher, change_address(organisation), {"blanks-0-target": "name"})

    assert complaints(answer) == ["“name” is said to be empty, but it is not."]
    blank.refresh_from_db()
    assert blank.target == "description"


@pytest.mark.parametrize("target", ["no_such_field", "provisions/none/text"])
def test_target_that_leads_nowhere_is_refused_and_nothing_is_saved(writer, target):
    agreement = AgreementFactory()
    citation = CitationFactory(record=agreement)

    answer = save(writer, change_address(agreement), {"citations-0-target": target, "title": "New"})

    assert target in complaints(answer)[0]
    citation.refresh_from_db()
    assert citation.target == "title"


def test_point_of_a_draft_takes_its_citations_with_it(writer):
    agreement = AgreementFactory(areas_of_cooperation=2)
    point, other = agreement.provisions.order_by("position", "key")
    CitationFactory(record=agreement, target=f"provisions/{point.key}/text")
    CitationFactory(record=agreement, target=f"provisions/{point.key}")
    CitationFactory(record=agreement, target=f"provisions/{other.key}")

    save(writer, change_address(agreement), {"provisions-0-DELETE": "on"})

    assert [row.target for row in agreement.citations.all()] == [f"provisions/{other.key}"]


def test_point_that_is_cited_in_public_cannot_be_deleted_alone(writer):
    agreement = AgreementFactory(areas_of_cooperation=2, published=True)
    point = agreement.provisions.order_by("position", "key").first()
    CitationFactory(record=agreement, target=f"provisions/{point.key}/text")

    answer = save(writer, change_address(agreement), {"provisions-0-DELETE": "on", "reason": "Too much"})

    assert "leads to no field" in complaints(answer)[0]
    assert agreement.provisions.count() == 2


def test_reason_is_chosen_beside_an_empty_field_and_taken_back(writer):
    agreement = AgreementFactory(signed_on="")
    point = f"provisions/{agreement.provisions.get().key}/due_on"

    save(writer, change_address(agreement), {"why-signed_on": "unknown", "why-provisions": "", "why-figures": "none"})
    save(writer, change_address(agreement), {"provisions-0-why-due_on": "not_stated", "why-figures": ""})

    assert blanks(agreement) == {"signed_on": "unknown", point: "not_stated"}


def test_reasons_are_chosen_on_the_page_of_a_part_and_shown_there_again(writer):
    level = LevelFactory(volume=None, label="")
    framework, path = level.version.framework, f"versions/{level.version.key}/levels/{level.key}"

    save(writer, change_address(level), {"why-label": "none", "why-volume": "not_stated", "why-descriptors": "unknown"})
    said = blanks(framework)
    save(writer, change_address(level), {"why-volume": "", "label": "Basic"})
    page = undrawn(writer.get, change_address(level))

    assert said == {f"{path}/label": "none", f"{path}/volume": "not_stated", f"{path}/descriptors": "unknown"}
    assert blanks(framework) == {f"{path}/descriptors": "unknown"}
    [group, _citations] = page.context["inline_admin_formsets"]
    assert group.why.initial == "unknown"


def test_reason_beside_a_row_of_a_part_goes_with_the_row(writer):
    party = AgreementFactory().participations.first()
    act = Act.objects.create(participation=party, kind="signed")
    record = party.record

    save(writer, change_address(party), {"acts-0-why-done_on": "not_stated"})
    said = blanks(record)
    save(writer, change_address(party), {"acts-0-DELETE": "on"})

    assert said == {f"participations/{party.key}/acts/{act.key}/done_on": "not_stated"}
    assert blanks(record) == {}


def test_reason_why_a_table_is_empty_has_its_place_too(writer):
    qualification = QualificationFactory()
    BlankFactory(record=qualification, target="routes", why="none")

    page = writer.get(change_address(qualification))
    save(writer, change_address(qualification), {"summary": "New"})

    assert 'name="why-routes"' in page.content.decode()
    assert blanks(qualification) == {"routes": "none"}


def test_reason_chosen_anew_keeps_its_key(writer):
    agreement = AgreementFactory()
    blank = BlankFactory(record=agreement, target="city", why="unknown")

    save(writer, change_address(agreement), {"why-city": "none"})

    assert [(row.key, row.why) for row in agreement.blanks.all()] == [(blank.key, "none")]


@pytest.mark.parametrize(
    "typed",
    [
        {"why-city": "none", "city": "Seoul"},
        {"why-text_languages": "not_stated", "text_languages": "en"},
        {"provisions-0-why-due_on": "not_stated", "provisions-0-due_on": "2026"},
    ],
)
def test_field_that_holds_something_is_not_just_said_to_be_empty(writer, typed):
    agreement = AgreementFactory()

    answer = save(writer, change_address(agreement), typed)

    assert complaints(answer) == ["It is said to be empty, but it is not: take one of the two back."]
    assert blanks(agreement) == {}


def test_list_that_is_said_to_be_empty_and_gets_rows_is_for_the_checklist(writer):
    agreement = AgreementFactory()
    row = {
        "figures-TOTAL_FORMS": "1",
        "figures-0-counted": "schools",
        "figures-0-value": "2",
        "figures-0-role": "stated",
    }

    save(writer, change_address(agreement), {"why-figures": "none", **row})
    page = undrawn(writer.get, change_address(agreement))

    assert [sentence for sentence, _place in page.context["missing"]] == [
        "“figures” is said to be empty, but it is not."
    ]


def test_reason_beside_a_field_needs_no_row_of_its_own(writer):
    agreement = AgreementFactory()
    BlankFactory(record=agreement, target="city")
    BlankFactory(record=agreement, target=f"provisions/{agreement.provisions.get().key}/due_on")
    apart = BlankFactory(record=agreement, target=f"provisions/{agreement.provisions.get().key}/condition")

    page = undrawn(writer.get, change_address(agreement))

    shown = {each.formset.model: each.formset for each in page.context["inline_admin_formsets"]}[Blank]
    assert [form.instance for form in shown.initial_forms] == [apart]
    assert page.context["adminform"].form["why-city"].initial == "not_stated"


def test_row_that_goes_takes_what_was_said_beside_its_fields(writer):
    agreement = AgreementFactory(areas_of_cooperation=2, published=True)
    point = agreement.provisions.order_by("position", "key").first()
    BlankFactory(record=agreement, target=f"provisions/{point.key}/due_on")
    workflow.publish(agreement, by=staff("publisher"), reason="With its blank")

    save(writer, change_address(agreement), {"provisions-0-DELETE": "on", "reason": "Too much"})

    content = json.loads(Proposal.objects.get().content)
    assert (len(content["provisions"]), content.get("blanks", [])) == (1, [])


def test_choices_have_names_of_their_own(writer):
    agreement = AgreementFactory()

    text = writer.get(change_address(agreement)).content.decode()

    names = re.findall(r'<select name="(why-[^"]+)"[^>]* aria-label="([^"]+)"', text)
    assert dict(names)["why-signed_on"] == "Signed on – why it is empty"
    assert {"why-figures", "why-city", "why-expires_on"} < dict(names).keys()
    assert {"why-title", "why-summary", "why-is_coverage_open", "why-participations"} & dict(names).keys() == set()


@pytest.mark.parametrize("model", record_models().values())
def test_every_reason_that_needs_no_row_has_its_place(model):
    page = admin.site.get_model_admin(model)
    headings = [("", page.first), *page.further, *COMMON]
    fields = {name for _heading, names in headings for name in flatten(names)}
    rows = {inline.model.part_name() for inline in page.inlines}

    assert set(why_empty.facts(model)) - fields == set()
    assert set(why_empty.lists(model)) - rows == set()


def test_reasons_beside_the_rows_of_one_list_are_the_same():
    facts = {}
    for model in record_models().values():
        for inline in admin.site.get_model_admin(model).inlines:
            facts.setdefault(inline.model.part_name(), set()).add(getattr(inline, "facts", ()))

    assert [name for name, different in facts.items() if len(different) > 1] == []
