"""What a column of a table holds: a field of a content, or rows of a part, as a text that can be typed in a cell."""

import re
from collections import defaultdict
from datetime import date, time
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tvet_portal.directory.models import Country
from tvet_portal.records.content.shape import is_reference
from tvet_portal.tables.cells import NO, YES
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.parts import new_key

TRUTHS = {YES: True, "true": True, "1": True, NO: False, "false": False, "0": False, "": False}
IN_QUOTES = re.compile(r"[“\"](?P<category>[^”\"]+)[”\"](?: (?P<country>[A-Z]{2}))?")
MOST_DIGITS = 15
BETWEEN_KEYS = re.compile(r"[;,\n]")


class Told:
    """A column that the portal fills: it says which row it is, or where that stands."""

    is_told = True
    choices = ()

    def __init__(self, name, help_text, example=""):
        self.name, self.help_text, self.example = name, help_text, example


class FieldColumn:
    """A column of the model."""

    is_told = False

    def __init__(self, field):
        self.field, self.name = field, field.name

    @property
    def choices(self):
        return [(value, label) for value, label in self.field.flatchoices if value]

    @property
    def help_text(self):
        """What it is and how it is written, for who fills it in."""
        words = [f"{capfirst(self.field.verbose_name)}.", self.format, str(self.field.help_text)]
        return " ".join(str(word) for word in words if word)

    @property
    def format(self):
        field = self.field
        if field.related_model is Country:
            return _("Codes of two letters (ISO 3166).") if field.many_to_many else _("Code of two letters (ISO 3166).")
        if field.many_to_many:
            return _("Keys, with semicolons between them (%(model)s).") % {
                "model": field.related_model._meta.verbose_name_plural
            }
        if is_reference(field):
            return _("Key (%(model)s).") % {"model": field.related_model._meta.verbose_name}
        kinds = {
            models.BooleanField: _("yes or no."),
            models.DateField: _("A day: 2025-12-09."),
            models.TimeField: _("A time: 09:30."),
            models.IntegerField: _("A whole number."),
            models.DecimalField: _("A number."),
        }
        return next((words for kind, words in kinds.items() if isinstance(field, kind)), "")

    @property
    def example(self):
        if self.choices:
            return self.choices[0][0]
        if self.field.related_model is Country:
            return "LA; VN" if self.field.many_to_many else "VN"
        return "2025-12" if isinstance(self.field, PartialDateField) else ""

    def text(self, row):
        """What the cell says of a row of a content."""
        value = row.get(self.name)
        if value is None:
            value = self.field.get_default() if self.field.has_default() else ""
        if isinstance(value, list):
            return "; ".join(value)
        if isinstance(value, bool):
            return YES if value else NO
        return "" if value is None else str(value)

    def put(self, row, text):
        """Let a row of a content say what the cell says. Raises ValueError with a sentence."""
        value = self.value(text)
        if value in (None, "", []):
            row.pop(self.name, None)
        else:
            row[self.name] = value

    def value(self, text):
        field = self.field
        if field.many_to_many:
            return [key for key in (part.strip() for part in BETWEEN_KEYS.split(text)) if key]
        if isinstance(field, models.BooleanField):
            if text.lower() not in TRUTHS:
                raise ValueError(_("Write yes or no."))
            return TRUTHS[text.lower()]
        if text == "" or is_reference(field):
            return text or None
        if field.flatchoices:
            return chosen(self.choices, text)
        if isinstance(field, models.IntegerField | models.DecimalField):
            return number(text, field)
        if isinstance(field, models.DateField | models.TimeField):
            return day_or_time(text, field)
        return text


def chosen(choices, text):
    """A choice by its code, or by its words."""
    for value, label in choices:
        if text.lower() in (value.lower(), str(label).lower()):
            return value
    known = ", ".join(value for value, _label in choices)
    raise ValueError(_("“%(text)s” is no choice here. Write one of: %(known)s.") % {"text": text, "known": known})


def number(text, field):
    try:
        found = Decimal(text.replace(" ", ""))
        is_short, is_whole = found.is_finite() and found.adjusted() < MOST_DIGITS, found == found.to_integral_value()
        if is_short and (is_whole or isinstance(field, models.DecimalField)):
            return int(found) if is_whole else float(found)
    except (InvalidOperation, OverflowError):
        pass
    kind = _("a number") if isinstance(field, models.DecimalField) else _("a whole number")
    raise ValueError(_("“%(text)s” is not %(kind)s. Write digits only.") % {"text": text[:60], "kind": kind})


def day_or_time(text, field):
    try:
        found = field.to_python(text)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    return found.isoformat("minutes") if isinstance(found, time) else date.isoformat(found)


class LinesColumn:
    """Rows of a part, one a line. A line says what the row is known by; what else the row holds stays with it.

    Lines that are gone are rows that go; new lines become new rows. Where rows have an order, it is that of the lines.
    """

    is_told = False
    choices = ()

    def __init__(self, name, part, example):
        self.name, self.part, self.example = name, part, example
        self.has_positions = any(field.name == "position" for field in part._meta.fields)

    def text(self, row):
        return "\n".join(self.line(each) for each in row.get(self.name, ()))

    def put(self, row, text):
        before, known = row.get(self.name, []), defaultdict(list)
        for each in before:
            known[self.line(each)].append(each)
        last = max((each.get("position", 0) for each in before), default=0)
        rows = []
        for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
            if known[line]:
                rows.append(known[line].pop(0))
                continue
            last += 1
            rows.append({"key": new_key(), **({"position": last} if self.has_positions else {}), **self.parsed(line)})
        if self.has_positions:
            rows = placed(rows)
        else:
            rows.sort(key=lambda each: before.index(each) if each in before else len(before))
        row.pop(self.name, None)
        if rows:
            row[self.name] = rows

    def line(self, row):
        raise NotImplementedError

    def parsed(self, line):
        raise NotImplementedError


def placed(rows):
    """The rows with positions that keep them in this order: those they have, where these do."""
    places = [each.get("position", 0) for each in rows]
    if places == sorted(set(places)):
        return rows
    return [{**each, "position": place} for place, each in enumerate(rows, start=1)]


class Names(LinesColumn):
    """Names or words: `former [vi]: text`; of a part that has no kinds, the text alone."""

    def __init__(self, name, part):
        self.kinds = part._meta.get_field("kind").flatchoices if "kind" in part.content_fields else ()
        self.needs_language = self.kinds and not part._meta.get_field("language").blank
        super().__init__(name, part, f"{self.kinds[0][0]} [vi]: Bộ Giáo dục" if self.kinds else "Dr. Ai")

    @property
    def help_text(self):
        if not self.kinds:
            return _("Other names, one a line.")
        known = ", ".join(value for value, _label in self.kinds)
        return _("One a line: kind [language]: text. Kinds: %(known)s.") % {"known": known}

    def line(self, row):
        text = " ".join(row["text"].split())
        if not self.kinds:
            return text
        kind = row.get("kind") or self.part._meta.get_field("kind").get_default()
        return f"{kind} [{row['language']}]: {text}" if row.get("language") else f"{kind}: {text}"

    def parsed(self, line):
        if not self.kinds:
            return {"text": line}
        found = re.fullmatch(r"(?P<kind>[^:\[]+?) ?(?:\[(?P<language>[^\]]*)\])? ?: ?(?P<text>.+)", line)
        if not found or (self.needs_language and not found["language"]):
            raise ValueError(_("Write each line as: %(example)s") % {"example": self.example})
        row = {"kind": chosen(self.kinds, found["kind"]), "text": found["text"]}
        return row | ({"language": found["language"].strip()} if found["language"] else {})


class Actors(LinesColumn):
    """Who is in a record, or waited on: `party: VN`, `host: organisation/voctech`, `host: a category (as printed)`."""

    def __init__(self, name, part):
        self.roles = part._meta.get_field("role").flatchoices
        first = self.roles[0][0]
        super().__init__(name, part, f"{first}: VN\n{first}: organisation/seameo-voctech")

    @property
    def help_text(self):
        said = _(
            "One a line: role: who. Who is the two letters of a country, organisation/key, group/key, or words in "
            "quotes. Behind it may stand = and the name as printed. Roles: %(known)s."
        )
        return said % {"known": ", ".join(value for value, _label in self.roles)}

    def line(self, row):
        if row.get("category"):
            who = f"“{row['category']}”" + (f" {row['country']}" if row.get("country") else "")
        elif row.get("organisation"):
            who = f"organisation/{row['organisation']}"
        else:
            who = f"group/{row['group']}" if row.get("group") else row.get("country", "")
        printed = " ".join(row.get("as_printed", "").split())
        return " ".join(f"{row['role']}: {who} = {printed}".split())

    def parsed(self, line):
        found = re.fullmatch(r"(?P<role>[^:]+?) ?: ?(?P<who>.+?)(?: = (?P<printed>.+))?", line)
        if not found:
            raise ValueError(_("Write each line as: %(example)s") % {"example": self.example.splitlines()[0]})
        row = {"role": chosen(self.roles, found["role"])}
        who = found["who"]
        if quoted := IN_QUOTES.fullmatch(who):
            row |= {name: value for name, value in quoted.groupdict().items() if value}
        elif who.startswith("organisation/"):
            row["organisation"] = who.removeprefix("organisation/")
        elif who.startswith("group/"):
            row["group"] = who.removeprefix("group/")
        elif re.fullmatch("[A-Z]{2}", who):
            row["country"] = who
        else:
            raise ValueError(
                _("“%(who)s” is nobody: write VN, organisation/key, group/key, or words in quotes.") % {"who": who}
            )
        row["as_printed"] = found["printed"] or row.get("category", "")
        return row
