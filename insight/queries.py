"""The manager's page: read from stored values only, a fixed number of queries at any size."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from insight.goals import Goal, goals_for
from insight.indicators import Indicator, all_indicators, find, get
from insight.models import ComputeRun, IndicatorValue
from insight.populations import groups_of, population_of
from insight.rules.standout import Finding, Reading, findings, heaviest
from insight.rules.suppression import Size, hidden_cells, hidden_shares
from insight.rules.trend import Trend, trend_of
from insight.series import (
    WEEKS_BETWEEN,
    Series,
    Value,
    chart_days,
    newest_run,
    points_of,
    series_of,
    trend_days,
    trend_values,
)
from jobcenter.models import Team
from jobcenter.permissions import Role
from jobcenter.viewer import Viewer

FOUR_WEEKS = timedelta(weeks=4)
DEFAULT_PERIOD = 12


@dataclass(frozen=True)
class Filters:
    """What the page shows; comes from the address and goes into every link and file."""

    team: UUID | None = None
    months: int = DEFAULT_PERIOD
    code: str = ""

    @classmethod
    def read(cls, query: Any) -> "Filters":
        """Read the address; what makes no sense is left out."""
        try:
            team = UUID(query.get("hold", ""))
        except ValueError:
            team = None
        period = query.get("periode", "")
        months = int(period) if period in {str(n) for n in WEEKS_BETWEEN} else DEFAULT_PERIOD
        code = query.get("tal", "")
        return cls(team, months, code if find(code) else "")


@dataclass
class Now:
    """A figure now and four weeks before, in one cell of the page."""

    indicator: Indicator
    value: Value | None = None
    before: Value | None = None
    hidden: bool = False
    finding: Finding | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is a value that may be shown."""
        return self.value is not None and not self.hidden


@dataclass
class TeamRow:
    """A line of the team table."""

    team: Team
    cells: list[Now]


@dataclass
class GroupRow:
    """A line of the table by match group; `count` is None when hidden."""

    name: str
    key: str
    count: int | None


@dataclass
class SchemeTable:
    """Candidates now by the groups of one scheme."""

    name: str
    rows: list[GroupRow]


@dataclass
class StandsOut:
    """What stands out, with where it gathers."""

    finding: Finding | None
    indicator: Indicator
    team: Team | None
    part: int = 0
    of: int = 0
    where: list[str] = field(default_factory=list)

    @property
    def is_worse(self) -> bool:
        """Whether something needs doing."""
        return self.finding is None or self.finding.is_worse


@dataclass
class Chart:
    """A figure over time with its goal and where it is heading."""

    indicator: Indicator
    days: list[date]
    points: list[tuple[date, int | None]]
    goal: Goal | None
    trend: Trend | None
    breakdown: str


@dataclass
class Dashboard:
    """All of the page."""

    run: ComputeRun | None
    filters: Filters
    teams: list[Team]
    team: Team | None
    figures: list[Now] = field(default_factory=list)
    goals: dict[str, Goal] = field(default_factory=dict)
    stands_out: list[StandsOut] = field(default_factory=list)
    chart: Chart | None = None
    team_rows: list[TeamRow] = field(default_factory=list)
    schemes: list[SchemeTable] = field(default_factory=list)
    anything_hidden: bool = False


Stored = dict[tuple[str, str, int | None, date], Value]


def dashboard(viewer: Viewer, filters: Filters) -> Dashboard:
    """Return the page for a viewer and a filter."""
    run = newest_run(viewer.jobcentre_id)
    teams = list(Team.objects.filter(jobcentre_id=viewer.jobcentre_id).order_by("name", "id"))
    team = next((each for each in teams if each.public_id == filters.team), None)
    page = Dashboard(run, filters, teams, team)
    if run is None:
        return page
    day = run.last_day
    stored = _stored(viewer.jobcentre_id, day)
    hidden = _hidden_teams(stored, teams, day, viewer)
    page.anything_hidden = any(hidden.values())
    page.figures = [
        _now(stored, each, day, team.pk if team else None, hidden) for each in all_indicators()
    ]
    goals = goals_for(viewer)
    if team is None:
        page.goals = {goal.indicator: goal for goal in reversed(goals) if not goal.population}
    found = {each.code: _findings(stored, each, teams, day, hidden) for each in all_indicators()}
    page.stands_out = _stands_out(page, run, found)
    page.team_rows = _team_rows(stored, teams, day, hidden, found)
    page.chart = _chart(viewer, filters, team, goals, day)
    page.schemes, some_hidden = _schemes(viewer, stored, day)
    page.anything_hidden |= some_hidden
    return page


def _stored(jobcentre_id: int, day: date) -> Stored:
    """Return every value of today and four weeks ago: one query, along the index of days."""
    rows = IndicatorValue.objects.filter(jobcentre_id=jobcentre_id, day__in=[day, day - FOUR_WEEKS])
    return {
        (code, breakdown, team_id, on): Value(numerator, denominator)
        for code, breakdown, team_id, on, numerator, denominator in rows.order_by().values_list(
            "indicator", "breakdown", "team_id", "day", "numerator", "denominator"
        )
    }


def own_team(viewer: Viewer) -> int | None:
    """Return the team a leader stands inside of: its small numbers do not leave it."""
    return viewer.team_id if Role.TEAM_LEADER in viewer.roles else None


def _hidden_teams(
    stored: Stored, teams: Iterable[Team], day: date, viewer: Viewer
) -> dict[str, set[int]]:
    """Return by figure the teams whose value is hidden from the viewer: the small ones."""
    hidden = {}
    for indicator in all_indicators():
        sizes = {
            team.pk: Size(value.numerator, value.denominator)
            for team in teams
            if (value := stored.get((indicator.code, "", team.pk, day)))
        }
        hidden[indicator.code] = hidden_shares(sizes) - {own_team(viewer) or 0}
    return hidden


def _now(
    stored: Stored,
    indicator: Indicator,
    day: date,
    team_id: int | None,
    hidden: dict[str, set[int]],
) -> Now:
    return Now(
        indicator,
        stored.get((indicator.code, "", team_id, day)),
        stored.get((indicator.code, "", team_id, day - FOUR_WEEKS)),
        hidden=team_id in hidden[indicator.code],
    )


def _reading(stored: Stored, code: str, team_id: int | None, day: date) -> Reading | None:
    now = stored.get((code, "", team_id, day))
    before = stored.get((code, "", team_id, day - FOUR_WEEKS))
    if now is None or before is None:
        return None
    return Reading(now.numerator, now.denominator, before.numerator, before.denominator)


def _findings(
    stored: Stored, indicator: Indicator, teams: list[Team], day: date, hidden: dict[str, set[int]]
) -> list[Finding]:
    readings = {
        team.pk: reading
        for team in teams
        if team.pk not in hidden[indicator.code]
        and (reading := _reading(stored, indicator.code, team.pk, day))
    }
    return findings(
        indicator.code,
        higher_is_better=indicator.higher_is_better,
        whole=_reading(stored, indicator.code, None, day),
        teams=readings,
    )


def _stands_out(
    page: Dashboard, run: ComputeRun, found: dict[str, list[Finding]]
) -> list[StandsOut]:
    """Return what stands out in what is shown, each with where the missing gather."""
    team_id = page.team.pk if page.team else None
    everything = [
        finding
        for several in found.values()
        for finding in several
        if team_id is None or finding.team in (None, team_id)
    ]
    teams = {team.pk: team for team in page.teams}
    indicators = {indicator.code: indicator for indicator in all_indicators()}
    result = [
        StandsOut(finding, indicators[finding.indicator], teams.get(finding.team or 0))
        for finding in heaviest(everything)
    ]
    told = {(each.indicator.code, each.team.pk if each.team else None) for each in result}
    if not any(each.finding and each.finding.is_worse for each in result):
        result += [
            StandsOut(None, indicators[code], page.team)
            for code in run.clusters
            if code in indicators and (code, team_id) not in told
        ][:1]
    _add_clusters(result, run)
    return [each for each in result if each.finding or each.where]


def _add_clusters(result: list[StandsOut], run: ComputeRun) -> None:
    for each in result:
        by_team = run.clusters.get(each.indicator.code, {})
        cluster = by_team.get(str(each.team.pk) if each.team else "")
        if cluster and each.is_worse:
            each.part, each.of, each.where = cluster["part"], cluster["of"], cluster["where"]


def _team_rows(
    stored: Stored,
    teams: list[Team],
    day: date,
    hidden: dict[str, set[int]],
    found: dict[str, list[Finding]],
) -> list[TeamRow]:
    rows = []
    for team in teams:
        cells = [_now(stored, indicator, day, team.pk, hidden) for indicator in all_indicators()]
        for cell in cells:
            cell.finding = next(
                (f for f in found[cell.indicator.code] if f.team == team.pk and f.is_worse), None
            )
        if any(cell.value for cell in cells):
            rows.append(TeamRow(team, cells))
    return rows


def _chart(
    viewer: Viewer, filters: Filters, team: Team | None, goals: list[Goal], day: date
) -> Chart:
    """Return the chosen figure over time; without a choice the first goal's, else the first."""
    first = next((goal for goal in goals if find(goal.indicator)), None)
    code = filters.code or (first.indicator if first else all_indicators()[0].code)
    indicator = get(code)
    goal = next((g for g in goals if g.indicator == code), None) if team is None else None
    breakdown = goal.population if goal else ""
    days = chart_days(day, filters.months)
    weeks = trend_days(day)
    series: Series = series_of(
        viewer.jobcentre_id,
        [(code, breakdown)],
        sorted({*days, *weeks}),
        team_id=team.pk if team else None,
    )[code, breakdown]
    return Chart(
        indicator=indicator,
        days=days,
        points=points_of(series, days, hide_small=team is not None and team.pk != own_team(viewer)),
        goal=goal,
        trend=trend_of(trend_values(series, weeks), from_last=not indicator.is_share),
        breakdown=breakdown,
    )


def _schemes(viewer: Viewer, stored: Stored, day: date) -> tuple[list[SchemeTable], bool]:
    """Return candidates now by match group, one table per scheme, small groups hidden."""
    tables: dict[int, SchemeTable] = {}
    sizes: dict[int, dict[str, int]] = {}
    for group in groups_of(viewer.jobcentre_id):
        key = population_of([group]).key
        value = stored.get(("candidates", key, None, day))
        if value is None:
            continue
        table = tables.setdefault(group.scheme_id, SchemeTable(group.scheme.name, []))
        table.rows.append(GroupRow(group.name, key, value.numerator))
        sizes.setdefault(group.scheme_id, {})[key] = value.numerator
    any_hidden = False
    for scheme_id, table in tables.items():
        hidden = hidden_cells(sizes[scheme_id])
        any_hidden |= bool(hidden)
        for row in table.rows:
            if row.key in hidden:
                row.count = None
        table.rows = [row for row in table.rows if row.count != 0]
    return [table for table in tables.values() if table.rows], any_hidden
