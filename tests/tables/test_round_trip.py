"""A table that is taken along and given back changes nothing, whatever stands in it."""

import pytest

from agreements.models import Agreement
from events.models import Event
from qualifications.models import Qualification
from tests.factories import qualifications as q
from tests.factories import records as r
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import (
    AreaFactory,
    CountryFactory,
    CountryGroupFactory,
    OrganisationFactory,
    PersonFactory,
    TradeFactory,
)
from tests.factories.events import EventFactory, EventSeriesFactory
from tests.tables.giving import exported, give, said
from tvet_portal.directory.models import AreaLabel, CooperationArea, Organisation, OrganisationName, Person, PersonName
from tvet_portal.records.models import Progress, ProgressActor

pytestmark = pytest.mark.django_db
ODD = '\'=1+1, “x”; "y"\nប្រទេស | -5'


def organisations():
    row = OrganisationFactory(
        name="=HYPERLINK(1)", acronym="@X", description="'-5", founded_on="2019~", postal_address=ODD,
        telephone="+84 1", seat_country=CountryFactory(), approved=True,
    )  # fmt: skip
    for text in ("Bộ: Giáo dục", "Bộ: Giáo dục", "[x] y"):
        OrganisationName.objects.create(organisation=row, text=text, kind="former", language="vi", from_on="1990")
    OrganisationFactory(country=None)


def people():
    row = PersonFactory(printed_name="-Ai", honorific="Dr.")
    PersonName.objects.create(person=row, text="Dr.  Ai ")


def areas():
    row = AreaFactory(broader=AreaFactory(), definition=ODD[:90], position=7, approved=True)
    AreaLabel.objects.create(area=row, language="km", text="បណ្តុះ", is_checked=True, kind="alternative")


def agreements():
    record = AgreementFactory(
        published=True, city="=1", country=CountryFactory(), legal_force="binding", term_length=3, term_unit="years",
        summary=ODD, originals=2, verified_on="2025-01-02",
    )  # fmt: skip
    record.areas.add(AreaFactory(), AreaFactory())
    row = r.ParticipationFactory(
        record=record, organisation=None, category="member  = centres", country=CountryFactory()
    )
    r.ParticipationFactory(record=record, organisation=None, country=None, group=CountryGroupFactory(), role="funder")
    row.acts.create(kind="signed", done_on="2025")
    AgreementFactory(kind="other", parties=0)


def events():
    EventFactory(
        series=EventSeriesFactory(),
        invited_group=CountryGroupFactory(),
        starts_at="09:30",
        edition=2,
        held_on="[..2022-11]",
    )


def qualifications():
    q.QualificationFactory(
        level=q.LevelFactory(), type=q.QualificationTypeFactory(), trade=TradeFactory(), volume="2.5",
        volume_unit="years", replaces=q.QualificationFactory(),
    )  # fmt: skip


def progress():
    point = AgreementFactory(published=True).provisions.get()
    row = r.ProgressFactory(provision=point, text=ODD, quote="-", certainty="hedged")
    row.figures.add(r.FigureFactory(record=point.record))
    ProgressActor.objects.create(progress=row, role="waiting_on", organisation=OrganisationFactory(), as_printed="x  y")
    r.ProgressFactory(provision=EventFactory().provisions.create(kind="decision", text="Go"), as_of_on="2024-05")


KINDS = {
    Organisation: organisations, Person: people, CooperationArea: areas, Agreement: agreements, Event: events,
    Qualification: qualifications, Progress: progress,
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "extension"), [*((model, "csv") for model in KINDS), (Organisation, "xlsx"), (Progress, "xlsx")]
)
def test_table_given_back_changes_nothing(model, extension):
    KINDS[model]()
    before = exported(model)

    work = give(r.staff("publisher"), model, exported(model, extension), name=f"table.{extension}")

    assert {(verdict, *columns) for _number, verdict, columns in said(work)} == {("unchanged",)}
    assert len(work.rows) >= 1
    assert exported(model) == before
