"""What may be done with an event when, and who gets a seat: plain cases, no clock, no query."""

from collections.abc import Sequence
from datetime import date, datetime

from jobcenter.errors import N_, Refused


def answer_for(wanted: int, free: int) -> str:
    """Return what a yes becomes: a seat if there are as many as wanted, else the waiting list."""
    return "coming" if wanted <= free else "waiting"


def next_in(waiting: Sequence[tuple[int, int]], free: int) -> list[int]:
    """Return the ids that get the free seats: (id, seats) in the order in which they asked.

    Who wants more than there is keeps the place in the line, and lets the next one pass.
    """
    chosen = []
    for pk, seats in waiting:
        if seats <= free:
            chosen.append(pk)
            free -= seats
    return chosen


def check_can_answer(
    state: str, starts_at: datetime, answer_by: date | None, *, at: datetime, day: date,
    by_link: bool,
) -> None:  # fmt: skip
    """Refuse an answer to what is over or called off; the last day for answers binds the link."""
    if state == "cancelled":
        raise Refused("called_off", N_("The event is called off."))
    if state == "held" or (at >= starts_at and by_link):
        raise Refused("begun", N_("The event has begun or is over. Ring us instead."))
    if by_link and answer_by is not None and day > answer_by:
        raise Refused("too_late", N_("The last day for answers has passed. Ring us instead."))


def check_can_change(state: str) -> None:
    """Refuse to change what is over."""
    if state != "planned":
        raise Refused("over", N_("The event is over or called off: it stays as it was."))


def check_capacity(capacity: int, taken: int) -> None:
    """Refuse fewer seats than people are coming."""
    if capacity < taken:
        raise Refused(
            "fewer_than_come", N_("%(taken)s are coming already: there must be room for them."),
            taken=taken,
        )  # fmt: skip


def check_can_hold(state: str, starts_at: datetime, at: datetime) -> None:
    """Refuse to close an event before it began."""
    check_can_change(state)
    if at < starts_at:
        raise Refused("not_begun", N_("The event has not begun yet."))
