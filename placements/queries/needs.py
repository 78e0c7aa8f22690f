"""Needs as placements see them: what one is for, what is left to fill, who is for a need."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery

from citizens.access import citizens_visible_to, display_name
from companies.models import Need, NeedFilling
from jobcenter.clock import today
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.actions.needs import HIRED
from placements.choices import STATE_TONES, State
from placements.models import NeedCandidate, Place, Placement

MOST = 20
MOST_PLACES = 5


def needs_to_fill(viewer: Viewer, company_id: int) -> list[Need]:
    """Return the company's open needs, those soonest first, for who may fill them: one query."""
    if not viewer.can(Can.LOG_CONTACT):
        return []
    rows = Need.objects.open().filter(jobcentre_id=viewer.jobcentre_id, company_id=company_id)
    return list(rows.order_by("starts_on", "id")[:MOST])


def _link_of(placement: Placement) -> Any:
    """Return the links of a placement and of the chain that it goes on from."""
    return NeedCandidate.objects.filter(
        jobcentre_id=placement.jobcentre_id, placement__citizen_id=placement.citizen_id,
        placement__place_id=placement.place_id,
        placement__chain_starts_on=placement.chain_starts_on,
    ).order_by()  # fmt: skip


def needs_offered(viewer: Viewer, placement: Placement) -> list[Need]:
    """Return what a hire could fill: nothing where the placement is for a need already."""
    if not viewer.can(Can.LOG_CONTACT):
        return []
    rows = Need.objects.open().filter(
        ~Exists(_link_of(placement)), jobcentre_id=viewer.jobcentre_id,
        company_id=placement.place.workplace.company_id,
    )  # fmt: skip
    return list(rows.order_by("starts_on", "id")[:MOST])


def need_box(viewer: Viewer, placement: Placement, *, is_over: bool) -> dict[str, Any]:
    """Return what a placement's page says of needs: one query.

    `need`: what it is for, with the seat it fills, and who filled the last place where it fills
    none; else `offered`: what the company needs and this could fill.
    """
    fillings = NeedFilling.objects.filter(
        jobcentre_id=viewer.jobcentre_id, need_id=OuterRef("pk")
    ).order_by("-created_at", "-id")
    link = _link_of(placement)
    rows = list(
        Need.objects.filter(
            jobcentre_id=viewer.jobcentre_id, company_id=placement.place.workplace.company_id
        )
        .annotate(
            is_link=Exists(link.filter(need_id=OuterRef("pk"))),
            seat=Subquery(
                fillings.filter(source__in=link.values("placement__public_id")).values("seat")[:1]
            ),
            last_by=Subquery(fillings.values("by__name")[:1]),
        )
        .filter(Q(is_link=True) | Q(pk__in=Need.objects.open().filter(
            jobcentre_id=viewer.jobcentre_id,
            company_id=placement.place.workplace.company_id).values("pk")))
        .order_by("-is_link", "starts_on", "id")[: MOST + 1]
    )  # fmt: skip
    found = rows[0] if rows and rows[0].is_link else None
    may_use = (
        is_over
        and viewer.can(Can.LOG_CONTACT)
        and viewer.can(Can.MAKE_PLACEMENTS)
        and (placement.is_open or placement.end_reason == HIRED)
    )
    return {
        "need": found,
        "offered": rows if found is None and may_use else [],
        "may_use": may_use,
    }


def candidates_for(viewer: Viewer, need: Need) -> list[dict[str, Any]]:
    """Return the placements that are for a need, the name for the case team only: one query."""
    seen = Q(placement__citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    if viewer.membership_id is not None:
        seen |= Q(placement__consultant_id=viewer.membership_id)
    filling = NeedFilling.objects.filter(
        jobcentre_id=viewer.jobcentre_id, need=need, source=OuterRef("placement__public_id")
    )
    links = (
        NeedCandidate.objects.filter(jobcentre_id=viewer.jobcentre_id, need=need)
        .select_related("placement__citizen", "placement__place", "placement__consultant")
        .annotate(
            is_seen=ExpressionWrapper(seen, output_field=BooleanField()),
            seat=Subquery(filling.values("seat")[:1]),
        )
        .order_by("seat", "id")[: MOST + 1]
    )
    return [
        {
            "placement": link.placement,
            "name": display_name(link.placement.citizen, link.is_seen, short=True),
            "is_seen": link.is_seen,
            "seat": link.seat,
            "tone": STATE_TONES[State(link.placement.state)],
        }
        for link in links
    ]


def free_places(viewer: Viewer, need: Need) -> list[Place]:
    """Return a few places of the need's company that are free: one query."""
    rows = Place.objects.filter(
        jobcentre_id=viewer.jobcentre_id, workplace__company_id=need.company_id
    ).free_on(today())
    return list(rows.select_related("workplace").order_by("sort_key", "id")[:MOST_PLACES])
