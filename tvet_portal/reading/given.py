"""Texts as people give them: pasted or in a file, with where they are from. Each is kept once, under its hash."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import approval
from tvet_portal.directory.admin.forms import free_slug
from tvet_portal.directory.admin.uploads import UploadField
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Source
from tvet_portal.reading import cleaning
from tvet_portal.reading.extracting import NO_TEXT, TOO_MUCH, UNREADABLE, Unreadable, extract
from tvet_portal.reading.finds import plain
from tvet_portal.reading.models import Reading
from tvet_portal.reading.text import LARGEST
from tvet_portal.records.models import Blank
from tvet_portal.values.fields import validate_partial_date
from tvet_portal.values.scripts import runs

TAKEN = {kinds.MEDIA_TYPES[extension]: extension for extension in ("txt", "docx", "pdf")}
NAME = "text.txt"  # of a text as it is kept
LONGEST_TITLE = 250
ORIGIN = {
    "address": _("Give the address of the page, or tick below that it is not stated."),
    "publisher": _("Say who published it, or tick below that it is not stated."),
}
SENTENCES = {
    UNREADABLE: _("The file cannot be read. Save it again, or paste its text."),
    NO_TEXT: _("There is no text in the file: its pages may be pictures. Paste the text."),
    TOO_MUCH: _("The file takes too long to read or unpacks to too much. Paste the part that matters."),
}


class GivenText(forms.Form):
    """A text, pasted or in a file, what it tells of, and where it is from."""

    tells_of = forms.ChoiceField(label=_("It tells of"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField", "maxlength": LARGEST}),
        help_text=_("Paste the whole page: menus, counters and related stories are found and left out."),
    )
    file = UploadField(
        label=_("or a file"), required=False, help_text=_("Plain text, Word (DOCX) or PDF; 20 MB at most.")
    )
    address = forms.URLField(label=_("Address"), required=False, max_length=1500, assume_scheme="https")
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=250)
    not_stated = forms.BooleanField(
        label=_("What is left empty of these two is not stated in the text"),
        required=False,
        help_text=_("The public page then says “not stated”."),
    )
    published_on = forms.CharField(
        label=_("Published"),
        required=False,
        max_length=64,
        validators=[validate_partial_date],
        help_text=_("2025-12-09, 2025-12 or 2025. Left empty: what the text itself says can be accepted later."),
    )
    read_again = forms.BooleanField(
        label=_("Read it all the same, for the source that is there"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, offers, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tells_of"].choices = [(name, each.model._meta.verbose_name) for name, each in offers.items()]
        self.fields["file"].user, self.fields["file"].taken = user, tuple(TAKEN.values())
        self.user = user

    def clean(self):
        cleaned = super().clean()
        pasted, upload = cleaned.get("text", "").strip(), cleaned.get("file")
        if "file" in self.errors:
            return cleaned
        if bool(pasted) == bool(upload):
            self.add_error("text", _("Paste a text or choose a file, one of the two."))
            return cleaned
        try:
            cleaned["words"] = text_of(upload) if upload else cleaned["text"].replace("\r\n", "\n").replace("\r", "\n")
            check(cleaned["words"])
        except ValidationError as refused:
            self.add_error("file" if upload else "text", refused)
        else:
            self.require_origin(cleaned)
        return cleaned

    def require_origin(self, cleaned):
        """Where a text was published is typed, or said not to be stated: an empty field would say neither."""
        left = [name for name in ORIGIN if not cleaned.get(name) and name not in self.errors]
        if left and not cleaned["not_stated"] and not self.known():
            for name in left:
                self.add_error(name, ORIGIN[name])

    def known(self):
        """The sources whose text this is already."""
        cleaned = self.cleaned_data
        hashes = {sha256(cleaned["words"]), *([cleaned["file"].sha256] if cleaned.get("file") else [])}
        kept = Q(copy_sha256__in=hashes) | Q(archived_copy__sha256__in=hashes) | Q(reading__text__sha256__in=hashes)
        return list(Source.objects.filter(kept).select_related("reading").order_by("pk")[:10])

    @transaction.atomic
    def keep(self, source=None):
        """The Reading of the text: its file and its source are kept; `source` is the one that has this text already."""
        cleaned = self.cleaned_data
        words = cleaned["words"]
        text = store(NAME, words.encode(), by=self.user)
        source = source or self.new_source(words, cleaned.get("file") or text)
        return Reading.objects.create(source=source, text=text, begun_by=self.user)

    def new_source(self, words, copy):
        cleaned = self.cleaned_data
        title = first_line(words)
        source = Source(
            title=title,
            description="" if title else _("Text without a title"),
            publisher=cleaned["publisher"],
            address=cleaned["address"],
            published_on=cleaned["published_on"],
            language=language_of(words),
            accessed_on=timezone.localdate(),
            archived_copy=copy,
            copy_name=copy.name,
            copy_sha256=copy.sha256,
        )
        name = title or cleaned["publisher"] or "text"
        source.key = free_slug(name, "source", lambda key: Source.objects.filter(key=key).exists())
        source.full_clean(exclude=["archived_copy"])
        source.save()
        empty = [name for name in ORIGIN if not cleaned[name]]
        for name in empty:
            Blank.objects.create(about_source=source, target=name, why=Blank.Why.NOT_STATED)
        approval.note_writer(source.path, self.user)
        return source


def text_of(upload):
    if upload.media_type not in TAKEN:
        raise ValidationError(_("Texts are read from plain text, Word (DOCX) and PDF."))
    with upload.file.open("rb") as file:
        data = file.read()
    try:
        return extract(data, TAKEN[upload.media_type])
    except Unreadable as refused:
        raise ValidationError(SENTENCES[refused.code]) from None


def check(words):
    if len(words.encode()) > LARGEST:
        raise ValidationError(_("The text is too long: a megabyte at most. Give the part that matters."))
    kinds.check(NAME, words.encode())


def sha256(words):
    return hashlib.sha256(words.encode()).hexdigest()


def first_line(words):
    """The headline: the first line that is no furniture, if it is short enough to be one; else nothing."""
    kept = cleaning.without(plain(words), cleaning.find(plain(words)))
    place = 0
    for line in kept.split("\n"):
        printed = " ".join(words[place : place + len(line)].split())
        if printed:
            return printed if len(printed) <= LONGEST_TITLE and not printed.endswith((".", ":", "。")) else ""
        place += len(line) + 1
    return ""


def language_of(words):
    """The language whose letters most of the text is written in; Latin letters are taken for English or Vietnamese."""
    letters = {}
    for language, run in runs(words[:20_000]):
        letters[language] = letters.get(language, 0) + sum(map(str.isalpha, run))
    return max(letters, key=letters.get, default="en")
