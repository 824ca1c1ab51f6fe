"""The addresses of the portal in which nothing varies, as its address table has them."""

from functools import cache

from django.urls import URLResolver, get_resolver

STAFF = "admin/"


@cache
def fixed_addresses():
    """Every such address, in the order of the table; those of staff left out."""
    return tuple(f"/{route}" for route in _routes(get_resolver()) if "<" not in route)


def _routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if route.startswith(STAFF):
            continue
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        else:
            yield route
