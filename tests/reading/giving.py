"""The directory that our own news text speaks of, and giving the text to the portal."""

from django.urls import reverse

from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory
from tests.reading.own_text import TEXT

GIVE = "/admin/reading/reading/add/"


def make_directory():
    korea = CountryFactory(iso2="KR", iso3="KOR", name="South Korea")
    OrganisationFactory(key="alpha", name="Alpha Institute", country=korea)
    OrganisationFactory(key="beta", name="Beta Centre", acronym="BETA", country=None)
    PersonFactory(key="ana-ai", printed_name="Ana Ai")


def give(client, text=TEXT, **more):
    return client.post(GIVE, {"tells_of": "agreement", "text": text, **more})


def address(reading, **query):
    return reverse("admin:reading_reading_change", args=[reading.pk], query=query or None)


def ticked(page):
    """What a browser sends of the page of lines as it stands."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else value for name, value in values.items() if value not in (False, None)}
