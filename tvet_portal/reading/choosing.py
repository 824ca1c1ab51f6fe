"""The form beside a text: which lines are accepted, as what, into which draft."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tvet_portal.reading import drafting
from tvet_portal.reading.lines import KINDS, SHOWN_AS
from tvet_portal.reading.models import AcceptedLine
from tvet_portal.records import content as contents
from tvet_portal.records.targets import exists


class Choosing(forms.Form):
    """A tick a line, and what it is; for a new draft its title and kind. What was chosen stands after an error."""

    title = forms.CharField(label=_("Title of the record"), max_length=500)

    def __init__(self, data=None, *, lines, offer, reading, record, text, section=""):
        """`section` is the one whose sure lines somebody has just asked to be ticked: then nothing is sent off yet."""
        super().__init__(None if section else data)
        self.lines, self.offer, self.reading, self.record = lines, offer, reading, record
        if record:
            del self.fields["title"]
            self.find_accepted()
        else:
            field = offer.model._meta.get_field(offer.kind)
            title = reading.source.title
            guess = offer.guess_kind(f"{title}\n{text}")
            self.fields["title"].initial = title
            self.fields[offer.kind] = field.formfield(initial=guess)
        for line in lines:
            self.add_line(line)
        if section:
            self.initial = {name: data.get(name) for name in self.fields}
            self.initial |= {f"take-{line.key}": True for line in self.sure(section)}

    def add_line(self, line):
        what = _("line %(number)d") % {"number": line.number}
        if line.target:
            return
        self.fields[f"take-{line.key}"] = forms.BooleanField(label=line.words[:200], required=False)
        if len(line.choices) > 1:
            field = forms.ChoiceField(choices=line.choices, initial=line.guess, required=False)
            field.widget.attrs["aria-label"] = _("What %(line)s is") % {"line": what}
            self.fields[f"as-{line.key}"] = field
        if line.entries:
            field = forms.ChoiceField(choices=line.entries, required=False)
            field.widget.attrs["aria-label"] = _("Which one %(line)s means") % {"line": what}
            self.fields[f"which-{line.key}"] = field

    def find_accepted(self):
        """Mark the lines that stand in the draft already, and still do."""
        content = contents.read(self.record)
        rows = AcceptedLine.objects.filter(reading=self.reading, record=self.record.pk)
        held = {(SHOWN_AS.get(row.kind, row.kind), row.start, row.end): row.target for row in rows}
        for line in self.lines:  # a new body has become one of the directory meanwhile: its section stays the same
            targets = (held.get((line.section, find.start, find.end)) for find in line.finds)
            target = next((target for target in targets if target is not None), None)
            if target is not None and (not target or exists(type(self.record), content, target)):
                line.target = target or "source"

    def head(self):
        """The fields of the record itself."""
        return [self[name] for name in ("title", self.offer.kind) if name in self.fields]

    def sections(self):
        """(kind, heading, how many are sure, [(line, its tick, choice, entry)]) of every kind that has lines."""
        for kind, heading in KINDS:
            rows = [self.row(line) for line in self.lines if line.section == kind]
            if rows:
                yield kind, heading, len(self.sure(kind)), rows

    def sure(self, section):
        """Its lines of which the text says what they are, and that are not in the draft yet."""
        return [line for line in self.lines if line.section == section and line.is_sure and not line.target]

    def row(self, line):
        names = (f"{what}-{line.key}" for what in ("take", "as", "which"))
        return (line, *(self[name] if name in self.fields else None for name in names))

    def clean(self):
        cleaned = super().clean()
        if self.is_bound and not self.errors and not self.chosen():
            raise ValidationError(_("Tick at least one line."))
        return cleaned

    def chosen(self):
        """(line, what it becomes, key of the entry it means) of every ticked line."""
        cleaned = self.cleaned_data
        return [
            (
                line,
                cleaned.get(f"as-{line.key}") or line.guess or line.choices[0][0],
                cleaned.get(f"which-{line.key}", ""),
            )
            for line in self.lines
            if cleaned.get(f"take-{line.key}")
        ]

    @transaction.atomic
    def accept(self, text, user):
        """The draft with the chosen lines in it, and how many these are."""
        chosen = self.chosen()
        record = self.record
        if record is None:
            kind = self.cleaned_data[self.offer.kind]
            record = drafting.begin(self.offer, self.reading.source, user, self.cleaned_data["title"], kind)
        return drafting.accept(self.reading, text, record, chosen, self.offer, user), len(chosen)
