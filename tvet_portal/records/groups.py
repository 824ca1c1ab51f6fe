"""The groups of staff: writers write, publishers publish too, administrators keep the accounts besides.

Their permissions follow the models. What each may do stands as a table in docs/operations.md.
"""

from django.contrib.auth.models import Group, Permission

from tvet_portal.directory.models import Country, CountryLimit, Entry
from tvet_portal.records.models import Record
from tvet_portal.values.parts import Part

WRITER, PUBLISHER, ADMINISTRATOR = "writer", "publisher", "administrator"
ALONE = {"add_country"}  # what is public at once, and nobody else approves: for administrators
IMPORTER = "importer"  # beside another role: may give what that may write as a table
LOOKED_AT = {"merge", "proposal", "upload", "statuschange", "recordversion"}
ACCOUNTS = {
    "add_user",
    "change_user",
    "view_user",
    "view_group",
}  # none is deleted: acts keep the name of who did them


def set_up_groups(sender, using, **kwargs):
    """After `migrate`, which makes the permissions of an app: give those of its public nouns to the groups."""
    models = list(sender.get_models())
    nouns = [model for model in models if issubclass(model, Record | Part | Entry | Country)]
    allowed = codenames(nouns, "add", "change", "delete", "view")
    allowed |= codenames([model for model in models if model._meta.model_name in LOOKED_AT], "view")
    alone = allowed & ALONE
    allowed -= alone
    published = {*allowed, "publish_record", "import_tables"}
    accounts = codenames([model for model in models if model is CountryLimit], "add", "change", "delete", "view")
    accounts |= alone | {"auth": ACCOUNTS, "audit": {"view_auditline"}}.get(sender.label, set())
    own = Permission.objects.using(using).filter(content_type__app_label=sender.label)
    roles = {WRITER: allowed, PUBLISHER: published, ADMINISTRATOR: published | accounts, IMPORTER: {"import_tables"}}
    for name, wanted in roles.items():
        found = list(own.filter(codename__in=wanted))
        if found:
            group, _made = Group.objects.using(using).get_or_create(name=name)
            group.permissions.add(*found)
            group.permissions.remove(*own.filter(codename__in=ALONE - wanted))


def codenames(models, *actions):
    return {f"{action}_{model._meta.model_name}" for model in models for action in actions}
