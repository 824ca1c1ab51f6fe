"""The content of a record: one plain, ordered structure with natural keys, and back into the tables.

What belongs to it is declared beside the models (`content_fields`, `content_parts`); reading, building and the JSON
Schema all follow that declaration. It holds only what may be public.
"""

from tvet_portal.records.content.canonical import SCHEMA, canonical, sha256
from tvet_portal.records.content.reading import head, read, read_many
from tvet_portal.records.content.shape import ENTRY_MODELS, model_of, record_models, shape

__all__ = [
    "ENTRY_MODELS", "SCHEMA", "canonical", "head", "model_of", "read", "read_many", "record_models", "sha256", "shape",
]  # fmt: skip
