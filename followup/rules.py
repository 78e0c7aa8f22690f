"""When a message may leave and when it is tried again: plain Python, moments passed in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobcenter.calendar import is_working_day

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
OPENS, CLOSES = time(7), time(17)
# After the first, second … failed attempt. A mail server that asks us to wait (greylisting)
# means minutes; one that is down means hours.
WAITS = [timedelta(minutes=m) for m in (2, 10, 30, 60, 180, 360, 720, 1440)]


def is_quiet(moment: datetime) -> bool:
    """Tell whether `moment` is outside 7–17 on a Danish working day."""
    local = moment.astimezone(COPENHAGEN)
    return not (is_working_day(local.date()) and OPENS <= local.time() < CLOSES)


def next_open(moment: datetime) -> datetime:
    """Return `moment` if messages may leave then, else the next time they may.

    Friday 17:00 gives Monday 7:00; the hours are those on the wall in Copenhagen, also on the
    days when summer time begins and ends.
    """
    if not is_quiet(moment):
        return moment
    local = moment.astimezone(COPENHAGEN)
    day = local.date()
    if not (is_working_day(day) and local.time() < OPENS):
        day = _next_working_day(day)
    return datetime.combine(day, OPENS, COPENHAGEN).astimezone(moment.tzinfo)


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def next_try(moment: datetime, attempts: int, *, is_urgent: bool) -> datetime | None:
    """Return when to try again after `attempts` (≥ 1) temporary failures; None: give up."""
    if attempts > len(WAITS):
        return None
    again = moment + WAITS[attempts - 1]
    return again if is_urgent else next_open(again)
