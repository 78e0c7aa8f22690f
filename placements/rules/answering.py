"""When a week's status can be given and changed, and which days it is about.

Practice of this application, not law: an answer can be changed until Monday noon after its week;
a missing one can be given by the mentor for two weeks and by the consultant for eight.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobcenter.calendar import holidays_of, monday_of
from jobcenter.errors import N_, Refused
from placements.rules.rhythm import CheckInWeek, check_in_week_of, check_in_weeks

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CLOSES = time(12, 0)
MENTOR_REACHES_BACK = timedelta(weeks=2)
STAFF_REACHES_BACK = timedelta(weeks=8)
WORKDAYS = (1, 2, 3, 4, 5)


def closes_at(week_starts_on: date) -> datetime:
    """Return the moment from which a given answer stands: Monday noon after the week."""
    return datetime.combine(week_starts_on + timedelta(weeks=1), CLOSES, COPENHAGEN)


def expected_days(
    week_starts_on: date, starts_on: date, ends_on: date, workdays: Collection[int] = WORKDAYS
) -> tuple[date, ...]:
    """Return the days of the week on which the candidate was to come, holidays left out.

    Inside the placement only, and only the ISO weekdays agreed.
    """
    days = (week_starts_on + timedelta(days=n) for n in range(7))
    return tuple(
        day
        for day in days
        if starts_on <= day <= ends_on
        and day.isoweekday() in workdays
        and day not in holidays_of(day.year)
    )


def week_to_answer(
    starts_on: date, ends_on: date, today: date, answered: Collection[date]
) -> CheckInWeek | None:
    """Return the week a mentor who opens the link is asked about.

    The oldest unanswered of the last two weeks whose link has gone out; with everything
    answered, the newest of them; before the first link, the present week from its first day on.
    """
    reach = monday_of(today) - MENTOR_REACHES_BACK
    weeks = [
        week
        for week in check_in_weeks(starts_on, ends_on)
        if week.week_starts_on > reach and week.working_days[0] <= today
    ]
    if not weeks:
        return None
    asked = [week for week in weeks if week.link_on <= today]
    for week in asked:
        if week.week_starts_on not in answered:
            return week
    # All answered: a fresh week is open for "stayed away today" as soon as it has begun.
    return weeks[-1]


def check_can_answer(
    week_starts_on: date,
    *,
    starts_on: date,
    ends_on: date,
    now: datetime,
    is_answered: bool,
    by_mentor: bool,
) -> CheckInWeek:
    """Refuse a status of a week outside the placement, not begun, closed or too long ago."""
    week = (
        check_in_week_of(week_starts_on, starts_on, ends_on)
        if week_starts_on.isoweekday() == 1
        else None
    )
    if week is None:
        raise Refused("week_not_asked", N_("That week is not part of the placement."))
    today = now.astimezone(COPENHAGEN).date()
    if week.working_days[0] > today:
        raise Refused("week_not_begun", N_("That week has not begun yet."))
    if is_answered and now >= closes_at(week_starts_on):
        raise Refused(
            "week_closed",
            N_("The week was closed on Monday at noon. Call, and we will write it down."),
        )
    reach = MENTOR_REACHES_BACK if by_mentor else STAFF_REACHES_BACK
    if week_starts_on < monday_of(today) - reach:
        raise Refused("week_too_old", N_("That week is too long ago to be reported now."))
    return week


def check_absent_days(absent: Iterable[int], expected: Iterable[date]) -> list[int]:
    """Return the absent ISO weekdays in order; refuse a day on which nobody was expected."""
    wanted = sorted(set(absent))
    known = {day.isoweekday() for day in expected}
    if not set(wanted) <= known:
        raise Refused(
            "day_not_expected", N_("One of the days is not a working day of the placement.")
        )
    return wanted
