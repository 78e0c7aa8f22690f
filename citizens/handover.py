"""What this room lets a colleague hand over: open barriers; who takes one joins the case team."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from citizens.actions import take_over_barrier
from citizens.models import Barrier
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


def _rows(viewer: Viewer, member: int) -> Any:
    return Barrier.objects.filter(
        jobcentre_id=viewer.jobcentre_id, owner_id=member, lifted_on__isnull=True
    )


def find_open(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return a colleague's open barriers, the oldest first: never what is in the way of whom."""
    rows = _rows(viewer, member).select_related("citizen").order_by("opened_on", "id")
    return [
        HandoverRow(
            row.public_id,
            _("Citizen %(letters)s") % {"letters": pseudonym(row.citizen.public_id)},
            url=reverse("citizens:page", args=[row.citizen.public_id]),
        )
        for row in rows[:limit]
    ]


def give_open(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    """Give a colleague's open barriers to another."""
    rows = _rows(actor, from_id).select_related("citizen")
    rows = rows.filter(public_id__in=only) if only is not None else rows
    number = 0
    for barrier in rows.exclude(public_id__in=leave).order_by("citizen_id", "id"):
        take_over_barrier(barrier, to, actor=actor)
        number += 1
    return number


def register() -> None:
    """Fill the registry."""
    handover_kind(
        HandoverKind(
            code="citizens.barriers",
            label=gettext_lazy("Open barriers of candidates"),
            order=15,
            find=find_open,
            rows=_rows,
            hand_over=give_open,
        )
    )
