from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """The cache in which attempts to sign in are counted, by all processes together."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
