"""Incoming enquiries: working hours, when an answer is due, who is told, which way a state moves.

Plain Python: moments are aware, opening hours are those on the wall in Copenhagen.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobcenter.calendar import add_working_days, is_working_day
from jobcenter.errors import N_, Refused

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

# Working days without an answer after which the owner (or the entrance), the team leader and the
# manager are told.
ESCALATES_AFTER = (1, 3, 9)

# state → the states it may become
MOVES = {
    "open": {"taken", "closed"},
    "taken": {"waiting", "closed"},
    "waiting": {"taken", "closed"},
    "closed": {"taken"},
}
NEEDS_NOTE = {
    "not_for_us": N_("Write where the company was shown to."),
    "no_help": N_("Write why we could not help."),
}
# A company that writes once more after this long writes about something new.
REOPENS_WITHIN = timedelta(days=60)

TEXT_MOST = 10_000
_INVISIBLE = {"\u200b", "\u2060", "\ufeff", "\u00ad"}
_NUMBER = re.compile(r"\b([0-3]\d[01]\d\d\d)[- ](\d{4})\b")
REFERENCE = re.compile(r"\bH-([2-9BCDFGHJKLMNPQRSTVWXZ]{8})\b", re.IGNORECASE)
ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no words by chance; no 0, 1


@dataclass(frozen=True)
class Hours:
    """When the entrance is open on working days, and within how many such hours it answers."""

    opens: time = time(8)
    closes: time = time(16)
    target: int = 8


def _open_span(day: date, hours: Hours) -> tuple[datetime, datetime] | None:
    """Return when the entrance opens and closes on a day, in UTC; None on a day off."""
    if not is_working_day(day):
        return None
    opens, closes = (
        datetime.combine(day, each, COPENHAGEN).astimezone(UTC)
        for each in (hours.opens, hours.closes)
    )
    return opens, closes


def working_minutes(start: datetime, end: datetime, hours: Hours) -> int:
    """Return the whole minutes the entrance was open from `start` to `end`; 0 if `end` is earlier.

    Friday 15:50 to Monday 9:10 with opening hours 8–16 is 10 + 70 = 80 minutes.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    seconds = 0.0
    day, last = start.astimezone(COPENHAGEN).date(), end.astimezone(COPENHAGEN).date()
    while day <= last:
        if span := _open_span(day, hours):
            first, final = max(span[0], start), min(span[1], end)
            seconds += max((final - first).total_seconds(), 0.0)
        day += timedelta(days=1)
    return int(seconds // 60)


def due_at(received: datetime, hours: Hours) -> datetime:
    """Return when the target's working hours are used up, in UTC."""
    left = timedelta(hours=hours.target)
    received = received.astimezone(UTC)
    day = received.astimezone(COPENHAGEN).date()
    while True:
        if span := _open_span(day, hours):
            first = max(span[0], received)
            room = span[1] - first
            if room >= left:
                return first + left
            left -= max(room, timedelta())
        day += timedelta(days=1)


def escalation(received_on: date, day: date) -> tuple[int, date]:
    """Return the step (0 owner, 1 team leader, 2 manager) and the day it is due.

    The latest step whose day has come; before the first, step 0 with its day ahead.
    """
    dues = [add_working_days(received_on, number) for number in ESCALATES_AFTER]
    reached = [step for step, due in enumerate(dues) if due <= day]
    step = reached[-1] if reached else 0
    return step, dues[step]


def check_enquiry_move(state: str, wanted: str) -> None:
    """Refuse a move that the table does not have."""
    if wanted in MOVES[state]:
        return
    if state == "closed":
        raise Refused("enquiry_closed", N_("This enquiry is closed already."))
    raise Refused("enquiry_moved", N_("This enquiry has moved on. Load the page again."))


def check_closing(reason: str, note: str) -> None:
    """Refuse an ending that leaves open where to or why."""
    if reason in NEEDS_NOTE and not note.strip():
        raise Refused("closing_note_missing", NEEDS_NOTE[reason])


def check_received_at(received: datetime, present: datetime) -> None:
    """Refuse an enquiry from the future or from long ago."""
    if received > present + timedelta(minutes=10):
        raise Refused("received_in_future", N_("An enquiry cannot come from the future."))
    if received < present - timedelta(days=90):
        raise Refused("received_too_long_ago", N_("Check the day: that is long ago."))


def plain_text(text: str, most: int = TEXT_MOST) -> str:
    """Return what people wrote as plain text: no control signs, no signs that turn the line.

    Citizen numbers written with a dash or a blank lose their last four digits: an enquiry is
    kept without them.
    """
    text = text[: 8 * most].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    kept = "".join(
        sign
        for sign in text
        if sign in "\n\t"
        or (sign not in _INVISIBLE and unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"})
    )
    kept = _NUMBER.sub(r"\1-••••", kept)
    # Line by line: a pattern would try a page of blanks from each of them to the end.
    kept = "\n".join(line.rstrip(" \t") for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()[:most].strip()


def one_line(text: str, most: int) -> str:
    """Return plain text on one line."""
    return " ".join(plain_text(text, most * 4).split())[:most].strip()


def reference_in(text: str) -> str:
    """Return the reference that stands in a subject line or an address, else ''."""
    found = REFERENCE.search(text)
    return found.group(1).upper() if found else ""
