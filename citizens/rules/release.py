"""Offers released to a citizen: chosen, taken up, taken back. Plain Python."""

from datetime import date, timedelta

from jobcenter.errors import N_, Refused

# state → states it may become
MOVES = {
    "open": {"chosen", "revoked", "lapsed"},
    "chosen": {"open", "done", "revoked", "lapsed"},
}
WAITING = ("open", "chosen")
USUAL = timedelta(days=14)
FURTHEST = timedelta(days=90)
MOST_OPEN = 12  # more is no choice any more
STEP_WITHIN = timedelta(days=14)  # the day of a step made from a choice; the case team moves it


def check_until(until: date, today: date) -> None:
    """Refuse a last day that has passed, or one so far off that the choice is forgotten."""
    if until < today:
        raise Refused("release_past", N_("The date has passed. Choose today or later."))
    if until > today + FURTHEST:
        raise Refused("release_far", N_("Choose a day within three months."))


def check_can_release(open_now: int) -> None:
    """Refuse more than anybody can choose among."""
    if open_now >= MOST_OPEN:
        raise Refused("releases_full", N_("There are 12 to choose among. Take one back first."))


def can_be_chosen(state: str, until: date, today: date, *, is_open: bool, free: int | None) -> bool:
    """Tell whether the citizen can choose it now; `free` None is no limit."""
    return state == "open" and today <= until and is_open and free != 0


def check_can_choose(
    state: str, until: date, today: date, *, is_open: bool, free: int | None
) -> None:
    """Refuse what was taken back, taken up, closed or filled while the citizen read."""
    if state == "chosen":
        raise Refused("release_chosen", N_("You have chosen it already."))
    if state != "open" or today > until or not is_open:
        raise Refused(
            "release_gone", N_("It can't be chosen any more. Choose another, or write a wish.")
        )
    if free == 0:
        raise Refused("release_full", N_("It is full now. Choose another, or write a wish."))


def check_can_move(present: str, to: str) -> None:
    """Refuse a move the table does not know: a colleague was faster, or the citizen was."""
    if to not in MOVES.get(present, set()):
        raise Refused("release_move", N_("Somebody has dealt with it already."))


def check_says_why(reason: str) -> None:
    """Refuse to take back without words: the citizen reads them."""
    if len(reason.strip()) < 3:
        raise Refused("release_reason", N_("Write in a few words why. The candidate reads it."))
