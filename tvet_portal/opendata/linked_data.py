"""What a list says to machines: that it is data, under which licence, and where it can be had as files."""

from tvet_portal.opendata import licence
from tvet_portal.opendata.files import WRITERS
from tvet_portal.records.linked_data import absolute, node


def dataset(table, description):
    """A whole list as a Dataset. What filters leave of it is a part and no dataset of its own."""
    files = [
        node("DataDownload", encodingFormat=WRITERS[ending].MEDIA_TYPE, contentUrl=absolute(f"/{table.name}.{ending}"))
        for ending in table.endings
    ]
    return node(
        "Dataset",
        absolute(f"/{table.name}/#data"),
        name=table.title,
        description=description,
        url=absolute(f"/{table.name}/"),
        license=node("CreativeWork", name=licence.in_words()),
        isAccessibleForFree=True,
        isPartOf={"@id": absolute("/#website")},
        distribution=files,
    )
