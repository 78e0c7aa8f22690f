"""What “my day” asks of this room: next steps that are due, contacts planned for today."""

from datetime import date, datetime, time

from django.db.models import QuerySet

from companies.choices import ContactState
from companies.models import Contact
from jobcenter.clock import COPENHAGEN
from jobcenter.compiled import asker, compiled
from jobcenter.viewer import Viewer

# What a row of the queue says: a company's facts alone would be forty columns more.
SHOWN = (
    "public_id", "channel", "purpose", "planned_at", "next_step", "next_step_on",
    "company__public_id", "company__name", "person__name",
)  # fmt: skip


def _steps(viewer: Viewer, day: date) -> QuerySet[Contact]:
    return (
        Contact.objects.with_open_step()
        .filter(
            jobcentre_id=viewer.jobcentre_id,
            next_step_owner_id=viewer.membership_id,
            next_step_on__lte=day,
        )
        .order_by("next_step_on", "id")
    )


def _planned(viewer: Viewer, end: datetime) -> QuerySet[Contact]:
    return (
        Contact.objects.planned()
        .filter(
            jobcentre_id=viewer.jobcentre_id,
            by_id=viewer.membership_id,
            planned_at__lte=end,
        )
        .order_by("planned_at", "id")
    )


def next_steps_due(viewer: Viewer, day: date, limit: int = 25) -> list[Contact]:
    """Return contacts whose next step is the viewer's and due on `day` or before."""
    return list(_steps(viewer, day).select_related("company", "person").only(*SHOWN)[:limit])


def planned_contacts(viewer: Viewer, day: date, limit: int = 25) -> list[Contact]:
    """Return the viewer's contacts planned for `day`, and earlier ones that nobody settled."""
    end = datetime.combine(day, time.max, COPENHAGEN)
    return list(_planned(viewer, end).select_related("company", "person").only(*SHOWN)[:limit])


@compiled
def _of_day(limit: int, *, jobcentre: int, me: int, day: date, end: datetime) -> QuerySet[Contact]:
    asks = asker(jobcentre, me)
    wanted = (
        _planned(asks, end)
        .values("pk")[:limit]
        .union(_steps(asks, day).values("pk")[:limit], all=True)
    )
    return (
        Contact.objects.select_related("company", "person")
        .only(*SHOWN, "state", "by_id", "next_step_owner_id", "next_step_done_at")
        .filter(jobcentre_id=jobcentre, pk__in=wanted)
        .order_by("id")
    )


def contacts_of_day(
    viewer: Viewer, day: date, limit: int = 25
) -> tuple[list[Contact], list[Contact]]:
    """Return the planned ones and those with a step, as above, in one query.

    Each branch of the union runs along its own partial index.
    """
    me, end = viewer.membership_id, datetime.combine(day, time.max, COPENHAGEN)
    rows = _of_day(limit, jobcentre=viewer.jobcentre_id, me=me, day=day, end=end)
    planned = [
        row
        for row in rows
        if row.state == ContactState.PLANNED
        and row.by_id == me
        and row.planned_at
        and row.planned_at <= end
    ]
    steps = [
        row for row in rows
        if row.next_step_owner_id == me and row.next_step_done_at is None and row.next_step_on
        and row.next_step_on <= day
    ]  # fmt: skip
    return (
        sorted(planned, key=lambda row: (row.planned_at or end, row.pk)),
        sorted(steps, key=lambda row: (row.next_step_on or day, row.pk)),
    )
