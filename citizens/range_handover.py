"""What the range lets a colleague hand over: stays they follow, support they see to."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from citizens.actions.owners import take_over
from citizens.choices.range import OPEN_STAYS
from citizens.models import OfferStay, SupportGrant
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


def _kind(code: str, label: Any, order: int, open_rows: Any, event: str) -> HandoverKind:
    """Return the kind whose rows have a citizen and an owner: never what about whom."""

    def rows(viewer: Viewer, member: int) -> QuerySet[Any]:
        found: QuerySet[Any] = open_rows().filter(jobcentre_id=viewer.jobcentre_id, owner_id=member)
        return found

    def find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
        return [
            HandoverRow(
                row.public_id,
                _("Citizen %(letters)s") % {"letters": pseudonym(row.citizen.public_id)},
                url=reverse("citizens:page", args=[row.citizen.public_id]),
            )
            for row in rows(viewer, member).select_related("citizen").order_by("pk")[:limit]
        ]

    def give(
        actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
    ) -> int:
        wanted = rows(actor, from_id).select_related("citizen").exclude(public_id__in=leave)
        wanted = wanted.filter(public_id__in=only) if only is not None else wanted
        number = 0
        for row in wanted.order_by("citizen_id", "pk"):
            take_over(row, to, actor=actor, among=open_rows(), event=event)
            number += 1
        return number

    return HandoverKind(code=code, label=label, order=order, find=find, rows=rows, hand_over=give)


def _open_stays() -> QuerySet[OfferStay]:
    return OfferStay.objects.filter(state__in=OPEN_STAYS)


def _open_support() -> QuerySet[SupportGrant]:
    return SupportGrant.objects.filter(ended_on__isnull=True)


def register() -> None:
    """Fill the registry."""
    handover_kind(
        _kind(
            "citizens.support", gettext_lazy("Support they see to"), 18, _open_support,
            "citizen.stay_changed",
        )
    )  # fmt: skip
    handover_kind(
        _kind(
            "citizens.stays", gettext_lazy("Stays in offers they follow"), 17, _open_stays,
            "citizen.stay_changed",
        )
    )  # fmt: skip
