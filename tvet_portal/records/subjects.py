"""What a proposal can be about, a record or an entry of the directory: what each asks before it says something else."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tvet_portal.directory import approval, followers, limits
from tvet_portal.directory.models import Country, Organisation
from tvet_portal.records import content as contents
from tvet_portal.records import targets, workflow
from tvet_portal.records.applying import apply
from tvet_portal.records.completeness import contradictions
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.values.revisions import lock


def of(row):
    """The subject that a record or an entry is."""
    return RecordSubject(row) if isinstance(row, Record) else EntrySubject(row)


def locked(row):
    """The subject as it is now, locked until the end of the transaction."""
    return of(row).locked()


class RecordSubject:
    """A record: what it says is a version."""

    def __init__(self, row):
        self.row = row

    def locked(self):
        return RecordSubject(workflow.locked(self.row))

    @property
    def is_public(self):
        return self.row.status == Status.PUBLISHED

    @property
    def state(self):
        """What is another number once it says something else."""
        return self.row.version_number

    @property
    def about(self):
        """What a line of the audit says an act was about."""
        return {"record": self.row.key}

    def beginning(self, live):
        """The fields of a proposal that starts from what is public now."""
        return {"record": self.row, "started_from": self.row.approved_versions.first()}

    def require_public(self):
        workflow.require(self.row, Status.PUBLISHED)

    def require_right(self, content, by):
        """Refuse who works on other countries than those of a content."""
        workflow.require_right(content, by)

    def own_work(self, wrote, by, live):
        """Why somebody cannot approve what these people wrote; nothing if he can."""
        return workflow.own_work(wrote, by, live)

    def publish(self, content, writer, by, reason):
        self.write(content)
        workflow.count_edit(self.row, writer)
        workflow.publish(self.row, by, reason)

    def write(self, content):
        """Make it say this. An address that another record once had is refused."""
        apply(self.row, content)
        try:
            with transaction.atomic():
                keep_slug(self.row)
        except IntegrityError as error:
            raise NotAllowed([_("Another record of this type has this address. Choose another.")]) from error


class EntrySubject:
    """An entry of the directory: it has no versions."""

    def __init__(self, row):
        self.row = row

    def locked(self):
        model = type(self.row)
        lock(model, [self.row.pk])
        return EntrySubject(model.objects.get(pk=self.row.pk))

    @property
    def is_public(self):
        """Whether everybody reads it, under its own name."""
        return approval.is_public(self.row) and getattr(self.row, "merged_into_id", None) is None

    @property
    def state(self):
        return self.row.revision

    @property
    def about(self):
        return {"entry": self.row.path}

    def beginning(self, live):
        row = self.row
        key = getattr(row, row.content_key)
        named = {"entry_type": row.entry_type, "entry_key": key, "entry_name": str(row)[:250]}
        return {**named, "entry_content": contents.canonical(live)}

    def require_public(self):
        if not self.is_public:
            raise NotAllowed([_("“%(entry)s” is not public, or is another entry by now.") % {"entry": self.row}])

    def require_right(self, content, by):
        codes = limits.countries_of(by)
        leaves = codes is not None and type(self.row) is Organisation and content.get("country") not in codes
        if leaves or not limits.may_work_on(self.row, by):
            said = _("Your work is limited to %(countries)s, and this entry belongs to others.")
            raise NotAllowed([said % {"countries": limits.names_of(codes)}])

    def own_work(self, wrote, by, live):
        if by.pk not in wrote or not approval.needs_two_people():
            return ""
        country = self.row if isinstance(self.row, Country) else getattr(self.row, "country", None)
        return approval.who_else(wrote, {country.iso2} if country else ())

    def publish(self, content, writer, by, reason):
        self.write(content)
        self.row.count_edit()
        followers.tell([(self.row.path, {})])

    def write(self, content):
        """Make it say this, where it may be said of an entry."""
        model = type(self.row)
        reasons = [sentence for _name, _number, sentence in targets.find_problems(model, content)]
        reasons += [sentence for _field, sentence in contradictions(content)]
        if reasons:
            raise NotAllowed(reasons)
        apply(self.row, content)
        if hasattr(self.row, "slugs"):
            try:
                with transaction.atomic():
                    self.row.slugs.get_or_create(slug=self.row.slug)
            except IntegrityError as error:
                taken = _("This address belongs, or once belonged, to another entry. Choose another.")
                raise NotAllowed([taken]) from error
