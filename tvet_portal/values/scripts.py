"""Which language the letters of a text belong to, so that fonts, line breaks and voices can follow."""

import re

OWN_SCRIPTS = {
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "km": "\u1780-\u17ff\u19e0-\u19ff",
}
_OWN = "|".join(rf"(?P<{language}>[{letters}]+)" for language, letters in OWN_SCRIPTS.items())
_LATIN = "[A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]"
# Letters that among the languages of the portal only Vietnamese has.
_VIETNAMESE = f"{_LATIN}*[ĂăĐđƠơƯư\u1ea0-\u1ef9]{_LATIN}*"
TOKEN = re.compile(
    rf"{_OWN}|(?P<vi>{_VIETNAMESE}(?: (?:{_LATIN}+ )?{_VIETNAMESE})*)|(?P<latin>{_LATIN}+)|(?P<other>.)", re.DOTALL
)


def runs(text, language="en"):
    """A text as (language, text) pairs. `language` is that of Latin letters; signs go with what stands before them."""
    if text.isascii():
        return [(language, text)] if text else []
    found = []
    for token in TOKEN.finditer(text):
        spoken = token.lastgroup
        if spoken == "other":
            spoken = found[-1][0] if found else None
        elif spoken == "latin" or (spoken == "vi" and language != "en"):
            spoken = language
        if found and found[-1][0] in (spoken, None):
            found[-1] = (spoken, found[-1][1] + token[0])
        else:
            found.append((spoken, token[0]))
    return [(spoken or language, text) for spoken, text in found]
