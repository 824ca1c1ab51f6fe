"""Whether the portal runs, and whether it can serve: for operators and their load balancers. It tells no secrets."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def live(request):
    """The program answers. Whatever else is missing, starting it again would not help."""
    return JsonResponse({"status": "live"})


@require_safe
@never_cache
def ready(request):
    """Everything is there that pages need. While it is not, send visitors elsewhere."""
    checks = {"database": database(), "migrations": migrations(), "search folder": search_folder()}
    is_ready = not any(word.startswith("not ") for word in checks.values())
    status = "ready" if is_ready else "not ready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if is_ready else 503)


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "not reachable"
    return "reachable"


def migrations():
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError):
        return "not known"
    return "not applied" if missing else "applied"


def search_folder():
    folder = Path(settings.SEARCH_INDEX_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"ready")
    except OSError:
        return "not writable"
    return "writable"
