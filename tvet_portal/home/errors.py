"""Pages that are missing: they offer to search for the words of their address."""

import re

from django.shortcuts import render

LONGEST = 80


def not_found(request, exception):
    """Nothing is at this address."""
    return render(request, "404.html", {"words": words_of(request.path)}, status=404)


def words_of(path):
    """What the last part of an address says, in words: "/agreements/kasve-seameo-2025/" says "kasve seameo 2025"."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    words = re.split(r"[\s._+-]+", re.sub(r"\.\w{2,4}$", "", last))
    return "".join(letter for letter in " ".join(words) if letter.isprintable())[:LONGEST].strip()
