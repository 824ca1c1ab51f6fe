"""A content that somebody wrote, laid over what is said now: what it changes, and what others did meanwhile."""

from functools import cached_property

from django.utils.translation import gettext as _

from tvet_portal.records import content as contents
from tvet_portal.records.applying import fit
from tvet_portal.records.content.merging import merge
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.names import Names
from tvet_portal.records.workflow import NotAllowed


class Review:
    """Three contents of one record or entry: what it said when somebody began, what he wrote, what it says now.

    `parts` are the paths he changes: path -> whether others changed it, too. `merged` is what comes of all of them.
    """

    def __init__(self, subject, base, mine, live, is_taken=lambda path: True, *, is_base_told=True):
        self.pk, self.base, self.live, self.is_base_told = subject.pk, base, live, is_base_told
        self.model = contents.model_of(subject)
        self.merged, self.parts = merge(self.model, base, mine, live, is_taken)

    @cached_property
    def obstacles(self):
        """Why it can no longer be taken: keys that are gone, fields that are no more."""
        subject = self.model.objects.get(pk=self.pk)  # its own copy: it is filled with the content
        return fit(subject, self.merged)[1]

    @cached_property
    def lines(self):
        """What it changes, in words; nothing where it names what is gone."""
        return [] if self.obstacles else self.changes.lines(self.live, self.merged)

    @cached_property
    def lines_meanwhile(self):
        """What others changed since it was begun, in words; nothing where that is told to nobody any more."""
        is_told = self.is_base_told and not self.obstacles
        return self.changes.lines(self.base, self.live) if is_told else []

    @cached_property
    def changes(self):
        return Changes(self.model, Names(self.model, self.base, self.live, self.merged))

    def require_all(self, taken):
        """Refuse a decision, path -> whether it is taken, that leaves something open."""
        if self.parts.keys() - taken.keys():
            raise NotAllowed([_("Decide each part: take it, or leave it as it is.")])


def parts_of(review):
    """The parts a review is about, each with its lines, in the order of the record."""
    found = {}
    for line in review.lines:
        part = {"path": line["path"], "name": line["part"], "is_conflict": review.parts[line["path"]], "lines": []}
        found.setdefault(line["path"], part)["lines"].append(line)
    for path, part in found.items():
        if part["is_conflict"]:
            part["meanwhile"] = [line for line in review.lines_meanwhile if f"{line['path']}/".startswith(f"{path}/")]
    return list(found.values())


def decisions(posted):
    """What somebody chose on a page of parts: path -> whether it is taken."""
    decided = {name.removeprefix("part:"): value for name, value in posted.items() if name.startswith("part:")}
    return {path: value == "take" for path, value in decided.items() if value in ("take", "leave")}
