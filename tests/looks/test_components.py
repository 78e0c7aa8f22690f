"""Components: what readers, keyboards and the content security policy need of them."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

ROOT = Path(__file__).parents[2]
# Mails carry their style with them: readers of mail know no style sheets of ours.
TEMPLATES = sorted(p for p in (ROOT / "templates").rglob("*.html") if "mail" not in p.parts)


class Trial(forms.Form):
    name = forms.CharField(label="Navn", help_text="Fornavn er nok.")
    starts_on = forms.DateField(label="Første dag")
    channel = forms.ChoiceField(
        label="Kanal", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Aftalt")
    once = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, language: str = "da", **context: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(context))


def field(form: forms.Form, name: str, options: str = "") -> str:
    return render(f"{{% field form.{name} {options} %}}", form=form)


def test_field_ties_label_hint_and_error_to_its_input() -> None:
    html = field(Trial({}), "name")
    assert '<label class="form-label" for="id_name">Navn</label>' in html
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'id="id_name_hint"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Skal udfyldes." in html


def test_only_the_first_wrong_field_takes_the_focus() -> None:
    form = Trial({"name": "Kim"})
    pages = {name: field(form, name) for name in form.fields}
    assert [name for name, html in pages.items() if "autofocus" in html] == ["starts_on"]


def test_date_is_a_date_input_with_an_iso_value() -> None:
    html = field(Trial(initial={"starts_on": date(2026, 12, 24)}), "starts_on")
    assert 'type="date"' in html
    assert 'value="2026-12-24"' in html


def test_options_are_a_fieldset_with_a_legend() -> None:
    html = field(Trial(), "channel", "row=True")
    assert "<fieldset>" in html
    assert "<legend>Kanal</legend>" in html
    assert html.count('class="form-radio"') == 2
    assert html.count("<label for=") == 2


def test_optional_fields_say_so_in_words() -> None:
    assert "kan springes over" in field(Trial(), "note")
    assert "kan springes over" not in field(Trial(), "name")


def test_hidden_field_has_no_label() -> None:
    assert "<label" not in field(Trial(), "once")


def test_error_summary_links_to_every_wrong_field() -> None:
    form = Trial({"name": "Kim"})
    form.add_error(None, "Perioden overlapper.")
    html = render("{% error_summary form %}", form=form)
    assert "4 ting skal rettes" in html
    assert "Perioden overlapper." in html
    for target in ("id_starts_on", "id_channel_0", "id_agreed"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in "".join(field(form, name) for name in form.fields)


def test_error_summary_of_nothing_is_nothing() -> None:
    assert render("{% error_summary form %}", form=Trial()).strip() == ""


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+4572000010", "72 00 00 10"), ("72000010", "72 00 00 10"), ("+46 8 123 45", "+46 8 123 45")],
)
def test_phone_numbers_in_pairs(number: str, shown: str) -> None:
    assert f">{shown}</a>" in render("{% phone number %}", number=number)


def test_no_phone_number_shows_nothing() -> None:
    assert render("{% phone number %}", number="") == ""


def test_unknown_tone_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        render('{% tag "green" "Fint" %}')


def test_text_is_escaped() -> None:
    source = '{% tag "ok" text %}{% kpi text text text %}{% empty text text %}'
    html = render(source, text="<b>x</b>")
    assert "<b>" not in html


def test_pager_keeps_the_filters() -> None:
    request = RequestFactory().get("/virksomheder/?q=bager&side=abc")
    html = render('{% pager previous="-" following="xyz" %}', request=request)
    assert 'href="?q=bager"' in html
    assert 'href="?q=bager&amp;side=xyz"' in html


def test_sort_header_turns_round_and_goes_back_to_the_first_page() -> None:
    request = RequestFactory().get("/?sorter=name&side=abc")
    html = render('{% sort_header "Navn" "name" %}', request=request)
    assert 'aria-sort="ascending"' in html
    assert 'href="?sorter=-name"' in html
    assert "aria-sort" not in render('{% sort_header "By" "town" %}', request=request)


@pytest.mark.parametrize("code", ["400", "403", "404", "409", "422", "429", "500", "csrf"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_error_pages_need_neither_context_nor_database(code: str, language: str) -> None:
    with translation.override(language):
        html = render_to_string(f"errors/{code}.html")
    assert "<h1>" in html
    assert f'<html lang="{language}">' in html
    assert "UNDEFINED" not in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path)[len(str(ROOT)) + 11 :])
def test_no_inline_style_or_script(path: Path) -> None:
    """The content security policy refuses them, and a browser says so only in its console."""
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text), "style= in the markup"
    assert not re.search(r"<style\b", text), "<style> in the markup"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "on…= in the markup"
    assert not re.search(r"hx-on", text), "hx-on needs eval"
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/json" in script, script


def test_every_icon_that_is_used_is_in_the_sprite() -> None:
    listed = (ROOT / "tools/assets.mjs").read_text().split("const ICONS")[1].split("];")[0]
    known = set(re.findall(r'"([a-z-]+)"', listed))
    used = {
        (name, path.name)
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([a-z-]+)"', path.read_text())
    }
    assert {pair for pair in used if pair[0] not in known} == set()


def test_style_sheets_hold_no_foreign_addresses() -> None:
    for path in (ROOT / "static/css").glob("*.css"):
        text = path.read_text()
        assert len(text.splitlines()) < 400
        assert "http" not in text
        assert "data:" not in text
