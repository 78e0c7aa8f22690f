"""What may be done with contacts, next steps and contact persons; plain Python, dates passed in."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobcenter.errors import N_, Refused

# How long a colleague's contact is worth a warning: long enough to remember, short enough to heed.
RECENT = timedelta(days=14)
# Who was in touch within a month is in touch now.
IN_TOUCH = timedelta(days=30)
# A clock that runs a little ahead on a phone is not a contact in the future.
LENIENCY = timedelta(minutes=10)
EARLIEST_CONTACT = date(1990, 1, 1)
LATEST_PLAN = timedelta(days=2 * 366)

# From which states a contact may reach a state.
CONTACT_MOVES = {"held": {"planned"}, "cancelled": {"planned"}}

_NOT_DIGITS = re.compile(r"[\s.\-]+")


@dataclass(frozen=True)
class NextStep:
    """A promise with a date and someone who keeps it; `owner_id` is a membership."""

    text: str
    on: date
    owner_id: int


def as_logged(moment: datetime) -> datetime:
    """Return the moment a contact held now is logged at: whole five minutes, never ahead."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def check_held_at(held_at: datetime, present: datetime) -> None:
    """Refuse a contact that has not been yet, or that lies absurdly far back."""
    if held_at > present + LENIENCY:
        raise Refused(
            "held_in_future", N_("A contact in the future is planned, not held. Plan it instead.")
        )
    if held_at.date() < EARLIEST_CONTACT:
        raise Refused("held_too_long_ago", N_("Check the year: that is very long ago."))


def check_planned_at(planned_at: datetime, present: datetime) -> None:
    """Refuse a plan for the past or for a year nobody plans for."""
    if planned_at < present - LENIENCY:
        raise Refused(
            "planned_in_past", N_("The time has passed. Log the contact as held instead.")
        )
    if planned_at > present + LATEST_PLAN:
        raise Refused("planned_too_late", N_("Check the year: that is more than two years away."))


def check_next_step(step: NextStep | None, present_day: date) -> None:
    """Refuse a next step that lies behind us or too far ahead."""
    if step is None:
        return
    if step.on < present_day:
        raise Refused("next_step_in_past", N_("The next step must lie ahead."))
    if step.on > present_day + LATEST_PLAN:
        raise Refused("next_step_too_late", N_("Check the year: that is more than two years away."))


def whole_next_step(text: str, on: date | None, owner_id: int | None) -> NextStep | None:
    """Return the next step if it is whole, None if there is none; refuse half a step."""
    if not text and on is None:
        return None
    if not text or on is None or owner_id is None:
        raise Refused(
            "next_step_half",
            N_("A next step needs to say what, when and who. Fill in all three or none."),
        )
    return NextStep(text, on, owner_id)


def check_move(state: str, wanted: str) -> None:
    """Refuse to hold or cancel a contact that is not planned any more."""
    if state not in CONTACT_MOVES[wanted]:
        raise Refused("contact_settled", N_("This contact has already been held or cancelled."))


def check_can_edit(state: str) -> None:
    """Refuse to change a contact that was cancelled: there is nothing left to correct."""
    if state == "cancelled":
        raise Refused("contact_cancelled", N_("This contact was cancelled. Plan a new one."))


def check_left_on(left_on: date, present_day: date) -> None:
    """Refuse a leaving day in the future: until then the person is there."""
    if left_on > present_day:
        raise Refused("left_in_future", N_("The day must be today or earlier."))
    if left_on < EARLIEST_CONTACT:
        raise Refused("left_too_long_ago", N_("Check the year: that is very long ago."))


def check_still_there(left_on: date | None) -> None:
    """Refuse to settle twice that someone left."""
    if left_on is not None:
        raise Refused("already_left", N_("It is already noted that this person has left."))


def number_in(query: str) -> str:
    """Return the digits of a query that is a number as people write them, else ''.

    "99 00 00 01", "DK-99000001" and "1.099.123.456" are numbers; "3F" is not.
    """
    digits = _NOT_DIGITS.sub("", query.strip().upper().removeprefix("DK"))
    return digits if digits.isascii() and digits.isdigit() else ""


def is_recent(moment: datetime, present: datetime) -> bool:
    """Return whether a contact is near enough to warn about, behind or ahead."""
    return abs(present - moment) <= RECENT
