"""How long the worst questions take: `RECORDS=10000 python -m tests.benchmarks.bench_hostile`.

Each address is asked three times of a portal with so many made-up records, with the portal's real settings and in the
measuring process; milliseconds are that process's on the CPU, the least of the three. The bound is 100.
"""

import os
import tempfile
import time

import django

RECORDS = int(os.environ.get("RECORDS", 10_000))
MOST = 100  # milliseconds
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
THAI = "".join(chr(code) for code in range(0x0E01, 0x0E2F))
FACETS = ("type", "country", "area", "organisation", "year", "state", "language", "has_document")
HOSTILE = {
    "10,000 letters": {"q": "w" * 10_000},
    "10,000 Thai letters": {"q": THAI * 250},
    "150 words of one letter": {"q": " ".join(ALPHABET * 6)},
    "20 beginnings of common words": {"q": " ".join(a + b for a in "tscdp" for b in "aeiro")},
    "one letter": {"q": "t"},
    "two letters": {"q": "co"},
    "a common word": {"q": "training"},
    "common words, none of them left out": {
        "q": "training vocational technical education skills cooperation development"
    },
    "a phrase of common words": {"q": '"the training of the training of the training in the training"'},
    "words nobody knows": {"q": " ".join(f"tranin{letter} vocationl{letter}" for letter in ALPHABET[:12])},
    "words to leave out": {
        "q": " ".join(f"-{word}" for word in ("training", "skills", "education", "of", "the", "and"))
    },
    "operators": {"q": '+(training OR skills) AND NOT [a TO z] ^9 ~2 * ? : \\ / {!lucene} title:title:"a" field:x'},
    "quotes": {"q": '"' * 299},
    "NUL and control characters": {"q": "train\x00ing\x01\x1b\x7f\x85"},
    "marks without letters": {"q": "\u0301" * 300},
    "combined characters": {"q": ("e" + "\u0301" * 20) * 14},
    "what grows when it is folded": {"q": "\ufdfa" * 300},
    "markup": {"q": "<script>alert(1)</script>" * 12},
    "500 values of each facet": {name: [f"value-{number}" for number in range(500)] for name in FACETS},
    "500 known years": {"year": [str(year) for year in range(1900, 2100)] * 3},
    "every country and area": {"country": ["vn", "la", "th", "kh", "mm", "id", "my", "ph"] * 60, "sort": "title"},
    "page 10^9": {"page": str(10**9)},
    "page of 10,000 digits": {"page": "9" * 10_000},
    "last page by title": {"page": "500", "sort": "title"},
    "last page of a common word": {"q": "training", "page": "500"},
    "years turned round": {"year_from": "9" * 30, "year_to": "-1"},
    "200 unknown parameters": {f"unknown{number}": "x" for number in range(200)},
}


def main():
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": state}
        os.environ["CACHED_PAGES"] = "0"
        os.mkdir(f"{state}/static")
        django.setup()
        measure()


def measure():
    from django.core.management import call_command

    from tests.benchmarks.filling import load
    from tvet_portal.search import index

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load(RECORDS)
    entries = index.ask(lambda searcher: searcher.num_docs)
    print(f"{entries:,} entries{'page':>40}{'suggestions':>14}", flush=True)
    for what, parameters in HOSTILE.items():
        times = [milliseconds(address, parameters) for address in ("/search/", "/search/suggestions")]
        print(
            f"{what:38}" + "".join(f"{status:6}{time:9.1f}{' !' * (time > MOST)}" for status, time in times), flush=True
        )


def milliseconds(address, parameters):
    """The status of an answer, and how long it took."""
    from django.test import Client

    times, client = [], Client(headers={"host": "localhost"})
    for _ in range(3):
        start = time.process_time()
        status = client.get(address, parameters).status_code
        times.append(time.process_time() - start)
    return status, min(times) * 1_000


if __name__ == "__main__":
    main()
