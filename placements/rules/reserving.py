"""Reservations of a place: for whom, for how long, how far ahead, and how they end."""

from datetime import date, timedelta

from jobcenter.errors import N_, Refused

HELD, USED, GIVEN_BACK, LAPSED = "held", "used", "given_back", "lapsed"
STATES = (HELD, USED, GIVEN_BACK, LAPSED)
MOVES = [(HELD, USED), (HELD, GIVEN_BACK), (HELD, LAPSED)]
USUAL_DAYS = 14
MOST_DAYS = 28  # a place that is held for nobody in particular is empty for somebody else
MOST_AHEAD = 183
MOST_WEEKS = 52


def check_held_until(held_until: date, today: date) -> None:
    """Refuse a reservation that lapses before tomorrow or is held for more than four weeks."""
    if held_until < today:
        raise Refused("held_until_past", N_("Choose today or a later day."))
    if held_until > today + timedelta(days=MOST_DAYS):
        raise Refused(
            "held_until_long",
            N_("A place is held for at most four weeks: until %(day)s."),
            day=today + timedelta(days=MOST_DAYS),
        )


def check_period(starts_on: date, ends_on: date, today: date) -> None:
    """Refuse a period that is backwards, over, longer than a year or over half a year ahead."""
    if ends_on < starts_on:
        raise Refused("reserved_backwards", N_("The last day cannot be before the first."))
    if ends_on < today:
        raise Refused("reserved_past", N_("That time is over. Choose a later first day."))
    if starts_on > today + timedelta(days=MOST_AHEAD):
        raise Refused("reserved_ahead", N_("A place is reserved at most half a year ahead."))
    if ends_on > starts_on + timedelta(weeks=MOST_WEEKS):
        raise Refused("reserved_long", N_("A place is reserved for a year at most."))
