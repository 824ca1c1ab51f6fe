"""Words for values: quantities, money, blanks, choices, languages."""

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.content.shape import shape
from tvet_portal.records.models import Blank
from tvet_portal.records.targets import roles
from tvet_portal.values.fields import Qualifier
from tvet_portal.values.partial_dates import describe

EMPTY_WORDS = {
    None: _("not recorded here"),
    Blank.Why.NOT_STATED: _("not stated"),
    Blank.Why.NONE: _("none"),
    Blank.Why.NOT_APPLICABLE: _("not applicable"),
    Blank.Why.UNKNOWN: _("unknown"),
}


def quantity(row, name, *, unit="", currency=""):
    """A number in words: "nearly 200", "1 to 10 weeks", "dozens of", "nearly 4,000,000,000 VND"."""
    value, upper, qualifier = row.get(name), row.get(f"{name}_to"), row.get(f"{name}_qualifier", "")
    if value is None:
        return f"{Qualifier(qualifier).label} {unit}".strip() if qualifier else ""
    text = number(value, currency)
    if upper is not None:
        text = _("%(from)s to %(to)s") % {"from": text, "to": number(upper, currency)}
    return " ".join(str(part) for part in (Qualifier(qualifier).label if qualifier else "", text, unit) if part)


def number(value, currency=""):
    if currency:
        return format_currency(value, currency, "#,##0.## ¤¤", locale="en_GB", currency_digits=False)
    return format_decimal(value, locale="en_GB")


def dated(row, stem):
    """A date of a row in words, with the words of the source where there are some."""
    said, printed = describe(row.get(f"{stem}_on") or row.get(stem, "")), row.get(f"{stem}_as_printed", "")
    return with_printed(said, printed)


def with_printed(said, printed):
    """What is said, and how the source words it: "2019 – 2021 (“the period of 2019-2021”)"."""
    if not (said and printed):
        return said or printed
    return said if said == printed else _("%(said)s (“%(printed)s”)") % {"said": said, "printed": printed}


def in_short(text, length=200):
    """A text cut at the end of a word; anywhere where none ends, as in scripts that write no spaces."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def choice(model, field, value):
    """The label of a stored choice."""
    return str(dict(model._meta.get_field(field).flatchoices).get(value, value)) if value else ""


def language_name(code):
    """The English name of a language, such as "Vietnamese"."""
    try:
        return Locale.parse(code, sep="-").get_language_name("en") or code
    except (ValueError, UnknownLocaleError):
        return code


def language_own_name(code):
    """The name of a language in itself, such as "Tiếng Việt"; nothing where it is not known, or is the English name."""
    try:
        own = Locale.parse(code, sep="-").get_language_name() or ""
    except (ValueError, UnknownLocaleError):
        return ""
    return own if own != language_name(code) else ""


def why_empty(blanks, target):
    """Why a field is empty, in words. Without a Blank: not recorded here."""
    return str(EMPTY_WORDS[blanks.get(target)])


def place(row, names):
    """Venue, city and country of a row, as far as known."""
    country = names.country(row["country"]).name if row.get("country") else ""
    return ", ".join(part for part in (row.get("venue"), row.get("city"), country) if part)


def field_label(model, target):
    """A target in words: "Provisions, area-1, due"."""
    words, steps = [], target.split("/")
    while steps:
        row_shape = shape(model)
        name = steps.pop(0)
        part = next((part for part in row_shape.parts if part.name == name), None)
        if part is None:
            words.append(str(model._meta.get_field(name).verbose_name))
            break
        key = steps.pop(0) if steps else ""
        if key in roles(part.model) and not steps:  # a role with nobody in it
            words.append(str(part.model.Role(key).label))
            break
        words.append(str(part.model._meta.verbose_name if key else part.model._meta.verbose_name_plural))
        if key:
            words.append(key.replace("-", " "))
        model = part.model
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


__all__ = [
    "choice", "dated", "describe", "field_label", "in_short", "language_name", "language_own_name", "place", "quantity",
    "why_empty", "with_printed",
]  # fmt: skip
