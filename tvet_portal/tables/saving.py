"""Writing what the good lines of a table come to: drafts and waiting entries together, what is public one by one."""

import json

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from tvet_portal.directory import limits
from tvet_portal.directory.models import Writing
from tvet_portal.records import proposals, rights, workflow
from tvet_portal.records.applying import broken_rules
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.merging import merge
from tvet_portal.records.content.shape import model_of
from tvet_portal.records.content.writing import Keys, keep_slugs, write
from tvet_portal.records.models import Proposal, Record
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.tables.checking import build, changed_roots, is_public, merged, refuse_all
from tvet_portal.tables.files import NotATable

TRIAL = "–"  # the reason of a dry run, where none is typed yet
TOGETHER = 20  # roots


class Undone(Exception):
    """A trial is over."""


class Saver:
    """Saves the good lines of an import, and refuses those that the database does not take."""

    def __init__(self, work):
        self.work, self.user = work, work.user

    def save(self):
        if len(self.public()) > settings.TABLE_ROWS_PUBLIC:
            most = {"most": settings.TABLE_ROWS_PUBLIC}
            raise NotATable(_("It changes more than %(most)s rows that are public. Give it in several parts.") % most)
        self.settle(self.public(), self.try_out)
        self.settle(self.others(), self.write)
        for root in self.public():
            self.hand_in(root)
        self.log()

    def public(self):
        return [root for root in changed_roots(self.work) if not root.is_new and is_public(root.instance)]

    def others(self):
        found = changed_roots(self.work)
        return [root for root in found if root.is_new or not is_public(root.instance)]

    def settle(self, roots, function):
        """Call a function with these roots, without those it cannot take, until it can take the rest."""
        while roots:
            try:
                with transaction.atomic():
                    function(roots)
                    return
            except Undone:
                return
            except (IntegrityError, DataError):
                wrong = self.explain(roots)
            except Lost as lost:
                wrong = lost.wrong
            refuse_all(self.work, wrong)
            kept = {id(root) for root in changed_roots(self.work)}
            roots = [root for root in roots if id(root) in kept]
            for root in roots:
                as_new(root)

    def explain(self, roots):
        """Which roots break which rule; where no rule says, which cannot be saved after the others."""
        found = []
        for some in batches(roots, TOGETHER):
            for root in [] if self.is_taken(some) else some:
                built = with_references(build(as_new(root)))
                found += [(root, (), sentence) for sentence in broken_rules(built)]
        if found:
            return found
        try:
            with transaction.atomic():
                found = list(self.one_by_one(roots))
                raise Undone
        except Undone:
            said = _("The database refuses it together with the other rows. Give it in a table of its own.")
            return found or [(root, (), said) for root in roots]

    def is_taken(self, roots):
        """Whether the database would take these roots by themselves: to ask for each rule takes ten times as long."""
        try:
            with transaction.atomic():
                self.write_rows([as_new(root) for root in roots])
                raise Undone
        except Undone:
            return True
        except (IntegrityError, DataError):
            return False

    def one_by_one(self, roots):
        """The roots that the database does not take after those before them."""
        for root in roots:
            try:
                with transaction.atomic():
                    write(build(as_new(root)), quietly)
            except (IntegrityError, DataError):
                yield root, (), _("The database refuses it: something of it belongs to another already.")

    def write_rows(self, roots):
        for root in roots:
            root.built = build(root)
        write(merged(root.built for root in roots), quietly)

    def try_out(self, roots):
        self.write_rows(roots)
        raise Undone

    def write(self, roots):
        """New and waiting rows, in as many queries for many as for one."""
        for root in roots:
            root.was_new = root.is_new
            root.instance.revision += 1
        self.write_rows(roots)
        rows = [root.instance for root in roots]
        if isinstance(rows[0], Record):
            keep_slugs(dict.fromkeys(rows, ()))
        elif hasattr(rows[0], "slugs"):
            relation = rows[0]._meta.get_field("slugs")
            kept = [relation.related_model(**{relation.field.attname: row.pk, "slug": row.slug}) for row in rows]
            relation.related_model.objects.bulk_create(kept, ignore_conflicts=True, batch_size=500)
        self.require_right(roots)
        written = [Writing(path=row.path, written_by=self.user) for row in rows]
        Writing.objects.bulk_create(written, ignore_conflicts=True, batch_size=500)

    def require_right(self, roots):
        """Nobody takes anything out of the countries he works on."""
        codes = limits.countries_of(self.user)
        if codes is None:
            return
        changed = [root for root in roots if not root.was_new]
        lost = {root.instance.pk for root in changed}
        for model in {type(root.instance) for root in changed}:
            may = rights.workable if issubclass(model, Record) else limits.workable
            base = Record if issubclass(model, Record) else model
            for some in batches(sorted(root.instance.pk for root in changed)):
                lost -= set(may(base.objects.filter(pk__in=some), self.user).values_list("pk", flat=True))
        said = _("It would no longer belong to the countries you work on.")
        if wrong := [(root, (), said) for root in changed if root.instance.pk in lost]:
            raise Lost(wrong)

    def hand_in(self, root):
        """What is public: a proposal, or public at once for who may alone."""
        proposes = workflow.proposes(self.user)
        own = Proposal.objects.open().of(root.instance).filter(proposed_by=self.user).first() if proposes else None
        if own and own.state == Proposal.State.SENT_BACK:
            said = _("What you have proposed of it was sent back: “%(remark)s”. Go on with that on its page first.")
            refuse_all(self.work, [(root, (), said % {"remark": own.remark})])
            return
        rows = [row for row in root.rows if not row.errors]
        for row in rows:
            row.joins = own is not None
        try:
            with transaction.atomic():
                content = self.together(root, own) if own else root.content
                proposal = proposals.hand_in(root.instance, content, self.user, self.work.reason or TRIAL)
        except NotAllowed as refused:
            refuse_all(self.work, [(root, (), sentence) for sentence in refused.reasons])
            return
        if proposes and proposal is None:
            for row in rows:
                row.verdict, row.changes = "unchanged", []

    def together(self, root, own):
        """What the lines say of a public row, with whatever else its giver has proposed of it already."""
        return merge(model_of(root.instance), root.before, root.content, json.loads(own.content))[0]

    def log(self):
        """The lines of the history of each row, as its form would write them."""
        for flag, verdict in ((ADDITION, "new"), (CHANGE, "changed")):
            roots = {id(row.root): row.root for row in self.work.rows if row.verdict == verdict and not row.errors}
            flag = flag if self.work.table.is_row_a_root else CHANGE
            rows = [root.instance for root in roots.values() if not self.is_proposed(root)]
            LogEntry.objects.log_actions(self.user.pk, rows, flag, change_message=_("Imported from a table."))

    def is_proposed(self, root):
        return any(row.verdict == "proposed" for row in root.rows)


class Lost(Exception):
    """Rows that would leave the countries of who saves them: each a root, no steps, a sentence."""

    def __init__(self, wrong):
        super().__init__()
        self.wrong = wrong


def with_references(built):
    """Rows that know what they name, as they would when they are saved: rules are about that, too."""
    keys = Keys(built)
    for reference in built.references:
        setattr(reference.owner, reference.field.attname, keys.get(reference))
    return built


def as_new(root):
    """A save was undone: what was new is new again."""
    if root.was_new:
        root.instance.pk = None
        if isinstance(root.instance, Record):
            root.instance.id = None
        root.instance._state.adding = True
    if root.was_new is not None:
        root.instance.revision -= 1
        root.was_new = None
    return root


def quietly(number, total):
    """Nobody looks on."""
