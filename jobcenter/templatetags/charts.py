"""Charts drawn by the server as SVG, each with its sentence and its table.

    {% load charts %}
    {% line_chart title points unit="" target=200 target_label=_("mål 200") ahead=… conclusion=… %}
    {% bar_chart title rows unit="%" target=85 maximum=100 conclusion=… %}
    {% stacked_bar title series rows conclusion=… %}
    {% heat_map title columns rows conclusion=… %}
    {% progress_bar 58 70 label=_("Places in use") tone="ok" mark=60 %}

`points` are (label, value or None[, url]) or charts.Point; `ahead` are (label, low, middle, high);
`rows` of a bar chart are (label, value[, url]); of a stacked bar (label, [values][, url]); of a
heat map (label, [values]). Numbers are written in the reader's language, `decimals` of them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from zlib import crc32

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobcenter import charts

register = template.Library()


def shower(decimals: int, unit: str) -> Callable[[float], str]:
    """Return how a number is written: 1.234,5 % in Danish, 1,234.5 % in English."""

    def show(value: float) -> str:
        text = number_format(round(value, decimals), decimal_pos=decimals, force_grouping=True)
        return f"{text} {unit}" if unit else text

    return show


def _points(points: Iterable[Any]) -> list[charts.Point]:
    return [p if isinstance(p, charts.Point) else charts.Point(str(p[0]), *p[1:]) for p in points]


def _frame(
    title: str, desc: str, conclusion: str, layouts: list[Any], **more: Any
) -> dict[str, Any]:
    return {
        "id": f"c{crc32(f'{title}{desc}'.encode()):x}",
        "title": title,
        "desc": desc,
        "conclusion": conclusion,
        "layouts": list(zip(("wide", "narrow"), layouts, strict=True)),
        **more,
    }


@register.inclusion_tag("components/charts/line.html")
def line_chart(
    title: str,
    points: Iterable[Any],
    *,
    unit: str = "",
    decimals: int = 0,
    target: float | None = None,
    target_label: str = "",
    ahead: Iterable[Any] = (),
    conclusion: str = "",
    desc: str = "",
) -> dict[str, Any]:
    """Draw values over time with their target as a line and what is expected as a shade."""
    show = shower(decimals, unit)
    measured = _points(points)
    expected = [
        a if isinstance(a, charts.Ahead) else charts.Ahead(str(a[0]), *a[1:]) for a in ahead
    ]
    if target is not None and not target_label:
        target_label = _("target %(value)s") % {"value": show(target)}
    layouts = [
        charts.line(
            measured,
            show=show,
            target=target,
            target_label=target_label,
            ahead=expected,
            width=width,
        )
        for width in (charts.WIDE, charts.NARROW)
    ]
    table = [(p.label, "–" if p.value is None else show(p.value), p.url) for p in measured]
    table += [
        (
            a.label,
            _("%(low)s to %(high)s expected") % {"low": show(a.low), "high": show(a.high)},
            "",
        )
        for a in expected
    ]
    return _frame(
        title, desc or _line_desc(measured, target_label, show), conclusion, layouts, table=table
    )


def _line_desc(
    points: Sequence[charts.Point], target_label: str, show: Callable[[float], str]
) -> str:
    known = [(show(p.value), p.label) for p in points if p.value is not None]
    if not known:
        return _("No values yet.")
    (first, start), (last, end) = known[0], known[-1]
    text = _("From %(first)s (%(from)s) to %(last)s (%(to)s).") % {
        "first": first, "from": start, "last": last, "to": end,
    }  # fmt: skip
    return f"{text} {target_label[:1].upper()}{target_label[1:]}." if target_label else text


@register.inclusion_tag("components/charts/bars.html")
def bar_chart(
    title: str,
    rows: Iterable[Any],
    *,
    unit: str = "",
    decimals: int = 0,
    target: float | None = None,
    target_label: str = "",
    maximum: float | None = None,
    conclusion: str = "",
    desc: str = "",
) -> dict[str, Any]:
    """Draw named values as lying bars; rows with an address are links."""
    show = shower(decimals, unit)
    named = [
        charts.Bar(str(row[0]), (float(row[1]),), row[2] if len(row) > 2 else "") for row in rows
    ]
    return _bars(title, named, [], show, target, target_label, maximum, conclusion, desc)


@register.inclusion_tag("components/charts/bars.html")
def stacked_bar(
    title: str,
    series: Sequence[Any],
    rows: Iterable[Any],
    *,
    unit: str = "",
    decimals: int = 0,
    maximum: float | None = None,
    conclusion: str = "",
    desc: str = "",
) -> dict[str, Any]:
    """Draw bars of several parts, told apart by pattern, number and colour (at most five)."""
    show = shower(decimals, unit)
    named = [
        charts.Bar(str(row[0]), tuple(map(float, row[1])), row[2] if len(row) > 2 else "")
        for row in rows
    ]
    return _bars(
        title, named, [str(name) for name in series], show, None, "", maximum, conclusion, desc
    )


def _bars(
    title: str,
    rows: list[charts.Bar],
    series: list[str],
    show: Callable[[float], str],
    target: float | None,
    target_label: str,
    maximum: float | None,
    conclusion: str,
    desc: str,
) -> dict[str, Any]:
    if target is not None and not target_label:
        target_label = _("target %(value)s") % {"value": show(target)}
    layouts = [
        charts.bars(
            rows, show=show, target=target, target_label=target_label, maximum=maximum, width=width
        )
        for width in (charts.WIDE, charts.NARROW)
    ]
    table = []
    for row in rows:
        cells = [show(value) for value in row.values]
        table.append((row.label, [*cells, show(sum(row.values))] if series else cells, row.url))
    if not desc:
        desc = "; ".join(f"{row.label}: {show(sum(row.values))}" for row in rows[:12]) or _(
            "No values yet."
        )
    return _frame(
        title, desc, conclusion, layouts,
        table=table, series=list(enumerate(series)), linked=any(row.url for row in rows),
    )  # fmt: skip


@register.inclusion_tag("components/charts/heat.html")
def heat_map(
    title: str,
    columns: Sequence[Any],
    rows: Iterable[Any],
    *,
    unit: str = "",
    decimals: int = 0,
    conclusion: str = "",
    desc: str = "",
) -> dict[str, Any]:
    """Draw a table of values as shaded cells with the number in each."""
    show = shower(decimals, unit)
    names = [str(name) for name in columns]
    table = [(str(row[0]), list(row[1])) for row in rows]
    layouts = [
        charts.heat(table, names, show=show, width=width) for width in (charts.WIDE, charts.NARROW)
    ]
    known = [value for _name, values in table for value in values if value is not None]
    if not desc:
        desc = (
            _("Lowest %(low)s, highest %(high)s.")
            % {"low": show(min(known)), "high": show(max(known))}
            if known
            else _("No values yet.")
        )
    shown = [(name, ["–" if v is None else show(v) for v in values]) for name, values in table]
    return _frame(title, desc, conclusion, layouts, columns=names, table=shown)


@register.simple_tag
def progress_bar(
    value: float, maximum: float, *, label: str, tone: str = "", mark: float | None = None
) -> SafeString:
    """Draw how much of a whole is reached; `label` says it in words for those who cannot see it."""
    filled = charts.at(charts.share(float(value or 0), float(maximum or 0)))
    line = mark_safe("")
    if mark is not None:
        x = charts.at(charts.share(float(mark), float(maximum or 0)))
        line = format_html('<path class="c-mark" d="M{} 0V10"/>', x)
    return format_html(
        '<svg class="progress" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect class="c-track" width="100" height="10"/>'
        '<rect class="c-bar{}" width="{}" height="10"/>{}</svg>',
        label, f" c-bar-{tone}" if tone else "", filled, line,
    )  # fmt: skip
