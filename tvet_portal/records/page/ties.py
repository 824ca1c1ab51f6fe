"""Ties between records read from their other end."""

from django.utils.translation import gettext_lazy as _

BACKWARDS = {
    "signed_at": _("signed here"),
    "adopted_at": _("adopted here"),
    "amends": _("amended by"),
    "renews": _("renewed by"),
    "supersedes": _("superseded by"),
    "implements": _("implemented by"),
    "follows_up": _("followed up by"),
    "continues": _("continued by"),
    "part_of": _("has the part"),
    "depends_on": _("needed for"),
    "led_to": _("result of"),
    "established_by": _("established"),
    "reports_on": _("reported on by"),
    "reviewed_at": _("reviewed here"),
}
