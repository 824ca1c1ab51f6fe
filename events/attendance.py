"""Who was at an event: the members of the group that was called, and everybody the source names."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from tvet_portal.directory.models import GroupMembership
from tvet_portal.records.models import Participation
from tvet_portal.values.partial_dates import describe, parse

MEMBER_STATE = Participation.Role.MEMBER_STATE
PEOPLE = ("delegates", "participants", "people", "representatives", "officials", "trainees", "trainers", "experts")
SAID_OF_AN_ACTOR = ("as_printed", "headcount", "condition", "on_behalf_of", "is_expected", "is_unverified", "evidence")


def presence(content, group):
    """Members of that day of the group that was called, and whether the source names them.

    From a closed list the others are "not represented"; from an open one "not named in the source". Those who became
    members later are said to have done so: nobody could have expected them.
    """
    day = parse(content["held_on"]).first
    was_member = Exists(GroupMembership.objects.on(day).filter(pk=OuterRef("pk")))
    rows = GroupMembership.objects.filter(group=group, status="member").annotate(was_member=was_member)
    rows = list(rows.select_related("country").order_by("country__name"))
    listed = [row for row in content.get("participations", []) if row["role"] == MEMBER_STATE]
    named = {row["country"] for row in listed if row.get("country")}
    members = [
        {"name": row.country.name, "url": row.country.get_absolute_url(), "is_in": row.country.iso2 in named}
        for row in rows
        if row.was_member
    ]
    is_open = any(row.get("is_others") for row in listed)
    return {
        "group": group.name,
        "members": members,
        "named": sum(member["is_in"] for member in members),
        "missing_word": _("not named in the source") if is_open else _("not represented"),
        "missing": [member["name"] for member in members if not member["is_in"]],
        "later": [
            {"name": row.country.name, "since": describe(row.from_on)}
            for row in rows
            if not row.was_member and row.from_first and row.from_first > day
        ],
    }


class Delegations:
    """Everybody the source names, one row each: which body, from where, which part it took."""

    def __init__(self, page):
        self.page = page
        self.shown_above = {member["name"] for member in page.presence["members"]} if page.presence else set()
        self.rows = [
            self._row(label, actor)
            for role, label in Participation.Role.choices
            for actor in page.participants(role)
            if not self._stands_above(role, actor)
        ]

    def _stands_above(self, role, actor):
        """Whether the list of members has said all there is to say about somebody."""
        is_member = role == MEMBER_STATE and actor["name"] in self.shown_above
        return is_member and not any(actor[name] for name in SAID_OF_AN_ACTOR)

    def _row(self, label, actor):
        printed = "" if actor["as_printed"] == actor["country"] else actor["as_printed"]
        talks = [row for row in self.bodies if is_same(row["actor"], actor)]
        return {"actor": actor | {"as_printed": printed}, "role": label, "talks": talks}

    @property
    def bodies(self):
        """What bodies did without a person being named."""
        return [row for row in self.page.appearances if not row["person"]]

    @property
    def others(self):
        """What persons did, and bodies that are not among those who take part."""
        told = [talk for row in self.rows for talk in row["talks"]]
        return [row for row in self.page.appearances if row not in told]


def is_same(one, other):
    """Whether two rows name the same body; one without an entry is known by its words and its country."""
    return (one["key"], one["name"]) == (other["key"], other["name"])


def headcount(figures):
    """How many people were there, if one figure of the whole event says so: "nearly 200 delegates"."""
    counted = [row for row in figures if row["provision"] is None and row["counted"].lower().split()[0] in PEOPLE]
    return f"{counted[0]['number']} {counted[0]['counted'].split()[0]}" if len(counted) == 1 else ""
