"""The settings of the tests do what the tests rely on."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import path
from zeal import NPlusOneError

from tvet_portal.settings import checked_day


def careless(request):
    return HttpResponse([user.groups.first() for user in User.objects.all()])


urlpatterns = [path("careless/", careless)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_question_asked_again_for_every_row_is_refused(client):
    for name in ("dara", "mai", "somchai"):
        User.objects.create_user(name)

    with pytest.raises(NPlusOneError, match=r"N\+1 detected on auth.User.groups"):
        client.get("/careless/")


def test_nothing_is_kept_in_the_checkout(settings):
    kept = {settings.STATE_DIR, settings.MEDIA_ROOT, settings.SEARCH_INDEX_DIR, settings.STATIC_ROOT}

    assert [folder for folder in map(Path, kept) if folder.is_relative_to(settings.BASE_DIR)] == []


@pytest.mark.parametrize("day", ["soon", "2027-13-01", "20271"])
def test_end_of_a_contact_that_is_no_day_stops_the_portal(day):
    with pytest.raises(ImproperlyConfigured, match="is no day"):
        checked_day(day)
