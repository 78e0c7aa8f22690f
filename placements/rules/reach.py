"""How far back and ahead a placement can be written: against slips of the year, not law."""

from datetime import date, timedelta

from jobcenter.errors import N_, Refused

BACK = timedelta(days=60)
AHEAD = timedelta(days=365)


def check_can_begin_on(starts_on: date, today: date) -> None:
    """Refuse a first day more than 60 days ago or more than a year ahead."""
    if not today - BACK <= starts_on <= today + AHEAD:
        raise Refused(
            "start_out_of_reach",
            N_("The first day must be between %(first)s and %(last)s. Check the year."),
            first=today - BACK,
            last=today + AHEAD,
        )
