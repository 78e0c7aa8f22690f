"""How a citizen gets at what is theirs: codes, tries, how long a page stays open."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

DOOR = "citizen"
CODE_LASTS = timedelta(minutes=10)
CODE_DIGITS = 6
TRIES = 5  # of one code: five of a million, and a birthday besides
ASKED_FOR = 3  # codes an hour and address written to
ASKED_FROM = 20  # an hour and network: libraries share one
GUESSES = 10  # codes typed an hour and address written to
GUESSES_FROM = 60  # an hour and network
OPEN_REMARKS = 10  # of one citizen that wait
ANSWER_DAYS = 5  # working days; the law says a month (GDPR art. 12, 3)
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=1)  # also for a page in use


def stays_open_until(opened_at: datetime, now: datetime) -> datetime:
    """Return when a page just used closes by itself: after 15 minutes, and in an hour at most."""
    return min(now + IDLE, opened_at + LONGEST)


def is_birthday(born: date | None, day: int, month: int) -> bool:
    """Return whether somebody was born on that day of the year; unknown is never right."""
    return born is not None and (born.day, born.month) == (day, month)


def theirs(birthdays: Iterable[tuple[int, date | None]], day: int, month: int) -> list[int]:
    """Return those of several at one mail or phone whose birthday it is; more than one is too many.

    The birthday is asked of everybody, so that the question never tells who shares a phone, and
    an address written wrongly opens nothing to whoever reads it.
    """
    return [key for key, born in birthdays if is_birthday(born, day, month)]


def shown_code(code: str) -> str:
    """Return “123 456”: easier to carry from one screen to another."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
