"""A news text in our own words, the directory it speaks of, and giving it to the portal."""

from django.urls import reverse

from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory

GIVE = "/admin/reading/reading/add/"
TEXT = """\
Home > News
Alpha Institute and Beta Centre agree to cooperate

Seoul: On December 09, 2025, in Seoul City, South Korea, Dr. Ana Ai, director of BETA and Mr. Bo Kim, chairman of \
Alpha Institute signed a Memorandum of Understanding. More than 40 teachers came.

The purpose of the MoU is to share what both know.

It names areas of cooperation: (1) sharing plans; (2) training teachers; and (3) exchanging staff.

Read 1098 times
"""


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
