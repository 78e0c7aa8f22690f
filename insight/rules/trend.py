"""Where a figure is heading: a straight line through the last weeks, with its uncertainty.

An ordinary least-squares line; the interval is the 80 % prediction interval of a single value,
with 1.28 standard errors. A number of people goes on from where it is today (`from_last`), a
share from the line itself, as one week's share says little. It says "at this pace", never more:
at least six values over at least five weeks, and nothing further ahead than twice the time
looked back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt

FEWEST = 6
SHORTEST = timedelta(weeks=5)
EIGHTY_PERCENT = 1.2816
FURTHEST = timedelta(weeks=104)


@dataclass(frozen=True)
class Expected:
    """What is expected on a day: between `low` and `high` in four cases of five."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Trend:
    """A line through values over time; `slope` is per day."""

    first: date
    last: date
    slope: float
    level: float
    error: float
    count: int
    spread: float
    centre: float

    def at(self, day: date) -> float:
        """Return the value of the line on `day`."""
        return self.level + self.slope * (day - self.first).days

    def expected(self, day: date, *, lowest: float = 0.0, highest: float | None = None) -> Expected:
        """Return what is expected on `day`, kept within what is possible."""
        distance = (day - self.first).days - self.centre
        wide = (
            EIGHTY_PERCENT
            * self.error
            * sqrt(1 + 1 / self.count + (distance**2 / self.spread if self.spread else 0))
        )
        middle = self.at(day)

        def within(value: float) -> float:
            value = max(lowest, value)
            return value if highest is None else min(highest, value)

        return Expected(day, within(middle - wide), within(middle), within(middle + wide))

    def reaches(self, target: float) -> date | None:
        """Return the day the line crosses `target`; None if it does not within two years."""
        now = self.at(self.last)
        if now >= target:
            return self.last
        if self.slope <= 0:
            return None
        days = ceil((target - now) / self.slope)
        return self.last + timedelta(days=days) if days <= FURTHEST.days else None

    @property
    def furthest(self) -> date:
        """The last day the line may be drawn to."""
        return self.last + min(2 * (self.last - self.first), FURTHEST)


def trend_of(
    values: Sequence[tuple[date, float | None]], *, from_last: bool = False
) -> Trend | None:
    """Return the trend of the known values, oldest first; None if there are too few to say.

    `from_last` moves the line so that it passes through the last value.
    """
    known = [(day, value) for day, value in values if value is not None]
    if len(known) < FEWEST or known[-1][0] - known[0][0] < SHORTEST:
        return None
    first = known[0][0]
    xs = [(day - first).days for day, _ in known]
    ys = [float(value) for _, value in known]
    count = len(known)
    centre, mean = sum(xs) / count, sum(ys) / count
    spread = sum((x - centre) ** 2 for x in xs)
    slope = sum((x - centre) * (y - mean) for x, y in zip(xs, ys, strict=True)) / spread
    level = mean - slope * centre
    left_out = ys[-1] - level - slope * xs[-1] if from_last else 0.0
    left = sum((y - level - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    return Trend(
        first=first,
        last=known[-1][0],
        slope=slope,
        level=level + left_out,
        error=sqrt(left / (count - 2)),
        count=count,
        spread=spread,
        centre=centre,
    )
