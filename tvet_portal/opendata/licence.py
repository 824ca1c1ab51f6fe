"""Under which licence the data can be taken along."""

from django.conf import settings
from django.utils.translation import gettext as _


def in_words():
    """What the page about the register says, in one sentence."""
    if settings.DATA_LICENCE:
        return _("Records that come with the portal: MIT. Records the operator adds: %(licence)s.") % {
            "licence": settings.DATA_LICENCE
        }
    return _("Records that come with the portal: MIT. For records the operator adds, no licence has been named yet.")
