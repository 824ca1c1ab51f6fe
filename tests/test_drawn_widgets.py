"""Plain widgets are drawn without templates, in the very HTML of Django's."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe

from tvet_portal.drawn_widgets import DRAWN, Renderer

WORDS = """<b> & "quoted" 'words'"""
CHOICES = [("", "-"), ("a<", WORDS), ("Group &", [("b", mark_safe("<i>safe</i>")), (3, "three")])]


class Every(forms.Form):
    text = forms.CharField(initial=WORDS, label=WORDS, widget=forms.TextInput(attrs={"title": WORDS, "hidden": True}))
    none = forms.CharField(required=False, widget=forms.TextInput(attrs={"hidden": False}))
    number = forms.IntegerField(initial=1200)
    day = forms.DateField(initial="2026-11-22")
    moment = forms.DateTimeField(initial="2026-11-22 10:00")
    hour = forms.TimeField(initial="10:00")
    mail = forms.EmailField()
    link = forms.URLField(assume_scheme="https")
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(initial=0, widget=forms.HiddenInput)
    tick = forms.BooleanField(initial=True)
    long = forms.CharField(initial=f"\n{WORDS}", widget=forms.Textarea(attrs={"rows": 3}))
    empty = forms.CharField(required=False, widget=forms.Textarea)
    one = forms.ChoiceField(choices=CHOICES, initial=3)
    several = forms.MultipleChoiceField(choices=CHOICES, initial=["a<", "b"])


def drawn(renderer):
    form = Every({"text": WORDS, "number": "x"}, renderer=renderer)
    free = Every(renderer=renderer)
    errors = ErrorList([WORDS, mark_safe("<i>safe</i>")], error_class="nonfield", renderer=renderer, field_id="id_<")
    texts = [errors, ErrorList(renderer=renderer)]
    for name in Every.base_fields:
        texts += [form[name], form[name].errors, free[name], free[name].label_tag(), free[name].label_tag(tag=None)]
    return [" ".join(re.sub(r"\s*([<>])\s*", r"\1", str(text)).split()) for text in texts]


def test_widgets_are_drawn_as_django_draws_them():
    assert drawn(Renderer()) == drawn(DjangoTemplates())


def test_every_drawn_widget_is_compared():
    form = Every()
    widgets = {form[name].field.widget.template_name for name in form.fields}

    assert {name for name in DRAWN if "/widgets/" in name} == widgets


@pytest.mark.parametrize("name", [name for name in DRAWN if "/widgets/" in name])
def test_what_is_drawn_is_safe(name):
    option = {"value": "<i>", "label": "<i>", "attrs": {"title": "<i>"}}
    groups = [("<i>", [option], 0)]
    widget = {"name": "<i>", "type": "text", "value": "<i>", "attrs": {"title": "<i>"}, "optgroups": groups}

    html = Renderer().render(name, {"widget": widget})

    assert ("<i>" in html, html.count("&lt;i&gt;") > 2, hasattr(html, "__html__")) == (False, True, True)
