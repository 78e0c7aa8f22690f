"""A placement's weeks as a strip: which are answered, missing, still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jobcenter.clock import local_day
from placements.choices import RATING_TONES, State
from placements.models import CheckIn, Placement
from placements.rules import rhythm


@dataclass(frozen=True)
class StripWeek:
    """One week of the strip: its number, where it stands, and the status if there is one."""

    week: rhythm.CheckInWeek
    state: str
    check_in: CheckIn | None
    is_present: bool

    @property
    def number(self) -> int:
        """The ISO week number."""
        return self.week.week_starts_on.isocalendar().week

    @property
    def tone(self) -> str:
        """The tone of the tag: that of the answer, else that of its absence."""
        if self.check_in is not None:
            if self.check_in.absent_days and self.check_in.rating == "good":
                return "warn"
            return RATING_TONES.get(self.check_in.rating, "plain")  # type: ignore[call-overload]
        return {"missing": "bad", "late": "warn", "open": "info"}.get(self.state, "plain")

    @property
    def can_be_filled(self) -> bool:
        """Whether the consultant can write the status now."""
        return self.check_in is None and self.state != rhythm.NOT_YET


def strip_of(placement: Placement, check_ins: Iterable[CheckIn], today: date) -> list[StripWeek]:
    """Return the weeks of a placement with their check-ins, oldest first."""
    by_week = {each.week_starts_on: each for each in check_ins}
    weeks = []
    for week in placement.weeks:
        check_in = by_week.get(week.week_starts_on)
        answered = local_day(check_in.answered_at) if check_in else None
        state = week.state(answered, today)
        if check_in is None and placement.state not in {
            State.RUNNING,
            State.ENDED,
            State.INTERRUPTED,
        }:
            state = rhythm.NOT_YET
        present = week.working_days[0] <= today <= week.working_days[-1]
        weeks.append(StripWeek(week, state, check_in, present))
    return weeks


def week_number_of(placement: Placement, today: date) -> tuple[int, int]:
    """Return (which week it is in, of how many), both counted from 1."""
    weeks = (placement.ends_on - placement.starts_on).days // 7 + 1
    reached = (min(today, placement.ends_on) - placement.starts_on).days // 7 + 1
    return max(0, min(reached, weeks)), weeks
