"""The order of results agrees with a person's: a list of questions over the records that come with the portal."""

from tests.search.judging import QUESTIONS, judge

LOWEST_MEAN = 0.92  # a little under what is reached; `python -m tests.benchmarks.bench_judged` prints it


def test_order_of_results_agrees_with_a_persons():
    judged = judge()

    assert len(QUESTIONS) >= 60
    assert sum(score for _words, score, _found in judged) / len(judged) > LOWEST_MEAN
