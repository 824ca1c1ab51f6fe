"""Two entries of the directory become one: everything that named the one names the other, and can go back."""

import pytest
from django.utils import timezone

from tests.admin.test_countries import limited
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import (
    AreaFactory,
    CountryFactory,
    CountryGroupFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.factories.events import EventSeriesFactory, ProgrammeFactory
from tests.factories.qualifications import FrameworkVersionFactory, QualificationTypeFactory
from tests.factories.records import (
    AppearanceFactory,
    CitationFactory,
    ParticipationFactory,
    PhotoFactory,
    ProvisionActorFactory,
    staff,
)
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import Organisation, OrganisationName, OrganisationTie
from tvet_portal.records import merges, rights, workflow
from tvet_portal.records.applying import apply
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Merge, Participation, Record, RecordVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone():
    return OrganisationFactory(name="Dept. of TVET", acronym="DTVET", approved=True)


@pytest.fixture
def kept():
    return OrganisationFactory(name="Department of TVET", approved=True)


@pytest.fixture
def laos_bodies():
    """Two bodies of a country, and somebody whose work is limited to it."""
    laos = CountryFactory(iso2="LA", name="Lao PDR")
    return *(OrganisationFactory(country=laos, approved=True) for _one in range(2)), limited("publisher", laos)


def merged(gone, kept, by="publisher"):
    merge = merges.ask(gone, kept, staff("writer"), "One body, entered twice")
    merges.do(merge, staff("publisher", by))
    return Merge.objects.get()


def naming_everywhere(entry):
    """Rows of every kind that name a body, in drafts and in a public record."""
    draft, public = AgreementFactory(), AgreementFactory()
    for record in (draft, public):
        row = ParticipationFactory(record=record, role="funder", organisation=entry)
        record.participations.exclude(pk=row.pk).first().through.add(entry)
        AppearanceFactory(record=record, organisation=entry, as_printed="x")
        ProvisionActorFactory(provision=record.provisions.get(), organisation=entry)
        CitationFactory(record=record, asserted_by=entry)
    workflow.publish(public, staff("publisher"))
    ProgrammeFactory(acts_through=entry)
    EventSeriesFactory(body=entry)
    FrameworkVersionFactory().responsible.add(entry)
    QualificationTypeFactory().awarding_bodies.add(entry)
    CountryGroupFactory(organisation=entry)
    OrganisationTie.objects.create(organisation=OrganisationFactory(), other=entry, role="part_of")
    return public


def still_named(entry):
    return [
        f"{model.__name__}.{field}"
        for model, field in merges.columns(type(entry))
        if model._base_manager.filter(**{field: entry.pk}).exists()
    ]


def test_everything_that_named_the_one_names_the_other(gone, kept):
    naming_everywhere(gone)
    before = still_named(gone)

    merged(gone, kept)

    assert len(before) == 11
    assert (still_named(gone), set(still_named(kept))) == ([], {*before, "Organisation.merged_into"})
    assert Organisation.objects.get(pk=gone.pk).merged_into == kept


def test_old_names_find_the_one_that_stays(gone, kept):
    OrganisationName.objects.create(organisation=gone, text="MOLISA dept", kind="former")

    merged(gone, kept)

    names = kept.names.order_by("text").values_list("text", "kind")
    assert list(names) == [("DTVET", "acronym"), ("Dept. of TVET", "variant"), ("MOLISA dept", "former")]


def test_public_record_gets_a_version_with_the_merge_as_its_reason(gone, kept, client):
    public = naming_everywhere(gone)

    merged(gone, kept)

    version = RecordVersion.objects.filter(record=public).first()
    assert (version.number, version.role) == (2, "publisher")
    assert version.reason == "Dept. of TVET (DTVET) is Department of TVET: One body, entered twice"
    assert version.content == canonical(read(public))
    assert (gone.key in version.content, kept.key in version.content) == (False, True)
    assert client.get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    assert client.get(f"{public.get_absolute_url()}history/1/").status_code == 200


def test_undone_it_is_as_before_and_what_was_changed_meanwhile_stays(gone, kept):
    public = naming_everywhere(gone)
    before, text = still_named(gone), canonical(read(public))
    merge = merged(gone, kept)
    later = ParticipationFactory(record=AgreementFactory(), organisation=kept)
    changed = Participation.objects.filter(record__in=Record.objects.exclude(pk=public.pk), role="funder").get()
    other = OrganisationFactory()
    Participation.objects.filter(pk=changed.pk).update(organisation=other)

    merges.undo(merge, staff("publisher"))

    assert still_named(gone) == before
    assert canonical(read(public)) == text
    assert Organisation.objects.get(pk=gone.pk).merged_into is None
    assert not kept.names.exists()
    assert Participation.objects.get(pk=later.pk).organisation == kept
    assert Participation.objects.get(pk=changed.pk).organisation == other
    assert RecordVersion.objects.filter(record=public).count() == 3
    assert list(AuditLine.objects.filter(what__contains="merge").values_list("what", flat=True)) == [
        "undo a merge",
        "merge",
    ]


def test_body_named_twice_in_one_list_is_named_once_and_twice_again(gone, kept):
    row = AgreementFactory().participations.first()
    row.through.add(gone, kept)

    merge = merged(gone, kept)
    between = list(row.through.all())
    merges.undo(merge, staff("publisher"))

    assert (between, set(row.through.all())) == ([kept], {gone, kept})


def refused(function, *args):
    with pytest.raises(workflow.NotAllowed) as error:
        function(*args)
    return error.value.reasons


def test_record_that_names_both_shows_that_they_are_two(gone, kept):
    record = AgreementFactory(parties=0, title="Of both")
    for body in (gone, kept):
        ParticipationFactory(record=record, organisation=body)

    assert refused(merges.ask, gone, kept, staff("writer"), "So") == ["“Of both” names both: there they are two."]


@pytest.mark.parametrize("way", ["same", "tied", "merged"])
def test_what_is_no_merge_is_refused(gone, kept, way):
    if way == "tied":
        OrganisationTie.objects.create(organisation=kept, other=gone, role="part_of")
    elif way == "merged":
        Organisation.objects.filter(pk=gone.pk).update(merged_into=OrganisationFactory())
        gone.refresh_from_db()

    reasons = refused(merges.ask, gone, gone if way == "same" else kept, staff("writer"), "So")

    assert len(reasons) == 1
    assert not Merge.objects.exists()


def test_who_asked_does_not_do_it_where_two_people_approve(gone, kept, settings):
    settings.TWO_PERSON_RULE = True
    merge = merges.ask(gone, kept, staff("publisher"), "So")

    staff("publisher", "second")
    own = refused(merges.do, merge, staff("publisher"))
    by_writer = refused(merges.do, merge, staff("writer"))
    merges.do(merge, staff("publisher", "second"))

    assert own == ["You wrote it, so somebody else approves it: second."]
    assert by_writer == ["Only a publisher can do this."]
    assert Merge.objects.get().done_by.username == "second"


def test_people_and_areas_are_merged_the_same_way():
    person, same = PersonFactory(printed_name="S. Ai"), PersonFactory(printed_name="Songheang Ai")
    photo = PhotoFactory(record=AgreementFactory())
    photo.people.add(person)
    area, word = AreaFactory(label="Staff training"), AreaFactory(label="Teacher training")
    below, record = AreaFactory(broader=area), AgreementFactory()
    record.areas.add(area)

    for pair in ((person, same), (area, word)):
        merges.do(merges.ask(*pair, staff("writer"), "One"), staff("publisher"))

    below.refresh_from_db()
    assert (list(photo.people.all()), below.broader, list(record.areas.all())) == ([same], word, [word])
    assert [name.text for name in same.names.all()] == ["S. Ai"]
    assert [(label.text, label.language) for label in word.labels.all()] == [("Staff training", "en")]


def test_entries_of_other_countries_are_left_alone(gone, kept):
    lao = limited("publisher", CountryFactory(iso2="LA", name="Lao PDR"))

    assert refused(merges.ask, gone, kept, lao, "So") == ["Both have to belong to the countries you work on."]


def test_what_was_merged_before_leads_on_and_old_contents_follow(gone, kept):
    record, last = AgreementFactory(), OrganisationFactory(approved=True)
    ParticipationFactory(record=record, role="funder", organisation=gone)
    before = read(record)
    merged(gone, kept)
    merges.do(merges.ask(kept, last, staff("writer"), "One"), staff("publisher"))

    apply(record, before)

    assert Organisation.objects.get(pk=gone.pk).merged_into == last
    assert record.participations.get(role="funder").organisation == last


def test_list_that_was_written_anew_meanwhile_goes_back_too(gone, kept):
    record = AgreementFactory()
    record.participations.first().through.add(gone)
    merge = merged(gone, kept)
    apply(record, read(record))

    merges.undo(merge, staff("publisher"))

    assert [body for row in record.participations.all() for body in row.through.all()] == [gone]


def test_list_that_stood_twice_and_is_gone_stays_gone(gone, kept):
    record = AgreementFactory()
    party = record.participations.first()
    party.through.add(gone, kept)
    merge = merged(gone, kept)
    party.delete()

    merges.undo(merge, staff("publisher"))

    assert Organisation.objects.get(pk=gone.pk).merged_into is None


def test_title_of_a_draft_of_others_is_told_to_nobody(laos_bodies):
    gone, kept, lao = laos_bodies
    draft = AgreementFactory(title="Hidden", parties=0)
    for body in (gone, kept):
        ParticipationFactory(record=draft, organisation=body)
    Participation.objects.filter(record=draft).update(role="funder")

    assert rights.may_work_on(draft, lao)
    Organisation.objects.update(country=CountryFactory(iso2="VN"))

    assert list(merges.obstacles(gone, kept, lao)) == ["A record that you do not see names both: there they are two."]


def test_public_entry_does_not_lead_to_one_that_is_not(gone):
    waiting = OrganisationFactory(name="Waiting")

    said = "Approve “Waiting” first: what leads to the other leads the public there."
    assert refused(merges.ask, gone, waiting, staff("writer"), "So") == [said]


def test_withheld_name_is_merged_with_nobody():
    one, other = PersonFactory(approved=True), PersonFactory(approved=True, withheld_at=timezone.now())

    assert len(refused(merges.ask, one, other, staff("writer"), "So")) == 1
    assert len(refused(merges.ask, other, one, staff("writer"), "So")) == 1


def test_name_withheld_after_a_merge_is_withheld_in_what_was_said_before(client):
    one, other = (PersonFactory(printed_name=name, approved=True) for name in ("Somsy Secret", "S. Secret"))
    record = AgreementFactory()
    AppearanceFactory(record=record, person=one, name_as_printed="Somsy Secret")
    workflow.publish(record, staff("publisher"))
    merged(one, other)
    record.refresh_from_db()

    client.force_login(staff("publisher"))
    client.post("/admin/directory/person/", {"action": "withhold", "_selected_action": [other.pk]})

    page = record.get_absolute_url()
    addresses = [page, f"{page}history/", f"{page}history/1/", f"{page.removesuffix('/')}.json"]
    client.logout()
    assert [address for address in addresses if "Secret" in client.get(address).content.decode()] == []
