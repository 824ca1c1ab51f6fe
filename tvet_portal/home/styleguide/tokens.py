"""The tokens of static/css/tokens.css, and the contrast of every pair of colours in use."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

TEXT, SHAPE = 4.5, 3  # WCAG 2.2: the least contrast of text, and of lines and focus
SCHEMES = {"light": _("Light"), "dark": _("Dark")}
PAIRS = (  # what stands on what, how much contrast it needs, what for
    ("ink", "paper", TEXT, _("text")),
    ("ink", "wash", TEXT, _("text in cards and in the foot")),
    ("ink-2", "paper", TEXT, _("secondary text")),
    ("ink-2", "wash", TEXT, _("secondary text in cards")),
    ("ink-2", "wash-2", TEXT, _("icon where a photo is missing")),
    ("link", "paper", TEXT, _("links")),
    ("link", "wash", TEXT, _("links in cards and in the foot")),
    ("link", "wash-2", TEXT, _("button under the pointer")),
    ("visited", "paper", TEXT, _("visited links")),
    ("visited", "wash", TEXT, _("visited links in cards")),
    ("ink", "mark", TEXT, _("words that were searched for")),
    ("brand-ink", "brand", TEXT, _("head, main button")),
    ("brand-ink-2", "brand", TEXT, _("second line of the head")),
    ("ochre-ink", "ochre", TEXT, _("search button of the home page")),
    ("t1-ink", "t1", TEXT, _("one thing shared")),
    ("t2-ink", "t2", TEXT, _("two things; endorsed; present")),
    ("t3-ink", "t3", TEXT, _("three or four things")),
    ("t4-ink", "t4", TEXT, _("five things and more")),
    ("ok", "ok-wash", TEXT, _("good state")),
    ("warn", "warn-wash", TEXT, _("state to look at")),
    ("stop", "stop-wash", TEXT, _("blocked")),
    ("calm", "calm-wash", TEXT, _("state without a colour")),
    ("stop", "paper", TEXT, _("chip under the pointer")),
    ("ink", "warn-wash", TEXT, _("notice of caution")),
    ("line-strong", "paper", SHAPE, _("borders of fields")),
    ("focus", "paper", SHAPE, _("focus")),
    ("focus", "wash", SHAPE, _("focus in cards and in the foot")),
    ("focus-brand", "brand", SHAPE, _("focus in the head")),
    ("ochre", "brand", SHAPE, _("where the reader is, in the menu")),
    ("link", "wash-2", SHAPE, _("gauge")),
)


@cache
def tokens():
    """Scheme -> name -> value. The dark scheme keeps what it does not change."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    light = dict(re.findall(r"--([\w-]+):\s*([^;]+);", light))
    return {"light": light, "dark": light | dict(re.findall(r"--([\w-]+):\s*([^;]+);", dark))}


def pairs():
    """Every pair with its colours and its contrast in each scheme."""
    return [
        {
            "ink": ink,
            "ground": ground,
            "use": use,
            "least": least,
            "schemes": [
                {
                    "name": SCHEMES[scheme],
                    "ink": values[ink],
                    "ground": values[ground],
                    "contrast": contrast(values[ink], values[ground]),
                }
                for scheme, values in tokens().items()
            ],
        }
        for ink, ground, least, use in PAIRS
    ]


def contrast(one, other):
    """The contrast ratio of WCAG of two colours, 1 to 21, rounded down to a tenth."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return int((lighter + 0.05) / (darker + 0.05) * 10) / 10


def luminance(colour):
    """How light a colour is by WCAG, 0 to 1."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def spaces():
    """Steps of space."""
    return [{"name": name, "value": value} for name, value in tokens()["light"].items() if re.fullmatch(r"s\d", name)]
