"""The browser tests open every kind of page: a new address for people cannot be forgotten."""

from django.urls import URLPattern, get_resolver

from tests.browser.addresses import PAGES, TEN, all_addresses


def names_of_pages(resolver, prefix=""):
    """The names of all public addresses that end like a page: with a slash, or with nothing."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if route.startswith("admin"):
            continue
        if not isinstance(pattern, URLPattern):
            yield from names_of_pages(pattern, route)
        elif route == "" or route.endswith("/"):
            yield pattern.name


def test_every_kind_of_page_is_opened():
    elsewhere = {"confirmation"}  # its address is made for one party: tests/browser/test_confirmations.py

    assert set(names_of_pages(get_resolver())) - elsewhere == set(PAGES)


def test_no_page_is_opened_twice():
    addresses = all_addresses()

    assert len(addresses) == len(set(addresses))


def test_ten_pages_are_for_people_to_look_at():
    assert len(TEN) == 10
