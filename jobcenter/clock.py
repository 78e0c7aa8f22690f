"""The only clock. In demo and tests a file can move it for every process at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_here: list[datetime] = []
_stopped: ContextVar[bool] = ContextVar("_stopped", default=False)
_day: ContextVar[date | None] = ContextVar("_day", default=None)


def now() -> datetime:
    """Return the present moment in UTC, moved by `settings.CLOCK_FILE` where that is set."""
    if _stopped.get():
        raise RuntimeError("What is kept for later days must be given the day it is about.")
    if _here:
        return _here[-1]
    real = datetime.now(UTC)
    if settings.CLOCK_FILE:
        try:
            seconds = float(Path(settings.CLOCK_FILE).read_text() or 0)
        except (FileNotFoundError, ValueError):
            return real
        return real + timedelta(seconds=seconds)
    return real


def today() -> date:
    """Return the present date in Copenhagen."""
    if (given := _day.get()) is not None:
        return given
    return now().astimezone(COPENHAGEN).date()


def local_day(moment: datetime) -> date:
    """Return the Copenhagen date of an aware `moment`."""
    return moment.astimezone(COPENHAGEN).date()


def move_clock_to(moment: datetime) -> None:
    """Set the clock of every process that shares `settings.CLOCK_FILE` (demo and tests only)."""
    if not settings.CLOCK_FILE:
        raise RuntimeError("The clock can be moved in demo and tests only.")
    Path(settings.CLOCK_FILE).write_text(str((moment - datetime.now(UTC)).total_seconds()))


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Freeze this process's clock at an aware `moment`."""
    _here.append(moment)
    try:
        yield
    finally:
        _here.pop()


@contextmanager
def without_clock() -> Iterator[None]:
    """Refuse to tell the time: around what is composed once and used on later days."""
    token, day = _stopped.set(True), _day.set(None)
    try:
        yield
    finally:
        _stopped.reset(token)
        _day.reset(day)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Let today be `day`, and refuse to tell the hour.

    Inside what is composed once: the functions it asks take the day that stands for any.
    """
    token, given = _stopped.set(True), _day.set(day)
    try:
        yield
    finally:
        _stopped.reset(token)
        _day.reset(given)
