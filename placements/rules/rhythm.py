"""The rhythm of follow-up: which weeks of a placement need a check-in and a visit, and when.

A check-in belongs to an ISO week and is due on the week's last working day inside the placement.
The numbers are rows of placements/law/rhythm.toml; prose with the same examples is in
docs/rules/check-in-rhythm.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from jobcenter.calendar import (
    add_working_days,
    iso_week_label,
    monday_of,
    working_days_of_week,
)
from jobcenter.law import provenance_of, read_law

LAW = Path(__file__).parent.parent / "law"

NOT_YET = "not_yet"
OPEN = "open"
LATE = "late"
MISSING = "missing"
DONE_ON_TIME = "done_on_time"
DONE_LATE = "done_late"


@dataclass(frozen=True)
class CheckInWeek:
    """One ISO week of a placement that needs a check-in, with the days of its life."""

    week_starts_on: date
    working_days: tuple[date, ...]
    link_on: date
    due_on: date
    remind_on: date
    escalate_on: date

    @property
    def label(self) -> str:
        """Return the ISO week, such as "2026-W37"."""
        return iso_week_label(self.week_starts_on)

    def was_on_time(self, answered_on: date) -> bool:
        """Tell whether the answer came before the consultant had to step in."""
        return answered_on < self.escalate_on

    def state(self, answered_on: date | None, today: date) -> str:
        """Return where the check-in stands on `today`.

        not_yet (no link sent), open, late (due day passed), missing (the consultant acts),
        done_on_time or done_late.
        """
        if answered_on is not None:
            return DONE_ON_TIME if self.was_on_time(answered_on) else DONE_LATE
        if today < self.link_on:
            return NOT_YET
        if today <= self.due_on:
            return OPEN
        return LATE if today < self.escalate_on else MISSING


@dataclass(frozen=True)
class VisitWeek:
    """One week of a placement that needs a visit, due on its last working day."""

    week_starts_on: date
    due_on: date

    @property
    def label(self) -> str:
        """Return the ISO week, such as "2026-W37"."""
        return iso_week_label(self.week_starts_on)


@lru_cache(maxsize=1)
def _law() -> dict[str, Any]:
    law = read_law(LAW / "rhythm.toml")
    for name, rows in law.items():
        for row in rows:
            provenance_of(row, f"rhythm {name}")
    return law


def _row(name: str) -> dict[str, Any]:
    found: dict[str, Any] = _law()[name][-1]
    return found


def _days_inside(monday: date, starts_on: date, ends_on: date) -> tuple[date, ...]:
    return tuple(day for day in working_days_of_week(monday) if starts_on <= day <= ends_on)


def weeks_of(starts_on: date, ends_on: date) -> Iterator[tuple[date, tuple[date, ...]]]:
    """Yield (Monday, working days inside the placement) for each week that has such a day."""
    monday = monday_of(starts_on)
    while monday <= ends_on:
        days = _days_inside(monday, starts_on, ends_on)
        if days:
            yield monday, days
        monday += timedelta(weeks=1)


def check_in_weeks(starts_on: date, ends_on: date) -> tuple[CheckInWeek, ...]:
    """Return the weeks that need a check-in, oldest first.

    Every week with a working day inside the placement, except a first week that begins too late
    to say anything; a placement that has no other week keeps its only one.
    """
    law = _row("check_in")
    weeks = list(weeks_of(starts_on, ends_on))
    if len(weeks) > 1 and len(weeks[0][1]) < law["first_week_min_working_days"]:
        weeks = weeks[1:]
    return tuple(_check_in_week(monday, days) for monday, days in weeks)


def _check_in_week(monday: date, days: tuple[date, ...]) -> CheckInWeek:
    law = _row("check_in")
    due = days[-1]
    link = add_working_days(due, -law["link_working_days_before_due"])
    return CheckInWeek(
        week_starts_on=monday,
        working_days=days,
        # A short week: the link never goes out before the first day at work.
        link_on=max(link, days[0]),
        due_on=due,
        remind_on=add_working_days(due, law["reminder_working_days_after_due"]),
        escalate_on=add_working_days(due, law["escalate_working_days_after_due"]),
    )


def check_in_week_of(day: date, starts_on: date, ends_on: date) -> CheckInWeek | None:
    """Return the check-in of the ISO week of `day`; None if that week needs none.

    Looks at that week only, so that a sweep over many placements costs the same for long ones.
    """
    monday = monday_of(day)
    days = _days_inside(monday, starts_on, ends_on)
    if not days:
        return None
    is_first = monday_of(starts_on) == monday
    too_short = is_first and len(days) < _row("check_in")["first_week_min_working_days"]
    if too_short:
        first = check_in_weeks(starts_on, ends_on)[0]
        return first if first.week_starts_on == monday else None
    return _check_in_week(monday, days)


def due_by(starts_on: date, ends_on: date, today: date) -> tuple[CheckInWeek, ...]:
    """Return the check-ins whose due day is `today` or earlier."""
    return tuple(week for week in check_in_weeks(starts_on, ends_on) if week.due_on <= today)


def visit_weeks(starts_on: date, ends_on: date) -> tuple[VisitWeek, ...]:
    """Return the weeks that need a visit by the consultant, oldest first."""
    every: int = _row("visit")["every_weeks"]
    weeks = list(weeks_of(starts_on, ends_on))
    return tuple(VisitWeek(monday, days[-1]) for monday, days in weeks[::every])


def weeks_between_visits() -> int:
    """Return how many weeks lie from one visit to the next: 1 is every week."""
    every: int = _row("visit")["every_weeks"]
    return every


def next_visit_due_on(starts_on: date, ends_on: date, last_held_on: date | None) -> date | None:
    """Return the due day of the first visit week without a visit after the last one held.

    A visit covers its own ISO week. None when every week of the placement is covered.
    """
    for week in visit_weeks(starts_on, ends_on):
        if last_held_on is None or week.week_starts_on > last_held_on:
            return week.due_on
    return None


def link_hour() -> int:
    """Return the local hour of the morning from which links and reminders go out."""
    hour: int = _row("check_in")["link_hour"]
    return hour


def ends_soon(ends_on: date, today: date) -> bool:
    """Tell whether a running placement ends within 14 days, or should have ended already."""
    days: int = _row("ends_soon")["days"]
    return ends_on <= today + timedelta(days=days)
