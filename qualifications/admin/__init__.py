"""Frameworks, referencing and qualifications in Django's admin."""

from qualifications.admin import frameworks, qualifications, referencing

__all__ = ["frameworks", "qualifications", "referencing"]
