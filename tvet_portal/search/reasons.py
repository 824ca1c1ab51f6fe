"""Why a result was found whose title and excerpt do not show what was asked for: the name that holds it."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Organisation
from tvet_portal.search.highlights import held, mark, marked
from tvet_portal.search.models import SearchEntry, SearchMention

OWN_NAME = _("Also written {name}")
NAME_IN_IT = _("Matches the name {name}")
TITLE_OF_MENTIONED = _("Matches {name}")
NAME_OF_MENTIONED = _("Matches {name}, another name of {title}")
DIRECTORY = ("organisation", "country", "area")
MOST_NAMES = 2


def unseen(terms, texts):
    """The terms that stand in none of the texts a result shows."""
    left = [term for term in terms if not term.is_stop_word]
    for text in texts:
        if not left:
            break
        seen = held(text, left)
        left = [term for term in left if term not in seen]
    return left


def find(hidden, directory):
    """Entry -> sentences with the names that hold the terms its result does not show, which `hidden` gives."""
    if not hidden:
        return {}
    mentioned = names_mentioned([entry.pk for entry in hidden], directory)
    return {entry: list(explain(entry, mentioned.get(entry.pk, ()), terms)) for entry, terms in hidden.items()}


def names_mentioned(ids, directory):
    """Primary key of an entry -> (title, names) of the public directory entries whose names it holds."""
    mentions = list(SearchMention.objects.filter(entry__in=ids).order_by("pk").values_list("entry", "key"))
    keys = {key for _entry, key in mentions}
    bodies = [key.removeprefix("organisation/") for key in keys if key.startswith("organisation/")]
    public = [*directory.countries.values(), *directory.areas.values()]
    public += Organisation.objects.approved().filter(key__in=bodies)
    titles = {row.path: str(row) for row in public}
    names = dict(SearchEntry.objects.filter(key__in=keys & titles.keys()).values_list("key", "names"))
    found = {}
    for entry, key in mentions:
        if key in names:
            found.setdefault(entry, []).append((titles[key], names[key]))
    return found


def explain(entry, mentioned, terms):
    """The name that holds most of the terms, then the one that holds most of the others."""
    offered = candidates(entry, mentioned)
    for _name in range(MOST_NAMES):
        best, found = None, []
        for candidate in offered:
            holding = held(candidate[1], terms)
            if len(holding) > len(found):
                best, found = candidate, holding
            if len(found) == len(terms):
                break
        if not found:
            return
        sentence, name, language, title = best
        yield format_html(str(sentence), name=in_language(marked(mark(name, terms)), language), title=title)
        terms = [term for term in terms if term not in found]


def candidates(entry, mentioned):
    """(sentence, name, language, title of who has the name) for every name by which an entry may have been found."""
    is_record = entry.type not in DIRECTORY
    own = [(NAME_IN_IT if is_record else OWN_NAME, name, language, "") for name, language in entry.names]
    others = []
    for title, names in mentioned:
        others.append((TITLE_OF_MENTIONED, title, "", title))
        others += [(NAME_OF_MENTIONED, name, language, title) for name, language in names]
    return others + own if is_record else own + others  # in a record, who has the name says more


def in_language(html, language):
    return format_html('<span lang="{}">{}</span>', language, html) if language else html
