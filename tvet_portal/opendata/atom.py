"""Atom (RFC 4287): a feed of what was approved last, for readers who want to be told."""

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from tvet_portal.opendata import licence
from tvet_portal.opendata.xml import fit

MEDIA_TYPE = Atom1Feed.content_type
MOST_ENTRIES = 50


def write(extract):
    """The rows approved last, each by its permanent id."""
    table, address = extract.table, extract.address(".atom")
    feed = Atom1Feed(
        title=fit(extract.title),
        link=extract.address(),
        description=None,
        subtitle=fit(extract.description),
        language=get_language(),
        author_name=settings.PORTAL_NAME,
        feed_url=address,
        feed_guid=address,
        feed_copyright=licence.in_words(),
    )
    for row in extract.newest(MOST_ENTRIES):
        feed.add_item(
            title=fit(table.columns[0].value(row)),
            link=f"{settings.SITE_URL}{row.get_absolute_url()}",
            unique_id=table.entry_id(row),
            updateddate=row.approved_at,
            description=escape(fit(in_words(table, row))),
        )
    yield feed.writeString("utf-8")


def in_words(table, row):
    """What the page says of a row, in one line."""
    cells = (column.shown(row) for column in table.on_page[1:])
    return ". ".join(f"{cell['label']}: {word(cell)}" for cell in cells if not cell.get("soft"))


def word(cell):
    return cell["badge"]["word"] if cell.get("badge") else cell["text"]
