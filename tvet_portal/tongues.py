"""The language on every word of a page whose letters show that it is not English: fonts, breaks and voices follow."""

import re

from tvet_portal.values.scripts import OWN_SCRIPTS, runs

OTHER_LETTERS = re.compile(f"[{''.join(OWN_SCRIPTS.values())}ĂăĐđƠơƯư\u1ea0-\u1ef9]")
TEXT = re.compile(rf"(<[^>]*>)([^<]*?{OTHER_LETTERS.pattern}[^<]*)")  # with such letters, and the tag before it
ENTITY = re.compile(r"(&#?\w+;)")
TAG = re.compile(r"<(/?)([\w-]+)")
LANG = re.compile(r'\slang="([\w-]+)"')
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
                if "Content-Length" in response:  # else a reader without compression would miss the end of the page
                    response["Content-Length"] = str(len(response.content))
        return response


def marked(page):
    """A page with the language on words of other scripts."""
    return TEXT.sub(with_language, page)


def with_language(found):
    """A tag and the text behind it, with the language on its words of other scripts."""
    tag, text = found.groups()
    is_end, element = start.groups() if (start := TAG.match(tag)) else ("", "")
    if element in WITHOUT_MARKUP and not is_end:
        return found[0]
    said, wrapper = LANG.search(tag), "tspan" if element == "text" and not is_end else "span"
    known = ("en", said and said[1])
    pieces = ENTITY.split(text)
    pieces[::2] = (
        "".join(
            letters if language in known else f'<{wrapper} lang="{language}">{letters}</{wrapper}>'
            for language, letters in runs(piece)
        )
        for piece in pieces[::2]
    )
    return tag + "".join(pieces)
