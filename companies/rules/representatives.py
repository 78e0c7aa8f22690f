"""Who speaks for the employees: the order the law asks them in, and when the next may be asked.

BAB § 65 (6)–(8) and § 83 (6)–(8): shop steward of the trade at the workplace, shop steward of the
trade at the company, joint shop steward at the company, employee representative of the trade at
the workplace. The next in order may be asked when one is absent for more than three working days.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

SHOP_STEWARD = "shop_steward"
JOINT_SHOP_STEWARD = "joint_shop_steward"
EMPLOYEE_REPRESENTATIVE = "employee_representative"
# One who is away longer than this many working days need not be waited for.
ABSENCE_BORNE = 3


@dataclass(frozen=True)
class Representative:
    """Someone who speaks for employees; `is_here` says at this workplace, not the whole company."""

    id: int
    roles: frozenset[str]
    trade: str
    is_here: bool
    absent_from: date | None = None
    absent_to: date | None = None

    def is_absent(self, day: date, working_days: Callable[[date, date], int]) -> bool:
        """Return whether the person is away on `day`, in an absence too long to wait out."""
        if self.absent_from is None or self.absent_to is None:
            return False
        is_away = self.absent_from <= day <= self.absent_to
        return is_away and working_days(self.absent_from, self.absent_to) > ABSENCE_BORNE


@dataclass(frozen=True)
class Turn:
    """A representative's place in the order, from 1, and whether it is theirs to be asked."""

    id: int
    step: int
    is_asked: bool
    is_absent: bool


def step_of(person: Representative) -> int | None:
    """Return the step of the law's order, or None for who speaks for nobody here."""
    if SHOP_STEWARD in person.roles:
        return 1 if person.is_here else 2
    if JOINT_SHOP_STEWARD in person.roles:
        return 3
    if EMPLOYEE_REPRESENTATIVE in person.roles and person.is_here:
        return 4
    return None


def in_order(
    people: Iterable[Representative], day: date, working_days: Callable[[date, date], int]
) -> list[Turn]:
    """Return the representatives in the law's order; per trade, who is to be asked today.

    The joint shop steward speaks for every trade. `working_days(first, last)` counts both ends.
    """
    found = [(step, person) for person in people if (step := step_of(person)) is not None]
    found.sort(key=lambda pair: (pair[0], pair[1].trade.casefold(), pair[1].id))
    away = {person.id for _step, person in found if person.is_absent(day, working_days)}
    trades = {p.trade.casefold() for step, p in found if step != 3}
    asked = set()
    for trade in trades or {""}:
        speaks = [(step, p) for step, p in found if step == 3 or p.trade.casefold() == trade]
        first = next((step for step, p in speaks if p.id not in away), None)
        asked |= {p.id for step, p in speaks if step == first and p.id not in away}
    return [Turn(person.id, step, person.id in asked, person.id in away) for step, person in found]
