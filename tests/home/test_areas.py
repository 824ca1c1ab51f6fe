"""Cooperation areas: the tree with counts, the page with words and records."""

import pytest

from tests.factories.directory import AreaFactory
from tests.factories.events import ProgrammeFactory
from tests.factories.records import ParticipationFactory, ProvisionFactory, publish
from tests.home.rows import body
from tvet_portal.directory.models import AreaLabel, AreaSlug, CooperationArea

pytestmark = pytest.mark.django_db


def programme_about(area, *, kind="area_of_cooperation", published=True, **more):
    made = ProgrammeFactory(**more)
    ProvisionFactory(record=made, kind=kind).areas.add(area)
    publish(made, True, published)
    return made


def numbers(client):
    """Label -> number of records, for the whole tree."""
    branches = client.get("/areas/").context["index"].branches
    nodes = [node for branch in branches for node in branch["areas"]]
    nodes += [node for top in list(nodes) for node in top["narrower"]]
    return {node["label"]: node["number"] for node in nodes}


@pytest.mark.parametrize("rows", [1, 3])
def test_area_pages_queries_stay_constant(client, django_assert_num_queries, rows):
    area = AreaFactory(approved=True)
    for number in range(rows):
        AreaFactory(broader=area, approved=True)
        AreaLabel.objects.create(area=area, key=f"l{number}", language="vi", text=f"Từ {number}")
        programme_about(area)

    with django_assert_num_queries(2):
        client.get("/areas/")
    with django_assert_num_queries(9):
        page = client.get(area.get_absolute_url())

    assert len(page.context["items"]) == rows


def test_tree_counts_records_of_narrower_areas_too(client):
    broad = AreaFactory(label="Broad", approved=True)
    narrow = AreaFactory(label="Narrow", broader=broad, approved=True)
    programme_about(narrow)
    programme_about(broad)
    programme_about(narrow, published=False)
    for kind in ("proposal", "recital"):
        programme_about(narrow, kind=kind)

    assert numbers(client) == {"Broad": 2, "Narrow": 1}
    assert client.get(broad.get_absolute_url()).context["page_obj"].paginator.count == 2


def test_page_shows_points_on_the_area_but_no_proposal(client):
    broad = AreaFactory(approved=True)
    narrow = AreaFactory(broader=broad, approved=True)
    for kind in ("decision", "proposal"):
        programme_about(narrow, kind=kind, title=f"Programme with a {kind}")
    programme_about(narrow, kind="commitment", published=False)

    points = client.get(broad.get_absolute_url()).context["page"].points

    assert (points["number"], [point["meta"] for point in points["first"]]) == (
        1,
        [["Decision", "Programme with a decision"]],
    )


def test_page_counts_in_how_many_records_countries_and_bodies_stand(client):
    area, organisation = AreaFactory(approved=True), body("VN")
    for _number in range(2):
        made = ProgrammeFactory()
        ProvisionFactory(record=made, kind="decision").areas.add(area)
        ParticipationFactory(record=made, organisation=organisation, role="participant")
        publish(made, True, True)

    workers = client.get(area.get_absolute_url()).context["page"].workers

    assert {name: [(row["name"], row["number"]) for row in rows] for name, rows in workers.items()} == {
        "countries": [("Viet Nam", 2)],
        "bodies": [(organisation.name, 2)],
    }


def test_area_that_is_not_approved_is_nowhere(client):
    shown = AreaFactory(label="Shown", approved=True)
    hidden = AreaFactory(label="Hidden", broader=shown)

    assert numbers(client) == {"Shown": 0}
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(f"/areas/{hidden.slug}.json").status_code == 404
    assert "Hidden" not in client.get(shown.get_absolute_url()).content.decode()


def test_area_below_one_that_is_not_approved_stands_at_the_top(client):
    AreaFactory(label="Orphan", broader=AreaFactory(), approved=True)

    assert numbers(client) == {"Orphan": 0}


def test_words_that_nobody_checked_are_marked_as_machine_made(client):
    area = AreaFactory(approved=True)
    for key, language, is_checked in (("a", "vi", True), ("b", "th", False), ("c", "en", False)):
        AreaLabel.objects.create(area=area, key=key, language=language, text=f"{language} word", is_checked=is_checked)

    labels = client.get(area.get_absolute_url()).context["page"].labels

    assert {row["lang"]: row["words"][0]["is_machine_made"] for row in labels} == {"vi": False, "th": True, "en": False}


def test_area_is_data_too(client):
    broad = AreaFactory(approved=True)
    area = AreaFactory(broader=broad, approved=True)
    below_hidden = AreaFactory(broader=AreaFactory(), approved=True)

    assert client.get(f"/areas/{area.slug}.json").json()["broader"] == broad.key
    assert "broader" not in client.get(f"/areas/{below_hidden.slug}.json").json()


def test_old_address_of_an_area_leads_to_the_new_one(client):
    area = AreaFactory(approved=True)
    AreaSlug.objects.create(area=area, slug="old-word")

    answer = client.get("/areas/old-word/")

    assert (answer.status_code, answer["Location"]) == (301, area.get_absolute_url())


def test_areas_in_a_circle_do_not_hang_the_page(client):
    one = AreaFactory(approved=True)
    other = AreaFactory(broader=one, approved=True)
    CooperationArea.objects.filter(pk=one.pk).update(broader=other)

    assert client.get(one.get_absolute_url()).status_code == 200
    assert client.get("/areas/").status_code == 200
