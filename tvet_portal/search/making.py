"""Makes search entries: of a record from its public content, of a directory entry from the directory."""

from datetime import date

from tvet_portal.records.models import RecordLink
from tvet_portal.records.models.records import RECORD_ADDRESS, RecordType
from tvet_portal.search.analyser import token_text
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.sources import particulars
from tvet_portal.search.walking import participants
from tvet_portal.values import partial_dates

FEWEST_LETTERS_TO_SHOW = 20  # shorter texts are labels, not sentences
LONGEST_TEXT = 20_000
LONGEST_PERIOD = 60  # years; beyond it only its ends count

TYPES = {*RecordType.values, "organisation", "country", "area"}


def of_record(key, pk, content, findings, names, is_superseded):
    """The entry of a record, and the keys of the directory entries whose names it holds."""
    bits = particulars(content)
    lines = shown(findings.texts)
    states = [("", bits.state_if_superseded)] if bits.state_if_superseded and is_superseded else bits.states
    organisations = list(findings.keys["organisation"])
    kin, all_kin = names.kin(organisations), names.kinship.of(organisations)
    areas = names.with_broader(findings.areas)
    own_countries = [names.country_of(body) for body in participants(content)]
    named = [f"{entry_type}/{found}" for entry_type, keys in findings.keys.items() for found in keys]
    named += [f"area/{area}" for area in findings.areas]
    named += [f"country/{iso2}" for iso2 in filter(None, own_countries)]
    other_titles = [(row["text"], row.get("language", "")) for row in content.get("alternative_titles", ())]
    titles = [content["title"], content.get("acronym"), *(text for text, _language in other_titles)]
    nameless = [key for key in named if key.split("/")[0] not in OF_ENTRY]  # they have no entry that knows their names
    printed = [(text, "") for text in findings.printed]
    period, (listed_first, listed_last) = dates(bits.date), ends(bits.listed_on)
    actors = content.get("participations", ())
    texts = [text for text, _place in findings.texts]
    entry = SearchEntry(
        key=key,
        type=content["record_type"],
        title=content["title"],
        reference=content.get("reference", ""),
        url=RECORD_ADDRESS[content["record_type"]].format(slug=content.get("slug", "")),
        kind=str(bits.kind or RecordType(content["record_type"]).label),
        date=bits.date,
        first_day=period.day,
        text="\n".join(text for text, _place in lines),
        places=[place for _text, place in lines],
        countries=unique([*findings.countries, *bits.countries, *filter(None, own_countries)]),
        areas=areas,
        organisations=unique([*organisations, *kin]),
        years=period.years,
        languages=unique(bits.languages),
        states=[[since, str(state)] for since, state in states],
        changes_from=min(changes(states), default=None),
        changes_until=max(changes(states), default=None),
        has_document=any(row.get("upload") or row.get("address") for row in content.get("documents", ())),
        record=pk,
        kind_code=bits.kind_code,
        level=bits.level(names.kinds),
        bodies=unique(row["organisation"] for row in actors if row.get("organisation")),
        home_countries=unique(
            filter(None, (row.get("country") or names.country_of(row.get("organisation")) for row in actors))
        ),
        listed_first=listed_first,
        listed_last=listed_last,
        names=in_json([*other_titles, *printed, *(name for key in nameless for name in names.spelt(key))]),
        called=unique(filter(None, (token_text([text]) for text in (*titles, content.get("reference"))))),
        title_words=token_text([*titles, content.get("reference")]),
        name_words=joined(names, named, token_text(findings.printed)),
        kin_words=joined(names, bodies(kin)),
        body_words=token_text([*texts, *bits.texts, str(bits.kind), period.words, *map(str, period.years)]),
    )
    superseded = [row["to_record"] for row in content.get("links", ()) if row["role"] == RecordLink.Role.SUPERSEDES]
    return entry, unique([*named, *bodies(all_kin), *superseded])


def of_organisation(key, names):
    row = names.organisations.get(key)
    if row is None or not row["approved_at"] or row["merged_into"]:
        return None
    kin, all_kin = names.kin([key]), names.kinship.of([key])
    country = row["country__iso2"]
    entry = SearchEntry(
        key=f"organisation/{key}",
        type="organisation",
        title=f"{row['name']} ({row['acronym']})" if row["acronym"] else row["name"],
        url=f"/organisations/{row['slug']}/",
        text=row["description"],
        countries=[country] if country else [],
        organisations=[key, *kin],
        kind_code=row["kind"],
        names=in_json(names.spelt(f"organisation/{key}")),
        called=names.each(f"organisation/{key}"),
        title_words=names.words(f"organisation/{key}"),
        name_words=names.words(f"country/{country}") if country else "",
        kin_words=joined(names, bodies(kin)),
        body_words=token_text([row["description"]]),
    )
    return entry, [*bodies(all_kin), *([f"country/{country}"] if country else [])]


def of_country(key, names):
    country = names.countries.get(key)
    if country is None:
        return None
    entry = SearchEntry(
        key=f"country/{key}",
        type="country",
        title=country.name,
        url=country.get_absolute_url(),
        countries=[key],
        names=in_json(names.spelt(f"country/{key}")),
        called=names.each(f"country/{key}"),
        title_words=names.words(f"country/{key}"),
    )
    return entry, []


def of_area(key, names):
    area = names.areas.get(key)
    if area is None or not area.approved_at or area.merged_into_id:
        return None
    areas = names.with_broader([key])
    broader = [f"area/{other}" for other in areas[1:]]
    entry = SearchEntry(
        key=f"area/{key}",
        type="area",
        title=area.label,
        url=area.get_absolute_url(),
        text=area.definition,
        areas=areas,
        names=in_json(names.spelt(f"area/{key}")),
        called=names.each(f"area/{key}"),
        title_words=names.words(f"area/{key}"),
        kin_words=joined(names, broader),
        body_words=token_text([area.definition]),
    )
    return entry, broader


OF_ENTRY = {"organisation": of_organisation, "country": of_country, "area": of_area}


def bodies(keys):
    return [f"organisation/{key}" for key in keys]


def joined(names, keys, *more):
    return " ".join(filter(None, [*(names.words(key) for key in unique(keys)), *more]))


def in_json(names):
    """Names with their languages, each once, as they are read back from a row."""
    return [list(name) for name in unique(names)]


def unique(values):
    return list(dict.fromkeys(values))


def shown(texts):
    """The sentences of a record, one a line with its place, from which search shows a part."""
    places, left = {}, LONGEST_TEXT
    for text, place in texts:
        line = " ".join(text.split())[:left]
        if len(line) >= FEWEST_LETTERS_TO_SHOW and line not in places:
            places[line] = place
            left -= len(line)
    return list(places.items())


def changes(states):
    return [date.fromisoformat(since) for since, _state in states if since]


class Period:
    """What search needs of a partial date: the day it is sorted by, its years, its words."""

    def __init__(self, day=None, years=(), words=""):
        self.day, self.years, self.words = day, list(years), words


def parsed(text):
    try:
        return partial_dates.parse(text) if text else None
    except (ValueError, OverflowError):
        return None


def ends(text):
    """The first and the last day of a partial date, as its field keeps them."""
    value = parsed(text)
    return (value.first, value.last) if value else (None, None)


def dates(text):
    value = parsed(text)
    if value is None or all(point is None or point.year is None for point in value.points):
        return Period()
    first, last = value.first, value.last
    first = last if first == date.min else first
    last = first if last == date.max else last
    years = range(first.year, last.year + 1)
    years = [first.year, last.year] if len(years) > LONGEST_PERIOD else years
    return Period(first, years, str(partial_dates.describe(text)))
