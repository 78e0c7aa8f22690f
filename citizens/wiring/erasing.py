"""Wires keeping and erasing when Django starts: menu, my day of who may approve, demo."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models.erasing import ErasureRun, ErasureState
from followup.queue import Action, QueueKind, QueueRow, Tag, register_queue
from jobcenter import registries
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def waiting(viewer: Viewer, day: date | None = None) -> QuerySet[Any]:
    """Return the previews that wait for approval."""
    return ErasureRun.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=ErasureState.PREVIEW
    ).order_by("pk")


def rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as rows of my day."""
    found = []
    for run in waiting(viewer)[:limit]:
        url = reverse("citizens:erasure", args=[run.public_id])
        found.append(
            QueueRow(
                severity="week", title=_("A preview of what is to be erased"),
                why=_("Nothing is erased until you have approved it."),
                actions=[Action(_("Look at it"), url)], subject=run.public_id,
                tag=Tag(_("waits for approval"), "warn"), url=url,
            )
        )  # fmt: skip
    return found


QUEUE = QueueKind(
    code="citizens.erasures",
    label=gettext_lazy("Keeping and erasing"),
    order=90,
    find=rows,
    waiting=waiting,
    can=(Can.APPROVE_ERASURE,),
)


def register() -> None:
    """Fill menu, work queue and demo."""
    from citizens.demo import erasing as demo_erasing

    register_queue(QUEUE)
    registries.menu(
        gettext_lazy("Keeping and erasing"), "citizens:keeping", Can.APPROVE_ERASURE, order=88,
        is_secondary=True,
    )  # fmt: skip
    registries.demo(73, demo_erasing.build)
