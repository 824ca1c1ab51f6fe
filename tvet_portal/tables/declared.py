"""The tables there are: which rows each has, and what stands in their columns."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import CooperationArea, Organisation, Person
from tvet_portal.directory.models.areas import AreaLabel
from tvet_portal.directory.models.organisations import OrganisationName
from tvet_portal.directory.models.people import PersonName
from tvet_portal.records.content import record_models
from tvet_portal.records.content.shape import shape
from tvet_portal.records.models import Participation, Progress, ProgressActor, Record
from tvet_portal.tables.columns import Actors, FieldColumn, Names, Told
from tvet_portal.values.parts import new_key

VERSION = Told("version", _("The edit you have seen. Leave it as exported: so nobody’s later work is lost."), "3")
STATUS = Told("status", _("Where the record stands. A table never changes it; new rows become drafts."), "draft")
REFERENCE = Told("reference", _("The reference, where there is one. A row is found by it or by its key."), "AGR-00001")
NEW = Told("new", _("Only for a new row: “yes” where the portal knows a name like this, and it is another one."), "yes")
KEY = Told("key", _("The permanent key. Leave it empty for a new row: it is found from the name."), "")

WHAT_IS_WRONG = Told("what_is_wrong", _("In the file of rows left out. It is not read."))  # in no template


class Wrong(Exception):
    """A cell that cannot stand: its column, and a sentence that says why and what to do."""

    def __init__(self, column, sentence):
        super().__init__(sentence)
        self.column, self.sentence = column, str(sentence)


class RootTable:
    """A table with a row for each record of a type, or each entry of the directory."""

    is_row_a_root = True

    def __init__(self, model, *lines):
        self.model, self.is_of_records = model, issubclass(model, Record)
        fields = [field for field in shape(model).fields if field.name != "key"]
        slug = [FieldColumn(Record._meta.get_field("slug"))] if self.is_of_records else []
        self.told = [KEY, *([REFERENCE, STATUS] if self.is_of_records else []), VERSION, NEW]
        self.filled = [*map(FieldColumn, fields), *lines, *slug]
        self.title = next(name for name in ("title", "name", "label", "printed_name") if name in shape(model).names)

    @property
    def columns(self):
        return [*self.told, *self.filled]

    def identity(self, line):
        """The key and the reference by which a line names its root; both empty for a new one."""
        return line.cells.get("key", ""), line.cells.get("reference", "")

    def written(self, instance, content):
        """The lines a root has, as texts by column."""
        about = {"key": instance.key, "version": str(instance.revision), "new": ""}
        if self.is_of_records:
            about |= {"reference": instance.reference or "", "status": instance.status}
        told = {column.name: about[column.name] for column in self.told}
        yield told | {column.name: column.text(content) for column in self.filled}

    def holder(self, content, line):
        """The row of a content that a line is about, and whether it is new."""
        return content, False

    def forget(self, content, line, is_new):
        """The line is wrong: nothing it began stays."""

    def name_of(self, content, line):
        return content.get(self.title) or line.cells.get(self.title, "")


class ProgressTable:
    """A table with a row for each statement of what became of a point."""

    is_of_records, is_row_a_root = True, False
    model = Progress
    told = [
        Told("record", _("The reference of the record, or its key."), "AGR-00001"),
        Told("point", _("The key of the point of the record. The portal’s list of points has it."), "commitment-1"),
        Told("point_in_words", _("What the point says, so that you find it. It is not read.")),
        Told("key", _("The key of the statement. Leave it empty for a new one.")),
        VERSION,
    ]

    def __init__(self):
        self.filled = [*map(FieldColumn, shape(Progress).fields), Actors("actors", ProgressActor)]

    @property
    def columns(self):
        return [*self.told, *self.filled]

    def identity(self, line):
        named = line.cells.get("record", "")
        return (named, "") if "/" in named else ("", named)

    def written(self, instance, content):
        for point in content.get("provisions", ()):
            about = {
                "record": instance.reference or instance.key,
                "point": point["key"],
                "point_in_words": (point.get("heading") or point["text"])[:200],
                "version": str(instance.revision),
            }
            for row in point.get("progress", ()):
                yield about | {"key": row["key"]} | {column.name: column.text(row) for column in self.filled}

    def holder(self, content, line):
        wanted, key = line.cells.get("point", ""), line.cells.get("key", "")
        points = {point["key"]: point for point in content.get("provisions", ())}
        if wanted not in points:
            known = ", ".join(points) or "–"
            raise Wrong("point", _("The record has no such point. It has: %(known)s.") % {"known": known[:300]})
        rows = points[wanted].setdefault("progress", [])
        if not key:
            rows.append({"key": new_key()})
            return rows[-1], True
        found = next((row for row in rows if row["key"] == key), None)
        if found is None:
            raise Wrong("key", _("The point has no such statement. Leave the key empty for a new one."))
        return found, False

    def forget(self, content, line, is_new):
        rows = next(point["progress"] for point in content["provisions"] if point["key"] == line.cells["point"])
        if is_new:
            rows.pop()

    def name_of(self, content, line):
        return f"{content.get('title', '')}: {line.cells.get('point', '')}"


@cache
def tables():
    """Model of a page -> its table."""
    records = record_models()
    who = {name: Actors("participations", Participation) for name in ("agreement", "event", "qualification")}
    found = [
        RootTable(Organisation, Names("names", OrganisationName)),
        RootTable(Person, Names("names", PersonName)),
        RootTable(CooperationArea, Names("labels", AreaLabel)),
        *(RootTable(records[name], actors) for name, actors in who.items()),
        ProgressTable(),
    ]
    return {table.model: table for table in found}
