"""What of a table may leave the team: small groups hidden, and what would give them away.

A cell about 1–4 people is hidden (DOMAIN: "under 5"). Row and column totals are shown, so in every
line with something hidden at least two numbers are, and what is hidden holds five or more.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

SMALL = 5
TOTAL = "total"
PROJECT, PLACE, JOB = "project", "place", "job"
# How somebody moved; what ended in a job ended there.
MOVES = [
    (PROJECT, PLACE), (PROJECT, JOB), (PLACE, JOB), (PLACE, PLACE), (PLACE, PROJECT),
    (PROJECT, PROJECT),
]  # fmt: skip

Cell = tuple[Hashable, Hashable]


def with_totals(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """Return a table with the totals of its rows, of its columns, and of all."""
    table = dict(cells)
    for (row, column), number in cells.items():
        for key in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            table[key] = table.get(key, 0) + number
    return table


def hidden_in(numbers: Mapping[Cell, int], people: Mapping[Cell, int]) -> set[Cell]:
    """Return the cells of a table with totals that must not be shown.

    `people` tells how many persons each cell, a total as well, is about. Every row and every
    column is an equation: with one number missing it can be reckoned, and with two that hold
    fewer than five people together nearly so.
    """
    hidden = {key for key in numbers if 0 < people.get(key, 0) < SMALL}
    lines: dict[tuple[int, Hashable], list[Cell]] = {}
    for key in numbers:
        for axis in (0, 1):
            lines.setdefault((axis, key[axis]), []).append(key)
    changed = bool(hidden)
    while changed:
        changed = False
        for line in lines.values():
            gone = [key for key in line if key in hidden]
            if not gone or (len(gone) > 1 and sum(numbers[key] for key in gone) >= SMALL):
                continue
            others = [key for key in line if key not in hidden and numbers[key] > 0]
            if not others:
                continue
            # a number of the table rather than a total, and the smallest that helps
            hidden.add(min(others, key=lambda key: (TOTAL in key, numbers[key], str(key))))
            changed = True
    return hidden


@dataclass(frozen=True)
class Spell:
    """Something a citizen began: in a project or at a company, and whether it led to a job."""

    citizen: int
    group: int
    began_on: date
    kind: str
    to_a_job: bool


def moves_of(spells: Sequence[Spell]) -> list[tuple[int, int, tuple[str, str]]]:
    """Return (citizen, target group, from–to) of every move, by the target group one moved from.

    A spell that led to a job moves there; any other to what the citizen began next, if anything.
    """
    by_citizen: dict[int, list[Spell]] = {}
    for spell in sorted(spells, key=lambda each: (each.citizen, each.began_on)):
        by_citizen.setdefault(spell.citizen, []).append(spell)
    found = []
    for line in by_citizen.values():
        for before, after in pairwise(line):
            to = JOB if before.to_a_job else after.kind
            found.append((before.citizen, before.group, (before.kind, to)))
        if line[-1].to_a_job:
            found.append((line[-1].citizen, line[-1].group, (line[-1].kind, JOB)))
    return found


def twelve_months(today: date) -> tuple[date, date]:
    """Return the first and last day of the last twelve whole months.

    Whole months: figures of today and of yesterday side by side would tell of one person.
    """
    last = today.replace(day=1) - timedelta(days=1)
    first = (last.replace(day=1) - timedelta(days=330)).replace(day=1)
    return first, last
