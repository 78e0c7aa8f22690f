"""Danish working days and ISO weeks, without Django and without a clock.

Public holidays come from the `holidays` library. Store bededag was abolished from 2024
(lov 214/2023 § 5), so it is a holiday until 2023 only. Grundlovsdag, 24 and 31 December are not
public holidays and count as working days unless the law says otherwise.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def holidays_of(year: int) -> frozenset[date]:
    """Return the Danish public holidays of `year`."""
    return frozenset(holidays.country_holidays("DK", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether `day` is a Monday to Friday that is no public holiday."""
    return day.isoweekday() <= 5 and day not in holidays_of(day.year)


@lru_cache(maxsize=16384)
def add_working_days(day: date, number: int) -> date:
    """Return the date `number` working days after `day` (before it, if negative).

    Zero gives `day` itself when it is a working day, else the next working day. The day counted
    from is never counted, as in "10 working days from receipt".
    """
    step = timedelta(days=-1 if number < 0 else 1)
    if number == 0:
        while not is_working_day(day):
            day += step
        return day
    left = abs(number)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day


def working_days_between(first: date, last: date) -> int:
    """Count the working days from `first` to `last`, both included; 0 if `last` is earlier."""
    days = (last - first).days + 1
    return sum(is_working_day(first + timedelta(days=n)) for n in range(max(days, 0)))


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of `day`."""
    return day - timedelta(days=day.isoweekday() - 1)


def working_days_of_week(day: date) -> tuple[date, ...]:
    """Return the working days of the ISO week of `day`, Monday first; none in a closed week."""
    return _working_days_from(monday_of(day))


@lru_cache(maxsize=4096)
def _working_days_from(monday: date) -> tuple[date, ...]:
    week = (monday + timedelta(days=n) for n in range(5))
    return tuple(each for each in week if is_working_day(each))


def iso_week(day: date) -> tuple[int, int]:
    """Return (ISO year, ISO week): 2027-01-01 is week 53 of 2026."""
    year, week, _ = day.isocalendar()
    return year, week


def iso_week_label(day: date) -> str:
    """Return the ISO week of `day` as "2026-W47"; pages write "uge 47" from `iso_week`."""
    year, week = iso_week(day)
    return f"{year}-W{week:02d}"
