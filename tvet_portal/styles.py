"""The style sheets as one file: one request for six, and a third fewer bytes on a slow line."""

import re

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUNDLE = "css/portal.css"
SHEETS = ("tokens", "base", "site", "record", "pictures", "print")


class StyleFinder(BaseFinder):
    """Makes css/portal.css out of the sheets of static/css, in their order, whenever it is looked for."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(settings.STATE_DIR / "made")

    def find(self, path, find_all=False, **kwargs):
        if path != BUNDLE:
            return []
        self.make()
        return self.storage.path(BUNDLE)

    def list(self, ignore_patterns):
        self.make()
        yield BUNDLE, self.storage

    def make(self):
        """Write the file, unless it is as it should be: its time tells whether to collect it again."""
        folder = settings.BASE_DIR / "static" / "css"
        text = "".join(without_comments((folder / f"{sheet}.css").read_text()) for sheet in SHEETS)
        made = settings.STATE_DIR / "made" / BUNDLE
        if not made.exists() or made.read_text() != text:
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(text)


def without_comments(sheet):
    """A sheet without what only its readers need: comments, indents, ends of lines."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", sheet.strip()))
