"""Frameworks with versions and levels, and what refers to them."""

import factory

from qualifications.models import (
    CriterionResponse,
    DescriptorDomain,
    Framework,
    FrameworkVersion,
    LegalInstrument,
    Level,
    LevelDescriptor,
    LevelReference,
    Qualification,
    QualificationType,
    QualityAssurance,
    RecognitionArrangement,
    Referencing,
    ReferencingCriterion,
    Route,
    TypePlacement,
)
from tests.factories.records import PartFactory, RecordFactory, publish


class FrameworkFactory(RecordFactory):
    class Meta:
        model = Framework
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda framework: f"framework/{framework.slug}")
    kind = Framework.Kind.NATIONAL
    published = factory.PostGeneration(publish)


class QualificationFactory(RecordFactory):
    class Meta:
        model = Qualification
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda qualification: f"qualification/{qualification.slug}")
    kind = Qualification.Kind.FULL
    published = factory.PostGeneration(publish)


class RecognitionArrangementFactory(RecordFactory):
    class Meta:
        model = RecognitionArrangement
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda arrangement: f"recognition_arrangement/{arrangement.slug}")
    published = factory.PostGeneration(publish)


class FrameworkVersionFactory(PartFactory):
    class Meta:
        model = FrameworkVersion

    framework = factory.SubFactory(FrameworkFactory)
    label = factory.Sequence(lambda n: f"version {n}")


class LegalInstrumentFactory(PartFactory):
    class Meta:
        model = LegalInstrument

    title = factory.Sequence(lambda n: f"Decree {n}")


class DescriptorDomainFactory(PartFactory):
    class Meta:
        model = DescriptorDomain

    name = factory.Sequence(lambda n: f"domain {n}")


class LevelFactory(PartFactory):
    class Meta:
        model = Level

    version = factory.SubFactory(FrameworkVersionFactory)
    position = factory.Sequence(lambda n: n)
    code = factory.Sequence(lambda n: f"{n}")


class LevelDescriptorFactory(PartFactory):
    class Meta:
        model = LevelDescriptor

    text = factory.Sequence(lambda n: f"Can do {n}.")


class QualificationTypeFactory(PartFactory):
    class Meta:
        model = QualificationType

    framework = factory.SubFactory(FrameworkFactory)
    name = factory.Sequence(lambda n: f"Diploma {n}")


class TypePlacementFactory(PartFactory):
    class Meta:
        model = TypePlacement


class QualityAssuranceFactory(PartFactory):
    class Meta:
        model = QualityAssurance

    organisation_as_printed = "An agency"


class ReferencingCriterionFactory(PartFactory):
    class Meta:
        model = ReferencingCriterion

    framework = factory.SubFactory(FrameworkFactory)
    number = factory.Sequence(lambda n: n % 30_000)
    text = "The body in charge is named."


class ReferencingFactory(PartFactory):
    class Meta:
        model = Referencing

    framework = factory.SubFactory(FrameworkFactory)
    to_version = factory.SubFactory(FrameworkVersionFactory)


class CriterionResponseFactory(PartFactory):
    class Meta:
        model = CriterionResponse

    criterion = factory.SubFactory(ReferencingCriterionFactory)
    state = CriterionResponse.State.MET


class LevelReferenceFactory(PartFactory):
    class Meta:
        model = LevelReference

    from_level = factory.SubFactory(LevelFactory)
    to_level = factory.SubFactory(LevelFactory)
    relation = LevelReference.Relation.EXACT


class RouteFactory(PartFactory):
    class Meta:
        model = Route

    kind = Route.Kind.PROGRAMME
