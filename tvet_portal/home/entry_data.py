"""A directory entry as data: its content, without what names an entry the public cannot see."""

from django.http import HttpResponse

from tvet_portal.directory.models import Entry
from tvet_portal.records import content as contents
from tvet_portal.records.content import canonical, shape
from tvet_portal.records.content.shape import is_reference
from tvet_portal.records.content.walking import named_keys


def entry_json(entry):
    """The answer of an entry's address that ends in .json."""
    return HttpResponse(canonical(public_content(entry)), content_type="application/json")


def public_content(entry):
    """The content of an entry; rows that rest on, or lead to, an entry that is not approved are left out."""
    model = type(entry)
    content = contents.read(entry)
    hidden = hidden_keys(model, content)
    for field in filter(is_reference, shape(model).columns):
        if (field.related_model, content.get(field.name)) in hidden:
            del content[field.name]
    for part in shape(model).parts:
        references = [field for field in shape(part.model).columns if is_reference(field)]
        rows = [
            row
            for row in content.pop(part.name, [])
            if not any((field.related_model, row.get(field.name)) in hidden for field in references)
        ]
        content |= {part.name: rows} if rows else {}
    return content


def hidden_keys(model, content):
    """(model, key) of all a content names that is not approved."""
    return {
        (other, key)
        for other, keys in named_keys(model, content).items()
        if issubclass(other, Entry)
        for key in keys - set(other.objects.approved().filter(key__in=keys).values_list("key", flat=True))
    }
