"""Retention cases: which way a state moves, what comes next, what must not be written.

Plain Python: days are passed in. Our collection of law holds neither the sickness benefit act's
weeks nor its § 56: every mark below is a reminder from practice, and the page says so.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jobcenter.errors import N_, Refused

# move → (from which states, to which)
OPEN = ("opened", "talked", "planned", "part_time", "full_time")
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "agree": (frozenset({"opened", "talked"}), "planned"),
    "part_time": (frozenset({"opened", "talked", "planned", "full_time"}), "part_time"),
    "full_time": (frozenset({"opened", "talked", "planned", "part_time"}), "full_time"),
    "away": (frozenset({"part_time", "full_time"}), "planned"),
    "close": (frozenset(OPEN), "closed"),
    "reopen": (frozenset({"closed"}), "opened"),
}
NEEDS_REASON = frozenset({"away", "close", "reopen"})

MARKS = (4, 8, 22)  # weeks after the first day of absence; none verified in our collection of law
WARNS = timedelta(days=7)  # a mark is told a week before
SECTION_56_WARNS = timedelta(days=28)  # before a § 56 agreement runs out
IDLE_AFTER = timedelta(days=14)  # a case in which nothing is planned
# What a closed case says of the person is erased after a year. No statutory number was found:
# how long is needed is each municipality's to decide.
KEPT = timedelta(days=365)
LABEL_MOST = 12
HOURS_MOST = Decimal(48)
LONGEST = timedelta(days=5 * 365)  # a first day of absence further back is a slip of the pen


def check_case_move(state: str, move: str, *, reason: str = "", has_steps: bool = True) -> str:
    """Return the state a move leads to; refuse one the table does not have, or without a reason."""
    sources, target = MOVES[move]
    if state not in sources:
        raise Refused("case_state", N_("That does not fit how far the case is."))
    if move in NEEDS_REASON and not reason.strip():
        raise Refused("case_reason", N_("Write why."))
    if move == "agree" and not has_steps:
        raise Refused("case_no_plan", N_("Write the first step of the plan before it is agreed."))
    return target


def check_label(label: str) -> str:
    """Return the working name; refuse what looks like a full name or a number.

    “A.K.”, “Ane” and “Lager 2” are fine; “Anne Kristensen” and “010190” are not.
    """
    label = " ".join(label.split())
    if not label:
        raise Refused("label_empty", N_("Write initials or a working name."))
    names = [word for word in re.findall(r"[^\W\d_]+", label) if len(word) > 2]
    if len(label) > LABEL_MOST or len(names) > 1 or re.search(r"\d{3}", label):
        raise Refused(
            "label_identifies",
            N_("Only initials or a working name of at most 12 signs: no full name, no number."),
        )
    return label


def check_first_day(first: date | None, day: date) -> None:
    """Refuse a first day of absence that lies ahead or far back."""
    if first is not None and not day - LONGEST <= first <= day:
        raise Refused(
            "first_day", N_("The first day of absence lies behind us, by five years at most.")
        )


def check_talk_day(held: date, day: date) -> None:
    """Refuse a talk held tomorrow."""
    if held > day:
        raise Refused("talk_ahead", N_("The day lies ahead: note it when it has happened."))


def check_step(starts: date, hours: Decimal, *, usual: Decimal, first: date | None) -> None:
    """Refuse a step before the absence, or with more hours than the job has."""
    if first is not None and starts < first:
        raise Refused("step_before", N_("The step lies before the first day of absence."))
    if not 0 <= hours <= usual:
        raise Refused(
            "step_hours", N_("Between 0 and %(hours)s hours: the job has no more."), hours=usual
        )


def check_section_56(asked: date | None, first: date | None, last: date | None, day: date) -> None:
    """Refuse a § 56 agreement that ends before it begins, or half of its days."""
    if asked is not None and asked > day:
        raise Refused("s56_ahead", N_("It cannot have been asked for in the future."))
    if (first is None) != (last is None):
        raise Refused("s56_half", N_("Write both days, or none until it is granted."))
    if first is not None and last is not None:
        if asked is None:
            raise Refused("s56_not_asked", N_("Write when it was asked for."))
        if last < first:
            raise Refused("s56_order", N_("The last day is before the first."))


def weeks_away(first: date | None, day: date) -> int | None:
    """Return whole weeks since the first day of absence; None where nobody is away."""
    return None if first is None else max((day - first).days // 7, 0)


@dataclass(frozen=True)
class Marked:
    """A week of the absence: its day, and whether somebody has seen to it."""

    weeks: int
    on: date
    is_done: bool


def marks(first: date | None, done: int) -> list[Marked]:
    """Return the weeks a case is reminded of; `done` is the last that was seen to."""
    if first is None:
        return []
    return [Marked(each, first + timedelta(weeks=each), each <= done) for each in MARKS]


@dataclass(frozen=True)
class Stand:
    """What decides what comes next."""

    state: str
    touched_on: date
    first_absence_on: date | None = None
    mark_done: int = 0
    talk_on: date | None = None
    step_on: date | None = None
    section_56_ends_on: date | None = None


def next_due(stand: Stand) -> tuple[date, str] | None:
    """Return what comes next and when it is to be told; None in a closed case.

    A mark is told a week before, the end of a § 56 agreement four weeks before, and a case with
    neither a talk nor a step ahead two weeks after somebody last wrote in it.
    """
    if stand.state == "closed":
        return None
    found: list[tuple[date, str]] = []
    if stand.talk_on:
        found.append((stand.talk_on, "talk"))
    if stand.step_on:
        found.append((stand.step_on, "step"))
    if not found:
        found.append((stand.touched_on + IDLE_AFTER, "idle"))
    if stand.state != "full_time":
        ahead = [mark for mark in marks(stand.first_absence_on, stand.mark_done)
                 if not mark.is_done]  # fmt: skip
        if ahead:
            found.append((ahead[0].on - WARNS, "mark"))
    if stand.section_56_ends_on:
        found.append((stand.section_56_ends_on - SECTION_56_WARNS, "section_56"))
    return min(found)
