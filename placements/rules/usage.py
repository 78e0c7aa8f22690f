"""How much of the hours of places is used: hours held × days, of hours open × days.

A place of 37 hours that somebody has for 20 is used 54 percent, not fully. Shared places count as
what is shared; days before a place opened and after it closes are in neither figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from placements.rules.occupancy import NOTHING, Use

EMPTY_DAYS = 21  # three weeks: whoever left has been replaced by then, or nobody looks
USUAL_WEEKS = 13
MOST_DAYS = 731


def days_within(starts_on: date, ends_on: date | None, first: date, last: date) -> int:
    """Return how many days of a period something lasts; an open end lasts on."""
    begin, end = max(starts_on, first), min(ends_on or last, last)
    return max((end - begin).days + 1, 0)


@dataclass
class Figures:
    """Hour-days open and held, and how many places they are of."""

    places: int = 0
    open: Decimal = NOTHING
    held: Decimal = NOTHING

    @property
    def percent(self) -> int | None:
        """The use in whole percent; None where nothing was open."""
        return round(100 * self.held / self.open) if self.open else None

    def add(self, other: "Figures") -> None:
        """Add those of others."""
        self.places += other.places
        self.open += other.open
        self.held += other.held


def use_of(
    hours: Decimal, open_from: date, open_to: date | None, uses: Iterable[Use], first: date,
    last: date,
) -> Figures:  # fmt: skip
    """Return the figures of one place in a period, both days included."""
    open_days = days_within(open_from, open_to, first, last)
    if not open_days:
        return Figures()
    begin, end = max(open_from, first), min(open_to or last, last)
    held = sum(
        (use.hours * days_within(use.starts_on, use.ends_on, begin, end) for use in uses), NOTHING
    )
    return Figures(1, hours * open_days, held)
