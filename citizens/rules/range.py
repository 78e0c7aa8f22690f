"""Choosing from the range of offers: order, free places, the highest open choice, longest stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from jobcenter.errors import N_, Refused

# DOMAIN §3: "job club (from day one, at most three months)"
JOB_CLUB_WEEKS = 13
SMALL = 5


@dataclass(frozen=True)
class Entry:
    """An entry of the range as a choice sees it: `free` None is no limit, `priority` None is
    not meant for the citizen's target group."""

    id: int
    priority: int | None
    free: int | None
    is_open: bool = True
    is_choice: bool = True  # support runs beside: it is no choice among the others
    is_there: bool = False  # the citizen is in it already

    @property
    def can_be_chosen(self) -> bool:
        """Whether the citizen can be referred to it today."""
        return self.is_open and self.is_choice and not self.is_there and self.free != 0


def highest_open(entries: Iterable[Entry]) -> int | None:
    """Return the best priority (1 is the highest) that can be chosen today; None if nothing."""
    open_ones = [e.priority for e in entries if e.can_be_chosen and e.priority is not None]
    return min(open_ones, default=None)


def is_lower(priority: int | None, best: int | None) -> bool:
    """Tell whether a choice is lower than the highest open one."""
    return best is not None and (priority is None or priority > best)


def check_can_refer(entry: Entry) -> None:
    """Refuse an entry that is closed, full, no stay at all, or that the citizen is in already."""
    if not entry.is_open:
        raise Refused("offer_closed", N_("The offer was closed meanwhile. Choose another one."))
    if entry.is_there:
        raise Refused("stay_open", N_("The citizen is in that offer already."))
    if entry.free == 0:
        raise Refused("offer_full", N_("There is no free place in the offer. Choose another one."))


def check_reason(*, lower: bool, code: str, text: str, other: str) -> None:
    """Refuse a lower choice without a reason, and “something else” without words."""
    if lower and not code:
        raise Refused(
            "lower_reason", N_("There is a higher choice with room. Choose why it is not taken.")
        )
    if code == other and len(text.strip()) < 3:
        raise Refused("lower_text", N_("Write in a few words what the reason is."))


def latest_day(started_on: date, most_weeks: int | None) -> date | None:
    """Return the last day of a stay that began on `started_on`; None where there is no limit.

    4 weeks from Monday 1 June end on Sunday 28 June.
    """
    return started_on + timedelta(weeks=most_weeks, days=-1) if most_weeks else None


def check_day_of_stay(day: date, not_before: date, today: date) -> None:
    """Refuse a day ahead, or one before what it follows."""
    if day > today:
        raise Refused("stay_ahead", N_("The day can't be in the future."))
    if day < not_before:
        raise Refused("stay_backwards", N_("It can't be before %(day)s."), day=not_before)


def effect(ended: int, moved_on: int) -> int | None:
    """Return the share (per cent) of those who moved on; None for fewer than five who ended.

    With the share hidden nobody can be told from the count.
    """
    return round(100 * moved_on / ended) if ended >= SMALL else None
