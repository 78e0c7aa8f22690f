"""The placements one person follows, with what happened lately: what the rules need to see."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from jobcenter.calendar import monday_of
from jobcenter.clock import local_day
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.models import CheckIn, Placement, Visit
from placements.rules import rhythm

MOST = 300  # placements one person can follow; far above any cap
LOOKS_BACK = timedelta(weeks=8)
# What the queue says of an answer: there are hundreds, most of them only to know the week.
SHOWN = (
    "public_id", "placement_id", "week_starts_on", "answered_at", "needs_action", "acted_at",
    "rating", "note", "absent_days",
)  # fmt: skip


@dataclass
class Followed:
    """A placement with its answered weeks and visits: what the rules need to see."""

    placement: Placement
    answered: dict[date, datetime] = field(default_factory=dict)
    waiting: list[CheckIn] = field(default_factory=list)
    planned_visit: Visit | None = None
    last_visit_on: date | None = None
    is_extended: bool = False

    def last_heard_on(self) -> date:
        """The day of the last status, or the first day if there was none."""
        if not self.answered:
            return self.placement.starts_on
        return local_day(max(self.answered.values()))

    def missing(self, today: date) -> list[rhythm.CheckInWeek]:
        """The weeks the consultant has to ask about, oldest first."""
        earliest = monday_of(today - LOOKS_BACK)
        return [
            week
            for week in rhythm.due_by(self.placement.starts_on, self.placement.ends_on, today)
            if week.week_starts_on >= earliest
            and week.week_starts_on not in self.answered
            and week.state(None, today) == rhythm.MISSING
        ]


def followed_by(viewer: Viewer, today: date) -> list[Followed]:
    """Return what a consultant follows: three queries.

    Agreed and running placements, and those that are over with a week still to be acted on.
    """
    # Asked row by row along the partial index: five years of a consultant are a thousand rows.
    waiting = CheckIn.objects.waiting().filter(
        jobcentre_id=viewer.jobcentre_id, placement_id=OuterRef("pk")
    )
    placements = (
        Placement.objects.filter(
            Q(state__in=[State.AGREED, State.RUNNING]) | Q(Exists(waiting)),
            jobcentre_id=viewer.jobcentre_id,
            consultant_id=viewer.membership_id,
        )
        .select_related("citizen", "place__workplace", "mentor")
        .defer("place__workplace__search", "place__workplace__months")
        .order_by("ends_on", "id")
    )
    found = {placement.pk: Followed(placement) for placement in placements[:MOST]}
    for each in found.values():
        before = found.get(each.placement.extension_of_id or 0)
        if before is not None:
            before.is_extended = True
    lately = Q(week_starts_on__gte=monday_of(today - LOOKS_BACK))
    answers = CheckIn.objects.filter(
        lately | Q(needs_action=True, acted_at__isnull=True),
        jobcentre_id=viewer.jobcentre_id,
        placement_id__in=found,
    )
    for check_in in answers.only(*SHOWN).order_by("answered_at", "id"):
        each = found[check_in.placement_id]
        each.answered[check_in.week_starts_on] = check_in.answered_at
        if check_in.needs_action and check_in.acted_at is None:
            check_in.placement = each.placement
            each.waiting.append(check_in)
    visits = Visit.objects.filter(
        Q(held_on__isnull=True) | Q(held_on__gte=today - LOOKS_BACK),
        jobcentre_id=viewer.jobcentre_id,
        placement_id__in=found,
    ).order_by("due_on", "id")
    for visit in visits:
        each = found[visit.placement_id]
        if visit.held_on is None:
            each.planned_visit = each.planned_visit or visit
        else:
            each.last_visit_on = max(each.last_visit_on or visit.held_on, visit.held_on)
    return list(found.values())
