"""A point stands on the page inside the point it is part of, however deep, with all that hangs on it."""

import html5lib
import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.records import ProgressFactory, ProvisionFactory, publish

pytestmark = pytest.mark.django_db
KEYS = ["first", "second", "third", "fourth"]


def nested(kind):
    """A public agreement with a point of a kind, and three more, each part of the one before."""
    agreement, above = AgreementFactory(language="vi"), None
    for key in KEYS:
        above = ProvisionFactory(
            record=agreement, key=key, part_of=above, kind="phase" if above else kind, text=f"Say {key}.",
            is_quotation=key == "fourth",
        )  # fmt: skip
    ProgressFactory(provision=above, text="Done at the fourth.")
    publish(agreement, True, True)
    return agreement


def tree_of(client, record):
    page = client.get(record.get_absolute_url())
    return html5lib.parse(page.content, namespaceHTMLElements=False)


@pytest.mark.parametrize(("kind", "element"), [("decision", "li"), ("commitment", "article")])
def test_points_stand_inside_the_points_they_are_part_of(client, kind, element):
    tree = tree_of(client, nested(kind))

    first = next(each for each in tree.iter(element) if "Say first." in "".join(each.itertext()))
    second, third, fourth = (f"li[@id='provisions-{key}']" for key in KEYS[1:])
    assert len(first.findall(f".//{second}//{third}//{fourth}")) == 1


def test_deepest_point_shows_what_became_of_it_and_its_quotation(client):
    tree = tree_of(client, nested("commitment"))

    fourth = tree.find(".//li[@id='provisions-fourth']")
    assert "Done at the fourth." in "".join(fourth.itertext())
    assert [(quote.text, quote.get("lang")) for quote in fourth.iter("q")] == [("Say fourth.", "vi")]
