"""Published figures: the jobcentre as a whole, month by month, small groups hidden."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from insight.indicators import Indicator, all_indicators
from insight.rules.suppression import is_small
from insight.series import Value, newest_day, series_of

MONTHS = 12


@dataclass
class PublishedFigure:
    """A figure at the end of the last whole months; None is hidden or not measured."""

    indicator: Indicator
    points: list[tuple[date, int | None]]

    @property
    def now(self) -> int | None:
        """The newest published value."""
        return self.points[-1][1] if self.points else None


@dataclass
class Published:
    """The page."""

    last_day: date | None = None
    figures: list[PublishedFigure] = field(default_factory=list)


def month_ends(until: date, count: int = MONTHS) -> list[date]:
    """Return the last days of the last `count` whole months before `until`, oldest first."""
    ends = []
    day = until.replace(day=1) - timedelta(days=1)
    for _number in range(count):
        ends.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return ends[::-1]


def published(jobcentre_id: int) -> Published:
    """Return what may leave the house: whole months only, so that no week can be told apart."""
    newest = newest_day(jobcentre_id)
    if newest is None:
        return Published()
    days = month_ends(newest + timedelta(days=1))
    codes = [(indicator.code, "") for indicator in all_indicators()]
    stored = series_of(jobcentre_id, codes, days)
    return Published(
        last_day=days[-1],
        figures=[
            PublishedFigure(
                indicator, [(day, _shown(stored[indicator.code, ""].get(day))) for day in days]
            )
            for indicator in all_indicators()
        ],
    )


def _shown(value: Value | None) -> int | None:
    return None if value is None or is_small(value.people) else value.shown
