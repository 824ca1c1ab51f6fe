"""The first page of the admin: what waits for who has signed in, and the same as filters of the lists."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.approval import may_publish
from tvet_portal.directory.models import (
    CooperationArea,
    CountryGroup,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
)
from tvet_portal.records import merges, rights, suspected, tasks
from tvet_portal.records.admin.parts import address_of
from tvet_portal.records.admin.suspected import ADDRESS, TITLES, words
from tvet_portal.records.models import Merge, Proposal, Provision, Record

SHOWN = 5


@dataclass(frozen=True)
class Task:
    """A list of what waits: its rows, in words, where all of them are, what stands beside each."""

    name: str
    title: Any
    model: type
    find: Any  # function of rows and a user, giving those that wait
    note: str = ""  # the field that stands beside a row
    publisher: bool = False

    def rows(self, user):
        """At most one row more than is shown."""
        found = self.find(within_limits(self.model, user), user)
        related = {Proposal: ("record",), Provision: ("record",), Organisation: ("country",)}
        rows = list(found.select_related(*related.get(self.model, (None,)))[: SHOWN + 1])
        if self.model is Merge:
            titles = merges.titles(rows)
            for row in rows:
                row.title = titles[row.pk]
        return rows

    def line(self, row):
        shown = getattr(row, f"get_{self.note}_display", lambda: getattr(row, self.note, "") or "")()
        shown = date_format(shown) if isinstance(shown, date) else shown
        return {"address": address_of(row), "words": Truncator(words(row)).words(18), "note": shown}

    @property
    def address(self):
        changelist = f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist"
        whatever = "&state=all" if self.model is Proposal else ""
        return f"{reverse(changelist)}?waits={self.name}{whatever}"


OWN = [
    Task("review", _("Drafts that wait for your review"), Record, tasks.for_review, "record_type", publisher=True),
    Task("review", _("Proposals that wait for your review"), Proposal, tasks.proposals_for_review, "reason", True),
    Task("review", _("Merges that wait for a publisher"), Merge, tasks.merges_to_do, "reason", publisher=True),
    Task("mine", _("Your drafts"), Record, tasks.own_drafts, "record_type"),
    Task("mine", _("Your proposals"), Proposal, tasks.own_proposals, "state"),
]
TO_APPROVE = [
    (Organisation, _("Organisations to approve"), "country"),
    (Person, _("People to approve"), ""),
    (CooperationArea, _("Areas of cooperation to approve"), "branch"),
    (TargetGroup, _("Target groups to approve"), ""),
    (Trade, _("Trades to approve"), "language"),
    (Source, _("Sources to approve"), "publisher"),
    (CountryGroup, _("Groups of countries to approve"), "kind"),
]
OF_ALL = [
    *(Task("approval", title, model, tasks.to_approve, note, publisher=True) for model, title, note in TO_APPROVE),
    Task("overdue", _("To be looked at again"), Record, tasks.to_look_at_again, "review_on"),
    Task("unverified", _("Not verified for a year"), Record, tasks.unverified, "verified_on"),
    Task("silent", _("Commitments without news for a year"), Provision, tasks.without_news, "record"),
    Task("uncopied", _("Sources without an archived copy"), Source, tasks.without_copy, "publisher"),
    Task("translations", _("Translations of earlier versions"), Record, tasks.with_old_translations, "record_type"),
]


@dataclass(frozen=True)
class Suspected:
    """The same of what is suspected to be one: a line for two rows."""

    of: str
    title: Any
    publisher: bool = False

    def rows(self, user):
        return suspected.suspected(self.of, user)

    @property
    def address(self):
        return f"{reverse(f'admin:{ADDRESS}')}#{self.of}"

    def line(self, found):
        both = [Truncator(words(row)).words(12) for row in (found.one, found.other)]
        return {"address": self.address, "words": " / ".join(both), "note": getattr(found.one, "country", None) or ""}


SUSPECTED = [Suspected(of, title) for of, title in TITLES.items()]


def within_limits(model, user):
    """The rows of a model that somebody works on."""
    rows = model._default_manager.all()
    if limits.countries_of(user) is None:
        return rows
    if model is Record:
        return rights.workable(rows, user)
    if model is Proposal:
        return rights.proposals_of(rows, user)
    if model is Merge:
        return merges.workable(rows, user)
    if model is Provision:
        return rows.filter(record__in=rights.workable(Record.objects, user).values("pk"))
    return limits.belonging(rows, user)


def waiting(user):
    """What waits for somebody: the lists that hold something, by group; and the names of those that hold nothing."""
    groups, empty = [], []
    for title, some in ((_("For you"), OWN), (_("In the records you work on"), [*OF_ALL, *SUSPECTED])):
        shown = []
        for task in some:
            if task.publisher and not may_publish(user):
                continue
            rows = task.rows(user)
            if rows:
                lines = [task.line(row) for row in rows[:SHOWN]]
                all_of_them = task.address if len(rows) > SHOWN else ""
                shown.append({"title": task.title, "lines": lines, "all": all_of_them})
            else:
                empty.append(task.title)
        groups.append({"title": title, "lists": shown})
    return {"groups": [group for group in groups if group["lists"]], "empty": empty}


class WaitingFilter(admin.SimpleListFilter):
    """A list with only what waits, as the first page shows it."""

    title = _("what waits")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(task.name, task.title) for task in self.tasks_of(model_admin.model)]

    def queryset(self, request, queryset):
        task = next((task for task in self.tasks_of(queryset.model) if task.name == self.value()), None)
        return task.find(queryset, request.user).order_by() if task else queryset

    def tasks_of(self, model):
        return [task for task in (*OWN, *OF_ALL) if task.model is model]
