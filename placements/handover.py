"""What this room lets a colleague hand over: open placements and their visits, reservations."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobcenter.clock import today
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.viewer import Viewer
from placements.actions.centre import take_over_centre
from placements.actions.placements import take_over_placement
from placements.actions.reservations import take_over_reservation
from placements.choices import OPEN_STATES
from placements.models import Centre, Placement, Reservation


def _giving(
    rows_of: Callable[[Viewer, int], Any], take_over: Callable[..., Any], *order: str
) -> Callable[..., int]:
    """Return what gives rows to a colleague one by one, locked in `order`; it counts them."""

    def give(
        actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
    ) -> int:
        rows = rows_of(actor, from_id)
        rows = rows.filter(public_id__in=only) if only is not None else rows
        given = list(rows.exclude(public_id__in=leave).order_by(*order))
        for row in given:
            take_over(row, to, actor=actor)
        return len(given)

    return give


def _rows(viewer: Viewer, member: int) -> Any:
    return Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, consultant_id=member, state__in=OPEN_STATES
    )


def find_open(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return a colleague's open placements, those that end first on top; no candidate's name."""
    rows = _rows(viewer, member).select_related("place__workplace").order_by("ends_on", "id")
    return [
        HandoverRow(
            row.public_id, row.place.workplace.name,
            f"{row.place.title} · {row.get_state_display()}",
            reverse("placements:placement", args=[row.public_id]), row.ends_on,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def _reserved(viewer: Viewer, member: int) -> Any:
    return Reservation.objects.live(today()).filter(
        jobcentre_id=viewer.jobcentre_id, reserved_by_id=member
    )


def find_reserved(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return the places a colleague holds, those that run out first on top; never for whom."""
    rows = _reserved(viewer, member).select_related("place__workplace").order_by("held_until", "id")
    return [
        HandoverRow(
            row.public_id, row.place.workplace.name, row.place.title,
            reverse("placements:reservation", args=[row.public_id]), row.held_until,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def _centres(viewer: Viewer, member: int) -> Any:
    return Centre.objects.open().filter(jobcentre_id=viewer.jobcentre_id, consultant_id=member)


def find_centres(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return the centres a colleague is the common consultant of, those that end first on top."""
    rows = _centres(viewer, member).select_related("company").order_by("ends_on", "id")
    return [
        HandoverRow(
            row.public_id, row.name, row.company.name,
            reverse("placements:centre", args=[row.public_id]), row.ends_on,
        )
        for row in rows[:limit]
    ]  # fmt: skip


def register() -> None:
    """Fill the registry."""
    handover_kind(
        HandoverKind(
            code="placements.centres",
            label=_("Company centres"),
            order=7,
            find=find_centres,
            rows=_centres,
            hand_over=_giving(_centres, take_over_centre, "id"),
        )
    )
    handover_kind(
        HandoverKind(
            code="placements.reservations",
            label=_("Reserved places"),
            order=6,
            find=find_reserved,
            rows=_reserved,
            hand_over=_giving(_reserved, take_over_reservation, "place_id", "id"),
        )
    )
    handover_kind(
        HandoverKind(
            code="placements.open",
            label=_("Open placements"),
            order=5,
            find=find_open,
            rows=_rows,
            hand_over=_giving(_rows, take_over_placement, "citizen_id", "id"),
            is_urgent=True,
        )
    )
