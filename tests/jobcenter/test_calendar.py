"""Danish working days, Store bededag until 2023 and ISO weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter import calendar

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 5, 5), False),  # Store bededag, the last one
        (date(2024, 4, 26), True),  # lov 214/2023 § 5
        (date(2026, 5, 1), True),
        (date(2026, 4, 2), False),  # Skærtorsdag
        (date(2026, 5, 14), False),  # Kristi himmelfartsdag
        (date(2026, 5, 25), False),  # 2. pinsedag
        (date(2026, 6, 5), True),  # Grundlovsdag is no public holiday
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 23), True),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert calendar.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),
        (date(2026, 4, 7), -1, date(2026, 4, 1)),
        (date(2026, 4, 4), 0, date(2026, 4, 7)),
        (date(2023, 5, 4), 1, date(2023, 5, 8)),
        (date(2024, 4, 25), 1, date(2024, 4, 26)),
        (date(2026, 12, 18), 10, date(2027, 1, 5)),
    ],
)
def test_adding_working_days(day: date, number: int, expected: date) -> None:
    assert calendar.add_working_days(day, number) == expected


def test_the_week_before_easter_has_three_working_days() -> None:
    week = calendar.working_days_of_week(date(2026, 4, 5))
    assert week == (date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1))


def test_iso_weeks_keep_their_own_year() -> None:
    assert calendar.iso_week_label(date(2026, 11, 22)) == "2026-W47"
    assert calendar.iso_week_label(date(2027, 1, 1)) == "2026-W53"
    assert calendar.iso_week(date(2027, 1, 1)) == (2026, 53)
    assert calendar.monday_of(date(2027, 1, 1)) == date(2026, 12, 28)


@given(day=DAYS, number=st.integers(min_value=1, max_value=40))
def test_adding_agrees_with_counting(day: date, number: int) -> None:
    later = calendar.add_working_days(day, number)
    assert calendar.is_working_day(later)
    assert calendar.working_days_between(day + timedelta(days=1), later) == number


@given(day=DAYS)
def test_a_period_that_ends_before_it_begins_has_no_working_days(day: date) -> None:
    assert calendar.working_days_between(day, day - timedelta(days=9)) == 0
