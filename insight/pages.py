"""What the templates are given: figures as texts, links that keep the filter, tables for files."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from insight import words
from insight.goals import Goal
from insight.indicators import Indicator, all_indicators
from insight.populations import EVERYBODY, Population, groups_of, population_of
from insight.published import Published
from insight.queries import Chart, Dashboard, Now, StandsOut, TeamRow, own_team
from insight.rules.trend import Trend
from insight.series import points_of, series_of, trend_days
from insight.sources.rows import BehindRow, Page, RowQuery
from jobcenter.calendar import iso_week
from jobcenter.clock import COPENHAGEN, local_day
from jobcenter.models import Team
from jobcenter.viewer import Viewer


def rows_url(code: str, **query: Any) -> str:
    """Return the address of the rows behind a figure."""
    given = {name: value for name, value in query.items() if value}
    address = reverse("insight:rows", args=[code])
    return f"{address}?{urlencode(given)}" if given else address


def dashboard_page(page: Dashboard, day: date, query: Any) -> dict[str, Any]:
    """Return the context of the manager's page."""
    run = page.run
    team = str(page.team.public_id) if page.team else ""
    return {
        "page": page,
        "week": iso_week(day)[1],
        "computed": _computed(page, day),
        "is_old": run is None or run.last_day < day,
        "query": query.urlencode(),
        "team": page.team,
        "notes": [_note(each, page) for each in page.stands_out],
        "tone": "warn" if any(each.is_worse for each in page.stands_out) else "ok",
        "figures": [_figure(each, page, team) for each in page.figures],
        "chart": chart_context(page.chart, team) if page.chart else None,
        "tabs": [
            {
                "name": indicator.name,
                "current": page.chart is not None and page.chart.indicator is indicator,
                "url": _with(query, tal=indicator.code),
            }
            for indicator in all_indicators()
        ],
        "indicators": all_indicators(),
        "team_rows": [_team_row(row) for row in page.team_rows],
    }


def _with(query: Any, **changes: str) -> str:
    copy = query.copy()
    for name, value in changes.items():
        copy[name] = value
    return f"?{copy.urlencode()}#figur"


def _computed(page: Dashboard, day: date) -> str:
    if page.run is None:
        return _("Not computed yet")
    moment = page.run.finished_at.astimezone(COPENHAGEN)
    clock = f"{moment.hour}.{moment.minute:02d}"
    if local_day(page.run.finished_at) == day:
        return _("Computed today at %(clock)s") % {"clock": clock}
    return _("Computed on %(day)s at %(clock)s") % {
        "day": words.day_in_words(moment.date(), beside=day), "clock": clock,
    }  # fmt: skip


def _note(each: StandsOut, page: Dashboard) -> dict[str, Any]:
    teams = {team.pk: team.name for team in page.teams}
    sentences = []
    if each.finding:
        sentences.append(words.finding_text(each.finding, each.indicator, teams))
    if each.where:
        if not each.finding:
            sentences.append(f"{each.indicator.name}:")
        sentences.append(words.cluster_text(each.part, each.of, each.where))
    worse = each.is_worse
    team = str(each.team.public_id) if each.team else ""
    missing = "ja" if each.indicator.missing_name and worse else ""
    return {
        "text": " ".join(sentences),
        "url": rows_url(each.indicator.code, hold=team, mangler=missing),
        "link": _("See them") if missing else _("See what is behind"),
    }


def _figure(now: Now, page: Dashboard, team: str) -> dict[str, Any]:
    indicator = now.indicator
    if not now.is_shown or now.value is None:
        value, unit = "–", ""
        detail: Any = _("Fewer than 5: not shown") if now.hidden else _("Nothing to measure")
        return {"name": indicator.name, "value": value, "unit": unit, "detail": detail, "url": ""}
    parts: list[Any] = []
    goal = page.goals.get(indicator.code)
    if goal:
        parts.append(_("target %(value)s") % {"value": words.shown(indicator, goal.target)})
    if now.value.denominator is not None:
        parts.append(
            _("%(part)s of %(whole)s")
            % {
                "part": words.number(now.value.numerator),
                "whole": words.number(now.value.denominator),
            }
        )
    if change := words.change_in_words(indicator, now.value, now.before):
        parts.append(change)
    return {
        "name": indicator.name,
        "value": words.number(now.value.shown),
        "unit": indicator.sign,
        "detail": format_html_join(" · ", "{}", ((part,) for part in parts)),
        "url": rows_url(indicator.code, hold=team),
    }


def _team_row(row: TeamRow) -> dict[str, Any]:
    team = str(row.team.public_id)
    return {
        "name": row.team.name,
        "url": f"{reverse('insight:overview')}?{urlencode({'hold': team})}",
        "cells": [
            {
                "indicator": cell.indicator,
                "text": words.shown(cell.indicator, cell.value.shown)
                if cell.is_shown and cell.value
                else "–",
                "is_bad": cell.finding is not None,
                "url": rows_url(cell.indicator.code, hold=team) if cell.is_shown else "",
            }
            for cell in row.cells
        ],
    }


def expected_points(
    trend: Trend | None, goal: Goal | None, days: list[date], highest: float | None
) -> list[tuple[str, float, float, float]]:
    """Return what is expected at the next steps of a chart, up to the goal's deadline."""
    if trend is None or len(days) < 2:
        return []
    step = days[1] - days[0]
    until = goal.deadline if goal and goal.deadline else days[-1] + 2 * step
    points: list[tuple[str, float, float, float]] = []
    day = days[-1] + step
    while len(points) < 4 and day <= trend.furthest and (not points or day - step < until):
        expected = trend.expected(day, highest=highest)
        points.append((words.short_day(day), expected.low, expected.middle, expected.high))
        day += step
    return points


def chart_context(chart: Chart, team: str) -> dict[str, Any]:
    """Return what the line chart's tag takes."""
    indicator, goal = chart.indicator, chart.goal
    title = goal.text if goal and goal.population else str(indicator.name)
    newest = next((value for _day, value in reversed(chart.points) if value is not None), None)
    highest = 100.0 if indicator.is_share else None
    label = ""
    if goal:
        label = _("target %(value)s") % {"value": words.shown(indicator, goal.target)}
        if goal.deadline:
            label += f" ({words.short_day(goal.deadline)})"
    query = {"hold": team, "gruppe": chart.breakdown}
    return {
        "title": title,
        "unit": indicator.sign,
        "points": [(words.short_day(day), value) for day, value in chart.points],
        "target": goal.target if goal else None,
        "target_label": label,
        "ahead": expected_points(chart.trend, goal, chart.days, highest),
        "conclusion": words.pace_sentence(indicator, chart.trend, goal, newest),
        "definition": indicator.definition,
        "rows_url": rows_url(indicator.code, **query),
        "rows_text": _("See the %(count)s") % {"count": words.number(newest)}
        if newest is not None and not indicator.is_share
        else _("See the rows"),
        "goal": goal,
        "has_values": newest is not None,
    }


def chosen_rows(viewer: Viewer, query: Any, indicator: Indicator) -> dict[str, Any]:
    """Return what the address chooses of the rows: team, missing ones, population."""
    teams = list(Team.objects.filter(jobcentre_id=viewer.jobcentre_id).order_by("name", "id"))
    try:
        wanted = UUID(query.get("hold", ""))
    except ValueError:
        wanted = None
    team = next((each for each in teams if each.public_id == wanted), None)
    population, group_names = EVERYBODY, list[str]()
    if (key := query.get("gruppe", "")) and "population" in indicator.breakdowns:
        population, group_names = _population(viewer.jobcentre_id, key)
    return {
        "teams": teams,
        "team": team,
        "hold": str(team.public_id) if team else "",
        "missing": bool(indicator.missing_name) and query.get("mangler") == "ja",
        "population": population,
        "groups": group_names,
    }


def _population(jobcentre_id: int, key: str) -> tuple[Population, list[str]]:
    """Return the population of a key such as “match-5/4+match-5/5”; everybody if it is none."""
    keys = set(key.split("+"))
    groups = [
        group for group in groups_of(jobcentre_id) if f"{group.scheme.code}/{group.code}" in keys
    ]
    return population_of(groups), [group.name for group in groups]


def column_names(indicator: Indicator) -> list[str]:
    """Return the titles of a figure's columns."""
    titles = {
        "who": _("Candidate"),
        "what": _("Place"),
        "workplace": _("Workplace"),
        "by": _("Opened by") if indicator.code == "places_in_use" else _("Followed by"),
        "period": _("Period"),
        "week": _("Week"),
        "state": _("State"),
    }
    return [titles[column] for column in indicator.rows.columns]


def rows_page(
    indicator: Indicator, query: RowQuery, found: Page, chosen: dict[str, Any], get: Any
) -> dict[str, Any]:
    """Return the context of the rows behind a figure."""
    keep = get.copy()
    keep.pop("side", None)
    everything, missing = keep.copy(), keep.copy()
    everything.pop("mangler", None)
    missing["mangler"] = "ja"
    back = {"hold": chosen["hold"]} if chosen["hold"] else {}
    return {
        "indicator": indicator,
        "day": query.day,
        "found": found,
        "rows": [_row_context(row) for row in found.rows],
        "columns": list(zip(indicator.rows.columns, column_names(indicator), strict=True)),
        "missing": query.missing,
        "team": chosen["team"],
        "groups": chosen["groups"],
        "everything_url": f"?{everything.urlencode()}",
        "missing_url": f"?{missing.urlencode()}",
        "query": keep.urlencode(),
        "hidden_fields": [(n, v) for n, v in keep.items() if n not in {"hold", "side"}],
        "back_url": reverse("insight:overview") + (f"?{urlencode(back)}" if back else ""),
        "last": found.first + len(found.rows) - 1,
    }


def _row_context(row: BehindRow) -> dict[str, Any]:
    tone, text = words.state_in_words(row.state, row.days)
    name = "placements:place" if row.kind == "place" else "placements:placement"
    return {
        "row": row,
        "tone": tone,
        "state": text,
        "url": reverse(name, args=[row.public_id]),
        "week": iso_week(row.week)[1] if row.week else "",
    }


def rows_table(
    indicator: Indicator, rows: Iterable[BehindRow]
) -> tuple[list[str], list[list[Any]]]:
    """Return the rows for a file: periods as two dates, weeks as the reader writes them."""
    header: list[str] = []
    for column, title in zip(indicator.rows.columns, column_names(indicator), strict=True):
        header += [_("From"), _("To")] if column == "period" else [title]
    header.append(_("Team"))
    return header, [_line(indicator, row) for row in rows]


def _line(indicator: Indicator, row: BehindRow) -> list[Any]:
    line: list[Any] = []
    for column in indicator.rows.columns:
        if column == "period":
            line += [row.from_on, row.to_on]
        elif column == "week" and row.week:
            line.append("{}-W{:02d}".format(*iso_week(row.week)))
        elif column == "state":
            line.append(words.state_in_words(row.state, row.days)[1])
        else:
            line.append(getattr(row, column))
    return [*line, row.team]


def rows_notes(indicator: Indicator, query: RowQuery) -> list[str]:
    """Return what a file says about itself."""
    return [
        str(indicator.name),
        str(indicator.definition),
        _("As of %(day)s") % {"day": query.day.isoformat()},
        _("Names are shown only to those in the case team; others get a fixed code."),
    ]


def figures_table(viewer: Viewer, page: Dashboard) -> tuple[list[str], list[list[Any]], list[str]]:
    """Return every figure of the chosen team and period, a line per day: for files."""
    header = [
        _("Day"), _("Figure"), _("Team"), _("Value"), _("Unit"), _("Part"), _("Whole"),
    ]  # fmt: skip
    if page.run is None or page.chart is None:
        return header, [], []
    days = sorted({*page.chart.days, *trend_days(page.run.last_day)})
    team = page.team
    stored = series_of(
        viewer.jobcentre_id,
        [(indicator.code, "") for indicator in all_indicators()],
        days,
        team_id=team.pk if team else None,
    )
    hide = team is not None and team.pk != own_team(viewer)
    lines: list[list[Any]] = []
    for indicator in all_indicators():
        series = stored[indicator.code, ""]
        for day, value in points_of(series, days, hide_small=hide):
            if value is None:
                continue
            parts = series[day]
            lines.append(
                [
                    day, str(indicator.name), team.name if team else _("All teams"), value,
                    indicator.sign, parts.numerator, parts.denominator,
                ]
            )  # fmt: skip
    notes = [f"{indicator.name}: {indicator.definition}" for indicator in all_indicators()]
    return header, lines, [*notes, _("Groups under 5 are not shown.")]


def published_page(published: Published) -> dict[str, Any]:
    """Return the context of the published figures."""
    return {
        "last_day": published.last_day,
        "figures": [
            {
                "indicator": figure.indicator,
                "value": words.shown(figure.indicator, figure.now)
                if figure.now is not None
                else "–",
                "points": [(words.short_day(day), value) for day, value in figure.points],
                "has_values": any(value is not None for _day, value in figure.points),
            }
            for figure in published.figures
        ],
    }
