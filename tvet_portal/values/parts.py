"""Parts: rows that belong to one record or directory entry and are addressed by keys, not by position."""

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

NAMESPACE = uuid.UUID("6d0c9c3e-53f0-5d2b-9a51-6f3c1c6f2f0e")
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no letters that look like digits


def new_key():
    """A short key, never given twice in practice (31^8), so never reused after a deletion."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(8))


def id_of(path):
    """The primary key of the part at a path: the same in a dataset, in a proposal and in the tables."""
    return uuid.uuid5(NAMESPACE, path)


class PartIdField(models.UUIDField):
    """Primary key computed from the path when the row is first saved."""

    def get_pk_value_on_save(self, instance):
        return id_of(instance.find_path())


class PathField(models.CharField):
    """The whole path: the parent's path, the part's name, its key."""

    def pre_save(self, instance, add):
        if not instance.path:
            instance.path = instance.find_path()
        return instance.path


class Part(models.Model):
    """A row that belongs to a record or directory entry, at a path such as `agreement/x/provisions/area-1`.

    A subclass names the foreign key to its parent in `parent_field`; that key's related name is the part's name.
    """

    parent_field = "record"
    content_key = "path"
    content_fields = ()
    content_parts = ()
    content_filter = {}

    id = PartIdField(primary_key=True, editable=False)
    path = PathField(max_length=400, unique=True, editable=False)
    key = models.SlugField(
        _("key"), max_length=60, default=new_key, editable=False, help_text=_("Given once and never reused.")
    )

    class Meta:
        abstract = True

    @classmethod
    def part_name(cls):
        return cls._meta.get_field(cls.parent_field).remote_field.related_name

    def find_path(self):
        return f"{getattr(self, self.parent_field).path}/{self.part_name()}/{self.key}"


def root_lookup(model):
    """The lookup that leads from a model of parts to their root, such as `version__framework`."""
    steps = []
    while issubclass(model, Part):
        steps.append(model.parent_field)
        model = model._meta.get_field(model.parent_field).related_model
    return "__".join(steps)
