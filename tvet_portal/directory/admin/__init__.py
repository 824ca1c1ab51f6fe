"""The directory in Django's admin, and what every admin page of the portal stands on."""

from tvet_portal.directory.admin import bodies, places, sources, words

__all__ = ["bodies", "places", "sources", "words"]
