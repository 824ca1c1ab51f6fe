"""States as shape, word and colour: the one map that pages, lists and tallies use."""

from tvet_portal.records.models import Progress

PROGRESS_LOOKS = {
    "not_started": ("warn", "s-open"),
    "limited": ("warn", "s-late"),
    "substantial": ("", "s-half"),
    "complete": ("ok", "s-full"),
    "blocked": ("stop", "s-block"),
    "withdrawn": ("", "s-end"),
    "superseded": ("", "s-end"),
}


def progress_badge(status):
    tone, icon = PROGRESS_LOOKS[status]
    return {"tone": tone, "icon": icon, "word": Progress.Status(status).label}
