"""A content that somebody changed, laid over one that others have changed meanwhile: part by part, by key."""

from dataclasses import dataclass, field

from tvet_portal.records.content.shape import RECORD_HEAD, shape


def merge(model, base, mine, theirs, is_taken=lambda path: True):
    """`theirs` with what `mine` says otherwise than `base`, and those parts: path -> whether both changed it.

    A part is a field of the record, or a row without the rows in it; one that came or went is taken whole. `is_taken`
    answers by path whether mine is taken. What only they changed is theirs without a question.
    """
    merger = _Merger(is_taken)
    return merger.record(shape(model), base, mine, theirs), merger.parts


@dataclass
class _Merger:
    is_taken: object
    parts: dict = field(default_factory=dict)

    def record(self, row_shape, *sides):
        merged = {name: sides[-1][name] for name in RECORD_HEAD if name in sides[-1]}
        for name in ("slug", *(each.name for each in row_shape.fields)):
            value = self.choose(name, *(side.get(name) for side in sides))
            if value is not None:
                merged[name] = value
        return merged | self.rows(row_shape, "", *sides)

    def rows(self, row_shape, above, *sides):
        merged = {}
        for part in row_shape.parts:
            base, mine, theirs = ({row["key"]: row for row in side.get(part.name, ())} for side in sides)
            rows = [
                self.row(shape(part.model), f"{above}{part.name}/{key}", base.get(key), mine.get(key), theirs.get(key))
                for key in {**theirs, **mine}
            ]
            if rows := [row for row in rows if row]:
                merged[part.name] = rows
        return merged

    def row(self, row_shape, path, *sides):
        if None in sides:
            return self.choose(path, *sides)
        inner = {part.name for part in row_shape.parts}
        own = ({name: value for name, value in side.items() if name not in inner} for side in sides)
        return self.choose(path, *own) | self.rows(row_shape, f"{path}/", *sides)

    def choose(self, path, base, mine, theirs):
        if mine in (base, theirs):
            return theirs
        self.parts[path] = base != theirs
        return mine if self.is_taken(path) else theirs
