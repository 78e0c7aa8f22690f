"""Weeks and lanes of the board: tables, week 53, and that nothing is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placements.rules.board import Bar, first_week, lanes, split, weeks_from

TODAY = date(2026, 11, 18)  # week 47
MONDAY = date(2026, 11, 16)


def test_2026_has_53_weeks():
    weeks = [day.isocalendar().week for day in weeks_from(date(2026, 12, 14), 4)]
    assert weeks == [51, 52, 53, 1]
    assert first_week("2026-W53", 13, TODAY) == date(2026, 12, 28)
    assert first_week("2027-W01", 13, TODAY) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("asked", "span", "expected"),
    [
        ("", 26, date(2026, 10, 26)),
        ("2027-W53", 26, date(2026, 10, 26)),  # 2027 has 52: the usual
        ("i dag", 26, date(2026, 10, 26)),
        ("2026-W40", 13, date(2026, 9, 28)),
        ("1999-W01", 13, date(2026, 5, 18)),  # no further than half a year back
        ("2031-W01", 13, date(2027, 2, 22)),  # nor ahead
        ("2026-W47", 53, date(2026, 5, 18)),  # all of it
    ],
)
def test_the_first_week(asked, span, expected):
    assert first_week(asked, span, TODAY) == expected


def bar(first: int, last: int) -> Bar[str]:
    return Bar(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), f"{first}-{last}")


@pytest.mark.parametrize(
    ("bars", "expected"),
    [
        ([], [[(0, 4, False)]]),
        ([bar(0, 27)], [[(0, 4, True)]]),
        ([bar(7, 11)], [[(0, 1, False), (1, 1, True), (2, 2, False)]]),
        ([bar(-30, 4), bar(14, 90)], [[(0, 1, True), (1, 1, False), (2, 2, True)]]),
        ([bar(0, 9), bar(10, 27)], [[(0, 2, True), (2, 2, False)], [(0, 1, False), (1, 3, True)]]),
        ([bar(-9, -1), bar(28, 30)], [[(0, 4, False)]]),
    ],
)
def test_lanes(bars, expected):
    found = lanes(bars, MONDAY, 4)
    assert [[(c.column, c.span, c.bar is not None) for c in row] for row in found] == expected


@given(st.lists(st.tuples(st.integers(-60, 400), st.integers(0, 120)), max_size=12))
def test_every_row_covers_every_week_once_and_no_bar_is_lost(days):
    bars = [bar(first, first + length) for first, length in days]
    rows = lanes(bars, MONDAY, 53)
    for row in rows:
        assert sum(cell.span for cell in row) == 53
        assert [cell.column for cell in row] == [
            sum(before.span for before in row[:n]) for n in range(len(row))
        ]
    shown = sorted(cell.bar.what for row in rows for cell in row if cell.bar)
    inside = [each for each in bars if (each.ends_on - MONDAY).days > -1
              and (each.starts_on - MONDAY).days < 53 * 7]  # fmt: skip
    assert shown == sorted(each.what for each in inside)


def test_a_gap_is_cut_at_today():
    [[gap]] = lanes([], MONDAY, 6)
    assert [(each.column, each.span) for each in split(gap, [0, 2, 4, 9])] == [
        (0, 2), (2, 2), (4, 2)
    ]  # fmt: skip
