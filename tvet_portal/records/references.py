"""References: permanent numbers minted at first publication and never reused (AGR-00001)."""

from tvet_portal.records.models import ReferenceCounter
from tvet_portal.records.models.records import REFERENCE_PREFIX


def mint(record_type, count):
    """The next references of a record type. Call inside `atomic()`: the counter's row is locked until the end."""
    counter = _locked(record_type)
    counter.last += count
    counter.save(update_fields=["last"])
    numbers = range(counter.last - count + 1, counter.last + 1)
    return [f"{REFERENCE_PREFIX[record_type]}-{number:05}" for number in numbers]


def keep(references):
    """Note references that a dataset brings along, so that none of them is minted again."""
    highest = {}
    for reference in references:
        prefix, _dash, number = reference.partition("-")
        highest[prefix] = max(highest.get(prefix, 0), int(number))
    types = {prefix: record_type for record_type, prefix in REFERENCE_PREFIX.items()}
    for prefix, number in highest.items():
        counter = _locked(types[prefix])
        counter.last = max(counter.last, number)
        counter.save(update_fields=["last"])


def is_reference(text, record_type):
    prefix, dash, number = text.partition("-")
    return prefix == REFERENCE_PREFIX[record_type] and bool(dash) and len(number) == 5 and number.isdecimal()


def _locked(record_type):
    ReferenceCounter.objects.get_or_create(record_type=record_type)
    return ReferenceCounter.objects.select_for_update().get(record_type=record_type)
