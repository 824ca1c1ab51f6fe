"""What each statement on a record's form rests on, said beside it; and the texts from which more can be quoted."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from tvet_portal.directory import limits
from tvet_portal.directory.models import Source
from tvet_portal.records import quotes
from tvet_portal.records.admin.why_empty import EXPLAINS, OURS
from tvet_portal.records.content import shape

CITED_ROWS = ("participations", "appearances", "provisions", "figures", "obstacles")
MOST_SHOWN = 200_000  # letters of a text beside the form
TITLE_WORDS = 8


@dataclass(frozen=True)
class KeptText:
    source: Source
    text: str
    is_whole: bool


def kept_texts(record, citations, user):
    """The texts of the sources of a record that this person may see, the main one first."""
    ids = dict.fromkeys(each for each in (record.main_source_id, *(row.source_id for row in citations)) if each)
    texts = quotes.texts_of(list(ids), user) if ids else {}
    seen = {each.pk: each for each in limits.visible(Source.objects.filter(pk__in=texts), user)} if texts else {}
    shown = ((seen[key], texts[key]) for key in ids if key in seen)
    return [KeptText(source, text[:MOST_SHOWN], len(text) <= MOST_SHOWN) for source, text in shown]


def tell(record, form, inlines, *, is_quotable):
    """A line below each filled statement, and in the head of each row: its citation, or the main source."""
    cited = defaultdict(list)
    for number, row in enumerate(citations_of(inlines)):
        cited[row.target].append((number, row))
    for name in statements(type(record)):
        if name in form.fields and form[name].value() not in (None, "", []):
            rows = cited[name]
            form.fields[name].footnote = footnote(name, rows, record, is_quotable=is_quotable)
    for inline in inlines:
        name = inline.formset.fk.remote_field.get_accessor_name()
        for each in inline.formset.initial_forms if name in CITED_ROWS else ():
            each.path_of_row = f"{name}/{each.instance.key}"
            own = [some for target, some in cited.items() if f"{target}/".startswith(f"{each.path_of_row}/")]
            rows = sorted(chain.from_iterable(own), key=itemgetter(0))
            each.evidence = head(each.path_of_row, rows, record, is_quotable=is_quotable)


def citations_of(inlines):
    """The saved citations, in the order of their rows."""
    found = [inline.formset for inline in inlines if inline.formset.prefix == "citations"]
    return [form.instance for formset in found for form in formset.initial_forms]


def statements(model):
    """Names of the fields that say what a source says."""
    for field in shape(model).fields:
        is_ours = field.name in OURS - {"title"} or field.name.endswith(EXPLAINS)
        if not (is_ours or isinstance(field, models.BooleanField)):
            yield field.name


def footnote(target, rows, record, *, is_quotable):
    if not rows:
        return resting(target, record, is_quotable=is_quotable)
    lines = format_html_join("; ", '<a href="#citations-{}">{}</a>{}', (words_of(*row) for row in rows))
    return format_html('<div class="rests">{}</div>', lines)


def words_of(number, row):
    """The number of a citation, where it is from, its first words."""
    source = Truncator(str(row.source or row.get_certainty_display())).words(TITLE_WORDS)
    return number, source, f": “{Truncator(row.quote).words(2 * TITLE_WORDS)}”" if row.quote else ""


def head(target, rows, record, *, is_quotable):
    if not rows:
        return resting(target, record, is_quotable=is_quotable)
    said = ngettext("%(number)d citation", "%(number)d citations", len(rows)) % {"number": len(rows)}
    return format_html('<div class="rests"><a href="#citations-{}">{}</a></div>', rows[0][0], said)


def resting(target, record, *, is_quotable):
    """That it rests on the main source; where that has a kept text, the way to it."""
    if not record.main_source_id:
        return ""
    said = gettext("Rests on the main source")
    if not is_quotable:
        return format_html('<div class="rests">{}</div>', said)
    return format_html('<div class="rests"><a href="#kept-text" data-quote-for="{}">{}</a></div>', target, said)
