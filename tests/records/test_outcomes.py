"""What became of points: old news carries a notice, promises stand beside their targets, follow-ups are named."""

from datetime import date

import pytest

from tests.factories.events import EventFactory
from tests.factories.records import FigureFactory, LinkFactory, ProgressFactory, ProvisionFactory, publish
from tvet_portal.records.page.outcomes import gauge, silence

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("as_of", "title"),
    [
        ("2022-11-29", "3 years without news."),
        ("2022-11-22", "4 years without news."),
        ("2022", "3 years without news."),
        ("2024-11-23", None),
        ("", None),
    ],
)
def test_old_report_says_for_how_many_whole_years_nothing_was_heard(as_of, title):
    notice = silence(as_of, DAY)

    assert (notice and notice["title"]) == title


def figure(number, role, *, unit="", counted="places"):
    return {"number": str(number), "value": number, "unit": unit, "role": role, "counted": counted}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([figure(52, "target"), figure(0, "stated", counted="named")], (0, "0 of 52: named")),
        ([figure(50, "target"), figure(20, "stated")], (40, "20 of 50: places")),
        ([figure(50, "target"), figure(80, "stated")], (100, "80 of 50: places")),
        ([figure(4, "meeting_target")], (100, "4 places, stated as meeting the target")),
        ([figure(50, "target"), figure(20, "stated", unit="VND")], None),
        ([figure(50, "target"), figure(20, "stated"), figure(7, "stated")], None),
        ([figure(20, "stated")], None),
    ],
)
def test_promise_is_measured_only_beside_its_own_target(figures, expected):
    found = gauge(figures)

    assert (found and (found["percent"], found["text"])) == expected


@pytest.fixture
def meeting(db):
    return EventFactory()


def page(client, record):
    return client.get(record.get_absolute_url())


def test_group_of_old_commitments_carries_one_notice(client, meeting):
    for number in range(2):
        ProgressFactory(provision=ProvisionFactory(record=meeting, kind="commitment"), as_of_on=f"201{number}")
    publish(meeting, True, True)

    response = page(client, meeting)

    (group,) = response.context["page"].provision_groups
    assert group["silence"]["text"] == "The last report is of 2011. What has happened since is not recorded."
    assert [point["silence"] for point in group["points"]] == [None, None]


def test_old_commitment_beside_a_fresh_one_carries_its_own_notice(client, meeting):
    for number, as_of in enumerate(("2010", date.today().isoformat())):
        point = ProvisionFactory(record=meeting, kind="commitment", position=number)
        ProgressFactory(provision=point, as_of_on=as_of)
    publish(meeting, True, True)

    (group,) = page(client, meeting).context["page"].provision_groups

    assert group["silence"] is None
    assert [bool(point["silence"]) for point in group["points"]] == [True, False]


def test_decision_without_a_follow_up_says_so(client, meeting):
    ProvisionFactory(record=meeting, kind="decision")
    publish(meeting, True, True)

    assert "No follow-up on record." in page(client, meeting).content.decode()


def test_decision_names_the_public_records_that_followed(client, meeting):
    decision = ProvisionFactory(record=meeting, kind="decision", key="share")
    publish(meeting, True, True)
    for title, published in (("Programme of next year", True), ("A draft", False)):
        later = EventFactory(title=title)
        LinkFactory(record=later, role="implements", to_record=meeting, to_provision=decision)
        publish(later, True, published)

    response = page(client, meeting)

    (point,) = response.context["page"].provisions("decision")
    assert [(one["role"], one["text"]) for one in point["follow_ups"]] == [("implemented by", "Programme of next year")]
    assert "No follow-up on record." not in response.content.decode()


def test_head_counts_what_became_of_the_points(client, meeting):
    for status in ("limited", "complete", "limited"):
        ProgressFactory(provision=ProvisionFactory(record=meeting, kind="commitment"), status=status)
    FigureFactory(record=meeting)
    publish(meeting, True, True)

    tally = page(client, meeting).context["head"]["tally"]

    assert [(str(entry["badge"]["word"]), entry["number"]) for entry in tally] == [("Limited", 2), ("Complete", 1)]
