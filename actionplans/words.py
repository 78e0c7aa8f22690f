"""A target's standing in the reader's words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans import rules
from actionplans.choices import TONES, Kind, Light
from actionplans.queries import Standing
from insight import words
from insight.pages import expected_points, rows_url


def sentence(standing: Standing) -> str:
    """Return “172 of 200 on 22 November; at this pace 176–190 on 31 December.”"""
    target, indicator = standing.target, standing.indicator
    if indicator is None:
        return _("The figure is no longer computed. Choose another.")
    if standing.value is None or standing.as_of is None:
        return _("There is no value yet.")
    if standing.value.is_small:
        return _("Fewer than 5: not shown.")
    now = words.shown(indicator, standing.value.shown)
    on = words.day_in_words(standing.as_of)
    if target.target is None:
        return _("%(now)s on %(day)s.") % {"now": now, "day": on}
    how = (
        _("%(now)s against the target %(target)s on %(day)s")
        if indicator.is_share
        else _("%(now)s of %(target)s on %(day)s")
    )
    text = how % {
        "now": now,
        "target": words.shown(indicator, target.target),
        "day": on,
    }
    if standing.expected:
        text += _("; at this pace %(span)s on %(deadline)s") % {
            "span": words.span(indicator, standing.expected),
            "deadline": words.day_in_words(standing.expected.day, beside=standing.as_of),
        }
    return f"{text}."


def floor_sentence(standing: Standing) -> str:
    """Say how often a floor was broken in the last half year; "" where that says nothing."""
    below, of = standing.below
    if standing.target.kind != Kind.FLOOR or of < 2:
        return ""
    if below == 0:
        return ngettext(
            "Held every week since it was reached, %(of)s week ago.",
            "Held every week since it was reached, %(of)s weeks ago.",
            of,
        ) % {"of": of}
    return ngettext(
        "Below the floor in %(below)s of the last %(of)s weeks.",
        "Below the floor in %(below)s of the last %(of)s weeks.",
        below,
    ) % {"below": below, "of": of}


def population(standing: Standing) -> str:
    """Return the population in words: its groups, or everybody."""
    if not standing.groups:
        return _("All candidates")
    return ", ".join(group.name for group in standing.groups)


def card(standing: Standing) -> dict[str, Any]:
    """Return what a target's box is given."""
    target, indicator = standing.target, standing.indicator
    light = Light(standing.verdict.light)
    number = target.target
    rise = (
        rules.rise(float(target.baseline_value), number)
        if target.baseline_value is not None and number is not None
        else None
    )
    value = standing.value
    known = value is not None and not value.is_small
    highest = 100.0 if indicator and indicator.is_share else None
    return {
        "target": target,
        "standing": standing,
        "light": light.label,
        "tone": TONES[light],
        "reason": _(standing.verdict.reason) if standing.verdict.reason else "",
        "value": words.number(value.shown) if value and known else "–",
        "unit": indicator.sign if indicator else "",
        "progress": value.shown if value and known else 0,
        "number": number,
        "number_text": words.shown(indicator, number) if indicator and number is not None else "",
        "sentence": sentence(standing),
        "floor": floor_sentence(standing),
        "population": population(standing),
        "figure": indicator.name if indicator else target.indicator,
        "definition": indicator.definition if indicator else "",
        "rise": words.signed(rise) if rise is not None else "",
        "baseline": words.shown(indicator, float(target.baseline_value))
        if indicator and target.baseline_value is not None
        else "",
        "spark": spark(standing),
        "points": [(words.short_day(day), point) for day, point in standing.points],
        "has_points": any(point is not None for _day, point in standing.points),
        "ahead": expected_points(standing.trend, standing.goal, standing.days, highest),
        "target_label": _target_label(standing),
        "pace": words.pace_sentence(
            indicator, standing.trend, standing.goal, value.exact if value else None
        )
        if indicator
        else "",
        "url": reverse("actionplans:target", args=[target.public_id]),
        "rows_url": rows_url(target.indicator, gruppe=target.population) if indicator else "",
        "kind": Kind(target.kind).label,
    }


def spark(standing: Standing) -> dict[str, str]:
    """Return a small line for a plan of many targets: coordinates in a box of 160 by 40."""
    known = [(n, value) for n, (_day, value) in enumerate(standing.points) if value is not None]
    if len(known) < 2:
        return {}
    number = standing.target.target or 0
    highest = max([number, *(value for _n, value in known)]) or 1
    step = 150 / (len(standing.points) - 1)
    places = [f"{5 + n * step:.1f} {36 - 32 * value / highest:.1f}" for n, value in known]
    return {
        "line": "M" + "L".join(places),
        "target": f"M0 {36 - 32 * number / highest:.1f}H160" if number else "",
        "last_x": places[-1].split()[0],
        "last_y": places[-1].split()[1],
    }


def _target_label(standing: Standing) -> str:
    goal, indicator = standing.goal, standing.indicator
    if goal is None or indicator is None:
        return ""
    text = _("target %(value)s") % {"value": words.shown(indicator, goal.target)}
    return f"{text} ({words.short_day(goal.deadline)})" if goal.deadline else text
