"""“My day”: the consultant's start page is a work queue; others are sent to theirs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from companies.queries.due import planned_contacts
from followup.queue import by_severity, work_queue
from jobcenter.clock import today
from jobcenter.permissions import Can, allow
from jobcenter.viewer import Viewer
from placements.choices import OPEN_STATES
from placements.models import Placement
from placements.views.shared import private

LIMIT = 40
# Whose day begins elsewhere: the first that fits. Upper rooms are named by address only.
ELSEWHERE = [
    (Can.SEE_DASHBOARD, "insight:overview"),
    (Can.ADMINISTER, "followup:operations"),
    (Can.SEE_PUBLISHED, "insight:published"),
    (Can.READ_PLAN, "actionplans:list"),
]


@allow.member
@require_GET
@private
def my_day(request: HttpRequest) -> HttpResponse:
    """What needs me, and why; managers and administrators begin on their own pages."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not (viewer.can(Can.MAKE_PLACEMENTS) or viewer.can(Can.LOG_CONTACT)) and not viewer.can(
        Can.WRITE_CITIZENS
    ):
        elsewhere = _elsewhere(viewer)
        if elsewhere:
            return redirect(elsewhere)
    return render(request, "placements/day.html", context_of(request))


def queue(request: HttpRequest) -> HttpResponse:
    """Return the queue alone, as the freshly loaded page would show it."""
    return render(request, "placements/day.html#queue", context_of(request))


def context_of(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows: the queue by severity, the agenda, the load."""
    viewer = request.viewer  # type: ignore[attr-defined]
    day = today()
    sections = work_queue(viewer, limit=LIMIT)
    rows = by_severity(sections)
    is_consultant = viewer.can(Can.MAKE_PLACEMENTS)
    agenda = [row for row in rows["week"] if row.extra.get("agenda")]
    contacts = planned_contacts(viewer, day) if viewer.can(Can.LOG_CONTACT) else []
    return {
        "day": day,
        "rows": rows,
        "waiting": len(rows["now"]) + len(rows["week"]),
        "has_more": any(section.has_more for section in sections),
        "is_consultant": is_consultant,
        "load": _load(viewer) if is_consultant else None,
        "agenda": agenda,
        "contacts": contacts,
    }


def _load(viewer: Viewer) -> int:
    """Return how many candidates the consultant follows now."""
    return (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            consultant_id=viewer.membership_id,
            state__in=OPEN_STATES,
        )
        .order_by()
        .values("citizen_id")
        .distinct()
        .count()
    )


def _elsewhere(viewer: Viewer) -> str:
    for need, name in ELSEWHERE:
        if viewer.can(need):
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return ""
