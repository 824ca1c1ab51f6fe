"""One page of search results: what was asked, what was found, how to narrow it, and ways out where nothing was."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.search import index, parameters, query, results
from tvet_portal.search.results import TYPE_LABELS, Directory

MOST_WAYS_OUT = 8
FILES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


def make(data):
    """The context of the search page for the parameters of an address."""
    return Page(data).context()


class Page:
    """What the search page shows for the parameters of an address."""

    def __init__(self, data):
        self.directory = Directory()
        self.asked = parameters.read(data, self.known)
        self.question = self.asked.question
        self.terms = self.question.terms
        self.found, self.counts, self.ways_out = index.ask(self.search)

    def search(self, searcher):
        found = query.find(searcher, self.question, sort=self.asked.sort, page=self.asked.page)
        ways_out = [] if found.count else [(label, way, query.count(searcher, way)) for label, way in self.ways()]
        return found, query.facets(searcher, self.question), ways_out

    def known(self, facet, values):
        """Those values of a facet that exist."""
        return self.directory.known_organisations(values) if facet == "organisation" else self.names(facet)

    def context(self):
        paginator = Paginator(range(min(self.found.count, query.LAST_PAGE * query.PAGE_SIZE)), query.PAGE_SIZE)
        return {
            "section": "search",
            "words": self.question.words,
            "count": self.found.count,
            "heading": self.heading(),
            "notices": self.notices(),
            "results": results.fetch(self.found.rows, self.terms, self.directory),
            "page_obj": paginator.page(self.found.page),
            "page_numbers": list(paginator.get_elided_page_range(self.found.page)),
            "query": self.asked.query(),
            "chips": self.chips(),
            "clear_url": self.address(query.Question(self.question.words)),
            "facets": self.facets(),
            "years": {"from": self.question.year_from, "to": self.question.year_to},
            "used": len(self.filters_in_use()),
            "kept_by_search": self.hidden(without=("q", "sort")),
            "kept_by_filters": self.hidden(only=("q", "sort", "organisation", "year")),
            "kept_by_sort": self.hidden(without=("sort",)),
            "sorts": self.sorts(),
            "downloads": [{"label": label, "url": self.file(ending)} for ending, label in FILES.items()],
            "feed": self.file("atom"),
            "ways_out": [
                {"label": label, "url": self.address(way), "result": number_of_results(number)}
                for label, way, number in self.ways_out
            ],
        }

    def heading(self):
        if not self.found.count:
            return _("No record holds all of these words") if self.question.words else _("Nothing was found")
        return number_of_results(self.found.count)

    def notices(self):
        notices = [*self.asked.notices]
        if self.asked.page > self.found.pages:
            notices.append(_("There are %(pages)d pages; this is the last.") % {"pages": self.found.pages})
        elif self.found.pages == query.LAST_PAGE:
            notices.append(
                _("Only the first %(pages)d pages are shown. Filters narrow the list.") % {"pages": self.found.pages}
            )
        if self.question.words and not self.terms:
            notices.append(_("There is no word in “%(words)s”.") % {"words": parameters.clip(self.question.words)})
        return notices

    # Addresses

    def address(self, question, *, sort=None):
        return f"?{self.asked.query(question, sort=sort).urlencode()}"

    def file(self, ending):
        """Where the results stand as a file, on all pages."""
        query = self.asked.query().urlencode()
        return f"/search.{ending}?{query}" if query else f"/search.{ending}"

    def hidden(self, *, only=None, without=()):
        pairs = [(name, value) for name, values in self.asked.query().lists() for value in values]
        return [(name, value) for name, value in pairs if name not in without and (only is None or name in only)]

    # Filters

    def filters_in_use(self):
        """(facet, value) of every filter; both years are one."""
        pairs = [(name, value) for name, values in self.question.filters.items() for value in values]
        return [*pairs, *([("years", None)] if self.years_in_words() else [])]

    def years_in_words(self):
        first, last = self.question.year_from, self.question.year_to
        if first == last:
            return str(first or "")
        return f"{first or ''}–{last or ''}"

    def chips(self):
        found = []
        for name, value in self.filters_in_use():
            without = self.question.without("years") if name == "years" else self.without_value(name, value)
            found.append({"label": facet_title(name), "value": self.label(name, value), "url": self.address(without)})
        return found

    def without_value(self, name, value):
        rest = [other for other in self.question.filters[name] if other != value]
        filters = {**self.question.filters, name: rest}
        return query.Question(self.question.words, filters, self.question.year_from, self.question.year_to)

    def label(self, name, value):
        if name == "years":
            return self.years_in_words()
        return str(self.names(name).get(value, value))

    def names(self, facet):
        """Value -> what it is called, of all values that exist; years have no other name."""
        return {
            "type": TYPE_LABELS,
            "country": self.directory.countries,
            "area": self.directory.areas,
            "organisation": self.directory.organisations,
        }.get(facet, {})

    def facets(self):
        """The filters beside the list. A ticked value stays, even where it would find nothing."""
        return [
            {"title": facet_title(name), "name": name, "options": self.options(name)} for name in query.COUNTED_FACETS
        ]

    def options(self, name):
        counts = self.counts[name]
        ticked = self.question.filters.get(name, ())
        exist = self.names(name)
        values = {*(value for value in counts if value in exist), *ticked}
        options = [
            {
                "value": parameters.written(name, value),
                "label": self.label(name, value),
                "count": counts.get(value, 0),
                "checked": value in ticked,
            }
            for value in values
        ]
        return sorted(options, key=lambda option: (not option["checked"], -option["count"], option["label"]))

    def sorts(self):
        labels = {
            query.RELEVANCE: _("relevance"),
            query.NEWEST: _("newest first"),
            query.OLDEST: _("oldest first"),
            query.TITLE: _("title"),
        }
        offered = [sort for sort in parameters.SORTS if sort != query.RELEVANCE or self.question.words]
        return [{"value": sort, "label": labels[sort], "selected": sort == self.asked.sort} for sort in offered]

    # Nothing found

    def ways(self):
        """Questions near this one, each with what it is called: without filters, and each word alone."""
        ways = []
        used = list(dict.fromkeys(name for name, _value in self.filters_in_use()))
        if len(used) > 1:
            number = len(self.filters_in_use())
            label = ngettext("Search without the filter", "Search without the %(number)d filters", number)
            ways.append((label % {"number": number}, query.Question(self.question.words)))
        for name in used:
            values = ", ".join(self.label(name, value) for facet, value in self.filters_in_use() if facet == name)
            label = _("Without %(filter)s: %(values)s") % {"filter": facet_title(name), "values": values}
            ways.append((label, self.question.without(name)))
        words = list(dict.fromkeys(self.question.words.split()))
        if len(words) > 1:
            ways += [(word, query.Question(word)) for word in words[:MOST_WAYS_OUT]]
        return ways


def number_of_results(number):
    return ngettext("%(count)s result", "%(count)s results", number) % {"count": f"{number:,}"}


def facet_title(name):
    return {
        "type": _("Type"),
        "country": _("Country"),
        "area": _("Cooperation area"),
        "organisation": _("Organisation"),
        "year": _("Year"),
        "years": _("Years"),
    }[name]
