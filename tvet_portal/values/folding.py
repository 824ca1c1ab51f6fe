"""One spelling for what people type differently: case, diacritics, digits, what only a keyboard knows."""

import re
import unicodedata

MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
TO_ASCII = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ς": "σ"}
)
ZEROS = (0x0E50, 0x0ED0, 0x17E0, 0x1040, 0x1090)  # Thai, Lao, Khmer, Burmese, Shan
DIGITS = str.maketrans({chr(zero + n): str(n) for zero in ZEROS for n in range(10)})
# One spelling for what looks the same: the ring of sara am before or after the tone mark, two sara e for one sara ae,
# and the two letters that look alike below a Khmer consonant.
RING_BEFORE_TONE = re.compile("(\u0e4d)([\u0e48-\u0e4b])|(\u0ecd)([\u0ec8-\u0ecb])")
SARA_AM = "\u0e33\u0eb3"
KHMER_STACK, BURMESE_STACK, JOINER = "\u17d2", "\u1039", "\u200d"


def fold(text):
    """Text without case, diacritics, invisible characters and differences that only a keyboard knows."""
    if text.isascii():
        return text.lower()
    text = INVISIBLE.sub("", text)
    text = MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    text = unicodedata.normalize("NFC", text.translate(TO_ASCII).translate(DIGITS))
    text = RING_BEFORE_TONE.sub(lambda found: (found[2] or found[4]) + (found[1] or found[3]), text)
    return text.replace("\u0e40\u0e40", "\u0e41").replace("\u17d2\u178a", "\u17d2\u178f")
