"""What is stated about a country or an organisation, with what it rests on. Only public sources are shown."""

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tvet_portal.records.models import Citation
from tvet_portal.values.partial_dates import describe

PARTS = {
    "names": gettext_lazy("about a name"),
    "ties": gettext_lazy("about its place among others"),
    "successions": gettext_lazy("about a succession"),
    "aliases": gettext_lazy("about a name"),
}
PUBLIC_SOURCE = Q(source__isnull=True) | Q(source__approved_at__isnull=False)


def with_citations():
    """For `prefetch_related`: the citations of an entry whose sources the public may see, in one query."""
    shown = Citation.objects.filter(PUBLIC_SOURCE).select_related("source", "asserted_by").order_by("key")
    return Prefetch("citations", shown)


def statements(entry):
    """Every citation of an entry in words, those from one source together. Needs `with_citations`."""
    rows = [statement(citation) for citation in entry.citations.all()]
    order = list(dict.fromkeys(row["source"] for row in rows if row["source"]))
    return sorted(rows, key=lambda row: order.index(row["source"]) if row["source"] else len(order))


def statement(citation):
    source = citation.source
    published = describe(source.published_on or source.modified_on) if source else ""
    return {
        "about": about(type(citation.subject), citation.target),
        "text": citation.statement,
        "note": citation.note,
        "quote": citation.quote,
        "locator": citation.locator,
        "certainty": "" if citation.certainty in ("stated", "unverified") else citation.get_certainty_display(),
        "is_unverified": citation.certainty == "unverified",
        "source": source and str(source),
        "source_language": source.language if source else "",
        "details": [text for text in ((source.publisher, published) if source else ()) if text],
        "url": source.address if source else "",
    }


def about(model, target):
    """The field a citation is about, in words; nothing where it is about the whole."""
    name = target.split("/")[0]
    if not name or name in PARTS:
        return str(PARTS.get(name, ""))
    return _("about: %(field)s") % {"field": model._meta.get_field(name).verbose_name}
