"""The pages of the style guide."""

import re

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tvet_portal.home.styleguide import tokens
from tvet_portal.home.styleguide.page_examples import page_components
from tvet_portal.home.styleguide.record_examples import record_components

SIZES = (  # token, what is set in it
    ("f-5", gettext_lazy("Title of a page")),
    ("f-4", gettext_lazy("Heading")),
    ("f-3", gettext_lazy("Lead")),
    ("f-2", gettext_lazy("Text")),
    ("f-1", gettext_lazy("Tables, lines of small facts")),
    ("f-0", gettext_lazy("Sources of figures")),
)
LANGUAGES = ("vi", "th", "lo", "km", "my")
COUNTRIES = ("KH", "LA", "MM", "TH", "VN")


class StyleGuideView(TemplateView):
    """Tokens, sizes, scripts and icons."""

    template_name = "home/styleguide/tokens.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            pairs=tokens.pairs(),
            sizes=[{"name": name, "use": use, "value": tokens.tokens()["light"][name]} for name, use in SIZES],
            spaces=tokens.spaces(),
            scripts=scripts(),
            icons=icons(),
            crumbs=[{"label": _("Style guide")}],
            **kwargs,
        )


class ComponentsView(TemplateView):
    """Every component of one folder of templates in every state."""

    template_name = "home/styleguide/components.html"
    title = components = None

    def get_context_data(self, **kwargs):
        components = self.components()
        return super().get_context_data(
            title=self.title,
            components=components,
            crumbs=[{"label": _("Style guide"), "url": "/styleguide/"}, {"label": self.title}],
            **kwargs,
        )


class PageComponentsView(ComponentsView):
    title = gettext_lazy("Components of any page")
    components = staticmethod(page_components)


class RecordComponentsView(ComponentsView):
    title = gettext_lazy("Components of a record")
    components = staticmethod(record_components)


def scripts():
    """The names of five countries in their five languages, as the CLDR has them."""
    for language in LANGUAGES:
        locale = Locale.parse(language)
        yield {
            "lang": language,
            "language": locale.get_language_name("en"),
            "own_name": locale.get_language_name(language),
            "names": ", ".join(locale.territories[country] for country in COUNTRIES),
        }


def icons():
    """The names of all icons, in the order of their file."""
    return re.findall(r'<symbol id="([\w-]+)"', (settings.BASE_DIR / "templates/components/icons.html").read_text())
