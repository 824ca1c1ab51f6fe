"""Every page of the public portal: what the browser tests open. A test compares it with the URL table."""

PAGES = {  # name of the address -> pages of this kind
    "home": ["/"],
    "network": ["/agreements/network/", "/agreements/network/?area=training"],
    "agreements": ["/agreements/", "/agreements/?view=table", "/agreements/?country=mm"],
    "agreement": ["/agreements/kasve-seameo-ted-2025/"],
    "history": ["/agreements/corrected/history/"],  # made by tests/factories/extremes.py
    "version": ["/agreements/corrected/history/1/"],
    "events": ["/events/", "/events/?view=table", "/events/?page=2"],
    "event": ["/events/viet-nam-lao-pdr-ministers-meeting-6/", "/events/asean-tvet-officials-meeting-2019/"],
    "series": ["/events/series/asean-skills-competition/"],
    "programmes": ["/programmes/"],
    "programme": ["/programmes/viet-nam-lao-pdr-cooperation/", "/programmes/south-south-skill-development-network/"],
    "qualifications": ["/qualifications/"],
    "framework": ["/qualifications/frameworks/aqrf/", "/qualifications/frameworks/mqf/"],
    "referencing": ["/qualifications/referencing/"],
    "countries": ["/countries/", "/countries/?view=table"],
    "country": ["/countries/vn/", "/countries/xa/"],
    "relation": ["/countries/la/vn/"],
    "organisations": ["/organisations/", "/organisations/?view=table"],
    "organisation": ["/organisations/korea-association-of-secondary-vocational-education/"],
    "areas": ["/areas/"],
    "area": ["/areas/quality-assurance/"],
    "search": ["/search/", "/search/?q=training&country=la", "/search/?q=nothing+of+the+sort"],
    "about": ["/about/"],
    "accessibility": ["/about/accessibility/"],
    "sources": ["/about/sources/"],
    "styleguide": ["/styleguide/"],
    "page-components": ["/styleguide/components/"],
    "record-components": ["/styleguide/records/"],
}
EXTREMES = [  # made by tests/factories/extremes.py
    "/agreements/long-title/",
    "/agreements/long-word/",
    "/organisations/long-word/",
    "/agreements/sixty-parties/",
    "/agreements/two-hundred-points/",
    "/agreements/mixed-scripts/",
    "/agreements/contradicted/",
    "/agreements/unverified/",
    "/events/old-news/",
    "/events/announced/",
]
ERRORS = {  # address -> status
    "/nothing/of-the-sort/": 404,
    "/agreements/withdrawn/": 410,
    "/agreements/corrected/?as_of=2001-01-01": 404,
}
TEN = {  # the pages that people look at first; `make pictures` takes these
    "home": "/",
    "search": "/search/?q=training",
    "search-empty": "/search/?q=apprentice+visa",
    "agreements": "/agreements/",
    "agreement": "/agreements/kasve-seameo-ted-2025/",
    "event": "/events/viet-nam-lao-pdr-ministers-meeting-6/",
    "country": "/countries/vn/",
    "network": "/agreements/network/",
    "referencing": "/qualifications/referencing/",
    "framework": "/qualifications/frameworks/mqf/",
}


def all_addresses():
    return [*(address for pages in PAGES.values() for address in pages), *EXTREMES, *ERRORS]


def first_of_each_kind():
    """The pages that stand for all that have their template: they are looked at most closely."""
    return {pages[0] for pages in PAGES.values()}
