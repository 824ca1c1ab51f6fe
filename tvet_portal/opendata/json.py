"""JSON: one document that says what it is, and then the rows, one a line."""

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from tvet_portal.opendata import licence
from tvet_portal.opendata.pieces import gathered

MEDIA_TYPE = "application/json"


def write(extract):
    return gathered(lines(extract))


def lines(extract):
    """An extract under the codes of its columns. The last line counts the rows: without it, the file is not whole."""
    about = {
        "title": extract.title,
        "description": extract.description,
        "licence": licence.in_words(),
        "address": extract.address(),
        "filters": extract.filters,
        "notices": extract.notices,
        "generated_at": timezone.now(),
        "columns": extract.labels,
    }
    yield f'{dumps(about)[:-1]}, "rows": ['
    count = 0
    for count, row in enumerate(extract.rows(), 1):
        yield f"{',' if count > 1 else ''}\n{dumps(row)}"
    yield f'\n], "count": {count}}}\n'


dumps = DjangoJSONEncoder(ensure_ascii=False).encode
