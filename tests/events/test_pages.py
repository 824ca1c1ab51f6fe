"""Pages of events, series and programmes: who was there, what all editions decided, how far phases have come."""

import pytest

from tests.factories.directory import CountryFactory, CountryGroupFactory, OrganisationFactory
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tests.factories.records import (
    AppearanceFactory,
    FigureFactory,
    ParticipationFactory,
    ProgressFactory,
    ProvisionFactory,
    publish,
)
from tvet_portal.directory.models import GroupMembership

pytestmark = pytest.mark.django_db


def page(client, record):
    publish(record, True, True)
    return client.get(record.get_absolute_url())


@pytest.fixture
def group():
    """Cambodia and Viet Nam since long ago, Timor-Leste since 2025, Thailand until 2010."""
    made = CountryGroupFactory(approved=True)
    for iso2, name, dates in (
        ("KH", "Cambodia", {"from_on": "1999"}),
        ("VN", "Viet Nam", {"from_on": "1995"}),
        ("TL", "Timor-Leste", {"from_on": "2025-10-26"}),
        ("TH", "Thailand", {"from_on": "1967", "until_on": "2010"}),
    ):
        country = CountryFactory(iso2=iso2, name=name)
        GroupMembership.objects.create(group=made, country=country, key=iso2.lower(), **dates)
    return made


def named(event, iso2, **more):
    country = CountryFactory(iso2=iso2)
    row = {"role": "member_state", "as_printed": country.name} | more
    return ParticipationFactory(record=event, organisation=None, country=country, **row)


@pytest.mark.parametrize(("is_open", "word"), [(False, "not represented"), (True, "not named in the source")])
def test_members_of_that_day_stand_in_or_out(client, group, is_open, word):
    event = EventFactory(invited_group=group, held_on="2019-08-01")
    named(event, "VN")
    if is_open:
        others = {"category": "others", "as_printed": "others", "is_others": True}
        ParticipationFactory(record=event, role="member_state", organisation=None, **others)

    shown = page(client, event).context["page"]
    presence = shown.presence

    assert [(member["name"], member["is_in"]) for member in presence["members"]] == [
        ("Cambodia", False),
        ("Viet Nam", True),
    ]
    assert (presence["missing_word"], presence["missing"]) == (word, ["Cambodia"])
    assert [(fact["label"], fact["value"]) for fact in shown.presence_facts] == [
        ("Members represented", "1 of 2"),
        (f"{word[0].upper()}{word[1:]}", "Cambodia"),
    ]


def test_later_member_is_named_in_words_and_never_called_absent(client, group):
    event = EventFactory(invited_group=group, held_on="2019-08-01")
    named(event, "VN")

    html = page(client, event).content.decode()

    assert "Timor-Leste became a member later, on 26 October 2025." in html
    assert "absent" not in html.lower()


def rows(client, event):
    """The table of those who take part: name, from where, role, talks."""
    return [
        (row["actor"]["name"], row["actor"]["country"], str(row["role"]), [talk["topic"] for talk in row["talks"]])
        for row in page(client, event).context["page"].delegations.rows
    ]


def test_delegations_say_which_body_from_where_and_its_part(client):
    event = EventFactory()
    body = OrganisationFactory(name="Directorate", country=CountryFactory(iso2="VN", name="Viet Nam"), approved=True)
    ParticipationFactory(record=event, role="participant", organisation=body, as_printed="Directorate")
    AppearanceFactory(
        record=event, role="presenter", person=None, name_as_printed="", organisation=body, as_printed="Directorate",
        topic="Teachers",
    )  # fmt: skip

    assert rows(client, event) == [("Directorate", "Viet Nam", "Participant", ["Teachers"])]


def test_member_of_whom_there_is_no_more_to_say_stands_once(client, group):
    event = EventFactory(invited_group=group, held_on="2019")
    named(event, "VN")
    named(event, "KH", as_printed="Kingdom of Cambodia")

    assert rows(client, event) == [("Cambodia", "", "Member state", [])]


def test_persons_keep_a_table_of_their_own(client):
    event = EventFactory()
    AppearanceFactory(record=event, role="chair", name_as_printed="Dr. Ai", organisation=None, as_printed="")

    delegations = page(client, event).context["page"].delegations

    assert [row["person"] for row in delegations.others] == ["Dr. Ai"]


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        (["delegates at the meeting"], ["nearly 200 delegates"]),
        (["skills in which they competed"], []),
        (["people who competed, by one", "people who competed, by another"], []),
    ],
)
def test_headcount_stands_in_the_head_if_one_figure_says_it(client, counted, expected):
    event = EventFactory(held_on="2019")
    for words in counted:
        FigureFactory(record=event, value=200, value_qualifier="nearly", counted=words)

    assert page(client, event).context["head"]["meta"] == ["2019", *expected]


@pytest.mark.parametrize("editions", [1, 3])
def test_series_compiles_the_decisions_of_its_editions_in_a_fixed_number_of_queries(
    client, django_assert_num_queries, editions
):
    series = EventSeriesFactory(published=True)
    for number in range(editions):
        event = EventFactory(series=series, held_on=f"201{number}", title=f"Edition {number}")
        decision = ProvisionFactory(record=event, kind="decision", heading=f"Decision {number}")
        ProvisionFactory(record=event, kind="decision", heading="Detail", part_of=decision)
        if number:
            ProgressFactory(provision=decision, status="complete", as_of_on="2022-11")
        publish(event, True, True)
    EventFactory(series=series)

    with django_assert_num_queries(8):
        response = client.get(series.get_absolute_url())

    expected = [("2012", "Decision 2", "as of November 2022"), ("2011", "Decision 1", "as of November 2022")]
    expected = [*expected, ("2010", "Decision 0", "no follow-up on record")][-editions:]
    found = response.context["page"].decisions
    assert [(row["when"], row["title"], row["meta"][0]) for row in found] == expected


def phases(client, programme):
    return page(client, programme).context["page"].phases


def test_phases_show_how_far_each_has_come(client):
    programme = ProgrammeFactory()
    for number, status in enumerate(("complete", "limited", "")):
        phase = ProvisionFactory(
            record=programme,
            kind="phase",
            label=f"Phase {number}",
            heading="Study",
            position=number,
            period="2019/2020",
        )
        if status:
            ProgressFactory(provision=phase, status=status, as_of_on="2022-11", next_step="Go on")

    shown = phases(client, programme)

    assert [(square["fill"], square["state"]) for square in shown.squares] == [
        ("acc", "Complete, as of November 2022"),
        ("prov", "Limited, as of November 2022"),
        ("nomap", "no evidence"),
    ]
    assert [cell["text"] for cell in shown.table["rows"][0]["cells"]] == [
        "2019–2020",
        "Complete, as of November 2022",
        "Go on",
    ]


def test_dates_of_several_years_are_several_dots(client):
    programme = ProgrammeFactory()
    for period in ("{2009,2012}", "2010/2018"):
        ProvisionFactory(record=programme, kind="activity", period=period)

    lanes = phases(client, programme).timeline.lanes

    assert [(len(lane["dots"]), bool(lane["bar"])) for lane in lanes] == [(2, False), (0, True)]


def test_programme_without_phases_shows_no_picture_of_them(client):
    programme = ProgrammeFactory()

    response = page(client, programme)

    assert (response.context["page"].phases.points, 'id="progress"' in response.content.decode()) == ([], False)
