"""Names of the directory are kept in memory, and never a moment longer than they are right."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.records import ParticipationFactory, staff
from tvet_portal.directory import followers
from tvet_portal.directory.models import Organisation
from tvet_portal.records import workflow
from tvet_portal.records.models import RecordVersion
from tvet_portal.records.page import kept
from tvet_portal.records.page.names import Names
from tvet_portal.records.page.stored import approved_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = AgreementFactory()
    ParticipationFactory(record=agreement, organisation__key="moet", organisation__name="Ministry of Education")
    return agreement


def name(agreement, **options):
    content = approved_content(RecordVersion.objects.get(record=agreement))
    return Names(type(agreement), content, **options).organisation("moet").name


def publish(agreement):
    workflow.publish(agreement, by=staff("publisher"))


def test_second_page_asks_only_whether_anything_changed(agreement, django_assert_num_queries):
    publish(agreement)
    content = approved_content(RecordVersion.objects.get())
    Names(type(agreement), content, is_public=True)

    with django_assert_num_queries(1):
        names = Names(type(agreement), content, is_public=True)

    assert names.organisation("moet").name == "Ministry of Education"


def test_public_change_is_seen_at_once(agreement):
    publish(agreement)
    before = name(agreement, is_public=True)
    Organisation.objects.filter(key="moet").update(name="Ministry of Education and Training")
    unseen = name(agreement, is_public=True)

    followers.tell([("organisation/moet", {})])

    assert (before, unseen) == ("Ministry of Education", "Ministry of Education")
    assert name(agreement, is_public=True) == "Ministry of Education and Training"


def test_change_behind_the_portals_back_is_seen_after_a_while(agreement, monkeypatch):
    publish(agreement)
    name(agreement, is_public=True)
    Organisation.objects.filter(key="moet").update(name="Ministry of Labour")

    monkeypatch.setattr(kept, "SECONDS", kept.SECONDS / 10_000_000)

    assert name(agreement, is_public=True) == "Ministry of Labour"


def test_names_of_a_draft_are_not_kept(agreement):
    publish(agreement)
    name(agreement, is_public=True)
    Organisation.objects.filter(key="moet").update(name="Ministry of Labour")

    assert name(agreement) == "Ministry of Labour"


def test_no_more_rows_are_kept_than_fit(agreement, monkeypatch):
    publish(agreement)
    monkeypatch.setattr(kept, "MOST", 0)
    name(agreement, is_public=True)
    Organisation.objects.filter(key="moet").update(name="Ministry of Labour")

    assert name(agreement, is_public=True) == "Ministry of Labour"
