"""Names of people that are withheld on request, taken out of stored contents: out of data, and of what is searched."""

import json

from tvet_portal.directory.models import Person
from tvet_portal.records.content.canonical import canonical
from tvet_portal.records.page.names import WITHHELD

OF_PEOPLE = ("name_as_printed", "honorific")  # fields of a row that names a person


def withheld_people():
    """Keys of the people whose names are withheld."""
    return set(Person.objects.filter(withheld_at__isnull=False).values_list("key", flat=True))


def without_withheld_names(text):
    """The text of a content without names that are withheld; the very same text where it names nobody of them."""
    withheld = {key for key in withheld_people() if f'"{key}"' in text}
    return canonical(_without(json.loads(text), withheld)) if withheld else text


def _without(value, withheld):
    """Rows keep what was done and in which office. The key of a person goes, too: it is made of the name."""
    if isinstance(value, list):
        return [_without(one, withheld) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("person") in withheld:
        value = {name: one for name, one in value.items() if name not in ("person", *OF_PEOPLE)}
        value["name_as_printed"] = str(WITHHELD)
    if "people" in value:
        value = value | {"people": [key for key in value["people"] if key not in withheld]}
    return {name: _without(one, withheld) for name, one in value.items()}
