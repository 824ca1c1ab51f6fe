"""From the lines of a table to what they change: every line is judged by itself, good ones are kept, all at once.

A dry run is the same run, undone. So it says exactly what the real one does.
"""

import hashlib
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.contrib import admin
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tvet_portal import audit
from tvet_portal.records import completeness, workflow
from tvet_portal.records.content.shape import model_of
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.tables import checking
from tvet_portal.tables.beginning import Beginner
from tvet_portal.tables.cells import same
from tvet_portal.tables.declared import WHAT_IS_WRONG, Wrong
from tvet_portal.tables.files import Line, NotATable
from tvet_portal.tables.matching import NAMED, Known, Root
from tvet_portal.tables.saving import Saver


class Verdict(models.TextChoices):
    """What becomes of a line."""

    WRONG = "wrong", gettext_lazy("wrong")
    REFUSED = "refused", gettext_lazy("not permitted")
    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    PROPOSED = "proposed", gettext_lazy("proposed")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")


GOOD = (Verdict.NEW, Verdict.CHANGED, Verdict.PROPOSED)
BAD = (Verdict.WRONG, Verdict.REFUSED)


@dataclass
class Row:
    """One line with what becomes of it. `changes` are column, before, after; `errors` column and sentence."""

    line: Line
    name: str = ""
    root: Root = None
    part: str = ""  # the key of the part that the line is about
    verdict: str = Verdict.UNCHANGED
    changes: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    joins: bool = False  # whether it is added to what its giver has proposed already

    def refuse(self, column, sentence, verdict=Verdict.WRONG):
        self.verdict = verdict
        if (column, str(sentence)) not in self.errors:
            self.errors.append((column, str(sentence)))

    @property
    def digest(self):
        """What is another text once something else would become of the line."""
        key = self.root.instance.key if self.root and not self.root.is_new else ""
        said = repr([self.verdict, self.changes, self.errors, key, self.joins])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


class Import:
    """One table, read by somebody. `run` judges its lines; `rows` then say what became of them."""

    def __init__(self, table, columns, lines, comments, request, reason=""):
        self.table, self.request, self.user, self.reason = table, request, request.user, reason
        self.comments = comments
        self.columns = self.known(columns)
        self.rows = [Row(line) for line in lines]

    def known(self, names):
        """The columns of the table that may be filled, by the names of its header."""
        columns = {column.name: column for column in [*self.table.columns, WHAT_IS_WRONG]}
        for name in names:
            if name not in columns:
                like = get_close_matches(name, columns, 1)
                hint = _("Do you mean “%(like)s”?") % {"like": like[0]} if like else _("Download the template.")
                raise NotATable(_("There is no column “%(name)s”.") % {"name": name[:60]} + f" {hint}")
        return [columns[name] for name in names if not columns[name].is_told]

    def run(self, *, dry):
        with transaction.atomic():
            self.judge()
            Saver(self).save()
            if dry:
                transaction.set_rollback(True)

    def count(self):
        return Counter(row.verdict for row in self.rows)

    def good(self):
        return [row for row in self.rows if row.verdict in GOOD]

    def bad(self):
        return [row for row in self.rows if row.verdict in BAD]

    def note(self, name, sha256):
        """The line of the audit, once it is done for real."""
        counts = {verdict.value: number for verdict, number in self.count().items()}
        audit.note("import", self.user, table=self.table.model._meta.label_lower, file=name, sha256=sha256, **counts)

    # Judging

    def judge(self):
        self.matched = Known(self.table, [self.table.identity(row.line) for row in self.rows], self.request)
        self.beginner, seen = Beginner(self.table, self.request), {}
        for row in self.rows:
            for column, sentence in row.line.faults.items():
                row.refuse(column, sentence)
            try:
                row.root = self.matched.root(*self.table.identity(row.line)) or self.beginner.begin(row.line)
                self.require_once(row, seen)
            except Wrong as wrong:
                row.refuse(wrong.column or self.table.told[0].name, wrong.sentence)
        for row in self.rows:
            if row.root and not row.errors:
                row.root.rows.append(row)
                self.place(row)
        self.beginner.finish([row for row in self.rows if row.verdict == Verdict.NEW])
        for row in self.good():
            self.require_right(row)
        checking.check(self)

    def require_once(self, row, seen):
        first = seen.setdefault(id(row.root), row.line.number)
        if self.table.is_row_a_root and first != row.line.number:
            raise Wrong(NAMED, _("It stands in row %(row)s already.") % {"row": first})

    def place(self, row):
        """Let the content of its root say what a line says; nothing of it, if any of its cells is wrong."""
        root = row.root
        root.content = deepcopy(root.before) if root.content is None else root.content
        try:
            holder, is_new = self.table.holder(root.content, row.line)
        except Wrong as wrong:
            row.refuse(wrong.column, wrong.sentence)
            return
        row.name, row.part = self.table.name_of(root.content, row.line), holder.get("key", "")
        before, row.changes = dict(holder), []
        for column in self.columns:
            self.put(row, column, holder)
        if row.changes:
            self.settle(row, holder, before)
        if row.changes or is_new or root.is_new:
            self.require_told(row)
        if row.errors:
            holder.clear()
            holder.update(before)
            self.table.forget(root.content, row.line, is_new)
        elif root.is_new or is_new:
            row.verdict = Verdict.NEW
        elif row.changes:
            row.verdict = Verdict.CHANGED

    def put(self, row, column, holder):
        cell, before = row.line.cells.get(column.name, ""), column.text(holder)
        if same(cell, before):
            return
        try:
            column.put(holder, cell)
        except ValueError as error:
            row.refuse(column.name, error)
        else:
            after = column.text(holder)
            if after != before:
                row.changes.append((column.name, before, after))

    def settle(self, row, holder, before):
        """What follows from what was typed, as the form has it follow: the end of an agreement from its term."""
        settle = completeness.settlers.get(holder.get("record_type"))
        if settle is None or row.errors:
            return
        found, problems = settle(holder, before, {column for column, *_texts in row.changes})
        holder.update(found)
        row.changes = [change for change in row.changes if change[0] not in found]
        for column in self.table.filled:
            if column.name in found and column.text(before) != column.text(holder):
                row.changes.append((column.name, column.text(before), column.text(holder)))
        for name, sentence in problems:
            row.refuse(name, sentence)

    def require_told(self, row):
        """What a table does not change says what it said; and nobody saves over an edit that he has not seen."""
        cells, instance = row.line.cells, row.root.instance
        is_stated = self.table.is_row_a_root and isinstance(instance, Record)
        if is_stated and cells.get("status", "") not in ("", instance.status):
            row.refuse("status", _("A table never changes the status: hand the record to review on its page."))
        version, since = cells.get("version", ""), _("Somebody has saved it since: now it is at version %(now)s.")
        if row.root.is_new:
            return
        if not version:
            row.refuse("version", _("Say which version you have seen: export the rows, and change them there."))
        elif version != str(instance.revision):
            row.refuse(
                "version",
                since % {"now": instance.revision},
            )

    def require_right(self, row):
        """Refuse what whoever asks may not change, as the form does; say what will be a proposal."""
        instance, root = row.root.instance, row.root
        page = admin.site.get_model_admin(model_of(instance))
        may = page.has_add_permission(self.request) if root.is_new else page.has_change_permission(self.request)
        if not may:
            row.refuse("", _("Your role may not do this."), Verdict.REFUSED)
        elif root.is_new:
            return
        elif instance.pk not in self.matched.workable:
            row.refuse("", _("It belongs to other countries than those you work on."), Verdict.REFUSED)
        elif getattr(instance, "status", "") == Status.WITHDRAWN and not workflow.may_publish(self.user):
            row.refuse("", _("It is withdrawn: only a publisher can change it."), Verdict.REFUSED)
        elif checking.is_public(instance) and workflow.proposes(self.user):
            row.verdict = Verdict.PROPOSED
