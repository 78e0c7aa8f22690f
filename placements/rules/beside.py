"""Support beside a placement: which of it runs along, and which ends too soon."""

from datetime import date, timedelta

# So long before the last day somebody is told: time to grant more or to agree on an end.
AHEAD = timedelta(days=14)


def ends_too_soon(last: date, starts_on: date, ends_on: date) -> bool:
    """Return whether support ends while the placement goes on: on its last day is in time."""
    return starts_on <= last < ends_on
