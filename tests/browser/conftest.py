"""A page in a real browser: `page.goto("/agreements/")`; what the browser complains about is in `page.complaints`."""

import os
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.portal import running


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(chromium.FOLDER):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser():
    if not chromium.is_ready():
        pytest.fail("There is no browser: apt-get install chromium libatomic1, or run pytest -m 'not browser'.")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the thread of the tests
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """An empty page whose addresses begin at the live server; it notes every complaint of the browser."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
    page.on("requestfailed", lambda request: note_failed(request, page.complaints))
    page.on("response", lambda response: note_foreign(response, live_server.url, page.complaints))
    yield page
    context.close()


@pytest.fixture(scope="session")
def portal():
    """The address of a portal with the records that come with it: nobody changes it, so all tests share it."""
    with running("extremes") as address:
        yield address


@pytest.fixture
def visit(browser, portal):
    """Opens a page of the shared portal as a first visitor, and notes what the browser complains about and fetches."""
    contexts = []

    def open_page(address, *, width=1280, has_scripts=True):
        context = browser.new_context(
            base_url=portal, viewport={"width": width, "height": 900}, java_script_enabled=has_scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.fetched = [], []
        page.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
        page.on("requestfailed", lambda request: note_failed(request, page.complaints))
        page.on("response", lambda response: note_foreign(response, portal, page.complaints))
        page.on("requestfinished", lambda request: page.fetched.append(request))
        page.answer = page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def note_failed(request, complaints):
    """What is still on its way when its page is left is given up by the browser, and no fault; so is a download."""
    if request.failure != "net::ERR_ABORTED":
        complaints.append(f"failed: {request.url}, {request.failure}")


def note_foreign(response, base, complaints):
    address = urlsplit(response.url)
    if address.scheme != "data" and address.netloc != urlsplit(base).netloc:
        complaints.append(f"foreign request: {response.url}")
