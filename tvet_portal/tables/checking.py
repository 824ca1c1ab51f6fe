"""What each content has to keep to, asked for all rows of a table together: as when a dataset is loaded."""

from collections import defaultdict

from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tvet_portal.directory import approval, limits
from tvet_portal.directory.models import Country, CountryGroup, Organisation
from tvet_portal.records import targets
from tvet_portal.records.completeness import contradictions, missing
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.building import Builder, Built, Problem
from tvet_portal.records.content.shape import model_of
from tvet_portal.records.content.walking import named_keys, named_records
from tvet_portal.records.content.writing import find_missing
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.records.models.records import Status


def changed_roots(work):
    """The roots of which good lines change anything, each once."""
    return list({id(row.root): row.root for row in work.good()}.values())


def is_public(instance):
    """Whether everybody sees a record or entry, so that who changes it may have to propose."""
    return instance.status == Status.PUBLISHED if isinstance(instance, Record) else approval.is_public(instance)


def check(work):
    """Refuse the lines whose contents cannot stand."""
    roots = changed_roots(work)
    fill_names(roots)
    for root in roots:
        drop_contradicted(root.content)
    refuse_taken_addresses(work, roots)
    refuse_unseen(work, roots)
    while wrong := list(problems_of(work, changed_roots(work))):
        refuse_all(work, wrong)


def problems_of(work, roots):
    """What is wrong with contents: root, steps to the place, sentence."""
    built = {root.instance.path: build(root) for root in roots}
    by_path = {root.instance.path: root for root in roots}
    found = [*(each for one in built.values() for each in one.problems), *find_missing(merged(built.values()))]
    for problem in found:
        yield by_path[problem.root], problem.steps, problem.message
    misshapen = {problem.root for problem in found}  # more about these would only repeat itself
    for root in (root for root in roots if root.instance.path not in misshapen):
        model, is_record = model_of(root.instance), isinstance(root.instance, Record)
        for name, number, sentence in targets.find_problems(model, root.content):
            yield root, (name, number), sentence
        asked = contradictions if not is_record else missing if is_public(root.instance) else lambda content: []
        for field, sentence in asked(root.content):
            yield root, (field,), sentence


def build(root):
    """The rows that a root becomes."""
    builder = Builder()
    status = getattr(root.instance, "status", "")
    builder.add_root(root.instance, root.content, is_draft=status in (Status.DRAFT, Status.IN_REVIEW))
    if isinstance(root.instance, Record):
        root.instance.slug = root.content.get("slug", "")
        try:
            Record._meta.get_field("slug").clean(root.instance.slug, root.instance)
        except ValidationError as error:
            builder.built.problems.append(Problem(root.instance.path, ("slug",), " ".join(error.messages)))
    return builder.built


def merged(several):
    """What several builders have built, as if it were one."""
    whole = Built()
    for built in several:
        whole.roots += built.roots
        for model, parts in built.parts.items():
            whole.parts.setdefault(model, []).extend(parts)
        whole.paths |= built.paths
        whole.references += built.references
        whole.list_references += built.list_references
    return whole


def refuse(work, root, steps, sentence):
    refuse_all(work, [(root, steps, sentence)])


def refuse_all(work, wrong):
    """Put problems to the lines they come from: to every good line about the root, where that cannot be told."""
    names = {column.name for column in work.columns}
    told = [
        (lines_of(root, steps), next((step for step in reversed(steps) if step in names), ""))
        for root, steps, _s in wrong
    ]
    for (rows, column), (_root, _steps, sentence) in zip(told, wrong, strict=True):
        for row in rows:
            row.refuse(column, sentence)
    for root in {id(root): root for root, *_rest in wrong}.values():
        place_again(work, root)


def lines_of(root, steps):
    rows, part = [row for row in root.rows if not row.errors], part_at(root.content, steps)
    return [row for row in rows if row.part == part] or rows


def part_at(content, steps):
    """The key of the statement of progress in which a problem stands."""
    if len(steps) < 4 or steps[2] != "progress":
        return content.get("key", "")
    return content["provisions"][steps[1]]["progress"][steps[3]]["key"]


def place_again(work, root):
    """The good lines of a root once more, without those that turned out to be wrong."""
    if work.table.is_row_a_root:
        return
    root.content, verdicts = None, {row.line.number: row.verdict for row in root.rows}
    for row in root.rows:
        if not row.errors:
            work.place(row)
            row.verdict = verdicts[row.line.number]
    if root.content:
        fill_names([root])
        drop_contradicted(root.content)


def fill_names(roots):
    """A name as printed that was left out is the one of the directory."""
    wanted, empty = defaultdict(set), []
    for root in roots:
        for row in rows_with_names(root.content):
            if row.get("as_printed") == "":
                empty.append(row)
                for name in ("country", "organisation", "group"):
                    wanted[name].add(row.get(name))
    found = {}
    for name, model in (("country", Country), ("organisation", Organisation), ("group", CountryGroup)):
        for some in batches(wanted[name] - {None}):
            rows = model.objects.filter(**{f"{model.content_key}__in": some})
            found |= {(name, key): said for key, said in rows.values_list(model.content_key, "name")}
    for row in empty:
        said = (found.get((name, row.get(name))) for name in ("organisation", "country", "group"))
        row["as_printed"] = next(filter(None, said), "")


def rows_with_names(content):
    yield from content.get("participations", ())
    for point in content.get("provisions", ()):
        for row in point.get("progress", ()):
            yield from row.get("actors", ())


def drop_contradicted(content):
    """What is filled now is no longer said to be empty."""
    kept = [blank for blank in content.get("blanks", ()) if not targets.is_filled(content, blank["target"])]
    if kept:
        content["blanks"] = kept
    else:
        content.pop("blanks", None)


def refuse_taken_addresses(work, roots):
    """An address that is, or was, another's is given to nobody."""
    taken = _("This address belongs, or once belonged, to another. Choose another.")
    wanted = {}
    for root in roots:
        slug = root.content.get("slug")
        if slug and slug != root.before.get("slug") and wanted.setdefault(slug, root) is not root:
            refuse(work, root, ("slug",), taken)
    model = work.table.model
    if issubclass(model, Record):
        kept = RecordSlug.objects.filter(record_type=model.own_record_type)
        owner = "record_id"
    elif hasattr(model, "slugs"):
        relation = model._meta.get_field("slugs")
        kept, owner = relation.related_model.objects.all(), relation.field.attname
    else:
        return
    for some in batches(wanted):
        for slug, pk in kept.filter(slug__in=some).values_list("slug", owner):
            if wanted[slug].instance.pk != pk:
                refuse(work, wanted[slug], ("slug",), taken)


def refuse_unseen(work, roots):
    """Somebody whose work is limited to countries names only what he may see, and what was named before."""
    if limits.countries_of(work.user) is None:
        return
    wanted = defaultdict(set)
    for root in roots:
        for model, keys in added(root).items():
            wanted[model] |= keys
    seen = {model: visible(model, keys, work.request) for model, keys in wanted.items()}
    for root in roots:
        for model, keys in added(root).items():
            for key in sorted(keys - seen[model]):
                what = {"model": model._meta.verbose_name, "key": key}
                refuse(work, root, (), _("no %(model)s has the key '%(key)s'") % what)


def added(root):
    """Model -> keys that a content names, itself or by one of their parts, and did not before."""
    model = model_of(root.instance)
    before, after = (named(model, content) for content in (root.before, root.content))
    return {other: keys - before.get(other, set()) for other, keys in after.items()}


def named(model, content):
    own = {content.get("key")}
    return named_keys(model, content) | {Record: named_records(model, content) - own}


def visible(model, keys, request):
    try:
        rows = admin.site.get_model_admin(model).get_queryset(request)
    except NotRegistered:
        rows = model._base_manager.all()
    found = set()
    for some in batches(sorted(keys)):
        found |= set(rows.filter(**{f"{model.content_key}__in": some}).values_list(model.content_key, flat=True))
    return found
