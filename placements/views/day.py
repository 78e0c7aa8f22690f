"""“My day”: the consultant's start page is a work queue; others are sent to theirs."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from citizens.views.shared import private
from followup.queue import QueueRow, by_severity, work_queue
from jobcenter.clock import today
from jobcenter.compiled import compiled
from jobcenter.permissions import Can, allow
from jobcenter.viewer import Viewer
from placements.choices import OPEN_STATES
from placements.models import Placement

LIMIT = 80
MEETINGS = {"companies.planned"}  # kinds of the queue whose rows of today are appointments
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
    found = by_severity(sections)
    is_consultant = viewer.can(Can.MAKE_PLACEMENTS)
    agenda = [
        row
        for section in sections
        for row in section.rows
        if row.due_on == day and (row.extra.get("agenda") or section.kind.code in MEETINGS)
    ]
    rows = {severity: [_shown(row) for row in found[severity]] for severity in found}
    return {
        "day": day,
        "rows": rows,
        "waiting": len(rows["now"]) + len(rows["week"]),
        "has_more": any(section.has_more for section in sections),
        "is_consultant": is_consultant,
        "load": _load(viewer) if is_consultant else None,
        "agenda": agenda,
        "can_see_places": viewer.can(Can.READ_PLACES),
        "can_log_contact": viewer.can(Can.LOG_CONTACT),
    }


def _shown(row: QueueRow) -> dict[str, Any]:
    """Return a row with its tag's tone in the components' words and an id for the page."""
    tone = row.tag.tone if row.tag else "plain"
    return {
        "tag": row.tag,
        "tone": {"good": "ok", "neutral": "info"}.get(tone, tone),
        "title": row.title,
        "why": row.why,
        "url": row.url,
        "actions": row.actions,
        "extra": row.extra,
        "row_id": slugify(row.key or str(row.subject)),
    }


def _load(viewer: Viewer) -> int:
    """Return how many candidates the consultant follows now."""
    return len(_candidates(jobcentre=viewer.jobcentre_id, me=viewer.membership_id))


@compiled
def _candidates(*, jobcentre: int, me: int) -> QuerySet[Placement, Any]:
    mine = Placement.objects.filter(jobcentre_id=jobcentre, consultant_id=me, state__in=OPEN_STATES)
    return mine.order_by().values("citizen_id").distinct()


def _elsewhere(viewer: Viewer) -> str:
    for need, name in ELSEWHERE:
        if viewer.can(need):
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return ""
