"""Every address and action of the admin: what each role gets there, by each method. A new address needs its row."""

from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from agreements.models import Agreement
from tests.admin import rows
from tests.admin.pages import address
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory
from tests.factories.records import ParticipationFactory, staff
from tvet_portal.directory.models import Country, CountryLimit, Organisation, Person, Source, Upload
from tvet_portal.records import proposals, workflow
from tvet_portal.records.admin import RecordAdmin
from tvet_portal.records.admin.gate import GatedAdmin
from tvet_portal.records.content import read
from tvet_portal.records.models import Proposal, Provision, Record
from tvet_portal.values.parts import Part

pytestmark = pytest.mark.django_db

# Columns: nobody, staff without a role, writer, writer for Lao PDR, publisher, publisher for Lao PDR, administrator.
# A cell: GET, then POST. i: sent to sign in; n: refused; g: as if it were not there; o: open; m: not by this method.
# "here" is of Lao PDR, "elsewhere" of another country, "shared" of none.
TABLE = """
TABLE
"""


def people(lao):
    user = get_user_model().objects
    found = [AnonymousUser(), user.create_user("none", is_staff=True)]
    for group in ("writer", "publisher"):
        found += [staff(group), staff(group, f"{group}.la")]
        CountryLimit.objects.create(user=found[-1]).countries.add(lao)
    return [*found, staff("administrator")]


class Asking:
    """Asks an address as somebody: no page is drawn, and nothing is typed that would be saved."""

    answers = {200: "o", 302: "o", 403: "n", 404: "g", 405: "m"}

    def __call__(self, user, method, url, typed):
        request = getattr(RequestFactory(), method)(url, typed if method == "post" else {})
        request.user, request.session, request._dont_enforce_csrf_checks = user, {}, True
        request._messages = CookieStorage(request)
        request.resolver_match = match = resolve(url)
        try:
            answer = match.func(request, *match.args, **match.kwargs)
        except PermissionDenied:
            return "n"
        except Http404:
            return "g"
        if answer.status_code == 302 and "/login/" in answer.url:
            return "i"
        return "g" if getattr(answer, "url", "") == "/admin/" else self.answers[answer.status_code]


def cells(users, url, typed):
    ask = Asking()
    return " ".join(ask(user, "get", url, typed) + ask(user, "post", url, typed) for user in users)


WITHOUT_ROW = ("changelist", "add")
TYPED = {"step": {"step": "submit"}, "version": {"act": "withhold"}}


def names_of(page):
    """The names of its addresses, without that which only leads to another."""
    start = f"{page.opts.app_label}_{page.opts.model_name}_"
    names = [pattern.name.removeprefix(start) for pattern in page.get_urls() if pattern.name]
    return sorted(set(names))


def url_of(page, name, row):
    if name == "password_change":
        return f"/admin/auth/user/{row.pk}/password/"
    more = [] if name in WITHOUT_ROW else [row.pk, 1] if name == "version" else [row.pk]
    return address(page.model, name, *more)


def grid(users, model, kind, row):
    """The rows of the table for one model and one row of it."""
    page, found = admin.site._registry[model], {}
    for name in names_of(page):
        where = f"{kind.split()[0]}: {name}" if name in WITHOUT_ROW else f"{kind}: {name}"
        found[where] = cells(users, url_of(page, name, row), TYPED.get(name, {}))
    return found


def kind_of(model):
    if issubclass(model, Record):
        return "all-records" if model is Record else "record"
    return "part" if issubclass(model, Part) else {
        Country: "country", Upload: "file", Proposal: "proposal", User: "account", Group: "role", Person: "closed-entry",
        Source: "closed-entry",
    }.get(model, "entry")  # fmt: skip


def lao_row(lao):
    """Of each kind one row more: what belongs to the Lao PDR, and what is public."""
    here, public = AgreementFactory(), AgreementFactory()
    for agreement in (here, public):
        ParticipationFactory(record=agreement, organisation=None, country=lao)
    workflow.publish(public, staff("publisher", "anybody"))
    elsewhere = AgreementFactory(published=True)
    for record in (public, elsewhere):
        proposals.propose(record, read(record) | {"title": "New"}, staff("writer", "anybody"), "So")
    body, other = OrganisationFactory(country=lao), OrganisationFactory()
    approved = [OrganisationFactory(country=each.country, approved=True) for each in (body, other)]
    return [
        ("record draft here", Agreement, here), ("record public here", Agreement, public),
        ("record public elsewhere", Agreement, elsewhere), ("part draft here", Provision, here.provisions.get()),
        ("part public here", Provision, public.provisions.get()),
        ("part public elsewhere", Provision, elsewhere.provisions.get()),
        ("all-records here", Record, here), ("all-records elsewhere", Record, AgreementFactory()),
        ("proposal here", Proposal, public.proposals.get()), ("proposal elsewhere", Proposal, elsewhere.proposals.get()),
        ("entry waiting here", Organisation, body), ("entry public here", Organisation, approved[0]),
        ("entry public elsewhere", Organisation, approved[1]), ("country here", Country, lao),
        ("file elsewhere", Upload, rows.upload(1)), ("account one", User, staff("writer", "anybody")),
        ("account superuser", User, User.objects.create_superuser("root")), ("role one", Group, Group.objects.first()),
    ]  # fmt: skip


ELSEWHERE = {
    "record": "record draft elsewhere", "part": "part draft elsewhere", "country": "country elsewhere",
    "entry": "entry waiting elsewhere", "closed-entry": "closed-entry waiting elsewhere",
}  # fmt: skip


@pytest.fixture
def undrawn():
    """What a page says is tested elsewhere: here it is opened or not."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(ModelAdmin, "get_inline_instances", lambda *args: []))
        for page in (RecordAdmin, GatedAdmin, ModelAdmin):
            stack.enter_context(patch.object(page, "render_change_form", lambda *args, **more: HttpResponse()))
        yield


def test_every_role_gets_at_every_address_what_the_table_says(undrawn):
    lao = CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR")
    users, found = people(lao), {}
    shown = lao_row(lao)
    shown += [(ELSEWHERE[kind_of(model)], model, make(1)) for model, make in rows.PAGES.items()]
    for kind, model, row in shown:
        for where, each in grid(users, model, kind, row).items():
            found.setdefault(where, {}).setdefault(each, []).append(model.__name__)
    for pattern in admin.site.get_urls():
        if pattern.name and "_" not in pattern.name and pattern.name not in ELSEWHERE_TESTED:
            found[f"site: {pattern.name}"] = {cells(users, f"/admin/{SITE[pattern.name]}", {}): ["site"]}

    table = {where: next(iter(each)) for where, each in found.items()}
    assert {where: each for where, each in found.items() if len(each) > 1} == {}
    assert {model for _kind, model, _row in shown} == set(admin.site._registry)
    assert "\n".join(f"{where:<40}{each}" for where, each in sorted(table.items())) == TABLE.strip()


SITE = {"index": "", "login": "login/", "logout": "logout/", "autocomplete": "autocomplete/", "jsi18n": "jsi18n/"}
ELSEWHERE_TESTED = ()
