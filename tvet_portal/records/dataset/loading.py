"""Loading a dataset: everything is checked first, and all of it is loaded or nothing."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from tvet_portal import audit
from tvet_portal.directory import followers
from tvet_portal.directory.models import Entry
from tvet_portal.records import content as contents
from tvet_portal.records import targets, workflow
from tvet_portal.records.completeness import contradictions, missing
from tvet_portal.records.content import ENTRY_MODELS, record_models
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.building import Builder, Problem
from tvet_portal.records.content.reading import BuiltReader
from tvet_portal.records.content.walking import fingerprint, named_records
from tvet_portal.records.content.writing import find, find_missing, keep_slugs, write
from tvet_portal.records.dataset import heads
from tvet_portal.records.dataset.files import read_folder
from tvet_portal.records.dataset.uploads import BroughtFiles
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.records.remarks import find_remarks, find_twins
from tvet_portal.values.revisions import lock

REASON = "loaded from the dataset"
OUTSIDE_CONTENT = ("former_slugs", "internal", "status")
PUBLISHED_AT_ONCE = 1_000  # records
MANY = 100  # rows that change what a planner should know of the tables


class DatasetError(Exception):
    """The dataset cannot be loaded; `lines` say where and why."""

    def __init__(self, lines):
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass
class Report:
    """What a load did: keys of rows created, changed, left as they are, and left because people edited them.

    `remarks` are lines about records created or changed: what to look at again.
    """

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def load(folder, *, replace=(), dry_run=False, tick=lambda phase, count, total: None):
    """Load the dataset in a folder. Raises DatasetError, and changes nothing, if any row is wrong.

    `tick` hears what it is doing, how many more are done, and of how many.
    """
    with no_garbage_collection():
        return _load(folder, replace, dry_run, tick)


@contextmanager
def no_garbage_collection():
    """All rows of a load stay in use until its end: to look among them for what is not took a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def refresh_statistics():
    """PostgreSQL plans by what it believes a table holds, and would look again a minute later at the earliest: until
    then the page of a country took longer than a statement may.

    Our tables only: a bare ANALYZE locks the catalogues that all databases of a server share until this transaction
    ends, and a second load, in another database, waits for it.
    """
    if connection.vendor == "postgresql":
        tables = connection.introspection.django_table_names()
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def _load(folder, replace, dry_run, tick):
    entries, problems = read_folder(folder, partial(tick, "reading"))
    located, lines = {}, []
    for entry in entries:
        if wrong := list(heads.find_problems(entry)):
            lines += [_place(entry, steps, message) for steps, message in wrong]
            continue
        path = _path_of(entry)
        if path in located:
            problems.append(Problem(path, (), f"this key stands in {located[path].file} and in {entry.file}"))
        else:
            located[path] = entry
    if problems or lines:
        raise DatasetError([*lines, *(_line(problem, located) for problem in problems)])
    files, is_kept = BroughtFiles(folder), False
    try:
        with transaction.atomic():
            report = _load_entries(located, files, replace, tick)
            if len(report.created) + len(report.changed) >= MANY:
                refresh_statistics()
            if report.created or report.changed:
                created, changed = len(report.created), len(report.changed)
                audit.note("load a dataset", None, folder=folder.name, created=created, changed=changed)
            if dry_run:
                transaction.set_rollback(True)
        is_kept = not dry_run
    finally:
        if not is_kept:
            files.take_back()
    return report


def _load_entries(located, files, replace, tick):
    report, builder, records = Report(), Builder(), []
    wanted = {path: _content(entry) for path, entry in located.items()}
    hashes = {path: fingerprint(_model_of(entry), wanted[path]) for path, entry in located.items()}
    existing = _existing(located, lambda path, loaded: path in replace or loaded != hashes[path])
    for path, entry in located.items():
        tick("checking", 1, len(located))
        instance, content = existing.get(path) or _new(entry), wanted[path]
        verdict = _compare(instance, hashes[path], path in replace)
        getattr(report, verdict).append(path)
        if verdict in ("created", "changed"):
            _prepare(instance, entry, content, hashes[path])
            builder.add_root(instance, content, is_draft=_is_draft(entry))
            if entry.is_record:
                records.append((instance, entry))
    builder.built.problems += files.bring(builder.built)
    _check(builder.built, located)
    _check_heads(records, located)
    statuses = {instance.key: instance.status for instance, _entry in records}
    public = [instance for instance, entry in records if not _is_draft(entry)]
    _check_hidden(builder.built, {instance.key for instance in public}, located)
    found = [
        Problem(instance.key, (target,), sentence)
        for instance, content in builder.built.roots
        if isinstance(instance, Record)
        for target, sentence in find_remarks(content)
    ]
    workflow.set_published(public)
    keys = _save(builder.built, located, partial(tick, "saving"))
    keep_slugs({instance: entry.content.get("former_slugs") or () for instance, entry in records})
    before = {instance.pk: statuses[instance.key] for instance, _entry in records}
    _publish(builder.built, keys, before, partial(tick, "publishing"))
    found += _twins([instance for instance, _entry in records])
    report.remarks = [_line(problem, located) for problem in found]
    return report


def _twins(records):
    """Records that may be the same as one just loaded."""
    keys = {record.pk: record.key for record in records}
    for model in record_models().values():
        for pk, sentence, _other in find_twins(model, [record.pk for record in records if type(record) is model]):
            yield Problem(keys[pk], (), sentence)


def _path_of(entry):
    if entry.is_record:
        return entry.content["key"]
    model = ENTRY_MODELS[entry.kind]
    return f"{model.entry_type}/{entry.content[model.content_key]}"


def _is_draft(entry):
    return entry.content.get("status") == Status.DRAFT


def _model_of(entry):
    return record_models()[entry.kind] if entry.is_record else ENTRY_MODELS[entry.kind]


def _content(entry):
    return without_nothing({name: value for name, value in entry.content.items() if name not in OUTSIDE_CONTENT})


def without_nothing(value):
    """A name without a value says the same as no name."""
    if isinstance(value, dict):
        return {name: without_nothing(one) for name, one in value.items() if one is not None}
    return [without_nothing(one) for one in value] if isinstance(value, list) else value


def _existing(located, may_change):
    """Path -> instance of the rows that are there already, with the fingerprint of what they hold now.

    Those that may change, given what was loaded last, are locked first: staff may be editing them. Records come before
    entries, in the order in which a publication locks them.
    """
    found, by_model = {}, {}
    for path, entry in sorted(located.items(), key=lambda item: not item[1].is_record):
        by_model.setdefault(_model_of(entry), {})[entry.content.get(_model_of(entry).content_key)] = path
    for model, paths in by_model.items():
        for some in batches(find(model, paths).values()):
            rows = model._base_manager.filter(pk__in=some)
            loaded = rows.values_list("pk", model.content_key, "loaded_sha256")
            lock(model, [pk for pk, key, sha256 in loaded if may_change(paths[key], sha256)])
            rows = list(rows)
            for row, content in zip(rows, contents.read_many(model, [row.pk for row in rows]), strict=True):
                row.current_sha256 = fingerprint(model, content)
                found[row.path] = row
    return found


def _new(entry):
    """An unsaved row with its permanent key, so that it has a path."""
    model = _model_of(entry)
    instance = model(**{model.content_key: str(entry.content[model.content_key])})
    instance.current_sha256 = None
    return instance


def _compare(instance, wanted_sha256, is_named):
    if instance.current_sha256 is None:
        return "created"
    if instance.current_sha256 == wanted_sha256:
        return "unchanged"
    edited = instance.loaded_sha256 != instance.current_sha256 or getattr(instance, "withdrawn_at", None)
    return "conflicts" if edited and not is_named else "changed"


def _prepare(instance, entry, content, wanted_sha256):
    """What stands beside the content: keys, addresses, internal remarks, the approval of directory entries."""
    instance.loaded_sha256 = wanted_sha256
    instance.revision += 1  # an editor whose form was open meanwhile is told
    if entry.is_record:
        instance.slug = content["slug"]
        instance.reference = instance.reference or content.get("reference")
        for name, value in (entry.content.get("internal") or {}).items():  # what staff noted beside it stays
            setattr(instance, name, Record._meta.get_field(name).to_python(value))
    elif isinstance(instance, Entry):
        instance.approved_at = instance.approved_at or timezone.now()


def _check(built, located):
    """Every problem that can be seen before the database is touched."""
    problems = [*built.problems, *find_missing(built)]
    for instance, content in built.roots:
        root = instance.path
        is_record = isinstance(instance, Record)
        if not problems:  # a content with the wrong shape would only repeat itself here
            found = [] if _is_draft(located[root]) else missing(content) if is_record else contradictions(content)
            problems += [Problem(root, (name,), sentence) for name, sentence in found]
            found = targets.find_problems(type(instance), content)
            problems += [Problem(root, (name, number), sentence) for name, number, sentence in found]
        if is_record and not root.startswith(f"{instance.record_type}/"):
            problems.append(Problem(root, ("key",), f"the key of this record begins with {instance.record_type}/"))
    if problems:
        raise DatasetError([_line(problem, located) for problem in problems])


def _check_heads(records, located):
    """Problems of addresses, references and status that only the other records and the tables show."""
    problems = [Problem(path, steps, message) for path, steps, message in heads.find_taken(records)]
    problems += [
        Problem(instance.path, ("status",), "the record is public: withdraw it on its page instead")
        for instance, entry in records
        if instance.status in (Status.PUBLISHED, Status.WITHDRAWN) and _is_draft(entry)
    ]
    if problems:
        raise DatasetError([_line(problem, located) for problem in problems])


def _check_hidden(built, public, located):
    """A public record may name only records that are public, or become so by this load."""
    named = {
        instance.key: named_records(type(instance), content) - public
        for instance, content in built.roots
        if isinstance(instance, Record) and instance.key in public
    }
    wanted = set().union(*named.values())
    shown = {
        key
        for batch in batches(sorted(wanted))
        for key in Record.objects.published().filter(key__in=batch).values_list("key", flat=True)
    }
    problems = [
        Problem(path, (), f"{key} must be published first: this record names it")
        for path, keys in named.items()
        for key in sorted(keys - shown)
    ]
    if problems:
        raise DatasetError([_line(problem, located) for problem in problems])


def _save(built, located, tick):
    try:
        with transaction.atomic():
            return write(built, tick)
    except (IntegrityError, DataError) as error:
        raise DatasetError([_line(problem, located) for problem in _explain(built, error)]) from error


def _explain(built, error):
    """Which rows break a constraint: asked only after the database has refused."""
    rows = [(instance, instance.path) for instance, _content in built.roots]
    rows += [(part, part.path) for parts in built.parts.values() for part in parts]
    found = []
    for instance, path in rows:
        try:
            instance.validate_constraints()
        except ValidationError as broken:
            found.append(Problem(path, (), " ".join(broken.messages)))
    return found or [Problem("dataset", (), f"the database refused it: {error}")]


def _publish(built, keys, before, tick):
    """Keep what was loaded as public versions, and tell who follows: entries first, since records name them."""
    roots = [instance for instance, _content in built.roots]
    public = [root for root in roots if isinstance(root, Record) and root.status == Status.PUBLISHED]
    entries = [root for root in roots if not isinstance(root, Record)]
    total = len(entries) + len(public)
    followers.tell([(entry.path, {}) for entry in entries])
    tick(len(entries), total)
    reader = BuiltReader(built, keys)
    for some in batches(public, PUBLISHED_AT_ONCE):
        workflow.approve(list(with_contents(some, reader)), by=None, reason=REASON, role="dataset", before=before)
        tick(len(some), total)


def with_contents(records, reader):
    """Pairs of records and contents."""
    for model, own in groupby(records, type):
        own = list(own)
        yield from zip(own, reader.contents(model, [record.pk for record in own]), strict=True)


def _line(problem, located):
    """A problem as one line: file, line, field, reason."""
    root = "/".join(problem.root.split("/")[:2])
    entry = located.get(root)
    if entry is None:
        return str(problem)
    return _place(entry, problem.steps, problem.message, root, problem.root.removeprefix(root).strip("/"))


def _place(entry, steps, message, root="", below=""):
    where = "/".join(map(str, steps)) or below or "(whole)"
    return f"{entry.file}:{entry.line(steps)}: {root or entry.kind}: {where}: {message}"
