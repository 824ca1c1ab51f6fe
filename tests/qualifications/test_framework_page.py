"""The page of a framework: its ladder, and what stands beside each level."""

import pytest

from qualifications.models import LevelReference, Referencing
from tests.factories.qualifications import (
    FrameworkFactory,
    LevelFactory,
    QualificationTypeFactory,
    TypePlacementFactory,
)
from tests.factories.records import publish

pytestmark = pytest.mark.django_db


def framework_beside(aqrf, *, state=None, **reference):
    """A public framework with two levels, of which the first stands beside one of the AQRF."""
    framework, report = FrameworkFactory(), None
    level = LevelFactory(version__framework=framework, code="1", position=1)
    LevelFactory(version=level.version, code="2", position=2)
    if state:
        report = Referencing.objects.create(framework=framework, key="aqrf", to_version=aqrf.version, state=state)
    LevelReference.objects.create(
        framework=framework, from_level=level, to_level=aqrf, referencing=report, relation="close", **reference
    )
    publish(framework, True, True)
    return framework


def squares(client, framework):
    """Code of a level -> its fill and what stands in the square beside it, from the top of the ladder."""
    (version,) = client.get(framework.get_absolute_url()).context["page"].versions
    return {
        level["code"]: (
            level["beside"]["fill"],
            [(row["to_level"], str(row["letter"])) for row in level["beside"]["references"]],
        )
        for level in version["levels"]
    }


@pytest.fixture
def aqrf():
    level = LevelFactory(version__framework=FrameworkFactory(acronym="AQRF", kind="regional"), code="1")
    publish(level.version.framework, True, True)
    return level


@pytest.mark.parametrize(
    ("reference", "square"),
    [
        ({"state": "endorsed"}, ("acc", [("AQRF 1", "")])),
        ({"is_claimed": True}, ("prov", [("AQRF 1", "c")])),
        ({}, ("prov", [("AQRF 1", "u")])),
    ],
)
def test_ladder_says_how_sure_the_level_beside_is(client, aqrf, reference, square):
    framework = framework_beside(aqrf, **reference)

    assert squares(client, framework) == {"2": ("nomap", []), "1": square}


def test_remark_on_several_levels_stands_once(client, aqrf):
    framework = framework_beside(aqrf, justification="By its number.")

    (version,) = client.get(framework.get_absolute_url()).context["page"].versions

    assert [(row["label"], row["value"]) for row in version["remarks"]] == [("Referenced: 1", "By its number.")]


@pytest.mark.parametrize(("name", "shown"), [("Master", ""), ("Master of Science", "Master")])
def test_level_is_named_once_where_its_qualification_bears_the_same_name(client, name, shown):
    level = LevelFactory(label="Master")
    framework = level.version.framework
    TypePlacementFactory(type=QualificationTypeFactory(framework=framework, name=name), level=level)
    publish(framework, True, True)

    (version,) = client.get(framework.get_absolute_url()).context["page"].versions

    assert [row["label"] for row in version["levels"]] == [shown]
