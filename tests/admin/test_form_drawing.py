"""What the portal writes of a form itself is what the templates of Django would have written."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from tvet_portal.form_drawing import INPUTS, WRITTEN, FormRenderer

ODD = """<b>"'&"""
GROUPS = [("", "---"), (ODD, [(1, lazystr(ODD)), (1000, mark_safe("<i>1</i>"))]), (None, 2.5)]
ATTRS = {
    "id": "x",
    "class": ODD,
    "required": True,
    "disabled": False,
    "data-x": 1000,
    ODD: mark_safe("&amp;"),
    "n": None,
}


class Name(forms.TextInput):
    """Every input box that is written, one after the other."""

    def __init__(self, name):
        super().__init__()
        self.template_name, self.input_type = f"django/forms/widgets/{name}.html", name


class Odd(forms.Form):
    """A field of every kind that is written, named and filled with what has to be escaped."""

    box = forms.BooleanField(label=ODD, help_text=ODD, required=False)
    long = forms.CharField(widget=forms.Textarea(ATTRS))
    one = forms.ChoiceField(choices=GROUPS, label=lazystr(ODD), widget=forms.Select(ATTRS))
    empty = forms.ChoiceField(choices=(), label=mark_safe("<i>x</i>"), label_suffix="")
    several = forms.MultipleChoiceField(choices=GROUPS, widget=forms.SelectMultiple)
    hidden = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize("given", [{}, {"box": "on", "one": "1", "several": ["1000", ""], "long": ODD}])
def test_form_is_drawn_as_by_templates(given):
    ours, theirs = (
        Odd(given or None, initial={"long": ODD}, renderer=each()) for each in (FormRenderer, DjangoTemplates)
    )

    assert str(ours) == str(theirs)
    assert [str(bound.errors) for bound in ours] == [str(bound.errors) for bound in theirs]


@pytest.mark.parametrize("name", INPUTS)
def test_box_is_drawn_as_by_templates(name):
    values = (None, "", ODD, 1000, mark_safe("&amp;"), lazystr(ODD))

    ours, theirs = (
        [Name(name).render(ODD, value, ATTRS, renderer()) for value in values]
        for renderer in (FormRenderer, DjangoTemplates)
    )

    assert ours == theirs


def test_error_is_drawn_by_templates():
    errors = forms.utils.ErrorList([ValidationError(ODD)], renderer=FormRenderer())

    assert str(errors) == '<ul class="errorlist"><li>&lt;b&gt;&quot;&#x27;&amp;</li></ul>'


def test_what_is_written_is_a_template_of_django():
    assert {DjangoTemplates().get_template(name).template.name for name in WRITTEN} == set(WRITTEN)
