"""Every page of the admin with as many rows in each of its inlines as one likes, every relation of a row chosen."""

from agreements.models import Agreement, Party
from events.models import Event, EventSeries, Programme
from qualifications.models import (
    Framework,
    FrameworkVersion,
    Level,
    Qualification,
    QualificationType,
    RecognitionArrangement,
    Referencing,
    ReferencingCriterion,
)
from tests.factories import qualifications as q
from tests.factories import records as r
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import (
    AreaFactory,
    CountryFactory,
    CountryGroupFactory,
    OrganisationFactory,
    PersonFactory,
    SourceFactory,
    TargetGroupFactory,
    TradeFactory,
)
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tvet_portal.directory import models as directory
from tvet_portal.records.models import Act, Figure, FigureActor, Participation, Progress, ProgressActor, Provision


def agreement(rows):
    record = AgreementFactory(parties=rows, areas_of_cooperation=rows)
    points = list(record.provisions.all())
    for number in range(rows):
        words(points[number])
        if number:
            record.provisions.filter(pk=points[number].pk).update(part_of=points[0])
        r.ParticipationFactory(record=record, role="funder").through.add(OrganisationFactory())
        r.AppearanceFactory(record=record, organisation=OrganisationFactory(), as_printed="x")
        r.ObstacleFactory(record=record).provisions.add(*points[:2])
        figure = r.FigureFactory(record=record, provision=points[number])
        words(figure, with_groups=False)
        figure.covers.add(EventFactory())
        r.DocumentFactory(record=record, provision=points[number], upload=upload(number), availability="held")
        r.PhotoFactory(record=record, upload=upload(number)).people.add(PersonFactory())
        other = r.ProvisionFactory(record=EventFactory())
        r.LinkFactory(record=record, to_record=other.record, to_provision=other, provision=points[number])
        r.AlternativeTitleFactory(record=record)
        r.CitationFactory(record=record, asserted_by=OrganisationFactory())
        r.BlankFactory(record=record, target=f"provisions/{points[number].key}/condition")
        r.TranslationFactory(record=record)
    return record


def words(row, *, with_groups=True):
    row.areas.add(AreaFactory())
    row.trades.add(TradeFactory())
    row.target_groups.add(TargetGroupFactory())
    if with_groups:
        row.with_groups.add(TargetGroupFactory())


def upload(number):
    digest = f"{number:064x}"
    return directory.Upload.objects.get_or_create(
        sha256=digest, defaults={"name": f"{number}.pdf", "media_type": "application/pdf", "size": 1, "file": digest}
    )[0]


def party(rows):
    row = AgreementFactory().participations.first()
    for _number in range(rows):
        Act.objects.create(participation=row, kind="signed", done_on="2025")
    return row


def provision(rows):
    record = AgreementFactory()
    row = record.provisions.get()
    figure = r.FigureFactory(record=record)
    for _number in range(rows):
        r.ProvisionActorFactory(provision=row)
        r.ProgressFactory(provision=row).figures.add(figure)
    return row


def progress(rows):
    row = r.ProgressFactory(provision=AgreementFactory().provisions.get())
    for _number in range(rows):
        ProgressActor.objects.create(
            progress=row, role="waiting_on", organisation=OrganisationFactory(), as_printed="x"
        )
    return row


def figure(rows):
    row = r.FigureFactory(record=AgreementFactory())
    for _number in range(rows):
        FigureActor.objects.create(figure=row, role="about", country=CountryFactory(), as_printed="x")
    return row


def event(rows):
    record = EventFactory(series=EventSeriesFactory(), invited_group=CountryGroupFactory())
    r.ParticipationFactory.create_batch(rows, record=record, role="participant")
    return record


def programme(rows):
    record = ProgrammeFactory(acts_through=OrganisationFactory())
    for point in r.ProvisionFactory.create_batch(rows, record=record, kind="phase"):
        words(point)
    return record


def framework(rows):
    regional = q.FrameworkFactory(kind=Framework.Kind.REGIONAL)
    to_version = q.FrameworkVersionFactory(framework=regional)
    record = q.FrameworkFactory()
    for _number in range(rows):
        version = q.FrameworkVersionFactory(framework=record)
        version.responsible.add(OrganisationFactory())
        level = q.LevelFactory(version=version)
        q.QualificationTypeFactory(framework=record).awarding_bodies.add(OrganisationFactory())
        q.ReferencingCriterionFactory(framework=record)
        own = q.ReferencingFactory(
            framework=record, version=version, to_version=to_version, decided_by=OrganisationFactory(),
            decided_at=EventFactory(),
        )  # fmt: skip
        q.LevelReferenceFactory(
            framework=record, from_level=level, to_level=q.LevelFactory(version=to_version), referencing=own
        )
        q.QualityAssuranceFactory(framework=record, organisation=OrganisationFactory())
    return record


def version(rows):
    row = q.FrameworkVersionFactory()
    q.LegalInstrumentFactory.create_batch(rows, version=row)
    q.DescriptorDomainFactory.create_batch(rows, version=row)
    q.LevelFactory.create_batch(rows, version=row)
    return row


def level(rows):
    row = q.LevelFactory()
    for _number in range(rows):
        q.LevelDescriptorFactory(level=row, domain=q.DescriptorDomainFactory(version=row.version))
    return row


def qualification_type(rows):
    row = q.QualificationTypeFactory()
    own = q.FrameworkVersionFactory(framework=row.framework)
    for _number in range(rows):
        q.TypePlacementFactory(type=row, level=q.LevelFactory(version=own))
    return row


def referencing(rows):
    version = q.FrameworkVersionFactory()
    row = q.ReferencingFactory(framework=version.framework, version=version)
    for number in range(rows):
        criterion = q.ReferencingCriterionFactory(framework=row.to_version.framework, number=number + 1)
        q.CriterionResponseFactory(referencing=row, criterion=criterion)
    return row


def qualification(rows):
    level = q.LevelFactory()
    record = q.QualificationFactory(level=level, type=q.QualificationTypeFactory(), trade=TradeFactory())
    q.RouteFactory.create_batch(rows, qualification=record)
    return record


def arrangement(rows):
    record = q.RecognitionArrangementFactory(from_country=CountryFactory(), instrument=AgreementFactory())
    r.ParticipationFactory.create_batch(rows, record=record, role="competent_body")
    return record


def event_series(rows):
    return EventSeriesFactory()


def criterion(rows):
    return q.ReferencingCriterionFactory()


def organisation(rows):
    row = OrganisationFactory()
    for number in range(rows):
        source, other = SourceFactory(), OrganisationFactory()
        directory.OrganisationName.objects.create(organisation=row, text=f"{number}", kind="variant", source=source)
        tie = directory.OrganisationTie.objects.create(organisation=row, other=other, role="part_of", source=source)
        directory.OrganisationSuccession.objects.create(predecessor=row, successor=other, kind="merged", source=source)
        r.CitationFactory(organisation=row, target="name")
        r.BlankFactory(organisation=row, target=f"ties/{tie.key}/until_on")
    return row


def country(rows):
    row = CountryFactory()
    for number in range(rows):
        directory.CountryAlias.objects.create(country=row, text=f"alias {number}")
        r.CitationFactory(country=row, target="name")
    return row


def country_group(rows):
    row = CountryGroupFactory()
    for _number in range(rows):
        directory.GroupMembership.objects.create(group=row, country=CountryFactory(), source=SourceFactory())
    return row


def source(rows):
    row = SourceFactory()
    for number in range(rows):
        r.BlankFactory(about_source=row, target=("original_publisher", "modified_on", "copy_name")[number])
    return row


def area(rows):
    row = AreaFactory(broader=AreaFactory())
    for number in range(rows):
        directory.AreaLabel.objects.create(area=row, language="en", text=f"{number}")
    return row


def target_group(rows):
    row = TargetGroupFactory()
    for number in range(rows):
        directory.TargetGroupLabel.objects.create(target_group=row, language="en", text=f"{number}")
    return row


def person(rows):
    row = PersonFactory()
    for number in range(rows):
        directory.PersonName.objects.create(person=row, text=f"Dr. {number}")
    return row


def trade(rows):
    return TradeFactory()


PAGES = {
    Agreement: agreement, Party: party, Participation: party, Provision: provision, Progress: progress, Figure: figure,
    Event: event, EventSeries: event_series, Programme: programme, Framework: framework, FrameworkVersion: version,
    Level: level, QualificationType: qualification_type, Referencing: referencing, ReferencingCriterion: criterion,
    Qualification: qualification, RecognitionArrangement: arrangement, directory.Organisation: organisation,
    directory.Country: country, directory.CountryGroup: country_group, directory.Source: source,
    directory.CooperationArea: area, directory.TargetGroup: target_group, directory.Person: person,
    directory.Trade: trade,
}  # fmt: skip
