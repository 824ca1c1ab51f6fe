"""What pages say to machines, in the words of schema.org as JSON-LD: the pieces that all kinds of pages are made of.

Only approved content is said, and less of it than the page says. A mark beside a statement ("unverified", "expected",
"about 2019") is lost on a machine, so what bears one is left out. So are people: the portal keeps no pages of them.
"""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from tvet_portal.directory.models import Organisation
from tvet_portal.records.models.records import Status
from tvet_portal.values.partial_dates import machine_ends

OF_GOVERNMENT = (Organisation.Kind.MINISTRY, Organisation.Kind.LOCAL_GOVERNMENT)  # an agency may be a company
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def as_script(nodes):
    """Nodes as the text of a <script>; nothing in it can end that element."""
    data = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # safe because <, > and & are escaped


def absolute(path):
    return f"{settings.SITE_URL}{path}"


def node(kind, id="", **properties):
    """One thing with those of its properties that have a value."""
    given = {"@type": kind, "@id": id} | properties
    return {name: value for name, value in given.items() if value not in (None, "", [], {})}


def text(words, language=""):
    """A text; one in another language than English says so."""
    return {"@value": words, "@language": language} if words and language not in ("", "en") else words


def breadcrumbs(crumbs, address):
    """The way from the home page to the page at this address."""
    steps = [{"label": _("Home"), "url": "/"}, *crumbs]
    items = [
        node(
            "ListItem",
            position=place,
            name=step["label"],
            item=absolute(step["url"]) if step.get("url") else address,
        )
        for place, step in enumerate(steps, 1)
    ]
    return node("BreadcrumbList", itemListElement=items)


# Records


def record(page, kind, **properties):
    """The thing a record is about, known by its permanent address; and the page on which the portal says so."""
    content = page.content
    own = absolute(page.record.get_absolute_url())
    return node(
        kind,
        page.permanent_address,
        name=content["title"],
        alternateName=[
            text(row["text"], row.get("language", ""))
            for row in page.alternative_titles
            if row["kind"] != "typo" and not row["is_unverified"]
        ],
        description=stated(page, "summary"),
        identifier=content["reference"],
        keywords=[area.label for area in page.areas],
        mainEntityOfPage=node(
            "WebPage",
            own,
            datePublished=page.record.published_at.isoformat(timespec="seconds"),
            dateModified=page.version.approved_at.isoformat(timespec="seconds"),
            isBasedOn=[source["url"] for source in page.sources if source["is_main"] and source["url"]],
            isPartOf={"@id": absolute("/#website")},
        ),
        subjectOf=node("DataDownload", encodingFormat="application/json", contentUrl=f"{own.removesuffix('/')}.json"),
        **properties,
    )


def stated(page, field):
    """A field of a record as its content holds it; nothing if nobody has read it in a source."""
    return "" if is_unverified(page, field) else page.content.get(field, "")


def is_unverified(page, target):
    return page.is_unverified or page.evidence.is_unverified(target)


def date(page, field):
    return machine_ends(stated(page, field))


def actors(page, *roles):
    """Who has one of these roles in a record; nobody who was only expected, or stands for others."""
    rows = [row for row in page.content.get("participations", []) if row["role"] in roles]
    found = [
        actor(row, page.names)
        for row in rows
        if not (row.get("is_expected") or row.get("is_others") or is_unverified(page, f"participations/{row['key']}"))
    ]
    return [one for one in found if one]


def actor(row, names):
    """Whom a row names: a body or a country; nothing for words such as "policy makers", and for groups of countries."""
    if row.get("organisation"):
        return organisation(names.organisation(row["organisation"]))
    return country(names.country(row["country"])) if row.get("country") else None


def place(page):
    """Where it was, as far as stated."""
    venue, city, region, iso2 = (stated(page, field) for field in ("venue", "city", "subdivision", "country"))
    if not (venue or city or iso2):
        return None
    address = node("PostalAddress", addressLocality=city, addressRegion=region, addressCountry=iso2)
    return node("Place", name=venue or city or page.names.country(iso2).name, address=address)


# What records name


def organisation(body):
    """A body as others name it."""
    kind = "GovernmentOrganization" if body.kind in OF_GOVERNMENT else "Organization"
    return node(kind, absolute(body.get_absolute_url()), name=body.name)


def country(found):
    return node("Country", absolute(found.get_absolute_url()), name=found.name, identifier=found.iso2)


def linked_record(found, kind):
    """Another record as this one names it; nothing of one that was withdrawn."""
    if found is None or found.status != Status.PUBLISHED:
        return None
    return node(kind, absolute(f"/id/{found.reference}"), name=found.title, url=absolute(found.get_absolute_url()))
