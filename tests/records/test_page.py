"""The page of a record says a thing once."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.events import EventFactory
from tests.factories.records import LinkFactory, ObstacleFactory, ProvisionFactory, staff
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """A draft, to be filled and then read as published."""
    return AgreementFactory()


def published(client, record):
    workflow.publish(record, by=staff("publisher"))
    return client.get(record.get_absolute_url())


def test_record_linked_in_three_roles_is_listed_once(client, agreement):
    event = EventFactory(published=True)
    point = agreement.provisions.get()
    LinkFactory(record=agreement, to_record=event, role="implements", key="a")
    LinkFactory(record=agreement, to_record=event, role="part_of", key="b", note="Since 2020")
    LinkFactory(record=agreement, to_record=event, role="follows_up", key="c", provision=point)

    page = published(client, agreement)

    (link,) = page.context["page"].links
    assert link["url"] == event.get_absolute_url()
    assert [(tie["role"], tie["note"], tie["point"] and tie["point"]["anchor"]) for tie in link["ties"]] == [
        ("implements", "", None),
        ("part of", "Since 2020", None),
        ("follows up", "", f"provisions-{point.key}"),
    ]
    assert page.content.decode().count(f'<h3><a href="{event.get_absolute_url()}">') == 1


def test_link_and_link_back_are_one(client, agreement):
    event = EventFactory(published=True)
    LinkFactory(record=agreement, to_record=event, role="implements")
    workflow.publish(agreement, by=staff("publisher"))
    LinkFactory(record=event, to_record=agreement, role="led_to")
    workflow.publish(event, by=staff("publisher"), reason="A link")

    (link,) = client.get(agreement.get_absolute_url()).context["page"].links

    assert [tie["role"] for tie in link["ties"]] == ["implements", "result of"]


@pytest.mark.parametrize("kind", ["commitment", "decision"])
def test_text_of_an_obstacle_stands_once(client, agreement, kind):
    point = ProvisionFactory(record=agreement, kind=kind)
    obstacle = ObstacleFactory(record=agreement, text="There is no budget.", effect="slow_or_failed")
    obstacle.provisions.add(point)

    words = published(client, agreement).content.decode()

    assert words.count("There is no budget.") == 1
    assert words.count(f'Hinders: <a href="#provisions-{point.key}">') == 1
    assert words.count("Effect: slow or failed") == 1
