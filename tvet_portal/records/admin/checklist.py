"""What the form says about a record: what is missing, what to look at again, where that stands."""

from tvet_portal.records import rights, workflow
from tvet_portal.records.admin.parts import address_of
from tvet_portal.records.completeness import missing
from tvet_portal.records.models import Record
from tvet_portal.records.remarks import find_remarks, find_twins


def checklist(record, content, anchors):
    """What is missing, as (sentence, place on the page); `anchors` leads from a field or part to its place."""
    jumps = {sentence: anchors.get(field, "") for field, sentence in missing(content)}
    return [(sentence, jumps.get(sentence, "")) for sentence in workflow.find_reasons(record, content)]


def remarks(record, content, anchors, user):
    """What to look at again, as (sentence, address): a place on the page, or another record."""
    found = [(sentence, anchors.get(target.split("/")[0])) for target, sentence in find_remarks(content)]
    shown = [(sentence, f"#{place}" if place else "") for sentence, place in found]
    twins = list(find_twins(type(record), [record.pk]))
    seen = seen_among([other.pk for _id, _words, other in twins], user)
    return shown + [(words, address_of(other)) for _id, words, other in twins if other.pk in seen]


def seen_among(ids, user):
    """Those of these records somebody may know of."""
    return set(rights.visible(Record.objects.filter(pk__in=ids), user).values_list("pk", flat=True)) if ids else ids


def anchors(form, formsets):
    """Field or part name -> the id of its place on the page."""
    found = {}
    for formset in formsets:
        found.setdefault(formset.fk.remote_field.get_accessor_name(), f"{formset.prefix}-group")
    return found | {name: form[name].id_for_label for name in form.fields}
