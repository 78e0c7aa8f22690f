"""Handovers on my day, for leavers, on the citizen's page and in the menu."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from citizens.access.case_handover import handovers_to_answer, handovers_to_mend
from citizens.actions.case_handover import take_over_handover
from citizens.models import CaseHandover
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.clock import local_day
from jobcenter.handover import HandoverKind, HandoverRow
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

EVENTS = {
    "citizen.handover_proposed": gettext_lazy("Handover proposed"),
    "citizen.handover_accepted": gettext_lazy("Handover accepted"),
    "citizen.handover_returned": gettext_lazy("Handover sent back"),
    "citizen.handover_withdrawn": gettext_lazy("Handover withdrawn"),
}


def waiting(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return what waits for the viewer: to be answered, or to be mended."""
    mine = Q(pk__in=handovers_to_answer(viewer, day).values("pk"))
    back = Q(pk__in=handovers_to_mend(viewer, day).values("pk"))
    return CaseHandover.objects.filter(mine | back, jobcentre_id=viewer.jobcentre_id)


_SHOWN = Shown(
    CaseHandover, lambda viewer, day: waiting(viewer, day).order_by("pk"),
    ("public_id", "state", "taker_id", "decided_at", "proposed_at", "giver__name",
     "taker__name", "citizen__first_name", "citizen__last_name"),
)  # fmt: skip


def rows_for(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day: the oldest first, without a word of what was agreed."""
    return [_row(each, viewer, day) for each in bring_one(viewer, day, _SHOWN, limit)]


def _row(row: CaseHandover, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("citizens:case_handover", args=[row.public_id])
    mine = row.state == "proposed" and row.taker_id == viewer.membership_id
    if mine:
        why = _("%(name)s wants to hand over. Read it and answer.") % {"name": row.giver.name}
        tag, label = Tag(_("handover"), "info"), _("Answer")
    elif row.state == "returned":
        why = _("%(name)s sent it back. The reason stands on the page.") % {"name": row.taker.name}
        tag, label = Tag(_("handover came back"), "warn"), _("Look at it")
    else:
        why = _("%(name)s has left. Choose another colleague.") % {"name": row.taker.name}
        tag, label = Tag(_("handover"), "warn"), _("Look at it")
    began = local_day(row.decided_at or row.proposed_at)
    return QueueRow(
        severity="now" if (day - began).days >= 3 else "week",
        title=row.citizen.short_name, why=why, actions=[Action(label, url)],
        subject=row.public_id, tag=tag, url=url,
    )  # fmt: skip


QUEUE = QueueKind(
    code="citizens.case_handovers",
    label=gettext_lazy("Handovers of candidates"),
    order=30,
    find=rows_for,
    waiting=waiting,
    can=(Can.WRITE_CITIZENS,),
    shown=_SHOWN,
    row=_row,
)  # fmt: skip


def _theirs(viewer: Viewer, member: int) -> Any:
    return CaseHandover.objects.filter(
        jobcentre_id=viewer.jobcentre_id, giver_id=member, state__in=["proposed", "returned"]
    )


def find_open(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return a colleague's handovers under way, the oldest first."""
    rows = _theirs(viewer, member).select_related("citizen").order_by("pk")[:limit]
    return [
        HandoverRow(
            row.public_id,
            _("Citizen %(letters)s") % {"letters": pseudonym(row.citizen.public_id)},
            url=reverse("citizens:page", args=[row.citizen.public_id]),
        )
        for row in rows
    ]


def give_open(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    """Give a colleague's handovers under way to another; one proposed to that other stays."""
    rows = _theirs(actor, from_id).exclude(taker_id=to.pk).select_related("citizen")
    rows = rows.filter(public_id__in=only) if only is not None else rows
    number = 0
    for row in rows.exclude(public_id__in=leave).order_by("citizen_id", "id"):
        take_over_handover(row, to, actor=actor)
        number += 1
    return number


LEAVERS = HandoverKind(
    code="citizens.case_handovers",
    label=gettext_lazy("Handovers under way"),
    order=16,
    find=find_open,
    rows=_theirs,
    hand_over=give_open,
)


def register() -> None:
    """Fill the registries."""
    from citizens import continuity
    from citizens.demo import case_handover as demo_case_handover
    from citizens.mails.case_handover import HandoverMessage
    from citizens.navigation import tab
    from citizens.parts import part
    from followup.kinds import register_message
    from followup.queue import register_queue
    from jobcenter import registries
    from jobcenter.handover import handover_kind

    tab("handover", gettext_lazy("Handover"), "citizens:case_handovers", order=70, team_only=True)
    part("continuity", rows=continuity.consultants, tell=continuity.card, order=70)
    register_queue(QUEUE)
    register_message(HandoverMessage())
    handover_kind(LEAVERS)
    registries.menu(
        gettext_lazy("Continuity"), "citizens:continuity", Can.SEE_DASHBOARD, order=84,
        is_secondary=True,
    )  # fmt: skip
    registries.demo(25, demo_case_handover.build)
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="citizen")
