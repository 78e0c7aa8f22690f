"""Wires keeping and erasing when Django starts: menu, my day of who may approve, demo."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access.offers import team_rows
from citizens.models import Citizen, ErasureHold
from citizens.models.erasing import ErasureRun, ErasureState
from citizens.parts import Card
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag, register_queue
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

EVENTS = {
    "citizen.hold_placed": gettext_lazy("Held back from erasure"),
    "citizen.hold_lifted": gettext_lazy("Held back from erasure no longer"),
}


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


def held_by_hand(jobcentre_id: int) -> Any:
    """Return the ids of citizens whose data somebody holds back today."""
    return (
        ErasureHold.objects.filter(
            jobcentre_id=jobcentre_id, lifted_at__isnull=True, until__gte=today()
        )
        .order_by()
        .values("citizen_id")
    )


def _held_now(viewer: Viewer) -> Any:
    """The hold of a citizen, for the case team alone."""
    if viewer.kind != "staff":
        return None
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": OuterRef("pk")}
    mine = Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id")))
    rows = ErasureHold.objects.filter(mine, **own, lifted_at__isnull=True, until__gte=today())
    told = JSONObject(why=F("reason"), name=F("placed_by__name"), until=F("until"))
    return ArraySubquery(rows.order_by("-pk").values(told=told)[:1])


def _card(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
    if not found:
        return None
    until = say(date.fromisoformat(found[0]["until"]), "j. F Y")
    lines = [_("%(name)s until %(day)s") % {"name": found[0]["name"], "day": until},
             found[0]["why"]]  # fmt: skip
    url = reverse("citizens:hold", args=[citizen.public_id])
    return Card(_("Held back from erasure"), lines, url, _("See or lift it"))


def register() -> None:
    """Fill menu, work queue, what holds back, card, timeline and demo."""
    from citizens.demo import erasing as demo_erasing
    from citizens.erasing.holds import hold
    from citizens.parts import part

    register_queue(QUEUE)
    hold("citizens.by_hand", gettext_lazy("a colleague holds it back"), held_by_hand)
    part("hold", rows=_held_now, tell=_card, order=90)
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="citizen")
    registries.menu(
        gettext_lazy("Keeping and erasing"), "citizens:keeping", Can.APPROVE_ERASURE, order=88,
        is_secondary=True,
    )  # fmt: skip
    registries.demo(73, demo_erasing.build)
