"""The table of frameworks and levels as files: a row a level on record, and one for each country without any."""

HEADER = (
    "country_code", "country", "framework", "framework_address", "state", "as_of", "endorsed_on", "level", "aqrf_level",
    "relation", "basis",
)  # fmt: skip


def rows(board, site):
    """Plain rows, in the order of the columns of the page."""
    codes = {level.pk: level.code for level in board.levels}
    for standing in board.columns:
        country, framework, referencing = standing.country, standing.framework, standing.referencing
        known = [
            country.iso2,
            country.name,
            framework and (framework.acronym or framework.title),
            framework and f"{site}{framework.get_absolute_url()}",
            standing.state.value,
            referencing and referencing.as_of_on,
            referencing and referencing.endorsed_on,
        ]
        found = [
            row for level in (*codes, None) for row in board.references.get((framework and framework.pk, level), ())
        ]
        for row in found:
            yield [*known, row.from_level.code, codes.get(row.to_level_id), row.relation, row.basis.value]
        if not found:
            yield [*known, None, None, None, None]


def data(board, site):
    """The same as one structure."""
    return {"as_of": board.day, "rows": [dict(zip(HEADER, row, strict=True)) for row in rows(board, site)]}
