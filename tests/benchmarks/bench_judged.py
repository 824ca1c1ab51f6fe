"""How well the order of results agrees with a person's: `python -m tests.benchmarks.bench_judged`.

NDCG of the first ten results of each question of tests/search/judged.yaml, over the records that come with the portal
and a few hundred made-up ones. 1 is a person's own order.
"""

import os
import tempfile
from pathlib import Path

import django

POOR = 0.8  # such questions are printed one by one


def main():
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": state}
        django.setup()
        print_scores()


def print_scores():
    from django.conf import settings
    from django.core.management import call_command

    from tests.search.judging import judge
    from tvet_portal.records.dataset.loading import load

    call_command("migrate", verbosity=0)
    load(Path(settings.BASE_DIR, "tvet_portal", "dataset"))
    judged = sorted(judge(), key=lambda one: one[1])
    print(
        f"NDCG@10, mean of {len(judged)} questions: {sum(score for _words, score, _found in judged) / len(judged):.3f}"
    )
    for words, score, found in judged:
        if score < POOR:
            print(f"  {score:.3f}  {words}: {', '.join(found[:5])} ...")


if __name__ == "__main__":
    main()
