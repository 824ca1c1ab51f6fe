"""Every address and action of the admin: what each role gets there, by each method. A new address needs its row."""

from contextlib import ExitStack
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.contrib.admin import AdminSite
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
from tests.factories.directory import CountryFactory, OrganisationFactory, SourceFactory
from tests.factories.records import ParticipationFactory, staff
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Country, CountryLimit, Organisation, Person, Source, Upload
from tvet_portal.reading.models import Reading
from tvet_portal.records import merges, proposals, workflow
from tvet_portal.records.admin import RecordAdmin
from tvet_portal.records.admin.gate import GatedAdmin
from tvet_portal.records.admin.merging import packed
from tvet_portal.records.content import read
from tvet_portal.records.models import Merge, Proposal, Provision, Record
from tvet_portal.values.parts import Part

pytestmark = pytest.mark.django_db

# Columns: nobody, staff without a role, writer, writer for Lao PDR, publisher, publisher for Lao PDR, administrator.
# A cell: GET, then POST. i: sent to sign in; n: refused; g: as if it were not there; o: open; m: not by this method.
# "here" is of Lao PDR, "elsewhere" of another country, "shared" of none.
TABLE = """
account one: change                     ii nn nn nn nn nn oo
account one: delete                     ii nn nn nn nn nn nn
account one: history                    ii nn nn nn nn nn oo
account one: password_change            ii nn nn nn nn nn oo
account superuser: change               ii nn nn nn nn nn on
account superuser: delete               ii nn nn nn nn nn nn
account superuser: history              ii nn nn nn nn nn oo
account superuser: password_change      ii nn nn nn nn nn nn
account: add                            ii nn nn nn nn nn oo
account: changelist                     ii nn nn nn nn nn oo
all-records elsewhere: change           ii nn oo gg oo gg oo
all-records elsewhere: delete           ii nn oo nn oo nn oo
all-records elsewhere: history          ii nn oo gg oo gg oo
all-records here: change                ii nn oo oo oo oo oo
all-records here: delete                ii nn oo oo oo oo oo
all-records here: history               ii nn oo oo oo oo oo
all-records: add                        ii nn nn nn nn nn nn
all-records: changelist                 ii nn oo oo oo oo oo
audit: changelist                       ii nn nn nn nn nn oo
closed-entry waiting elsewhere: change  ii nn oo gg oo gg oo
closed-entry waiting elsewhere: delete  ii nn oo gg oo gg oo
closed-entry waiting elsewhere: history ii nn oo gg oo gg oo
closed-entry waiting elsewhere: merge   ii mn mo mg mo mg mo
closed-entry: add                       ii nn oo oo oo oo oo
closed-entry: changelist                ii nn oo oo oo oo oo
closed-entry: table                     ii nn on on oo oo oo
closed-entry: table_file                ii nm om om om om om
country elsewhere: change               ii nn oo on oo on oo
country elsewhere: delete               ii nn nn nn nn nn nn
country elsewhere: history              ii nn oo oo oo oo oo
country elsewhere: merge                ii mn mo mn mo mn mo
country here: change                    ii nn oo oo oo oo oo
country here: delete                    ii nn nn nn nn nn nn
country here: history                   ii nn oo oo oo oo oo
country here: merge                     ii mn mo mo mo mo mo
country: add                            ii nn nn nn nn nn oo
country: changelist                     ii nn oo oo oo oo oo
entry public elsewhere: change          ii nn oo on oo on oo
entry public elsewhere: delete          ii nn nn nn nn nn nn
entry public elsewhere: history         ii nn oo oo oo oo oo
entry public elsewhere: merge           ii mn mo mn mo mn mo
entry public elsewhere: succession      ii nn oo nn oo nn oo
entry public here: change               ii nn oo oo oo oo oo
entry public here: delete               ii nn nn nn nn nn nn
entry public here: history              ii nn oo oo oo oo oo
entry public here: merge                ii mn mo mo mo mo mo
entry public here: succession           ii nn oo oo oo oo oo
entry waiting elsewhere: change         ii nn oo on oo on oo
entry waiting elsewhere: delete         ii nn oo nn oo nn oo
entry waiting elsewhere: history        ii nn oo oo oo oo oo
entry waiting elsewhere: merge          ii mn mo mn mo mn mo
entry waiting elsewhere: succession     ii nn oo nn oo nn oo
entry waiting here: change              ii nn oo oo oo oo oo
entry waiting here: delete              ii nn oo oo oo oo oo
entry waiting here: history             ii nn oo oo oo oo oo
entry waiting here: merge               ii mn mo mo mo mo mo
entry waiting here: succession          ii nn oo oo oo oo oo
entry: add                              ii nn oo oo oo oo oo
entry: changelist                       ii nn oo oo oo oo oo
entry: table                            ii nn on on oo oo oo
entry: table_file                       ii nm om om om om om
file elsewhere: change                  ii nn on gn on gn on
file elsewhere: delete                  ii nn nn nn nn nn nn
file elsewhere: history                 ii nn oo gg oo gg oo
file: add                               ii nn nn nn nn nn nn
file: changelist                        ii nn oo oo oo oo oo
merge elsewhere: change                 ii nn on gg oo gg oo
merge elsewhere: delete                 ii nn nn nn nn nn nn
merge elsewhere: history                ii nn oo gg oo gg oo
merge: add                              ii nn oo oo oo oo oo
merge: changelist                       ii nn oo oo oo oo oo
merge: suspected                        ii nn on on oo oo oo
part draft elsewhere: change            ii nn oo gg oo gg oo
part draft elsewhere: delete            ii nn oo gg oo gg oo
part draft elsewhere: history           ii nn oo gg oo gg oo
part draft here: change                 ii nn oo oo oo oo oo
part draft here: delete                 ii nn oo oo oo oo oo
part draft here: history                ii nn oo oo oo oo oo
part public elsewhere: change           ii nn oo gg oo gg oo
part public elsewhere: delete           ii nn nn gg nn gg nn
part public elsewhere: history          ii nn oo gg oo gg oo
part public here: change                ii nn oo oo oo oo oo
part public here: delete                ii nn nn nn nn nn nn
part public here: history               ii nn oo oo oo oo oo
part: add                               ii nn nn nn nn nn nn
part: changelist                        ii nn oo oo oo oo oo
part: table                             ii nn on on oo oo oo
part: table_file                        ii nm om om om om om
proposal elsewhere: change              ii nn on gg oo gg oo
proposal elsewhere: delete              ii nn nn nn nn nn nn
proposal elsewhere: history             ii nn oo gg oo gg oo
proposal entry elsewhere: change        ii nn on gg oo gg oo
proposal entry elsewhere: delete        ii nn nn nn nn nn nn
proposal entry elsewhere: history       ii nn oo gg oo gg oo
proposal entry here: change             ii nn on on oo oo oo
proposal entry here: delete             ii nn nn nn nn nn nn
proposal entry here: history            ii nn oo oo oo oo oo
proposal here: change                   ii nn on on oo oo oo
proposal here: delete                   ii nn nn nn nn nn nn
proposal here: history                  ii nn oo oo oo oo oo
proposal: add                           ii nn nn nn nn nn nn
proposal: changelist                    ii nn oo oo oo oo oo
record draft elsewhere: change          ii nn oo gg oo gg oo
record draft elsewhere: confirmations   ii gg gg gg gg gg gg
record draft elsewhere: delete          ii nn oo gg oo gg oo
record draft elsewhere: history         ii nn oo gg oo gg oo
record draft elsewhere: internal        ii mn mo mg mo mg mo
record draft elsewhere: merge           ii mn mo mg mo mg mo
record draft elsewhere: step            ii mn mo mg mo mg mo
record draft elsewhere: version         ii gg gg gg gg gg gg
record draft here: change               ii nn oo oo oo oo oo
record draft here: confirmations        ii gg gg gg gg gg gg
record draft here: delete               ii nn oo oo oo oo oo
record draft here: history              ii nn oo oo oo oo oo
record draft here: internal             ii mn mo mo mo mo mo
record draft here: merge                ii mn mo mo mo mo mo
record draft here: step                 ii mn mo mo mo mo mo
record draft here: version              ii gg gg gg gg gg gg
record public elsewhere: change         ii nn oo gg oo gg oo
record public elsewhere: confirmations  ii nn on gg oo gg oo
record public elsewhere: delete         ii nn nn gg nn gg nn
record public elsewhere: history        ii nn oo gg oo gg oo
record public elsewhere: internal       ii mn mo mg mo mg mo
record public elsewhere: merge          ii mn mo mg mo mg mo
record public elsewhere: step           ii mn mo mg mo mg mo
record public elsewhere: version        ii nn on gg oo gg oo
record public here: change              ii nn oo oo oo oo oo
record public here: confirmations       ii nn on on oo oo oo
record public here: delete              ii nn nn nn nn nn nn
record public here: history             ii nn oo oo oo oo oo
record public here: internal            ii mn mo mo mo mo mo
record public here: merge               ii mn mo mo mo mo mo
record public here: step                ii mn mo mo mo mo mo
record public here: version             ii nn on on oo oo oo
record: add                             ii nn oo oo oo oo oo
record: changelist                      ii nn oo oo oo oo oo
record: table                           ii nn on on oo oo oo
record: table_file                      ii nm om om om om om
role one: change                        ii nn nn nn nn nn on
role one: delete                        ii nn nn nn nn nn nn
role one: history                       ii nn nn nn nn nn oo
role: add                               ii nn nn nn nn nn nn
role: changelist                        ii nn nn nn nn nn oo
site: app_list                          ii gg oo oo oo oo oo
site: autocomplete                      ii nm om om om om om
site: index                             ii oo oo oo oo oo oo
site: jsi18n                            ii om om om om om om
site: view_on_site                      gg gg gg gg gg gg gg
text elsewhere: change                  ii nn oo gg oo gg oo
text elsewhere: delete                  ii nn nn nn nn nn nn
text elsewhere: history                 ii nn oo gg oo gg oo
text: add                               ii nn oo oo oo oo oo
text: changelist                        ii nn oo oo oo oo oo
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
        request.resolver_match = match = resolve(urlsplit(url).path)
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
    return [ask(user, "get", url, typed) + ask(user, "post", url, typed) for user in users]


FEW = (1, 3)  # the columns that are asked again of every further model of a kind
WITHOUT_ROW = ("changelist", "add", "table", "table_file", "suspected")
TYPED = {
    "step": {"step": "submit"},
    "version": {"act": "withhold"},
    "confirmations": {"act": "ask"},
    "merge": lambda row: {"work": packed("work", row, read(row), read(row))},
    (Proposal, "change"): {"act": "send_back"},
    (Merge, "change"): {"act": "undo"},
    (Merge, "suspected"): {"of": "person"},
}


def names_of(page):
    """The names of its addresses, without that which only leads to another."""
    start = f"{page.opts.app_label}_{page.opts.model_name}_"
    names = [pattern.name.removeprefix(start) for pattern in page.get_urls() if pattern.name]
    return sorted(set(names))


def url_of(page, name, row):
    if name == "password_change":
        return f"/admin/auth/user/{row.pk}/password/"
    more = {"version": [row and row.pk, 1], "table_file": ["rows", "csv"]}.get(name, [row.pk] if row else [])
    return address(page.model, name, *([] if name in ("changelist", "add", "table", "suspected") else more))


def kind_of(model):
    if issubclass(model, Record):
        return "record"
    return "part" if issubclass(model, Part) else {
        Country: "country", Person: "closed-entry", Source: "closed-entry",
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
    file = store("text.txt", b"On 5 May 2025 they met in Hanoi.", by=staff("writer", "anybody"))
    merge = merges.ask(OrganisationFactory(), OrganisationFactory(), staff("writer", "anybody"), "One body")
    text = Reading.objects.create(source=SourceFactory(), text=file)
    body, other = OrganisationFactory(country=lao), OrganisationFactory()
    approved = [OrganisationFactory(country=each.country, approved=True) for each in (body, other)]
    by = staff("writer", "anybody")
    of_entries = [proposals.propose(each, read(each) | {"name": "New"}, by, "So") for each in approved]
    return [
        ("record draft here", Agreement, here), ("record public here", Agreement, public),
        ("record public elsewhere", Agreement, elsewhere), ("part draft here", Provision, here.provisions.get()),
        ("part public here", Provision, public.provisions.get()),
        ("part public elsewhere", Provision, elsewhere.provisions.get()),
        ("all-records here", Record, here), ("all-records elsewhere", Record, AgreementFactory()),
        ("proposal here", Proposal, public.proposals.get()),
        ("proposal entry here", Proposal, of_entries[0]), ("proposal entry elsewhere", Proposal, of_entries[1]),
        ("proposal elsewhere", Proposal, elsewhere.proposals.get()), ("audit lines", AuditLine, None),
        ("text elsewhere", Reading, text),
        ("merge elsewhere", Merge, merge),
        ("entry waiting here", Organisation, body), ("entry public here", Organisation, approved[0]),
        ("entry public elsewhere", Organisation, approved[1]), ("country here", Country, lao),
        ("file elsewhere", Upload, rows.upload(1)), ("account one", User, staff("writer", "anybody")),
        ("account superuser", User, User.objects.create_superuser("root")), ("role one", Group, Group.objects.first()),
    ]  # fmt: skip


ELSEWHERE = {
    "record": "record draft elsewhere", "part": "part draft elsewhere", "country": "country elsewhere",
    "entry": "entry waiting elsewhere", "closed-entry": "closed-entry waiting elsewhere",
}  # fmt: skip


def made_once(get_form):
    """Half of the time of a form that nobody draws goes into making its class."""
    made = {}

    def find(page, request, obj=None, change=False, **more):
        asked = (type(page), request.user.pk, obj and obj.pk, str(more))
        if asked not in made:
            made[asked] = get_form(page, request, obj, change, **more)
        return made[asked]

    return find


@pytest.fixture
def undrawn():
    """What a page says is tested elsewhere: here it is opened or not."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(ModelAdmin, "get_inline_instances", lambda *args: []))
        stack.enter_context(patch.object(ModelAdmin, "get_deleted_objects", lambda *args: ([], {}, set(), [])))
        stack.enter_context(patch.object(AdminSite, "each_context", lambda *args: {}))
        stack.enter_context(patch.object(ModelAdmin, "get_form", made_once(ModelAdmin.get_form)))
        for page in (RecordAdmin, GatedAdmin, ModelAdmin):
            stack.enter_context(patch.object(page, "render_change_form", lambda *args, **more: HttpResponse()))
        yield


@pytest.mark.once  # what the limits ask of each database: test_countries.py
def test_every_role_gets_at_every_address_what_the_table_says(undrawn):
    lao = CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR")
    users, found, unlike = people(lao), {}, []
    shown = lao_row(lao) + [(ELSEWHERE[kind_of(model)], model, make(1)) for model, make in rows.PAGES.items()]
    for kind, model, row in shown:
        page = admin.site._registry[model]
        for name in names_of(page):
            where = f"{kind.split()[0] if name in WITHOUT_ROW else kind}: {name}"
            typed = TYPED.get((model, name), TYPED.get(name, {}))
            place = url_of(page, name, row), typed(row) if callable(typed) else typed
            if where not in found:
                found[where] = cells(users, *place)
            elif cells([users[n] for n in FEW], *place) != [found[where][n] for n in FEW]:
                unlike.append((model, where))
    for name in {getattr(pattern, "name", None) for pattern in admin.site.get_urls()} - OF_ACCOUNTS:
        found[f"site: {name}"] = cells(users, f"/admin/{SITE[name]}", {})

    assert {model for _kind, model, _row in shown} == set(admin.site._registry)
    assert unlike == []
    assert "\n".join(f"{where:<40}{' '.join(each)}" for where, each in sorted(found.items())) == TABLE.strip()


def test_every_action_is_offered_to_whom_the_table_says(rf):
    offered = {}
    for user in people(CountryFactory(iso2="LA")):
        request = rf.get("/")
        request.user = user
        for model, page in admin.site._registry.items():
            for action in page.get_actions(request):
                offered.setdefault((action, model._meta.model_name), []).append(str(user))

    assert offered == {
        (action, model): users for users, actions in ACTIONS for action, models in actions.items() for model in models
    }


ENTRIES = ("organisation", "person", "countrygroup", "source", "cooperationarea", "targetgroup", "trade")
PUBLISHERS = ["publisher", "publisher.la", "administrator"]
ACTIONS = [
    (PUBLISHERS, {"approve": ENTRIES, "withhold": ["person"], "show_again": ["person"]}),
    (["administrator"], {"reset_second_factor": ["user"], "end_sessions": ["user"]}),
]

OF_ACCOUNTS = {
    None,
    "login",
    "logout",
    "password_change",
    "password_change_done",
}  # others: tests/accounts
SITE = {
    "index": "", "app_list": "agreements/", "jsi18n": "jsi18n/", "view_on_site": "r/1/1/",
    "autocomplete": "autocomplete/?app_label=records&model_name=participation&field_name=organisation&term=x",
}  # fmt: skip
