"""How full a place is: hours a week added up per day, and from when there is room.

Two people of 15 hours each share a place of 37. What is asked is the fullest day of a period: a
place has room for somebody only where it has room on every one of the days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

# Fewer hours left than this are no room for anybody: the place is called full.
WORTH = Decimal(5)
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Use:
    """Hours a week that somebody has of a place, both days included; `who` to ask about it."""

    starts_on: date
    ends_on: date
    hours: Decimal
    who: str = ""


def most_used(uses: Iterable[Use], first: date, last: date) -> Decimal:
    """Return the hours a week in use on the fullest day between two days, both included."""
    within = [use for use in uses if use.starts_on <= last and use.ends_on >= first]
    days = {first} | {use.starts_on for use in within if use.starts_on > first}
    return max(
        sum((use.hours for use in within if use.starts_on <= day <= use.ends_on), NOTHING)
        for day in days
    )


def has_room(
    capacity: Decimal, uses: Iterable[Use], hours: Decimal, first: date, last: date
) -> bool:
    """Return whether `hours` more fit on every day of the period."""
    return most_used(uses, first, last) + hours <= capacity


def first_room(
    capacity: Decimal, uses: Iterable[Use], hours: Decimal, first: date, days: int
) -> date | None:
    """Return the first day from `first` with room for `hours` a week during `days` days.

    None where the place has not so many hours. A place fills only where somebody begins, so that
    room opens on `first` or on the day after somebody leaves.
    """
    known = list(uses)
    if hours > capacity:
        return None
    length = timedelta(days=days - 1)
    leaving = {use.ends_on + timedelta(days=1) for use in known if use.ends_on >= first}
    for day in sorted({first, *leaving}):
        if has_room(capacity, known, hours, day, day + length):
            return day
    return None


def in_the_way(uses: Iterable[Use], first: date, last: date) -> Use:
    """Return who stays longest of those with hours in the period: whom to ask."""
    within = [use for use in uses if use.starts_on <= last and use.ends_on >= first]
    return max(within, key=lambda use: (use.ends_on, use.starts_on))
