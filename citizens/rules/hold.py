"""Holding a citizen's data back from erasure: until when, and why. Plain Python."""

from datetime import date, timedelta

from jobcenter.errors import N_, Refused

FURTHEST = timedelta(days=5 * 366)


def check_until(until: date, today: date) -> None:
    """Refuse a day that has passed, and a hold that is forever."""
    if until < today:
        raise Refused("hold_past", N_("The date has passed. Choose today or later."))
    if until > today + FURTHEST:
        raise Refused("hold_far", N_("Choose a day within five years. It can be held on anew."))


def check_says_why(reason: str) -> None:
    """Refuse a hold, or the lifting of one, without words."""
    if len(reason.strip()) < 3:
        raise Refused("hold_reason", N_("Write in a few words why."))
