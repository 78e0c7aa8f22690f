"""Companies' needs: which way a state moves, when we ask, when one lapses, what can be lifted.

Plain Python: days are passed in.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jobcenter.errors import N_, Refused

# move → (from which states, to which; None: it stays what it is)
MOVES: dict[str, tuple[frozenset[str], str | None]] = {
    "propose": (frozenset({"waiting", "proposed"}), "proposed"),
    "fill": (frozenset({"waiting", "proposed"}), None),  # filled with the last place
    "empty": (frozenset({"waiting", "proposed", "filled"}), None),  # somebody never came
    "renew": (frozenset({"waiting", "proposed"}), None),
    "edit": (frozenset({"waiting", "proposed"}), None),
    "close": (frozenset({"waiting", "proposed"}), "closed"),
    "reopen": (frozenset({"closed"}), None),
}
SAYS = {
    "waiting": N_("This need is open already."),
    "proposed": N_("This need is open already."),
    "filled": N_("This need is filled already."),
    "closed": N_("This need is closed. Open it again first."),
}

# Days after the last word about a need on which the company is asked whether it still stands.
ASKS_AFTER = (9, 21, 45)
LAPSES_AFTER = 52  # a week after the last question
# A need told long before is left in peace, and our time does not run, until so near the start.
NEAR = timedelta(days=45)
FURTHEST = timedelta(days=5 * 365)
LINK_LASTS = timedelta(days=180)
LATE_AFTER = 14  # days without a candidate
MOST_LIFTED = Decimal(37)  # hours: task carving makes jobs below full time


def check_need_move(state: str, move: str) -> str:
    """Return the state a move leads to; refuse one that the table does not have."""
    sources, target = MOVES[move]
    if state not in sources:
        raise Refused(f"need_{state}", SAYS[state])
    return target or state


def open_state(candidates: int) -> str:
    """Return the state of a need that is open: with candidates proposed or waiting for some."""
    return "proposed" if candidates else "waiting"


def runs_from(day: date, starts_on: date) -> date:
    """Return the day our time runs from: `day`, or 45 days before a later start.

    Told on 1 March for 1 May 2027: from 17 March 2027. Told for next week: from today.
    """
    return max(day, starts_on - NEAR)


def lapses_on(renewed_on: date) -> date:
    """Return the day a need lapses by itself."""
    return renewed_on + timedelta(days=LAPSES_AFTER)


def question(renewed_on: date, today: date) -> tuple[int, date]:
    """Return the step (0, 1, 2) of the question and its day: the latest that has come.

    Before the first, step 0 with its day ahead.
    """
    days = [renewed_on + timedelta(days=number) for number in ASKS_AFTER]
    reached = [step for step, day in enumerate(days) if day <= today]
    step = reached[-1] if reached else 0
    return step, days[step]


@dataclass(frozen=True)
class Asked:
    """What a need says of people and days."""

    number: int
    starts_on: date
    deadline_on: date | None = None
    filled: int = 0


def check_need(asked: Asked, today: date) -> None:
    """Refuse days that cannot be, and fewer places than are filled."""
    if asked.starts_on > today + FURTHEST:
        raise Refused("need_too_far", N_("That is more than five years ahead. Check the year."))
    if asked.starts_on < today - timedelta(days=365):
        raise Refused("need_long_ago", N_("Check the day: that is long ago."))
    if asked.deadline_on is not None and asked.deadline_on < today - timedelta(days=365):
        raise Refused("need_long_ago", N_("Check the day: that is long ago."))
    if asked.number < max(asked.filled, 1):
        raise Refused(
            "need_fewer_than_filled",
            N_("%(filled)s places are filled already: there cannot be fewer."),
            filled=asked.filled,
        )


def check_closing(reason: str, note: str) -> None:
    """Refuse “another reason” without a word."""
    if reason == "other" and not note.strip():
        raise Refused("need_reason_missing", N_("Write what the other reason is."))


def register_status(state: str, closing: str, candidates: int, most: int | None) -> str:
    """Return the status the job-order register would have (BEK 113/2026 §§ 137–140).

    Of our endings only “lapsed” is the register's “deadline passed”; the others have no word
    there, and we say the same: it ended without being filled. Not verified with the register.
    """
    if state == "filled":
        return "filled"
    if state == "closed":
        return "expired"
    return "inactive" if most is not None and candidates >= most else "handled"


@dataclass(frozen=True)
class Task:
    """A task of a skilled job."""

    minutes: int
    who: str
    is_lifted: bool


def hours(minutes: int) -> Decimal:
    """Return minutes as hours with one decimal, halves upwards: 750 are 12.5, 100 are 1.7."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def lifted_minutes(tasks: list[Task]) -> int:
    """Return the minutes a week of the tasks that are lifted."""
    return sum(task.minutes for task in tasks if task.is_lifted)


def check_tasks(tasks: list[Task], weekly_hours: Decimal) -> None:
    """Refuse lifting what only the skilled person can do, and more tasks than the job has hours."""
    for task in tasks:
        if task.is_lifted and task.who == "skilled":
            raise Refused(
                "task_is_skilled", N_("What only the skilled person can do cannot be lifted.")
            )
    total = sum(task.minutes for task in tasks)
    if total > weekly_hours * 60:
        raise Refused(
            "tasks_exceed_job",
            N_("The tasks are %(total)s hours a week, the job has %(hours)s."),
            total=hours(total), hours=weekly_hours.normalize(),
        )  # fmt: skip


def check_can_lift(tasks: list[Task]) -> Decimal:
    """Return the hours a week of the lifted job; refuse an empty one and one of full time."""
    minutes = lifted_minutes(tasks)
    if not minutes:
        raise Refused("nothing_lifted", N_("Tick at least one task to lift."))
    total = hours(minutes)
    if total >= MOST_LIFTED:
        raise Refused("lifted_full_time", N_("A lifted job has less than 37 hours a week."))
    return total
