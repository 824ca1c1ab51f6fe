"""What became of points: how many stand in which state, how long nothing was heard, how much of a promise is there."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.records.models import Progress
from tvet_portal.records.models.figures import Figure
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.values.partial_dates import describe, parse

OLD = 2  # whole years after which a report is old news


def tally(points):
    """How many of these points were last reported in which state, for components/tally.html."""
    states = Counter(point["progress"][0]["status"] for point in points if point["progress"])
    return [
        {"badge": progress_badge(state), "number": states[state]} for state in Progress.Status.values if states[state]
    ]


def newest_report(points):
    """The date of the last report on any of these points; nothing where there is none, or where all are at an end."""
    waiting = [point["progress"] for point in points if not is_at_an_end(point["progress"])]
    dates = [progress["as_of_on"] for reports in waiting for progress in reports]
    return max(dates, key=lambda text: parse(text).last, default="")


def is_at_an_end(reports):
    """Whether the last report leaves no further news to be expected."""
    return bool(reports) and reports[0]["status"] in Progress.AT_AN_END


def silence(as_of, day):
    """What a reader should know of a last report that is old: title and text of a notice; nothing where it is not."""
    if not as_of or (years := years_since(parse(as_of).last, day)) < OLD:
        return None
    title = ngettext("%(years)d year without news.", "%(years)d years without news.", years) % {"years": years}
    text = _("The last report is of %(date)s. What has happened since is not recorded.") % {"date": describe(as_of)}
    return {"title": title, "text": text, "years": years}


def years_since(then, day):
    return day.year - then.year - ((day.month, day.day) < (then.month, then.day))


def gauge(figures):
    """How much of a promise is there: by a figure that is stated as meeting the target, or one beside its target."""
    for figure in figures:
        if figure["role"] == Figure.Role.MEETING_TARGET:
            text = _("%(number)s %(counted)s, stated as meeting the target")
            return {"percent": 100, "text": text % figure, "figures": [figure]}
    targets = [figure for figure in figures if figure["role"] == Figure.Role.TARGET and figure["value"]]
    stated = [figure for figure in figures if figure["role"] == Figure.Role.STATED and figure["value"] is not None]
    if len(targets) != 1 or len(stated) != 1 or targets[0]["unit"] != stated[0]["unit"]:
        return None
    percent = min(100, round(100 * stated[0]["value"] / targets[0]["value"]))
    words = {"number": stated[0]["number"], "target": targets[0]["number"], "counted": stated[0]["counted"]}
    text = _("%(number)s of %(target)s: %(counted)s") % words
    return {"percent": percent, "text": text, "figures": [*targets, *stated]}
