"""What this room shows on the pages of companies, workplaces and citizens."""

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string

from citizens.access import citizens_visible_to, display_name
from jobcenter.clock import today
from jobcenter.compiled import compiled
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE, STATE_TONES, PlaceState, State
from placements.models import Place, Placement, Reservation
from placements.queries.place_list import with_use
from placements.queries.weeks import week_number_of

MOST = 20


def _reserved_on(day: date) -> Any:
    """Return what holds the outer query's place today by reservation."""
    return Reservation.objects.live(day).filter(
        jobcentre_id=OuterRef("jobcentre_id"), place_id=OuterRef("pk"), starts_on__lte=day,
        ends_on__gte=day,
    )  # fmt: skip


@compiled
def _numbers(*, jobcentre: int, company: int, day: date) -> Any:
    """A company's places in numbers; no row where it never had one."""
    running = Placement.objects.filter(
        jobcentre_id=jobcentre,
        place_id=OuterRef("pk"),
        state=State.RUNNING,
        starts_on__lte=day,
        ends_on__gte=day,
    )
    return (
        Place.objects.filter(jobcentre_id=jobcentre, workplace__company_id=company)
        .annotate(is_used=Exists(running), is_reserved=Exists(_reserved_on(day)))
        .order_by()
        .values("jobcentre_id")
        .annotate(
            open=Count("pk", filter=Q(state=PlaceState.OPEN)),
            used=Count("pk", filter=Q(is_used=True)),
            free=Count(
                "pk",
                filter=Q(
                    is_used=False, is_reserved=False, state=PlaceState.OPEN, open_from__lte=day
                ),
            ),
        )
    )


def company_aside(request: HttpRequest, **subject: Any) -> str:
    """Places of the company in numbers, and how many candidates are there."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.can(Can.READ_PLACES):
        return ""
    company = subject["company"]
    numbers = _numbers.first(jobcentre=viewer.jobcentre_id, company=company.pk, day=today())
    numbers = numbers or {"open": 0, "used": 0, "free": 0}
    return render_to_string(
        "placements/slots/company.html",
        {
            "numbers": numbers,
            "company": company,
            "can_centre": viewer.can(Can.WRITE_AGREEMENTS) and company.ceased_on is None,
        },
        request,
    )


def workplace_aside(request: HttpRequest, **subject: Any) -> str:
    """The places of a workplace, each free or used until, and the way to open one more."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.can(Can.READ_PLACES):
        return ""
    workplace = subject["workplace"]
    places = list(
        Place.objects.open()
        .filter(jobcentre_id=viewer.jobcentre_id, workplace_id=workplace.pk)
        .order_by("sort_key", "id")[:MOST]
    )
    rows = with_use(viewer, places, today())
    return render_to_string(
        "placements/slots/workplace.html",
        {
            "rows": rows,
            "used": sum(1 for row in rows if any(p.state == State.RUNNING for p in row.held)),
            "workplace": workplace,
            "can_write": viewer.can(Can.WRITE_PLACES),
        },
        request,
    )


def company_preparation(request: HttpRequest, **subject: Any) -> str:
    """Who is at the company now or comes soon, the name for the case team only: one query."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.can(Can.READ_PLACES):
        return ""
    seen = Q(citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    if viewer.membership_id is not None:
        seen |= Q(consultant_id=viewer.membership_id)
    placements = (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            place__workplace__company_id=subject["company"].pk,
            state__in=HOLDS_PLACE,
        )
        .select_related("citizen", "place__workplace", "mentor", "consultant")
        .annotate(is_seen=ExpressionWrapper(seen, output_field=BooleanField()))
        .order_by("starts_on", "id")[: MOST + 1]
    )
    rows = [
        {
            "placement": each,
            "name": display_name(each.citizen, each.is_seen, short=True),
            "week": week_number_of(each, today()),
        }
        for each in placements
    ]
    return render_to_string(
        "placements/slots/preparation.html",
        {"rows": rows[:MOST], "has_more": len(rows) > MOST},
        request,
    )


def company_facts(viewer: Viewer, company_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return running placements, the next end and free places by company: one query."""
    day = today()
    running = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        place_id=OuterRef("pk"),
        state=State.RUNNING,
        ends_on__gte=day,
    )
    rows = (
        Place.objects.filter(
            jobcentre_id=viewer.jobcentre_id, workplace__company_id__in=company_ids
        )
        .annotate(
            next_end=Subquery(running.order_by("ends_on").values("ends_on")[:1]),
            people=Subquery(
                running.order_by().values("place_id").annotate(n=Count("pk")).values("n")
            ),
            is_reserved=Exists(_reserved_on(day)),
        )
        .order_by()
        .values("workplace__company_id")
        .annotate(
            used=Coalesce(Sum("people"), 0),
            end=Min("next_end"),
            free=Count(
                "pk",
                filter=Q(
                    next_end__isnull=True,
                    is_reserved=False,
                    state=PlaceState.OPEN,
                    open_from__lte=day,
                ),
            ),
        )
    )
    return {
        row["workplace__company_id"]: {
            "running_placements": row["used"],
            "next_end_on": row["end"],
            "free_places": row["free"],
        }
        for row in rows
    }


def citizen_main(request: HttpRequest, **subject: Any) -> str:
    """The citizen's placements, the newest first, and the way to make one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    citizen = subject["citizen"]
    day = today()
    placements = list(
        Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .select_related("place__workplace", "mentor", "consultant")
        .order_by("-starts_on", "-id")[:MOST]
    )
    return render_to_string(
        "placements/slots/citizen.html",
        {
            "rows": [
                {
                    "placement": each,
                    "tone": STATE_TONES[State(each.state)],
                    "week": week_number_of(each, day),
                }
                for each in placements
            ],
            "has_open": any(each.is_open for each in placements),
            "citizen": citizen,
            "can_plan": viewer.can(Can.MAKE_PLACEMENTS),
        },
        request,
    )
