"""The curated records beside the collection of facts they come from, where that lies beside the checkout."""

import pytest
import yaml

from qualifications.models import Framework, Level, LevelReference, QualificationType, Referencing
from tests.seeds.conftest import DATASET
from tests.seeds.reading import keys
from tests.seeds.test_curated_facts import CONFLICTS, NATIONAL, edition, framework, is_unverified

FACTS = DATASET.parents[2] / "shared" / "data" / "facts.yaml"


@pytest.fixture(scope="module")
def facts():
    if not FACTS.exists():
        pytest.skip("not run: the collected facts are not beside the checkout")
    return yaml.load(FACTS.read_text(), Loader=yaml.CSafeLoader)


def of_country(iso2):
    return Framework.objects.published().get(is_principal=True, coverage_countries__iso2=iso2)


def test_as_many_rows_as_facts(facts):
    national = Framework.objects.filter(slug__in=[*NATIONAL, "aqrf"])
    levels = Level.objects.filter(version__framework__in=national)

    assert Framework.objects.count() == 1 + len(facts["frameworks"]) + len(facts["sub_frameworks"])
    assert levels.count() == len(facts["framework_levels"]) + len(facts["aqrf"]["levels"])
    assert QualificationType.objects.count() == len(facts["qualification_types"])
    assert LevelReference.objects.count() == sum(row["candidate_aqrf_level"] is not None for row in facts["mappings"])
    assert Referencing.objects.count() == len(facts["referencing_status"])
    assert set(CONFLICTS) == {row["topic"] for row in facts["conflicts"]}


def test_numbers_of_levels_are_those_of_the_facts(facts):
    stated = {row["code"].lower(): row["level_count"] for row in facts["frameworks"]}
    held = {slug: framework(slug).versions.first().level_count for slug in NATIONAL}

    assert held == stated


def test_types_have_the_level_and_the_words_of_the_facts(facts):
    for code in {row["framework"] for row in facts["qualification_types"]}:
        rows = [row for row in facts["qualification_types"] if row["framework"] == code]
        for fact, row in zip(rows, framework(code.lower()).types.all(), strict=True):
            first, _, last = str(fact["level"] or fact.get("candidate_level") or "").partition("-")
            levels = [str(n) for n in range(int(first), int(last or first) + 1)] if first else []

            assert fact["name_en"].startswith(row.name)
            assert (keys(row.placements, "level__code"), row.native_name) == (levels, fact["name_native"] or "")


def test_referencing_is_that_of_the_facts(facts):
    for fact in facts["referencing_status"]:
        row = of_country(fact["country"]).referencings.get()

        assert row.state == {"referenced": "endorsed"}.get(fact["status"], fact["status"])
        assert (row.endorsed_on, row.report_title) == (
            fact["date_accepted"] or str(fact["year_accepted"] or ""),
            fact["report_title"] or "",
        )


def test_everything_unconfirmed_is_unverified(facts):
    assert [place for place in unconfirmed_places(facts) if not is_unverified(*place)] == []


def unconfirmed_places(facts):
    """Record and target of every fact that no page confirms."""
    unconfirmed = {"confidence": "unconfirmed"}.items()
    aqrf = framework("aqrf")
    for row in facts["aqrf"]["referencing_criteria"]:
        if unconfirmed <= row.items():
            yield aqrf, f"criteria/{row['number']}"
    for row in facts["frameworks"]:
        record, version = (
            framework(row["code"].lower()),
            f"versions/{framework(row['code'].lower()).versions.first().key}",
        )
        if "unconfirmed" in (row["confidence"], row.get("level_count_confidence")):
            yield record, f"{version}/level_count"
        if unconfirmed <= row.items():
            yield record, "title"
    for row in facts["framework_levels"]:
        if unconfirmed <= row.items():
            record = framework(row["framework"].lower())
            yield record, f"versions/{record.versions.first().key}/levels/{row['level']}"
    for row in facts["referencing_status"]:
        if unconfirmed <= row.items():
            yield of_country(row["country"]), "referencings/aqrf"
    for row in facts["skills_competition"]["editions"]:
        if unconfirmed <= row.items():
            yield edition(row["edition"]), "held_on"
    for code in {row["framework"] for row in facts["qualification_types"]}:
        rows = [row for row in facts["qualification_types"] if row["framework"] == code]
        for fact, row in zip(rows, framework(code.lower()).types.all(), strict=True):
            if "unconfirmed" in (fact["confidence"], fact.get("level_confidence")):
                yield from [(row.framework, f"types/{row.key}/placements/{p.key}") for p in row.placements.all()] or [
                    (row.framework, f"types/{row.key}")
                ]
