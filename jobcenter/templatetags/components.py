"""Small parts of every page as template tags; templates/components/README.md shows each."""

import re
from functools import lru_cache
from itertools import chain
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobcenter.phones import in_pairs

register = template.Library()

TONES = ("ok", "warn", "bad", "info", "plain")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; without a label it is decoration and hidden from readers."""
    return _drawn(name, conditional_escape(label))


@lru_cache(maxsize=1_024)
def _drawn(name: str, label: str) -> SafeString:
    address = static("vendor/icons.svg")
    if label:
        return format_html(
            '<svg class="icon-svg" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label, address, name,
        )  # fmt: skip
    return format_html(
        '<svg class="icon-svg" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        address, name,
    )  # fmt: skip


@register.simple_tag
def tag(tone: str, text: Any) -> SafeString:
    """Return a state in words on its colour: ok, warn, bad, info or plain."""
    return _tagged(tone, conditional_escape(localize(text)))


@lru_cache(maxsize=1_024)
def _tagged(tone: str, text: SafeString) -> SafeString:
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{{% tag %}} knows {', '.join(TONES)}, not {tone!r}")
    return format_html('<span class="tag tag-{}">{}</span>', tone, text)


@register.simple_block_tag
def note(content: str, tone: str = "info") -> SafeString:
    """Wrap a remark above the work: info, warn, bad or ok."""
    return format_html('<div class="note note-{}">{}</div>', tone, mark_safe(content))  # noqa: S308


@register.simple_tag
def phone(number: Any, text: str = "") -> SafeString:
    """Return a telephone number as a link, Danish ones in pairs."""
    if not number:
        return mark_safe("")
    raw = str(getattr(number, "as_e164", number))
    plain = re.sub(r"[^\d+]", "", raw)
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', plain, text or in_pairs(raw))


@register.filter
def breakable(address: Any) -> SafeString:
    """Return an e-mail address that breaks after its signs, not in the middle of a word."""
    shown = re.sub(r"([@.]|(?<=.)[-_](?=.))", r"\1<wbr>", str(escape(address or "")))
    return mark_safe(shown)  # noqa: S308  escaped before


@register.simple_tag
def mail(address: str) -> SafeString:
    """Return an e-mail address as a link."""
    if not address:
        return mark_safe("")
    return format_html('<a href="mailto:{}">{}</a>', address, breakable(address))


@register.simple_tag
def masked(initials: str = "") -> SafeString:
    """Return the stand-in for a citizen whose name the viewer has no need to know."""
    return format_html(
        '<span class="masked">{}<span>{}</span></span>',
        icon("visibility-off"), initials or _("Name hidden"),
    )  # fmt: skip


@register.simple_tag
def once() -> SafeString:
    """Return the hidden key that makes a double click create one thing only."""
    from jobcenter.once import new_once

    return format_html('<input type="hidden" name="once" value="{}">', new_once())


@register.inclusion_tag("components/kpi.html")
def kpi(
    label: Any, value: Any, detail: Any = "", *, unit: Any = "", url: str = ""
) -> dict[str, Any]:
    """Show one key figure: what it counts, the number, what it is measured against."""
    return {"label": label, "value": value, "unit": unit, "detail": detail, "url": url}


@register.inclusion_tag("components/empty.html")
def empty(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """Show an empty list: what it means and what to do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("components/file.html")
def file_link(url: str, label: Any, kind: str = "", size: Any = "") -> dict[str, Any]:
    """Link a file with its kind (pdf, excel, calendar …) and size in words."""
    icons = {"pdf": "file-pdf", "excel": "file-excel", "calendar": "calendar-month"}
    kinds = {"pdf": "PDF", "excel": "Excel", "csv": "CSV", "calendar": _("calendar")}
    return {
        "url": url, "label": label, "icon_name": icons.get(kind, "download"),
        "kind": kinds.get(kind, kind), "size": size,
    }  # fmt: skip


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(
    context: dict[str, Any],
    previous: str = "",
    following: str = "",
    shown: Any = "",
    name: str = "side",
) -> dict[str, Any]:
    """Page a keyset list: cursors of the previous and the next page, '' where there is none.

    The first page's cursor is "-" so that a link back to the start stays a link.
    """
    query = _query(context)
    return {
        "previous": _with(query, name, "" if previous == "-" else previous) if previous else "",
        "following": _with(query, name, following) if following else "",
        "shown": shown,
    }


@register.inclusion_tag("components/sort.html", takes_context=True)
def sort_header(
    context: dict[str, Any], label: Any, key: str, *, number: bool = False, name: str = "sorter"
) -> dict[str, Any]:
    """Make a column's header sortable: ?sorter=key upwards, ?sorter=-key downwards."""
    query = _query(context)
    now = query.get(name, "")
    state = "ascending" if now == key else "descending" if now == f"-{key}" else "none"
    target = f"-{key}" if state == "ascending" else key
    query.pop("side", None)
    return {"label": label, "state": state, "number": number, "url": _with(query, name, target)}


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    hint: Any = "",
    width: str = "",
    label: Any = "",
    unit: Any = "",
    row: bool = False,
) -> dict[str, Any]:
    """Render a form field with label, hint, error and the attributes that tie them together.

    `width`: s, m or full; `unit` stands after the input ("timer"); `row` lays options side by side.
    """
    widget = bound.field.widget
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        widget.input_type, widget.format = "date", "%Y-%m-%d"
    hint = hint or bound.help_text
    name = bound.auto_id or bound.html_name
    described = [f"{name}_hint"] * bool(hint) + [f"{name}_error"] * bool(bound.errors)
    kind = _kind(widget)
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described) or False}
    if bound.errors:
        attrs["aria-invalid"] = "true"
        if _first_wrong(bound.form) == bound.name:
            attrs["autofocus"] = True
    if kind in ("input", "select"):
        own = widget.attrs.get("class", "")
        size = f"input-{width}" if width else ""
        attrs["class"] = " ".join(filter(None, [f"form-{kind}", size, own]))
    elif kind == "checkbox":
        attrs["class"] = "form-checkbox"
    return {
        "field": bound,
        "kind": kind,
        "control": bound.as_widget(attrs=attrs) if kind != "options" else "",
        "options": _options(bound, attrs) if kind == "options" else [],
        "hint": hint,
        "label": label or bound.label,
        "unit": unit,
        "row": row,
        "name": name,
        "described": attrs["aria-describedby"] or "",
        "optional": not bound.field.required and kind != "checkbox",
    }


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Select):
        return "select"
    if widget.is_hidden:
        return "hidden"
    return "input"


def _options(bound: BoundField, attrs: dict[str, Any]) -> list[dict[str, Any]]:
    """Return radio buttons or checkboxes as input, id and label; the first takes the focus."""
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    options = []
    for index, option in enumerate(bound.subwidgets):
        more = option.data["attrs"]
        more["class"] = "form-checkbox" if many else "form-radio"
        more.pop("aria-describedby", None)
        more.pop("aria-invalid", None)
        if index == 0 and attrs.get("autofocus"):
            more["autofocus"] = True
        options.append(
            {"tag": option.tag(), "id": option.id_for_label, "label": option.choice_label}
        )
    return options


def _first_wrong(form: forms.BaseForm) -> str | None:
    return next((name for name in form.fields if name in form.errors), None)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*several: forms.BaseForm | list[forms.BaseForm]) -> dict[str, Any]:
    """List what is wrong in forms and lists of forms, each linking to its field; else nothing."""
    errors = []
    for form in chain.from_iterable(f if isinstance(f, list) else [f] for f in several):
        errors += [{"id": "", "text": text} for text in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            target = bound.auto_id or bound.html_name
            if _kind(bound.field.widget) == "options":
                target = f"{target}_0"
            errors += [{"id": target, "text": text, "label": bound.label} for text in bound.errors]
    return {"errors": errors}


@register.filter
def label_text(value: Any) -> str:
    """Return a lazy label as text."""
    return str(value) if isinstance(value, Promise) else value


def _query(context: dict[str, Any]) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


def _with(query: QueryDict, name: str, value: str) -> str:
    query = query.copy()
    if value:
        query[name] = value
    else:
        query.pop(name, None)
    return "?" + query.urlencode()
