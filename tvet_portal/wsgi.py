"""The door for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvet_portal.settings")
portal = get_wsgi_application()

from tvet_portal.cached_pages import CachedPages  # noqa: E402 - reads models, which are there only now

application = CachedPages(portal)
