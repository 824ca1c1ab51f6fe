"""Parts of records, and what the factories of all record types share: `published=True` goes through the workflow."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests.factories.directory import OrganisationFactory, PersonFactory, SourceFactory
from tvet_portal.records import workflow
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import (
    AlternativeTitle,
    Appearance,
    Blank,
    Citation,
    Document,
    Figure,
    Obstacle,
    Participation,
    Photo,
    Progress,
    Provision,
    ProvisionActor,
    RecordLink,
    Translation,
)


def staff(group="writer", name=None):
    """Somebody of the staff: a writer or a publisher."""
    users = get_user_model().objects
    name = name or group
    if known := users.filter(username=name, groups__name=group).first():
        return known
    user = users.filter(username=name).first() or users.create_user(name, password="seven slow ferries", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def publish(record, create, extracted, **kwargs):
    """The last step of a record's factory, once it has all its parts."""
    if extracted:
        workflow.publish(record, by=staff("publisher"))
        record.refresh_from_db()


class RecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"record-{n}")
    title = factory.Sequence(lambda n: f"Record {n}")
    main_source = factory.SubFactory(SourceFactory)

    @factory.post_generation
    def slugs(record, create, extracted, **kwargs):
        keep_slug(record)


class PartFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True


class ParticipationFactory(PartFactory):
    class Meta:
        model = Participation

    role = Participation.Role.PARTY
    organisation = factory.SubFactory(OrganisationFactory)
    as_printed = factory.LazyAttribute(lambda row: str(row.organisation or row.country or row.group or row.category))


class AppearanceFactory(PartFactory):
    class Meta:
        model = Appearance

    role = Appearance.Role.SIGNATORY
    person = factory.SubFactory(PersonFactory)
    name_as_printed = factory.LazyAttribute(lambda row: row.person.printed_name if row.person else "")


class ProvisionFactory(PartFactory):
    class Meta:
        model = Provision

    kind = Provision.Kind.AREA
    text = factory.Sequence(lambda n: f"Point {n}.")


class ProvisionActorFactory(PartFactory):
    class Meta:
        model = ProvisionActor

    role = ProvisionActor.Role.BY
    organisation = factory.SubFactory(OrganisationFactory)
    as_printed = factory.LazyAttribute(lambda row: str(row.organisation))


class ProgressFactory(PartFactory):
    class Meta:
        model = Progress

    status = Progress.Status.LIMITED
    as_of_on = "2024"
    source = factory.SubFactory(SourceFactory)


class ObstacleFactory(PartFactory):
    class Meta:
        model = Obstacle

    kind = Obstacle.Kind.FUNDING
    text = "Too little money."


class FigureFactory(PartFactory):
    class Meta:
        model = Figure

    value = 5
    counted = factory.Sequence(lambda n: f"things {n}")


class DocumentFactory(PartFactory):
    class Meta:
        model = Document

    kind = Document.Kind.REPORT
    title = factory.Sequence(lambda n: f"Report {n}")


class PhotoFactory(PartFactory):
    class Meta:
        model = Photo

    caption = factory.Sequence(lambda n: f"Photo {n}")


class LinkFactory(PartFactory):
    class Meta:
        model = RecordLink

    role = RecordLink.Role.FOLLOWS_UP


class AlternativeTitleFactory(PartFactory):
    class Meta:
        model = AlternativeTitle

    kind = AlternativeTitle.Kind.VARIANT
    text = factory.Sequence(lambda n: f"Other title {n}")


class CitationFactory(PartFactory):
    class Meta:
        model = Citation

    target = "title"
    source = factory.SubFactory(SourceFactory)


class BlankFactory(PartFactory):
    class Meta:
        model = Blank

    target = "language"
    why = Blank.Why.NOT_STATED


class TranslationFactory(PartFactory):
    class Meta:
        model = Translation

    target = "title"
    language = factory.Sequence(lambda n: f"x{n}")
    text = "Tên"
    translated_by = Translation.By.PERSON
