"""What machines look for at addresses that are the same everywhere: robots.txt, favicon.ico and /.well-known/."""

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tvet_portal.opendata.files import WRITERS
from tvet_portal.opendata.routes import fixed_addresses
from tvet_portal.records.linked_data import absolute

DATA_TYPES = {ending: writer.MEDIA_TYPE.partition(";")[0] for ending, writer in WRITERS.items()} | {
    "ics": "text/calendar",
    "xml": "application/xml",
}
TEXT = "text/plain; charset=utf-8"
CATALOGUE = "/.well-known/api-catalog"
CATALOGUE_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@require_safe
@cache_control(public=True, max_age=7 * 24 * 60 * 60)
def favicon(request):
    """The icon every page names, for those that ask without having read one."""
    return HttpResponsePermanentRedirect(static("img/favicon.svg"))


@require_safe
def robots(request):
    """Everything public may be read by programs."""
    lines = ("User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def security(request):
    """Whom to tell of a weakness (RFC 9116). No contact is made up: until one is set, the answer says so."""
    contact, expires = settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES
    if not contact:
        said = _("The operator of this portal has not named a contact for reports of weaknesses.")
        return HttpResponse(f"{said}\n", status=404, content_type=TEXT)
    if expires < timezone.now().date():
        said = _("The contact for reports of weaknesses was named until %(day)s, and not again since.")
        return HttpResponse(said % {"day": expires.isoformat()} + "\n", status=404, content_type=TEXT)
    lines = (
        f"Contact: {f'mailto:{contact}' if '@' in contact and '/' not in contact else contact}",
        f"Expires: {expires.isoformat()}T23:59:59Z",
        "Preferred-Languages: en",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def catalogue(request):
    """The addresses at which there is data (RFC 9727): every one in the address table that ends like a file of data."""
    endings = {address: address.rpartition(".")[2] for address in fixed_addresses()}
    items = [
        {"href": absolute(address), "type": DATA_TYPES[ending]}
        for address, ending in endings.items()
        if ending in DATA_TYPES
    ]
    linkset = {"linkset": [{"anchor": absolute(CATALOGUE), "item": items}]}
    response = JsonResponse(linkset, content_type=CATALOGUE_TYPE)
    response["Link"] = f'<{absolute(CATALOGUE)}>; rel="api-catalog"'
    return response
