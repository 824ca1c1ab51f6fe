"""Accepted lines become parts and fields of a draft, each with a citation that quotes the text."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tvet_portal.directory import approval
from tvet_portal.directory.admin.forms import free_slug
from tvet_portal.directory.admin.inlines import LAST_POSITION
from tvet_portal.directory.models import Country, CountryGroup, Organisation, OrganisationSlug, Person, Writing
from tvet_portal.reading.likeness import ASKED, NONE_OF_THESE
from tvet_portal.reading.models import AcceptedLine
from tvet_portal.reading.sentences import quote
from tvet_portal.records import blanks, workflow
from tvet_portal.records import content as contents
from tvet_portal.records.completeness import settlers
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import (
    Act,
    Appearance,
    Citation,
    Figure,
    Participation,
    Provision,
    Record,
    RecordSlug,
)
from tvet_portal.records.models.records import Status
from tvet_portal.values.partial_dates import describe

ENTRIES = {"country": (Country, "iso2"), "group": (CountryGroup, "key"), "organisation": (Organisation, "key")}

ORDER = {"body": 0, "person": 2}  # people stand for bodies that are there


class NotPlaced(Exception):
    """A line cannot stand where it was said to; the sentence says why."""


@transaction.atomic
def begin(offer, source, user, title, kind):
    """A new draft that rests on a source."""
    record = offer.model(title=title, main_source=source, language=source.language, created_by=user)
    setattr(record, offer.kind, kind)
    record.slug = free_slug(title, offer.record_type, lambda slug: is_taken(offer.record_type, slug))
    record.key = f"{offer.record_type}/{record.slug}"
    record.full_clean(exclude=["created_by"])
    record.save()
    keep_slug(record)
    return record


def is_taken(record_type, slug):
    kept = RecordSlug.objects.filter(record_type=record_type, slug=slug)
    return kept.exists() or Record.objects.filter(key=f"{record_type}/{slug}").exists()


@transaction.atomic
def accept(reading, text, record, chosen, offer, user):
    """Write the chosen lines, (line, choice, key of an entry), into a draft. All of them or none.

    A line that has no place gets its error, and the ValidationError undoes what was written.
    """
    record = workflow.locked(record)
    workflow.require(record, Status.DRAFT)
    draft, before = Draft(reading, text, record, offer, user), dict(vars(record))
    for line, choice, key in sorted(chosen, key=lambda row: ORDER.get(row[0].find.kind, 1)):
        try:
            draft.place(line, choice, key)
        except NotPlaced as refused:
            line.error = str(refused)
        except ValidationError as refused:
            line.error = " ".join(refused.messages)
    if any(line.error for line, *_rest in chosen):
        raise ValidationError(_("Some lines have no place in the draft: nothing was accepted yet."))
    if offer.signed:
        draft.sign()
    settle(record, before)
    record.full_clean(exclude=["created_by"])
    record.save()
    blanks.drop_contradicted(record, contents.read(record))
    if draft.has_dated_source:
        reading.source.save()
        reading.source.count_edit()
        approval.note_writer(reading.source.path, user)
    wrote = [Writing(path=entry.path, written_by=user) for entry in draft.added]
    Writing.objects.bulk_create(wrote, ignore_conflicts=True)
    workflow.count_edit(record, user)
    return record


def settle(record, before):
    """Have follow what follows, as in the form: the end of an agreement from its term."""
    changed = {name for name, value in vars(record).items() if before.get(name) != value}
    follow = settlers.get(record.record_type, lambda *values: ({}, []))
    found, _problems = follow(vars(record), before, changed)
    for name, value in found.items():
        setattr(record, name, value)


class Draft:
    """A draft into which lines are placed, one after the other."""

    def __init__(self, reading, text, record, offer, user):
        self.reading, self.text, self.record, self.offer = reading, text, record, offer
        self.source = reading.source
        self.user, self.positions, self.new = user, {}, {}
        self.added = []  # entries of the directory
        self.parts = set()
        self.has_dated_source = False

    def place(self, line, choice, key):
        how, _colon, what = choice.partition(":")
        find = line.find
        if line.is_asked and not key:
            raise NotPlaced(ASKED)
        target = getattr(self, f"place_{how}")(find, what, key, self.text[find.start : find.end])
        if target:
            words = quote(self.text, find.start, find.end)
            Citation.objects.create(record=self.record, target=target, source=self.source, quote=words)
        AcceptedLine.objects.bulk_create(
            AcceptedLine(
                reading=self.reading, record_id=self.record.pk, kind=each.kind, start=each.start, end=each.end,
                target=target,
            )
            for each in line.finds
        )  # fmt: skip

    def place_date(self, find, name, key, words):
        self.fill(self.record, name, find.value)
        setattr(self.record, f"{name.removesuffix('_on')}_as_printed", words[:120])
        return name

    def place_source(self, find, name, key, words):
        if self.source.approved_at:
            raise NotPlaced(_("The public sees this source already: change it on its own page."))
        self.fill(self.source, name, find.value)
        self.has_dated_source = True
        self.source.blanks.filter(target=name).delete()
        setattr(self.source, f"{name.removesuffix('_on')}_as_printed", words[:120])
        return ""

    def place_term(self, find, what, key, words):
        name = self.offer.term
        self.fill(self.record, f"{name}_length", int(find.value.number))
        self.fill(self.record, f"{name}_unit", find.value.counted)
        setattr(self.record, name, printed(words, 250))
        return name

    def place_place(self, find, what, key, words):
        self.fill(self.record, "city", find.value.name)
        self.record.country = self.record.country or Country.objects.filter(iso2=find.value.country).first()
        return "city"

    def place_edition(self, find, what, key, words):
        self.fill(self.record, self.offer.edition, find.value)
        setattr(self.record, f"{self.offer.edition}_as_printed", words[:60])
        return self.offer.edition

    def place_coverage(self, find, what, key, words):
        name = {"country": "coverage_countries", "group": "coverage_groups"}[find.kind]
        getattr(self.record, name).add(entry(find.kind, key or find.value[0]))
        return name

    def place_role(self, find, role, key, words):
        as_printed = printed(words, 300)
        if find.kind == "body":
            return self.add(Participation(role=role, organisation=self.body(find.value, key), as_printed=as_printed))
        if find.kind == "ministry":  # the words are those of the minister
            body = entry("organisation", key or find.value[0])
            return self.add(Participation(role=role, organisation=body, as_printed=printed(body.name, 300)))
        actor = {find.kind: entry(find.kind, key or find.value[0])}
        return self.add(Participation(role=role, as_printed=as_printed, **actor))

    def body(self, said, key):
        """The organisation that somebody said it is, or a new one, made once and public with the record only."""
        if key and key != NONE_OF_THESE:
            self.new[said.key] = entry("organisation", key)
        elif said.key not in self.new:
            self.new[said.key] = new_body(said, self.user)
            self.added.append(self.new[said.key])
        return self.new[said.key]

    def place_act(self, find, role, key, words):
        said = find.value
        person, is_new = somebody(said, key, self.user)
        self.added += [person] * is_new
        row = Appearance(role=role, person=person, name_as_printed=said.name[:160])
        row.honorific, row.post = said.honorific[:40], said.post.name[:250]
        row.organisation, row.country = self.stood_for(said.post)
        if row.organisation or row.country:
            own = row.organisation and said.post.stands_for in said.post.name  # "Minister of Labour" is no body
            row.as_printed = printed(row.organisation.name if own else said.post.stands_for, 300)
        return self.add(row)

    def stood_for(self, post):
        """The body of a post, of several with that name the one that the draft names; or the country, or neither."""
        if post.country:
            return None, entry("country", post.country)
        if len(post.bodies) == 1:
            (key,) = post.bodies
            return self.new.get(key) or (None if key.startswith("new:") else entry("organisation", key)), None
        named = Organisation.objects.filter(key__in=post.bodies, participations__record=self.record.pk).distinct()[:2]
        return (named[0] if len(named) == 1 else None), None

    def sign(self):
        """The act of each party for which somebody has signed, where the party or the person was accepted just now."""
        signed = Appearance.objects.filter(record=self.record.pk, role=Appearance.Role.SIGNATORY)
        signed = list(signed.select_related("organisation"))
        parties = Participation.objects.filter(record=self.record.pk, role=Participation.Role.PARTY)
        for party in parties.exclude(acts__kind=Act.Kind.SIGNED).prefetch_related("through"):
            if any(stands_for(row, party) and self.parts & {row, party} for row in signed):
                day = getattr(self.record, self.offer.signed)
                Act.objects.create(participation=party, kind=Act.Kind.SIGNED, done_on=day)

    def place_point(self, find, kind, key, words):
        return self.add(Provision(kind=kind, label=find.value.label[:30], text=words.strip(), is_quotation=True))

    def place_figure(self, find, what, key, words):
        said = find.value
        row = Figure(value_qualifier=said.qualifier)
        if find.kind == "money":
            row.value, row.currency = said.amount, said.currency
            row.counted = printed(quote(self.text, find.start, find.end), 300)
        else:
            row.value, row.value_to, row.counted = said.number, said.number_to, said.counted[:300]
            row.unit = "%" if said.counted == "%" else ""
            row.counted = printed(quote(self.text, find.start, find.end), 300) if row.unit else row.counted
        return self.add(row)

    def fill(self, row, name, value):
        held = getattr(row, name)
        if held and held != value:
            said = describe(held) if name.endswith("_on") else held
            raise NotPlaced(
                _("There is already: %(value)s. Leave this line out, or change it in the draft.") % {"value": said}
            )
        setattr(row, name, value)

    def add(self, row):
        """Save a part behind those of its kind; the path to it."""
        row.record = self.record
        name = row.part_name()
        rows = type(row).objects.filter(record=self.record.pk)
        last = self.positions.get(name) or max(rows.values_list("position", flat=True), default=0)
        row.position = self.positions[name] = min(last + 1, LAST_POSITION)
        row.full_clean(exclude=["record", "path"])
        row.save()
        self.parts.add(row)
        return f"{name}/{row.key}"


def stands_for(row, party):
    """Whether somebody stands for a party: as its body, as one it acted through, or, of a country, as a body of it."""
    if row.organisation_id and row.organisation_id in {
        party.organisation_id,
        *(body.pk for body in party.through.all()),
    }:
        return True
    country = row.organisation.country_id if row.organisation else row.country_id
    return country is not None and country == party.country_id and not party.category


def printed(words, most):
    return " ".join(words.split())[:most]


def entry(kind, key):
    model, field = ENTRIES[kind]
    found = model.objects.filter(**{field: key}).first()
    if found is None:
        raise NotPlaced(_("It is no longer in the directory."))
    return found


def need(user, permission):
    if not user.has_perm(permission):
        raise NotPlaced(_("It is not in the directory, and you may not add to that."))


def new_body(said, user):
    need(user, "directory.add_organisation")
    row = Organisation(name=said.name, acronym=said.acronym, kind=said.kind)
    row.country = Country.objects.filter(iso2=said.country).first() if said.country else None
    row.key = free_slug(said.acronym, "organisation", lambda key: Organisation.objects.filter(key=key).exists())
    row.slug = free_slug(said.acronym, "organisation", is_address_taken)
    row.full_clean()
    row.save()
    row.slugs.create(slug=row.slug)
    return row


def is_address_taken(slug):
    return OrganisationSlug.objects.filter(slug=slug).exists() or Organisation.objects.filter(slug=slug).exists()


def somebody(said, key, user):
    """The person of the directory, or a new one, who becomes public with the record only; and whether it is new."""
    known = said.keys[0] if said.keys else ""
    key = "" if key == NONE_OF_THESE else key or known
    if key:
        found = Person.objects.filter(key=key).first()
        if found is None:
            raise NotPlaced(_("It is no longer in the directory."))
        return found, False
    need(user, "directory.add_person")
    is_so_called = Q(printed_name__iexact=said.name) | Q(names__text__iexact=said.name)
    if Person.objects.filter(is_so_called, withheld_at__isnull=False).exists():
        raise NotPlaced(_("This name is withheld on request."))
    row = Person(printed_name=said.name[:160], honorific=said.honorific[:40])
    row.key = free_slug(said.name, "person", lambda key: Person.objects.filter(key=key).exists())
    row.full_clean()
    row.save()
    return row, True
