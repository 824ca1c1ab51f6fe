"""The two groups of staff: writers write, publishers publish too. Their permissions follow the models."""

from django.contrib.auth.models import Group, Permission

from tvet_portal.directory.models import Country, Entry
from tvet_portal.records.models import Record
from tvet_portal.values.parts import Part

WRITER, PUBLISHER = "writer", "publisher"
LOOKED_AT = {"proposal", "upload", "statuschange", "recordversion"}


def set_up_groups(sender, using, **kwargs):
    """After `migrate`, which makes the permissions of an app: give those of its public nouns to both groups."""
    models = [model for model in sender.get_models() if issubclass(model, Record | Part | Entry | Country)]
    allowed = {
        f"{action}_{model._meta.model_name}" for model in models for action in ("add", "change", "delete", "view")
    }
    allowed |= {
        f"view_{model._meta.model_name}" for model in sender.get_models() if model._meta.model_name in LOOKED_AT
    }
    own = Permission.objects.using(using).filter(content_type__app_label=sender.label)
    for name, codenames in ((WRITER, allowed), (PUBLISHER, {*allowed, "publish_record"})):
        found = list(own.filter(codename__in=codenames))
        if found:
            group, _made = Group.objects.using(using).get_or_create(name=name)
            group.permissions.add(*found)
