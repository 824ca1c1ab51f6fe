"""What the home page and the pages of the directory say to machines."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tvet_portal.records.linked_data import absolute, country, node, organisation, text
from tvet_portal.values.partial_dates import machine_ends

LASTING = ("official", "former", "acronym", "translation", "variant")  # a typo of a source is no name


def website():
    """The portal, and how to ask its search."""
    search = node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=absolute("/search/?q={words}")),
        **{"query-input": "required name=words"},
    )
    return node(
        "WebSite",
        absolute("/#website"),
        name=settings.PORTAL_NAME,
        url=absolute("/"),
        inLanguage=get_language(),
        publisher=node("Organization", name=settings.OPERATOR) if settings.OPERATOR else None,
        potentialAction=search,
    )


def body(page):
    """An organisation with its names, its place among others, and when it began and ended.

    Its `url` is its own website, if one is known: the page of the portal is about it and not of it.
    """
    found = page.organisation
    names = [row for row in found.names.all() if row.is_verified and row.kind in LASTING]
    place = found.seat_country or found.country
    return organisation(found) | node(
        organisation(found)["@type"],
        url=found.website,
        description=found.description,
        alternateName=[*([found.acronym] if found.acronym else []), *(text(row.text, row.language) for row in names)],
        address=node("PostalAddress", addressLocality=found.seat_city, addressCountry=place.iso2) if place else None,
        foundingDate=machine_ends(found.founded_on)[0],
        dissolutionDate=machine_ends(found.ended_on)[0],
        parentOrganization=above(found, "part_of", page.day),
        memberOf=above(found, "member_of", page.day),
        mainEntityOfPage=absolute(found.get_absolute_url()),
    )


def above(body, role, day):
    """The bodies it is part of, or a member of, on a day; ties that certainly ended before it are left out."""
    ties = [tie for tie in body.ties.all() if tie.role == role]
    return [organisation(tie.other) for tie in ties if tie.until_first is None or tie.until_first > day]


def profile(profile):
    """A country under all its names."""
    return country(profile.country) | node(
        "Country",
        alternateName=[text(row["text"], row["lang"]) for row in profile.own_names] + profile.aliases,
        mainEntityOfPage=absolute(profile.country.get_absolute_url()),
    )


def area(page):
    """A word of the controlled list, with its words in other languages as far as a person read them in use."""
    labels = [label for label in page.area.labels.all() if label.is_checked]
    return node(
        "DefinedTerm",
        absolute(page.area.get_absolute_url()),
        name=page.area.label,
        termCode=page.area.key,
        description=page.area.definition,
        alternateName=[text(label.text, label.language) for label in labels if label.text != page.area.label],
        inDefinedTermSet={"@id": absolute("/areas/")},
        mainEntityOfPage=absolute(page.area.get_absolute_url()),
    )


def areas(index):
    """The controlled list of areas."""
    return node(
        "DefinedTermSet",
        absolute("/areas/"),
        name=_("Areas of cooperation"),
        hasDefinedTerm=[
            node("DefinedTerm", absolute(one.get_absolute_url()), name=one.label) for one in index.tree.areas.values()
        ],
    )
