"""Wires growth programmes into the frame's registries when Django starts."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import GrowthProgramme
from jobcenter.clock import today
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


def _owned(viewer: Viewer, member: int) -> Any:
    return GrowthProgramme.objects.filter(
        jobcentre_id=viewer.jobcentre_id, owner_id=member, ends_on__gte=today()
    )


def _find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    return [
        HandoverRow(row.public_id, row.name, row.partner,
                    reverse("companies:growth_programme", args=[row.public_id]), row.ends_on)
        for row in _owned(viewer, member).order_by("ends_on", "id")[:limit]
    ]  # fmt: skip


def _give(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    rows = _owned(actor, from_id)
    if only is not None:
        rows = rows.filter(public_id__in=only)
    elif leave:
        rows = rows.exclude(public_id__in=leave)
    given: int = rows.update(owner_id=to.pk)
    return given


def _to_member(event: Any) -> str | None:
    return reverse("companies:growth_member", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill navigation, timeline, handing over and demo."""
    from companies import navigation
    from companies.demo import growth as demo_growth
    from jobcenter import registries

    navigation.page("offer", "growth", _("Growth programmes"), "companies:growth", order=30)
    for code, label in [
        ("growth_joined", _("joined a growth programme")),
        ("growth_committed", _("commitment in a growth programme")),
        ("growth_settled", _("commitment settled")),
    ]:
        registries.event_kind(f"companies.{code}", label, group="agreement", link=_to_member)
    handover_kind(
        HandoverKind(
            code="companies.growth", label=_("Growth programmes"), order=64, find=_find,
            rows=_owned, hand_over=_give,
        )
    )  # fmt: skip
    registries.demo(67, demo_growth.build)
