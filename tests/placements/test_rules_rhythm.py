"""The weekly check-in and visit: which weeks, which days, with holidays and short weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.calendar import is_working_day, monday_of
from placements.rules import rhythm

STARTS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
LENGTHS = st.integers(min_value=0, max_value=270)


def labels(starts_on: date, ends_on: date) -> list[str]:
    return [week.label for week in rhythm.check_in_weeks(starts_on, ends_on)]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (date(2026, 9, 7), date(2026, 9, 27), ["2026-W37", "2026-W38", "2026-W39"]),
        (date(2026, 9, 10), date(2026, 9, 18), ["2026-W37", "2026-W38"]),  # from a Thursday
        (date(2026, 9, 11), date(2026, 9, 18), ["2026-W38"]),  # from a Friday
        (date(2026, 9, 12), date(2026, 9, 18), ["2026-W38"]),  # from a Saturday
        (date(2026, 9, 11), date(2026, 9, 11), ["2026-W37"]),  # one day only
        (date(2026, 9, 7), date(2026, 9, 14), ["2026-W37", "2026-W38"]),  # ends on a Monday
        (date(2026, 9, 12), date(2026, 9, 13), []),  # a weekend
        (date(2026, 12, 21), date(2027, 1, 8), ["2026-W52", "2026-W53", "2027-W01"]),
    ],
)
def test_weeks_that_need_a_check_in(starts_on: date, ends_on: date, expected: list[str]) -> None:
    assert labels(starts_on, ends_on) == expected


def test_thirteen_weeks_are_thirteen_check_ins() -> None:
    assert len(labels(date(2026, 9, 7), date(2026, 12, 6))) == 13


@pytest.mark.parametrize(
    ("day", "link", "due", "remind", "escalate"),
    [
        # An ordinary week: Thursday, Friday, Monday, Tuesday.
        (
            date(2026, 9, 7),
            date(2026, 9, 10),
            date(2026, 9, 11),
            date(2026, 9, 14),
            date(2026, 9, 15),
        ),
        # The week before Easter has Monday to Wednesday; Easter Monday is skipped.
        (
            date(2026, 3, 30),
            date(2026, 3, 31),
            date(2026, 4, 1),
            date(2026, 4, 7),
            date(2026, 4, 8),
        ),
        # Store bededag was a holiday in 2023, so that week ended on a Thursday.
        (date(2023, 5, 1), date(2023, 5, 3), date(2023, 5, 4), date(2023, 5, 8), date(2023, 5, 9)),
    ],
)
def test_the_days_of_a_check_in(
    day: date, link: date, due: date, remind: date, escalate: date
) -> None:
    week = rhythm.check_in_week_of(day, day - timedelta(days=28), day + timedelta(days=28))
    assert week is not None
    assert (week.link_on, week.due_on, week.remind_on, week.escalate_on) == (
        link,
        due,
        remind,
        escalate,
    )


def test_the_link_never_goes_out_before_the_first_day_of_the_week_at_work() -> None:
    week = rhythm.check_in_week_of(date(2026, 9, 14), date(2026, 9, 7), date(2026, 9, 14))
    assert week is not None
    assert week.link_on == week.due_on == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("answered_on", "today", "state"),
    [
        (None, date(2026, 9, 9), "not_yet"),
        (None, date(2026, 9, 10), "open"),
        (None, date(2026, 9, 11), "open"),
        (None, date(2026, 9, 14), "late"),
        (None, date(2026, 9, 15), "missing"),
        (date(2026, 9, 11), date(2026, 9, 20), "done_on_time"),
        (date(2026, 9, 14), date(2026, 9, 20), "done_on_time"),
        (date(2026, 9, 15), date(2026, 9, 20), "done_late"),
    ],
)
def test_where_a_check_in_stands(answered_on: date | None, today: date, state: str) -> None:
    week = rhythm.check_in_week_of(date(2026, 9, 7), date(2026, 9, 7), date(2026, 10, 4))
    assert week is not None
    assert week.state(answered_on, today) == state


@pytest.mark.parametrize(
    ("last_held_on", "due"),
    [
        (None, date(2026, 9, 11)),
        (date(2026, 9, 9), date(2026, 9, 18)),
        (date(2026, 9, 13), date(2026, 9, 18)),
        (date(2026, 9, 14), date(2026, 9, 25)),
        (date(2026, 9, 25), None),
    ],
)
def test_visits_are_weekly(last_held_on: date | None, due: date | None) -> None:
    start, end = date(2026, 9, 7), date(2026, 9, 27)
    assert rhythm.next_visit_due_on(start, end, last_held_on) == due


def test_placements_that_end_within_fourteen_days() -> None:
    assert rhythm.ends_soon(date(2026, 12, 6), date(2026, 11, 22))
    assert not rhythm.ends_soon(date(2026, 12, 7), date(2026, 11, 22))
    assert rhythm.ends_soon(date(2026, 11, 1), date(2026, 11, 22))


@given(starts_on=STARTS, length=LENGTHS)
def test_every_check_in_lies_inside_its_week_and_in_order(starts_on: date, length: int) -> None:
    ends_on = starts_on + timedelta(days=length)
    weeks = rhythm.check_in_weeks(starts_on, ends_on)
    assert len({week.week_starts_on for week in weeks}) == len(weeks)
    for week in weeks:
        assert monday_of(week.due_on) == week.week_starts_on
        assert starts_on <= week.link_on <= week.due_on <= ends_on
        assert week.due_on < week.remind_on < week.escalate_on
        assert all(map(is_working_day, (week.link_on, week.remind_on, week.escalate_on)))


@given(starts_on=STARTS, length=LENGTHS, offset=st.integers(-10, 280))
def test_looking_at_one_week_agrees_with_the_whole_list(
    starts_on: date, length: int, offset: int
) -> None:
    ends_on = starts_on + timedelta(days=length)
    day = starts_on + timedelta(days=offset)
    listed = [
        week
        for week in rhythm.check_in_weeks(starts_on, ends_on)
        if week.week_starts_on == monday_of(day)
    ]
    assert rhythm.check_in_week_of(day, starts_on, ends_on) == (listed[0] if listed else None)
