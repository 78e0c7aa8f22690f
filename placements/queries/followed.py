"""The placements one person follows, with what happened lately: what the rules need to see."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from jobcenter.calendar import monday_of
from jobcenter.clock import local_day
from jobcenter.compiled import compiled
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


@compiled
def _placements(*, jobcentre: int, me: int) -> QuerySet[Placement]:
    # Asked row by row along the partial index: five years of a consultant are a thousand rows.
    waiting = CheckIn.objects.waiting().filter(jobcentre_id=jobcentre, placement_id=OuterRef("pk"))
    return (
        Placement.objects.filter(
            Q(state__in=[State.AGREED, State.RUNNING]) | Q(Exists(waiting)),
            jobcentre_id=jobcentre,
            consultant_id=me,
        )
        .select_related("citizen", "place__workplace", "mentor")
        .defer("place__workplace__search", "place__workplace__months")
        .order_by("ends_on", "id")[:MOST]
    )


def followed_by(viewer: Viewer, today: date) -> list[Followed]:
    """Return what a consultant follows: three queries.

    Agreed and running placements, and those that are over with a week still to be acted on.
    """
    placements = _placements(jobcentre=viewer.jobcentre_id, me=viewer.membership_id)
    found = {placement.pk: Followed(placement) for placement in placements}
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
    for row in answers.order_by("answered_at", "id").values(*SHOWN):
        each = found[row["placement_id"]]
        each.answered[row["week_starts_on"]] = row["answered_at"]
        if row["needs_action"] and row["acted_at"] is None:
            each.waiting.append(CheckIn(**row, placement=each.placement))
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
