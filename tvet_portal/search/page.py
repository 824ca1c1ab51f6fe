"""One page of search results: what was asked, what was found, how to narrow it, and ways out where nothing was."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.search import index, parameters, query, results, spelling
from tvet_portal.search.choices import Choices, facet_title

MOST_WAYS_OUT = 8
PLACE_AND_TIME = ("country", "year")
FILES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


def make(data):
    """The context of the search page for the parameters of an address."""
    return Page(data).context()


class Page:
    """What the search page shows for the parameters of an address."""

    def __init__(self, data):
        self.choices = Choices()
        self.asked = parameters.read(data, self.choices.known)
        self.question = self.asked.question
        self.terms = self.question.terms
        self.held = self.ways_out = ()
        answer = index.answer_with_memory(self.search)
        self.may_lack, (self.found, self.counts) = answer.may_lack, answer.value

    def search(self, searcher, memory):
        found = query.find(searcher, self.question, sort=self.asked.sort, page=self.asked.page)
        if not found.count:
            self.ways_out = [(label, way, query.count(searcher, way)) for label, way in self.ways(searcher)]
            self.held = query.facets(searcher, memory, self.around())["type"]
        return found, query.facets(searcher, memory, self.question)

    def context(self):
        paginator = Paginator(range(min(self.found.count, query.LAST_PAGE * query.PAGE_SIZE)), query.PAGE_SIZE)
        return {
            "section": "search",
            "words": self.question.words,
            "count": self.found.count,
            "heading": self.heading(),
            "notices": self.notices(),
            "may_lack": self.may_lack,
            "results": results.fetch(self.found.rows, self.terms, self.choices.directory),
            "page_obj": paginator.page(self.found.page),
            "page_numbers": list(paginator.get_elided_page_range(self.found.page)),
            "query": self.asked.query(),
            "chips": self.chips(),
            "clear_url": self.address(query.Question(self.question.words)),
            "facets": self.facets(),
            "years": {"from": self.question.year_from, "to": self.question.year_to},
            "used": len(self.filters_in_use()),
            "kept_by_search": self.hidden(without=("q", "sort")),
            "kept_by_filters": self.hidden(only=("q", "sort")),
            "kept_by_sort": self.hidden(without=("sort",)),
            "sorts": self.sorts(),
            "downloads": [{"label": label, "url": self.file(ending)} for ending, label in FILES.items()],
            "feed": self.file("atom"),
            "ways_out": [
                {"label": label, "url": self.address(way), "result": number_of_results(number)}
                for label, way, number in self.ways_out
            ],
            "holdings": self.holdings(),
        }

    def heading(self):
        if not self.found.count:
            return _("No record holds all of these words") if self.question.words else _("Nothing was found")
        return number_of_results(self.found.count)

    def notices(self):
        notices = [*self.asked.notices]
        if self.may_lack:
            notices.insert(0, _("The search is being rebuilt: for a while, something may be missing here."))
        if self.asked.page > self.found.pages:
            notices.append(_("There are %(pages)d pages; this is the last.") % {"pages": self.found.pages})
        elif self.found.pages == query.LAST_PAGE:
            notices.append(
                _("Only the first %(pages)d pages are shown. Filters narrow the list.") % {"pages": self.found.pages}
            )
        if self.question.words and not self.question.asked:
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
        return replace(self.question, filters={**self.question.filters, name: rest})

    def label(self, name, value):
        return self.years_in_words() if name == "years" else self.choices.label(name, value)

    def facets(self):
        """The filters beside the list. One that has nothing to choose is left out."""
        self.choices.load_organisations(self.counts["organisation"])
        ticked = self.question.filters
        groups = [self.choices.group(name, self.counts[name], ticked.get(name, ())) for name in query.COUNTED_FACETS]
        return [group for group in groups if group["options"]]

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

    def ways(self, searcher):
        """Questions near this one, each with what it is called: put right, without filters, and each word alone."""
        meant = spelling.suggestion(searcher, self.question)
        if meant:
            yield _("Did you mean “%(words)s”?") % {"words": meant.words}, meant
        used = list(dict.fromkeys(name for name, _value in self.filters_in_use()))
        if len(used) > 1:
            number = len(self.filters_in_use())
            label = ngettext("Search without the filter", "Search without the %(number)d filters", number)
            yield label % {"number": number}, query.Question(self.question.words)
        for name in used:
            values = ", ".join(self.label(name, value) for facet, value in self.filters_in_use() if facet == name)
            label = _("Without %(filter)s: %(values)s") % {"filter": facet_title(name), "values": values}
            yield label, self.question.without(name)
        words = list(dict.fromkeys(self.question.words.split()))
        if len(words) > 1:
            yield from ((word, query.Question(word)) for word in words[:MOST_WAYS_OUT])

    def around(self):
        """The question without words and subjects: its countries and years, or everything."""
        others = [name for name in self.question.filters if name not in PLACE_AND_TIME]
        return replace(self.question.without(*others), words="")

    def holdings(self):
        """What the archive holds for these countries and years: how many of each type, each with its address."""
        around = self.around()
        names = [self.label(name, value) for name, value in self.filters_in_use() if name in (*PLACE_AND_TIME, "years")]
        kinds = self.choices.group("type", self.held, ())["options"] if self.held else []
        found = [
            {
                "label": kind["label"],
                "result": number_of_results(kind["count"]),
                "url": self.address(replace(around, filters={**around.filters, "type": [kind["value"]]})),
            }
            for kind in kinds
        ]
        return {"names": ", ".join(names), "kinds": found} if found else None


def number_of_results(number):
    return ngettext("%(count)s result", "%(count)s results", number) % {"count": f"{number:,}"}
