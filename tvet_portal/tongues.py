"""The language on every word of a page whose letters show that it is not English: fonts, breaks and voices follow."""

import re

from tvet_portal.values.scripts import OWN_SCRIPTS, runs

PIECE = re.compile(r"(<[^>]*>|&#?\w+;)")  # a tag or an entity; what stands between them is text
TAG = re.compile(r"<(/?)([\w-]+)")
LANG = re.compile(r'\slang="([\w-]+)"')
OTHER_LETTERS = re.compile(f"[{''.join(OWN_SCRIPTS.values())}ĂăĐđƠơƯư\u1ea0-\u1ef9]")
WITHOUT_MARKUP = {"title", "desc", "option", "textarea", "script", "style"}


class TonguesMiddleware:
    """Marks words in Burmese, Khmer, Lao, Thai and Vietnamese in every page, wherever a template printed them.

    What has another language in Latin letters says so in its template.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            page = response.text
            if OTHER_LETTERS.search(page):
                response.content = marked(page)
        return response


def marked(page):
    """A page with the language on words of other scripts."""
    pieces, element, said = [], "", ""
    for number, piece in enumerate(PIECE.split(page)):
        if number % 2 and (tag := TAG.match(piece)):
            is_end, element = tag.groups()
            said = LANG.search(piece)[1] if LANG.search(piece) else ""
            element = "" if is_end else element
        elif element not in WITHOUT_MARKUP and OTHER_LETTERS.search(piece):
            name = "tspan" if element == "text" else "span"
            piece = "".join(
                letters if language in ("en", said) else f'<{name} lang="{language}">{letters}</{name}>'
                for language, letters in runs(piece)
            )
        pieces.append(piece)
    return "".join(pieces)
