"""What gunicorn serves while the portal or plain Django is measured: the application, and three things beside it.

`/stored/<name>` answers with bytes from a folder, before Django sees anything. A request with the header `X-Statements`
is answered with the SQL that its page asks, as JSON. Which application it is, DJANGO_SETTINGS_MODULE says.
"""

import json
import os
from functools import cache
from pathlib import Path

import django
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection

django.setup()
django_application = get_internal_wsgi_application()


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/stored/"):
        return answer(start_response, stored(path.removeprefix("/stored/")))
    if "HTTP_X_STATEMENTS" in environ:
        return answer(start_response, json.dumps(statements(environ)).encode())
    return django_application(environ, start_response)


def answer(start_response, body):
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


@cache
def stored(name):
    return Path(os.environ["STORED"], name).read_bytes()


def statements(environ):
    """The statements of a page, with their values in them."""
    asked = []

    def note(execute, sql, params, many, context):
        is_written = connection.vendor == "postgresql"
        asked.append(context["cursor"].mogrify(sql, params).decode() if is_written else sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        response = django_application(environ, lambda status, headers, *more: None)
        for _piece in response:
            pass
        if hasattr(response, "close"):  # a kept page is a plain list
            response.close()
    return asked
