"""Who wrote what waits for approval, and who else can approve it: the rule of two people."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from tvet_portal.directory.models import Writing

PUBLISH = "records.publish_record"
NAMES_SHOWN = 5


def is_public(entry):
    """Whether everybody sees an entry; a country has no approval."""
    return getattr(entry, "approved_at", True) is not None


def may_publish(user):
    return user is not None and user.is_active and user.has_perm(PUBLISH)


def needs_two_people():
    """Whether who wrote a change and who makes it public are two people."""
    return settings.TWO_PERSON_RULE


def note_writer(path, by):
    """Somebody has written in a record or entry; whether that is approved is another question."""
    Writing.objects.get_or_create(path=path, written_by=by)


def writers_of(path):
    """The ids of those who have written in it since it was approved."""
    return set(Writing.objects.filter(path=path).values_list("written_by", flat=True))


def paths_written_by(user, paths):
    return set(Writing.objects.filter(path__in=paths, written_by=user).values_list("path", flat=True))


def forget_writers(paths):
    """It is approved: from now on, who writes in it writes something new."""
    Writing.objects.filter(path__in=paths).delete()


def who_else(wrote, codes=()):
    """Why somebody cannot approve what he wrote himself, naming who can: publishers who may work on these countries."""
    found = get_user_model().objects.with_perm(PUBLISH, backend="django.contrib.auth.backends.ModelBackend")
    of_countries = Q(country_limit__isnull=True) | Q(country_limit__countries__iso2__in=codes)
    found = found.filter(of_countries, is_staff=True).exclude(pk__in=wrote).distinct().order_by("username")
    names = [user.get_full_name() or user.get_username() for user in found[:NAMES_SHOWN]]
    if not names:
        return _("You wrote it, so somebody else approves it. Nobody can yet: ask an administrator for a publisher.")
    return _("You wrote it, so somebody else approves it: %(names)s.") % {"names": ", ".join(names)}
