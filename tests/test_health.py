"""What operators are told about a running portal."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_running_portal_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "live"})


def test_whole_portal_is_ready(client):
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (
        200,
        {
            "status": "ready",
            "checks": {"database": "reachable", "migrations": "applied", "search folder": "writable"},
        },
    )


def test_portal_whose_search_folder_cannot_be_written_is_not_ready(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "search"

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["checks"]["search folder"]) == (503, "not writable")


def test_portal_with_a_migration_to_come_is_not_ready(client, settings):
    settings.MIGRATION_MODULES = {"agreements": "agreements.migrations"}  # the tests make tables without migrations
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations") if has_history() else None

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["checks"]["migrations"]) == (503, "not applied")


def has_history():
    return "django_migrations" in connection.introspection.table_names()


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_nobody_keeps_what_is_said_of_health(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
