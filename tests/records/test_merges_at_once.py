"""Two merges at once: one is done, the other too or refused in a sentence; no error of the database reaches anybody."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import ParticipationFactory, staff
from tvet_portal.directory.models import Organisation, OrganisationTie
from tvet_portal.records import merges
from tvet_portal.records.models import Participation
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.values.revisions import is_deadlock, lock

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*asked):
    """What each merge says, all begun together: nothing, or why it was refused."""
    start = Barrier(len(asked))

    def run(merge, by):
        try:
            start.wait()
            return merges.do(merge, by)
        except NotAllowed as refused:
            return refused.reasons
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        return [done.result() for done in [pool.submit(run, merge, staff("publisher")) for merge in asked]]


def named_bodies(count):
    """So many bodies, each a party to a public agreement of its own."""
    found = OrganisationFactory.create_batch(count, approved=True)
    for body in found:
        ParticipationFactory(record=AgreementFactory(published=True), organisation=body, role="funder")
    return found


def ask(gone, kept):
    return merges.ask(gone, kept, staff("writer"), "One body, entered twice")


def chain(body):
    """A body and what it was merged into, one after the other."""
    body = Organisation.objects.get(pk=body.pk)
    return [body, *(chain(body.merged_into) if body.merged_into else [])]


def test_merges_of_the_same_bodies_end_in_one_outcome():
    one, two, first, second = named_bodies(4)

    there_and_back = at_once(ask(one, two), ask(two, one))
    in_a_row = at_once(ask(first, second), ask(second, chain(one)[-1]))

    [refused] = filter(None, there_and_back)
    assert refused[0].endswith("is merged already.")
    assert sorted(map(len, (chain(one), chain(two)))) == [1, 2]
    assert in_a_row in ([None, None], [[f"“{second}” is merged already."], None])
    assert set(Participation.objects.filter(role="funder").values_list("organisation__merged_into", flat=True)) == {
        None
    }


def test_bodies_that_are_parts_of_one_another_do_not_wait_for_one_another_for_ever():
    one, two, three, four = OrganisationFactory.create_batch(4)
    OrganisationTie.objects.create(organisation=one, other=four, role="part_of")
    OrganisationTie.objects.create(organisation=three, other=two, role="part_of")

    assert at_once(ask(one, two), ask(three, four)) == [None, None]
    assert set(OrganisationTie.objects.filter(organisation=two).values_list("other", flat=True)) == {four.pk}


@pytest.mark.postgresql  # only there do two writers wait for one another
def test_two_who_wait_for_one_another_are_told_from_other_failures():
    ids, start = [body.pk for body in OrganisationFactory.create_batch(2)], Barrier(2)

    def run(*order):
        try:
            with transaction.atomic():
                for each in order:
                    lock(Organisation, [each])
                    start.wait() if each == order[0] else None
        except OperationalError as error:
            return is_deadlock(error)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        results = [done.result() for done in [pool.submit(run, *ids), pool.submit(run, *reversed(ids))]]

    assert sorted(map(str, results)) == ["None", "True"]
