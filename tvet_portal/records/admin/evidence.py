"""What each statement on the form of a record or part rests on, said beside it; the texts to quote more from."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import Undone
from tvet_portal.directory.models import Source, Upload
from tvet_portal.records import files, quotes
from tvet_portal.records.admin.why_empty import EXPLAINS, OURS, FactsFormSet, place_of
from tvet_portal.records.content import shape
from tvet_portal.records.models import Citation

MOST_SHOWN = 200_000  # letters of a text beside the form
TITLE_WORDS = 8
MARKED = "#"  # what a target begins with that names a row by its mark
NO_ROW = _("A citation quotes for a new row that is no longer on the form. Take it away, or say what it supports.")


@dataclass(frozen=True)
class KeptText:
    source: Source
    text: str
    is_whole: bool


def kept_texts(row, inlines, user):
    """The texts of the sources of a record or part that this person may see, the one it rests on first."""
    ids = sources_named(row, inlines)
    texts = quotes.texts_of(list(ids), user) if ids else {}
    seen = {each.pk: each for each in limits.visible(Source.objects.filter(pk__in=texts), user)} if texts else {}
    shown = ((seen[key], texts[key]) for key in ids if key in seen)
    return [KeptText(source, text[:MOST_SHOWN], len(text) <= MOST_SHOWN) for source, text in shown]


def sources_named(row, inlines):
    """The ids of the sources of a record or part, the one it rests on first."""
    cited = (own_source(each.instance) for inline in inlines for each in inline.formset.initial_forms)
    return dict.fromkeys(each for each in (own_source(row), root_of(row).main_source_id, *cited) if each)


def archived_copies(row, inlines, user):
    """(source, address of its copy) of the sources of a record or part of which this person may see the stored copy."""
    ids = sources_named(row, inlines)
    seen = limits.visible(Source.objects.filter(pk__in=ids, archived_copy__isnull=False), user)
    sources = seen.filter(archived_copy__in=limits.visible(Upload.objects.all(), user)).select_related("archived_copy")
    return [(source, files.address_of(source.archived_copy.sha256)) for source in sources] if ids else []


def own_source(row):
    """What a row says it is from: a citation, a statement of progress."""
    return getattr(row, "source_id", None)


def tell(row, form, inlines, *, is_quotable):
    """A line below each filled statement, and in the head of each row: its citation, or the main source."""
    cited, place, record = defaultdict(list), place_of(row), root_of(row)
    for number, citation in enumerate(citations_of(inlines)):
        cited[citation.target].append((number, citation))
    for name in statements(type(row)):
        if name in form.fields and form[name].value() not in (None, "", []):
            target = f"{place}{name}"
            form.fields[name].footnote = footnote(target, cited[target], rests_on(row, record), is_quotable=is_quotable)
    for inline in inlines:
        for each in inline.formset.initial_forms if isinstance(inline.formset, FactsFormSet) else ():
            each.path_of_row = inline.formset.path_of(each)
            own = [some for target, some in cited.items() if f"{target}/".startswith(f"{each.path_of_row}/")]
            rows = sorted(chain.from_iterable(own), key=itemgetter(0))
            each.evidence = head(each.path_of_row, rows, rests_on(each.instance, record), is_quotable=is_quotable)


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


def footnote(target, rows, otherwise, *, is_quotable):
    if not rows:
        return resting(target, otherwise, is_quotable=is_quotable)
    lines = format_html_join("; ", '<a href="#citations-{}">{}</a>{}', (words_of(*row) for row in rows))
    return format_html('<div class="rests">{}</div>', lines)


def words_of(number, row):
    """The number of a citation, where it is from, its first words."""
    source = Truncator(str(row.source or row.get_certainty_display())).words(TITLE_WORDS)
    return number, source, f": “{Truncator(row.quote).words(2 * TITLE_WORDS)}”" if row.quote else ""


def head(target, rows, otherwise, *, is_quotable):
    if not rows:
        return resting(target, otherwise, is_quotable=is_quotable)
    said = ngettext("%(number)d citation", "%(number)d citations", len(rows)) % {"number": len(rows)}
    return format_html('<div class="rests"><a href="#citations-{}">{}</a></div>', rows[0][0], said)


def rests_on(row, record):
    """What statements without a citation rest on, in words."""
    if own_source(row):
        return gettext("Rests on its own source")
    return gettext("Rests on the main source") if record.main_source_id else ""


def resting(target, said, *, is_quotable):
    """What it rests on; where there is a kept text, the way to it."""
    if not said:
        return ""
    if not is_quotable:
        return format_html('<div class="rests">{}</div>', said)
    return format_html('<div class="rests"><a href="#kept-text" data-quote-for="{}">{}</a></div>', target, said)


def name_new_rows(formsets):
    """What was quoted for a row before it was saved names it by its mark: from now on by its path."""
    rows = {}
    for formset in formsets:
        if isinstance(formset, FactsFormSet):
            marked = ((each.cleaned_data.get("mark"), each) for each in formset.forms)
            rows |= {f"{MARKED}{mark}": formset.path_of(each) for mark, each in marked if mark}
    for formset in formsets:
        for each in formset.forms if formset.model is Citation else ():
            mark, slash, field = each.instance.target.partition("/")
            if mark.startswith(MARKED) and each.has_changed() and each not in formset.deleted_forms:
                if mark not in rows:
                    raise Undone([NO_ROW])
                each.instance.target = f"{rows[mark]}{slash}{field}"
