"""How full a place is: tables, and every day counted by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.errors import Refused
from placements.rules import occupancy, reserving
from placements.rules.occupancy import Use, first_room, has_room, most_used

D = date(2026, 11, 16)


def use(first: int, last: int, hours: int) -> Use:
    return Use(D + timedelta(days=first), D + timedelta(days=last), Decimal(hours))


@pytest.mark.parametrize(
    ("uses", "most"),
    [
        ([], 0),
        ([use(0, 9, 15)], 15),
        ([use(0, 9, 15), use(5, 20, 15)], 30),  # two share
        ([use(0, 4, 20), use(5, 9, 20)], 20),  # one after the other
        ([use(-5, -1, 30), use(10, 20, 30)], 0),  # before and after
        ([use(3, 3, 10), use(3, 3, 10), use(2, 4, 10)], 30),
    ],
)
def test_the_fullest_day_counts(uses, most):
    assert most_used(uses, D, D + timedelta(days=9)) == most


@pytest.mark.parametrize(
    ("uses", "hours", "days", "expected"),
    [
        ([], 37, 90, 0),
        ([use(0, 9, 15)], 15, 90, 0),
        ([use(0, 9, 15)], 30, 90, 10),
        ([use(0, 9, 15), use(30, 40, 15)], 30, 20, 10),  # fits between two
        ([use(0, 9, 15), use(20, 40, 15)], 30, 20, 41),  # too long to fit between
        ([use(0, 9, 15)], 38, 5, None),
    ],
)
def test_when_there_is_room(uses, hours, days, expected):
    found = first_room(Decimal(37), uses, Decimal(hours), D, days)
    assert found == (None if expected is None else D + timedelta(days=expected))


PEOPLE = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 37)), max_size=8)


@given(people=PEOPLE, wish=st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(1, 37)))
def test_room_is_room_on_every_day(people, wish):
    """What the rule says is what counting each day says, and the first room is the first."""
    uses = [use(first, first + length, hours) for first, length, hours in people]
    first, length, hours = wish
    days = [D + timedelta(days=first + n) for n in range(length + 1)]

    def fits(day: date) -> bool:
        taken = sum(u.hours for u in uses if u.starts_on <= day <= u.ends_on)
        return taken + hours <= 37

    assert has_room(Decimal(37), uses, Decimal(hours), days[0], days[-1]) == all(map(fits, days))
    found = first_room(Decimal(37), uses, Decimal(hours), days[0], len(days))
    assert found is not None
    by_hand = next(
        day
        for n in range(200)
        if all(
            fits((day := days[0] + timedelta(days=n)) + timedelta(days=m)) for m in range(len(days))
        )
    )
    assert found == by_hand


def test_the_longest_in_the_way_is_named():
    found = occupancy.in_the_way([use(0, 9, 10), use(2, 30, 10), use(50, 99, 1)], D, D)
    assert found.ends_on == D + timedelta(days=9)


@pytest.mark.parametrize(
    ("held_until", "code"),
    [(-1, "held_until_past"), (0, None), (28, None), (29, "held_until_long")],
)
def test_held_for_four_weeks_at_most(held_until, code):
    day = D + timedelta(days=held_until)
    if code is None:
        reserving.check_held_until(day, D)
        return
    with pytest.raises(Refused) as error:
        reserving.check_held_until(day, D)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (0, 0, None), (-9, 0, None), (-9, -1, "reserved_past"), (5, 4, "reserved_backwards"),
        (183, 190, None), (184, 190, "reserved_ahead"), (0, 365, "reserved_long"),
    ],
)  # fmt: skip
def test_the_period_of_a_reservation(first, last, code):
    days = D + timedelta(days=first), D + timedelta(days=last)
    if code is None:
        reserving.check_period(*days, D)
        return
    with pytest.raises(Refused) as error:
        reserving.check_period(*days, D)
    assert error.value.code == code
