"""Figures in sentences: rules give numbers, here they become the reader's language."""

from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insight.goals import Goal
from insight.indicators import Indicator
from insight.rules.standout import Finding
from insight.rules.trend import Expected, Trend
from insight.series import Value
from jobcenter.calendar import iso_week
from jobcenter.dates import say


def number(value: float) -> str:
    """Return a whole number with its thousands grouped."""
    return number_format(round(value), force_grouping=True)


def shown(indicator: Indicator, value: float) -> str:
    """Return a value with its unit: 172, 83 %."""
    text = number(value)
    return f"{text} {indicator.sign}" if indicator.sign else text


def day_in_words(day: date, *, beside: date | None = None) -> str:
    """Return “31. december”, with the year when it is not that of `beside`."""
    return say(day, "j. F" if beside is not None and day.year == beside.year else "j. F Y")


def short_day(day: date) -> str:
    """Return “2. nov.” for the foot of a chart."""
    return say(day, "j. M")


def short_day_with_year(day: date) -> str:
    """Return “2. nov. 2026”."""
    return say(day, "j. M Y")


def signed(change: int) -> str:
    """Return a change with its sign: +9, −6, ±0."""
    if change == 0:
        return "±0"
    return f"{'+' if change > 0 else '−'}{number(abs(change))}"


def change_in_words(indicator: Indicator, now: Value, before: Value | None) -> SafeString | str:
    """Return “+9 in four weeks”, green or red by whether that is good; "" without a before."""
    if before is None:
        return ""
    change = now.shown - before.shown
    good = change == 0 or (change > 0) == indicator.higher_is_better
    tone = "" if change == 0 else "ok" if good else "bad"
    if indicator.is_share:
        words = ngettext(
            "%(change)s point in four weeks", "%(change)s points in four weeks", abs(change)
        )
    else:
        words = _("%(change)s in four weeks")
    return format_html(words.replace("%(change)s", '<b class="{}">{}</b>'), tone, signed(change))


def finding_text(finding: Finding, indicator: Indicator, teams: dict[int, str]) -> str:
    """Return a finding as a sentence."""
    params = {
        **finding.params,
        "name": str(indicator.name),
        "team": teams.get(finding.team or 0, ""),
    }
    return _(finding.message) % params


def cluster_text(part: int, of: int, where: list[str]) -> str:
    """Return “11 of the 14 missing are at two workplaces: A and B.”"""
    if len(where) == 1:
        text = _("%(part)s of the %(of)s missing are at one workplace: %(where)s.")
    else:
        text = _("%(part)s of the %(of)s missing are at two workplaces: %(where)s.")
    return text % {"part": number(part), "of": number(of), "where": _(" and ").join(where)}


def span(indicator: Indicator, expected: Expected) -> str:
    """Return an expectation as “176–190” or “83–90 %”; one number when both ends agree."""
    low, high = number(expected.low), number(expected.high)
    text = low if low == high else f"{low}–{high}"
    return f"{text} {indicator.sign}" if indicator.sign else text


def pace_sentence(
    indicator: Indicator, trend: Trend | None, goal: Goal | None, now: float | None
) -> str:
    """Say where a figure is heading, and whether it gets to its goal from what it is `now`."""
    if trend is None:
        return _("Too few weeks yet to say where it is heading.")
    highest = 100.0 if indicator.is_share else None
    if goal is None:
        ahead = trend.last + (trend.last - trend.first) / 4
        return _("At this pace: %(span)s on %(day)s.") % {
            "span": span(indicator, trend.expected(ahead, highest=highest)),
            "day": day_in_words(ahead, beside=trend.last),
        }
    parts = []
    if goal.deadline and trend.last < goal.deadline <= trend.furthest:
        parts.append(
            _("At this pace: %(span)s on %(day)s.")
            % {
                "span": span(indicator, trend.expected(goal.deadline, highest=highest)),
                "day": day_in_words(goal.deadline, beside=trend.last),
            }
        )
    reached = trend.reaches(goal.target)
    held = now is not None and (
        now >= goal.target if indicator.higher_is_better else now <= goal.target
    )
    if held:
        parts.append(_("The target is held today."))
    elif reached is None:
        parts.append(_("The target is not reached at this pace."))
    elif reached > trend.last:
        parts.append(
            _("The target is reached about week %(week)s of %(year)s.")
            % dict(zip(("year", "week"), iso_week(reached), strict=True))
        )
    return " ".join(parts)


def state_in_words(state: str, days: int | None) -> tuple[str, str]:
    """Return the tone and the words of a row behind a figure."""
    if state == "empty":
        count = days or 0
        words = ngettext("Empty %(days)s day", "Empty %(days)s days", count) % {"days": count}
        return ("bad" if (days or 0) > 14 else "warn"), words
    tones: dict[str, tuple[str, Any]] = {
        "there": ("ok", _("At the company")),
        "ended_since": ("plain", _("Ended since")),
        "in_use": ("ok", _("In use")),
        "on_time": ("ok", _("On time")),
        "missing_check_in": ("bad", _("Missing or too late")),
        "visited": ("ok", _("Visited")),
        "missing_visit": ("bad", _("No visit")),
    }
    return tones[state]
