"""The board's weeks and lanes: ISO weeks as columns, runs as bars, those who share beneath.

A bar covers every week that it has a day in. Two bars that meet in a week cannot lie in one row of
a table: the later one goes into a lane of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
BACK, AHEAD = 26, 26  # half a year each way
SPANS = (13, 26, 53)
USUAL_SPAN = 26
USUAL_BACK = 3
WEEK = timedelta(weeks=1)


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of `day`."""
    return day - timedelta(days=day.weekday())


def first_week(asked: str, span: int, today: date) -> date:
    """Return the Monday the board begins with: “2026-W53”, kept within half a year each way."""
    now = monday_of(today)
    usual = now - USUAL_BACK * WEEK
    try:
        year, _, week = asked.partition("-W")
        found = date.fromisocalendar(int(year), int(week), 1)
    except (ValueError, OverflowError):
        found = usual
    return max(now - BACK * WEEK, min(found, now + (AHEAD + 1 - span) * WEEK))


def weeks_from(first: date, span: int) -> list[date]:
    """Return the Mondays of the columns. A year of 53 weeks has 53: Mondays know no years."""
    return [first + n * WEEK for n in range(span)]


@dataclass(frozen=True)
class Bar(Generic[T]):
    """Something that lasts from a day until a day, both included."""

    starts_on: date
    ends_on: date
    what: T


@dataclass(frozen=True)
class Cell(Generic[T]):
    """A cell of a row: the column it begins in, how many it covers, the bar; None is a gap."""

    column: int
    span: int
    bar: Bar[T] | None


def lanes(bars: Iterable[Bar[T]], first: date, span: int) -> list[list[Cell[T]]]:
    """Lay bars out in as few rows as they need; every row covers all columns exactly once."""
    rows: list[list[Cell[T]]] = [[]]
    ends = [0]  # the first column that is free in each row
    last = first + timedelta(weeks=span, days=-1)
    shown = [bar for bar in bars if bar.starts_on <= last and bar.ends_on >= first]
    for bar in sorted(shown, key=lambda each: (each.starts_on, each.ends_on)):
        begin = max((bar.starts_on - first).days // 7, 0)
        end = min((bar.ends_on - first).days // 7, span - 1)
        lane = next((n for n, free in enumerate(ends) if free <= begin), len(rows))
        if lane == len(rows):
            rows.append([])
            ends.append(0)
        _gap(rows[lane], ends[lane], begin)
        rows[lane].append(Cell(begin, end - begin + 1, bar))
        ends[lane] = end + 1
    for row, end in zip(rows, ends, strict=True):
        _gap(row, end, span)
    return rows


def _gap(row: list[Cell[T]], begin: int, end: int) -> None:
    if begin < end:
        row.append(Cell(begin, end - begin, None))


def split(cell: Cell[T], at: Sequence[int]) -> list[Cell[T]]:
    """Cut a gap at columns: what is behind us, what is before us, where the place is not open."""
    cuts = [cell.column, *sorted({n for n in at if cell.column < n < cell.column + cell.span})]
    ends = [*cuts[1:], cell.column + cell.span]
    return [Cell(begin, end - begin, None) for begin, end in zip(cuts, ends, strict=True)]
