"""Wires keeping and erasing when Django starts: menu, my day of who may approve, demo."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models.erasing import ErasureRun, ErasureState
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag, register_queue
from jobcenter import registries
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def waiting(viewer: Viewer, day: date | None = None) -> QuerySet[Any]:
    """Return the previews that wait for approval."""
    return ErasureRun.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=ErasureState.PREVIEW
    ).order_by("pk")


_SHOWN = Shown(ErasureRun, waiting, ("public_id",))


def rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as rows of my day."""
    return [_row(run, viewer, day) for run in bring_one(viewer, day, _SHOWN, limit)]


def _row(run: ErasureRun, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("citizens:erasure", args=[run.public_id])
    return QueueRow(
        severity="week", title=_("A preview of what is to be erased"),
        why=_("Nothing is erased until you have approved it."),
        actions=[Action(_("Look at it"), url)], subject=run.public_id,
        tag=Tag(_("waits for approval"), "warn"), url=url,
    )  # fmt: skip


QUEUE = QueueKind(
    code="citizens.erasures",
    label=gettext_lazy("Keeping and erasing"),
    order=90,
    find=rows,
    waiting=waiting,
    can=(Can.APPROVE_ERASURE,),
    shown=_SHOWN,
    row=_row,
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
