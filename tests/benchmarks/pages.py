"""The pages that are measured, at the portal and in plain Django."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from tests.benchmarks import corpus

PORTAL, KEPT, STORED = "portal", "kept page", "stored bytes"  # as made anew, from its cache, without Django
PLAIN, SQL = "plain Django", "its bare SQL"
SAMPLE = 30
LAST_PAGE = 500
COMMON, FILTERED, RARE = "search, word in nearly every record", "search, with country and type", "search, rare word"
SEARCH_PAGE, LIST, LIST_PAGE = "search, page 500", "list, first page", "list, page 500"
RECORD, SUGGESTIONS = "record", "suggestions"
SCRIPTS = {"vi": "Vietnamese without marks", "th": "Thai", "lo": "Lao", "km": "Khmer", "my": "Burmese"}


@dataclass(frozen=True)
class Page:
    """A kind of page: addresses that are asked for in turn, of the portal and of plain Django if that has it."""

    portal: list
    plain: list | None = None


def pages(number):
    """Name -> page, for so many records of the corpus."""
    found = corpus.Corpus(number)
    words = {language: [quote(one.query) for one in some if one.ids] for language, some in found.planted.items()}
    agreements = (one["id"] for one in found.records() if one["kind"] == "agreement")
    ids = list(islice(agreements, min(SAMPLE, number // 4)))
    last = {share: max(1, min(LAST_PAGE, int(number * share / 20))) for share in (0.4, 0.9)}
    typed = [quote(text) for text in ("mem", "memorandum of under", "meeting on te", "qualification in w")]
    return {
        COMMON: Page(["/search/?q=training"], ["/?q=training"]),
        FILTERED: Page(
            ["/search/?q=training&country=vn&type=agreement"], ["/?q=training&country=Viet+Nam&kind=agreement"]
        ),
        RARE: Page([f"/search/?q={word}" for word in words["en"]], [f"/?q={word}" for word in words["en"]]),
        SEARCH_PAGE: Page([f"/search/?q=training&page={last[0.9]}"], [f"/?q=training&page={last[0.9]}"]),
        **{f"search, {SCRIPTS[one]}": Page([f"/search/?q={word}" for word in words[one]]) for one in SCRIPTS},
        LIST: Page(["/agreements/"], ["/?kind=agreement"]),
        LIST_PAGE: Page([f"/agreements/?page={last[0.4]}"], [f"/?kind=agreement&page={last[0.4]}"]),
        RECORD: Page([f"/agreements/made-up-{id}/" for id in ids], [f"/{id}/" for id in ids]),
        SUGGESTIONS: Page([f"/search/suggestions?q={text}" for text in typed], [f"/titles?q={text}" for text in typed]),
    }
