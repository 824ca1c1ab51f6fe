"""What is asked of a database before anything is kept in it; `migrate` and `check --database default` run it."""

from django.core.checks import Error, Tags, register
from django.db import connections

LOWERED = "SELECT lower('ĐÀO')"
HINT = "Create the database anew with a locale of UTF-8: createdb --locale=C.UTF-8 --template=template0 NAME"


@register(Tags.database)
def can_lower_letters(app_configs, databases, **kwargs):
    """A PostgreSQL database with LC_CTYPE=C leaves đ, à and their like as they are: names are then not found."""
    return [
        Error(f"The database “{alias}” lower-cases English letters only.", hint=HINT, id="directory.E001")
        for alias in databases or ()
        if connections[alias].vendor == "postgresql" and lowered(connections[alias]) != "đào"
    ]


def lowered(connection):
    with connection.cursor() as cursor:
        cursor.execute(LOWERED)
        return cursor.fetchone()[0]
