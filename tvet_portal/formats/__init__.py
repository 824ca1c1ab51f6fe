"""How dates and times are written, a package a language: `date` without a format, lists and history of the admin."""
