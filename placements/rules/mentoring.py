"""A mentor's order: states, longest period, hours and cost, who decides, small groups.

Plain Python; amounts in øre, hours in quarters. Prose with the same examples is in
docs/rules/mentor.md, paragraphs and amounts are rows of placements/law/mentoring.toml.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jobcenter.errors import N_, Refused
from jobcenter.law import Provenance, provenance_of, read_law

LAW = Path(__file__).parent.parent / "law" / "mentoring.toml"

ORDERED, APPROVED, RUNNING = "ordered", "approved", "running"
ENDED, CANCELLED, REFUSED = "ended", "cancelled", "refused"
OPEN = (ORDERED, APPROVED, RUNNING)
GRANTED = (APPROVED, RUNNING, ENDED)

# move → (states it may start from, state it leads to)
MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({ORDERED}), APPROVED),
    "refuse": (frozenset({ORDERED}), REFUSED),
    "start": (frozenset({APPROVED}), RUNNING),
    "end": (frozenset({RUNNING}), ENDED),
    "cancel": (frozenset({ORDERED, APPROVED}), CANCELLED),
}
NEED_REASON = frozenset({"refuse", "cancel"})

# Why an order stopped that nobody refused or cancelled in words.
CASE_ENDED = "case_ended"
# What becomes of an order when the citizen's case ends. What has not begun costs nothing and is
# cancelled; of what runs, the last hours and the outcome are known by who follows it.
AT_CASE_END: Mapping[str, str] = {ORDERED: "cancel", APPROVED: "cancel", RUNNING: "ask"}

VOLUNTEER, DOUBLE = "volunteer", "double"
UNASKED, NONE, BESIDE = "unasked", "none", "beside"

RATE_MOST = 200_000  # øre an hour: more is a slip of the finger
WEEK_MOST = Decimal(37)
BACK_MOST = timedelta(days=31)  # an order is written when it begins, or soon after: the house's
AHEAD_MOST = timedelta(days=366)
SMALL = 5
Key = TypeVar("Key", int, str)
QUARTER = Decimal("0.25")

_WHY_NOT = {
    ORDERED: N_("Nobody has decided on the order yet."),
    APPROVED: N_("The order is approved already."),
    RUNNING: N_("The mentor has begun already."),
    ENDED: N_("The mentor's time has ended."),
    CANCELLED: N_("The order was cancelled."),
    REFUSED: N_("The order was refused. Write a new one."),
}


def move(name: str, state: str, *, reason: str = "") -> str:
    """Return the state a move leads to, or refuse it with a sentence."""
    sources, target = MOVES[name]
    if state not in sources:
        raise Refused("mentor_moved", _WHY_NOT[state])
    if name in NEED_REASON and len(reason.strip()) < 3:
        raise Refused("mentor_reason", N_("Write in a few words what the reason is."))
    return target


@lru_cache(maxsize=1)
def _law() -> Mapping[str, Any]:
    return read_law(LAW)


@lru_cache(maxsize=4)
def source_of(row: str) -> Provenance:
    """Return where the rule `period`, `hours` or `parallel` comes from."""
    return provenance_of(_law()[row], row)


def latest_end(from_on: date) -> date:
    """Return the last day of the longest period: six months from 1 January end on 30 June."""
    months = from_on.month - 1 + int(_law()["period"]["months"])
    year, month = from_on.year + months // 12, months % 12 + 1
    day = min(from_on.day, monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


@dataclass(frozen=True)
class Ceiling:
    """The amount of a year for each full-time person, in øre."""

    ore: int
    provenance: Provenance


def ceiling_of(year: int) -> Ceiling | None:
    """Return the ceiling's amount of a year; None where no amount is known."""
    for row in _law()["ceilings"]:
        provenance = provenance_of(row, "ceilings")
        if provenance.holds_on(date(year, 12, 31)):
            return Ceiling(int(row["kroner"] * 100), provenance)
    return None


def hours_of(weekly: Decimal, from_on: date, to_on: date) -> Decimal:
    """Return the hours of a period in quarters: 2 a week for 13 weeks are 26."""
    days = (to_on - from_on).days + 1
    quarters = (weekly * days / 7 / QUARTER).quantize(Decimal(1), ROUND_HALF_UP)
    return max(quarters, Decimal(1)) * QUARTER if weekly > 0 else Decimal(0)


def cost_of(hours: Decimal, rate_ore: int) -> int:
    """Return the cost in øre: 26 hours at 250.00 kr. are 650000."""
    return int((hours * rate_ore).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Span:
    """The days of a grant, both included; never what it is for."""

    first: date
    last: date


@dataclass(frozen=True)
class Beside:
    """What is known of support beside a mentor: somebody outside let in, § 85 support granted."""

    referred: bool = False
    granted: tuple[Span, ...] = ()


def check_order(
    *, kind: str, hours: Decimal, rate_ore: int, from_on: date, to_on: date, day: date,
    parallel: str, parallel_note: str, granted: Iterable[Span] = (),
) -> None:  # fmt: skip
    """Refuse an order that is backwards, too long, without hours, or priced wrongly.

    `granted` is § 85 support on some of its days: saying that there is none is refused.
    """
    if to_on < from_on:
        raise Refused("mentor_backwards", N_("The last day is before the first."))
    if to_on > latest_end(from_on):
        raise Refused(
            "mentor_long",
            N_("A period is six months at most, here until %(day)s. Prolong it when it ends."),
            day=latest_end(from_on),
        )
    if from_on < day - BACK_MOST:
        raise Refused("mentor_back", N_("The first day is more than a month ago."))
    if from_on > day + AHEAD_MOST:
        raise Refused("mentor_ahead", N_("The first day is more than a year ahead."))
    if hours <= 0 or hours % QUARTER:
        raise Refused("mentor_hours", N_("Write hours above nought, in quarters."))
    if hours > hours_of(WEEK_MOST, from_on, to_on):
        raise Refused("mentor_week", N_("That is more than 37 hours a week."))
    if kind == VOLUNTEER and rate_ore:
        raise Refused("mentor_unpaid", N_("A volunteer has no hourly price."))
    if kind != VOLUNTEER and not 0 < rate_ore <= RATE_MOST:
        raise Refused(
            "mentor_rate", N_("Write a price for an hour: above nought, at most 2,000 kr.")
        )
    _check_parallel(kind, parallel, parallel_note, granted)


def _check_parallel(kind: str, parallel: str, note: str, granted: Iterable[Span]) -> None:
    if (parallel == BESIDE or kind == DOUBLE) and len(note.strip()) < 3:
        raise Refused("mentor_parallel", N_("Write who does what, so that nobody does it twice."))
    for span in granted if parallel == NONE else ():
        raise Refused(
            "mentor_parallel_known",
            N_("§ 85 support is granted from %(first)s to %(last)s. Say that there is both."),
            first=span.first, last=span.last,
        )  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """The money of a year, in øre; `ceiling` None where it is not known.

    `granted` is what was approved, `other` what else the ceiling covers.
    """

    amount: int
    limit: int
    granted: int
    other: int = 0
    ceiling: int | None = None

    @property
    def left(self) -> int:
        """What is left of the budget; below nought where more was granted."""
        return self.amount - self.granted

    @property
    def left_of_ceiling(self) -> int | None:
        """What is left below the ceiling."""
        return None if self.ceiling is None else self.ceiling - self.granted - self.other


_ASKS = {
    "budget": N_("No budget has been entered for the year."),
    "limit": N_("It costs more than a colleague may approve alone."),
    "amount": N_("It costs more than is left of the budget."),
    "ceiling": N_("The ceiling of the year would be broken."),
}


def asks_leader(cost: int, frame: Frame | None) -> dict[str, str]:
    """Return why a leader decides, by code; nothing where the case team can on the spot."""
    if cost == 0:
        return {}
    if frame is None:
        return {"budget": _ASKS["budget"]}
    below = frame.left_of_ceiling
    found = {
        "limit": cost > frame.limit,
        "amount": cost > frame.left,
        "ceiling": below is not None and cost > below,
    }
    return {code: _ASKS[code] for code, holds in found.items() if holds}


def warns_of_parallel(kind: str, parallel: str, beside: Beside) -> str:
    """Return what to say of § 85 support beside the mentor: "" where it was asked and is none."""
    if kind == DOUBLE:
        return N_("One person has both roles. Agree which hours are which: they are paid apart.")
    if parallel == BESIDE:
        return N_("The candidate has § 85 support as well. Keep to who does what.")
    if beside.granted:
        return N_("§ 85 support is granted on some of the same days. Agree who does what.")
    if beside.referred:
        return N_("Somebody outside is let in to this candidate as support. Ask who does what.")
    if parallel == UNASKED:
        return N_("Nobody has asked yet whether the candidate has § 85 support.")
    return ""


def last_day(last: date, case_ended_on: date | None) -> date:
    """Return the last day that counts: the order's own, or the one on which the case ended."""
    return last if case_ended_on is None else min(last, case_ended_on)


def check_hours(
    *, state: str, hours: Decimal, left: Decimal, from_on: date, to_on: date, first: date,
    last: date, day: date, case_ended_on: date | None = None,
) -> None:  # fmt: skip
    """Refuse hours that were not granted, lie ahead, or outside the order's own days."""
    if state not in (APPROVED, RUNNING):
        raise Refused("mentor_moved", _WHY_NOT[state])
    if to_on < from_on:
        raise Refused("mentor_backwards", N_("The last day is before the first."))
    if to_on > day:
        raise Refused("mentor_hours_ahead", N_("Hours are entered when they have been given."))
    if from_on < first or to_on > last:
        raise Refused(
            "mentor_hours_outside", N_("The order goes from %(first)s to %(last)s."),
            first=first, last=last,
        )  # fmt: skip
    if case_ended_on is not None and to_on > case_ended_on:
        raise Refused(
            "mentor_hours_case", N_("The case ended %(day)s. Later hours are not granted."),
            day=case_ended_on,
        )  # fmt: skip
    if (to_on - from_on).days > 30:
        raise Refused("mentor_hours_long", N_("Enter at most a month at a time."))
    if hours <= 0 or hours % QUARTER:
        raise Refused("mentor_hours", N_("Write hours above nought, in quarters."))
    if hours > left:
        raise Refused(
            "mentor_hours_left",
            N_("Only %(left)s hours of the grant are left. More needs a new order."), left=left,
        )  # fmt: skip


def hidden_groups(persons: Mapping[Key, int]) -> set[Key]:
    """Return the groups of fewer than five, and those that would betray them by subtraction."""
    hidden = {key for key, number in persons.items() if 0 < number < SMALL}
    others = sorted(
        (key for key, number in persons.items() if number >= SMALL),
        key=lambda key: (persons[key], str(key)),
    )
    for key in others:
        if not hidden or (len(hidden) > 1 and sum(persons[each] for each in hidden) >= SMALL):
            break
        hidden.add(key)
    return hidden
