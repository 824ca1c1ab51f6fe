"""Agreements: with everything an MoU needs before it can be published, and no more."""

import factory

from agreements.models import Agreement
from tests.factories.records import ParticipationFactory, ProvisionFactory, RecordFactory, publish


class AgreementFactory(RecordFactory):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda agreement: f"agreement/{agreement.slug}")
    kind = Agreement.Kind.MOU
    signed_on = "2025-12-09"

    @factory.post_generation
    def parties(agreement, create, extracted, **kwargs):
        ParticipationFactory.create_batch(2 if extracted is None else extracted, record=agreement)

    @factory.post_generation
    def areas_of_cooperation(agreement, create, extracted, **kwargs):
        ProvisionFactory.create_batch(1 if extracted is None else extracted, record=agreement)

    published = factory.PostGeneration(publish)
