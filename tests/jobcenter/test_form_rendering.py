"""Selects come out as Django's own template writes them."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from jobcenter.form_rendering import Renderer

HOSTILE = "\"><script>alert('x')</script>&"
GROUPS = [("", "—"), ("Holdet", [("1", "Nora"), ("2", HOSTILE)]), (HOSTILE, "Ø & Å"), (3, "tre")]


@pytest.mark.parametrize("value", ["", "1", HOSTILE, 3, None])
@pytest.mark.parametrize("attrs", [{}, {"required": True, "disabled": False, "title": HOSTILE}])
def test_same_as_the_template(value, attrs) -> None:
    widget = forms.Select(choices=GROUPS)
    ours = widget.render("who", value, attrs, renderer=Renderer())
    theirs = widget.render("who", value, attrs, renderer=TemplatesSetting())
    assert re.sub(r"\s*\n\s*", "", ours) == re.sub(r"\s*\n\s*", "", theirs)
    assert "<script>" not in ours


def test_many_may_be_chosen() -> None:
    widget = forms.SelectMultiple(choices=GROUPS)
    html = widget.render("who", ["1", "3"], renderer=Renderer())
    assert html.count(" selected") == 2
    assert "<select" in html and " multiple" in html


def test_an_address_breaks_after_its_signs_and_nowhere_else() -> None:
    from jobcenter.templatetags.components import breakable, mail

    shown = "hanne-marie@<wbr>bageriet.<wbr>example"
    assert breakable("hanne-marie@bageriet.example") == shown.replace("-", "-<wbr>")
    assert breakable("<b>@x.dk") == "&lt;b&gt;@<wbr>x.<wbr>dk"
    assert breakable("") == "" == mail("")
    assert 'href="mailto:a@b.dk"' in mail("a@b.dk")
