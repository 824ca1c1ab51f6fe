"""A component with its states, each drawn by the component's own template."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

COMMENT = re.compile(r"{#(?! djlint)(.*?)#}|{% comment %}(.*?){% endcomment %}", re.DOTALL)


class Component:
    """A template of components/ or records/, and examples of what it is given: state -> one context or several.

    `within` is the HTML it needs around it, such as '<ul class="list">{}</ul>'.
    """

    def __init__(self, template, states, *, within="{}"):
        self.template, self.within = f"{template}.html", within
        self.states = {state: given if isinstance(given, list) else [given] for state, given in states.items()}

    @property
    def name(self):
        return self.template.split("/")[-1].removesuffix(".html").replace("_", " ").capitalize()

    @property
    def id(self):
        return slugify(self.template.removesuffix(".html").replace("/", "-"))

    @cached_property
    def comment(self):
        """What the template says about itself at its top."""
        source = (settings.BASE_DIR / "templates" / self.template).read_text()
        return " ".join("".join(COMMENT.search(source).groups("")).split())

    @cached_property
    def examples(self):
        """Every state drawn."""
        return [{"label": state, "html": self._draw(contexts)} for state, contexts in self.states.items()]

    def _draw(self, contexts):
        drawn = " ".join(render_to_string(self.template, context) for context in contexts)
        return format_html(self.within, mark_safe(drawn))  # safe because templates escape what they are given
