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
    return client.post(GIVE, {"tells_of": "agreement", "text": text, "not_stated": "on", **more})


def address(reading, **query):
    return reverse("admin:reading_reading_change", args=[reading.pk], query=query or None)


def ticked(page):
    """What a browser sends of the page of lines once all that is plain is ticked."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values |= {f"take-{line.key}": True for line in form.lines if line.is_sure and not line.target}
    return {name: "on" if value is True else value for name, value in values.items() if value not in (False, None)}


def lines(page):
    """Its lines, by their words."""
    return {line.words: line for line in page.context["form"].lines}
