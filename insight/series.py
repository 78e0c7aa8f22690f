"""Reading stored values: one figure over time, and the days a chart shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from insight.indicators import Indicator
from insight.models import ComputeRun, IndicatorValue
from insight.populations import Population
from insight.rules.standout import percent
from insight.rules.suppression import is_small

POINTS = 13
WEEKS_BETWEEN = {3: 1, 12: 4, 24: 8}
TREND_WEEKS = 26


@dataclass(frozen=True)
class Value:
    """A stored value."""

    numerator: int
    denominator: int | None

    @property
    def shown(self) -> int:
        """The value as it is shown: a number, or whole percent."""
        return percent(self.numerator, self.denominator)

    @property
    def exact(self) -> float:
        """The value unrounded, for trends."""
        if self.denominator is None:
            return float(self.numerator)
        return 100 * self.numerator / self.denominator

    @property
    def people(self) -> int:
        """How many it is about."""
        return self.numerator if self.denominator is None else self.denominator

    @property
    def is_small(self) -> bool:
        """Whether it is about so few that it is hidden outside the team."""
        return is_small(self.people)


Series = dict[date, Value]


def newest_run(jobcentre_id: int) -> ComputeRun | None:
    """Return the jobcentre's newest computation; None before the first."""
    return (
        ComputeRun.objects.filter(jobcentre_id=jobcentre_id)
        .defer("marks")
        .order_by("-started_at")
        .first()
    )


def newest_day(jobcentre_id: int) -> date | None:
    """Return the last day with computed figures."""
    return ComputeRun.objects.filter(jobcentre_id=jobcentre_id).aggregate(day=Max("last_day"))[
        "day"
    ]


def chart_days(last: date, months: int) -> list[date]:
    """Return thirteen days, evenly apart, of which the last is `last`; oldest first."""
    step = timedelta(weeks=WEEKS_BETWEEN[months])
    return [last - step * n for n in reversed(range(POINTS))]


def trend_days(last: date) -> list[date]:
    """Return the days a trend is read from: each week of the last half year, oldest first."""
    return [last - timedelta(weeks=n) for n in reversed(range(TREND_WEEKS))]


def series_of(
    jobcentre_id: int,
    wanted: Iterable[tuple[str, str]],
    days: Sequence[date],
    *,
    team_id: int | None = None,
) -> dict[tuple[str, str], Series]:
    """Return series by (indicator, breakdown), for the days asked for: one query.

    Each series is one range of the unique index, which holds the values too.
    """
    pairs = sorted(set(wanted))
    found: dict[tuple[str, str], Series] = {pair: {} for pair in pairs}
    if not pairs or not days:
        return found
    rows = IndicatorValue.objects.filter(
        jobcentre_id=jobcentre_id,
        indicator__in={code for code, _ in pairs},
        breakdown__in={breakdown for _, breakdown in pairs},
        day__in=days,
    )
    rows = rows.filter(team_id=team_id) if team_id else rows.filter(team_id__isnull=True)
    for code, breakdown, day, numerator, denominator in rows.order_by().values_list(
        "indicator", "breakdown", "day", "numerator", "denominator"
    ):
        if (code, breakdown) in found:
            found[code, breakdown][day] = Value(numerator, denominator)
    return found


def points_of(
    series: Series, days: Sequence[date], *, hide_small: bool = False
) -> list[tuple[date, int | None]]:
    """Return (day, shown value or None) for a chart; small groups are left out where asked."""
    points: list[tuple[date, int | None]] = []
    for day in days:
        value = series.get(day)
        hidden = value is None or (hide_small and value.is_small)
        points.append((day, None if hidden or value is None else value.shown))
    return points


def trend_values(series: Series, days: Sequence[date]) -> list[tuple[date, float | None]]:
    """Return (day, exact value or None) for a trend."""
    return [(day, series[day].exact if day in series else None) for day in days]


def today_value(
    indicator: Indicator, jobcentre_id: int, day: date, populations: Sequence[Population]
) -> dict[str, Value]:
    """Return a figure of the day as it is this moment, by population: counted, not stored."""
    wanted = {population.key for population in populations}
    return {
        cell.breakdown: Value(cell.numerator, cell.denominator)
        for cell in indicator.compute(jobcentre_id, day, day, list(populations))
        if cell.team_id is None and cell.breakdown in wanted
    }
