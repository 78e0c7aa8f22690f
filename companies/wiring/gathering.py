"""Wires events into the frame's registries when Django starts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies import navigation
from companies.choices.gathering import GatheringState
from companies.handover import chosen
from companies.models import Gathering
from companies.queries.gatherings import has_begun, soon_mine, soon_of
from followup.brought import Shown, bring_one
from followup.kinds import register_message
from followup.queue import Action, QueueKind, QueueRow, Tag, register_queue
from jobcenter import registries
from jobcenter.clock import local_day
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

SOON = timedelta(days=14)


_SHOWN = Shown(
    Gathering, lambda viewer, day: soon_mine(viewer, day + SOON),
    ("public_id", "title", "taken", "capacity", "starts_at", "unanswered"),
)  # fmt: skip


def gathering_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's events of the next fourteen days, and those to close: one query."""
    return [_row(each, viewer, day) for each in bring_one(viewer, day, _SHOWN, limit)]


def _row(each: Gathering, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("companies:gathering", args=[each.public_id])
    told = {"taken": each.taken, "capacity": each.capacity}
    why = _("%(taken)s of %(capacity)s seats are taken.") % told
    number = each.unanswered  # type: ignore[attr-defined]
    is_over = has_begun(each)
    if is_over:
        why = _("Note who came and what came of it.")
    elif number:
        why += " " + ngettext("%(n)s has not answered.", "%(n)s have not answered.",
                              number) % {"n": number}  # fmt: skip
    tag = Tag(_("to close"), "warn") if is_over else Tag(_("soon"), "info")
    return QueueRow(
        severity="now" if is_over else "week", title=each.title, why=why, tag=tag,
        actions=[Action(_("Open"), url, primary=True)], subject=each.public_id,
        due_on=local_day(each.starts_at), url=url,
    )  # fmt: skip


def _mine(viewer: Viewer, member: int) -> Any:
    return Gathering.objects.filter(
        jobcentre_id=viewer.jobcentre_id, responsible_id=member, state=GatheringState.PLANNED
    )


def _find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    return [
        HandoverRow(row.public_id, row.title, row.purpose,
                    reverse("companies:gathering", args=[row.public_id]),
                    local_day(row.starts_at))
        for row in _mine(viewer, member).order_by("starts_at", "id")[:limit]
    ]  # fmt: skip


def _soon(viewer: Viewer, day: date) -> QuerySet[Gathering]:
    return soon_of(viewer, day + SOON)


def _give(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    rows = chosen(_mine(actor, from_id), only, leave)
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    Gathering.objects.filter(jobcentre_id=actor.jobcentre_id, pk__in=ids).update(
        version=F("version") + 1, responsible_id=to.pk
    )
    return len(ids)


def _to_gathering(event: Any) -> str | None:
    return reverse("companies:gathering", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill navigation, timeline, messages, work queue, handing over and demo."""
    from companies.demo import gatherings as demo_gatherings
    from companies.mails import gatherings as mails_gatherings
    from companies.queries import meeting_places

    navigation.page("meet", "gatherings", gettext_lazy("Events"), "companies:gatherings", order=20)
    for code, label in [
        ("companies.gathering_planned", gettext_lazy("event planned")),
        ("companies.gathering_called_off", gettext_lazy("event called off")),
        ("companies.gathering_held", gettext_lazy("event held")),
        ("companies.gathering_coming", gettext_lazy("coming to an event")),
        ("companies.gathering_waiting", gettext_lazy("on the waiting list of an event")),
        ("companies.gathering_declined", gettext_lazy("not coming to an event")),
    ]:
        registries.event_kind(code, label, group="gathering", link=_to_gathering)
    registries.search_kind(
        "gathering", gettext_lazy("Events"), meeting_places.find_gatherings, Can.READ_COMPANIES,
        order=23, rows=meeting_places.gathering_rows,
    )  # fmt: skip
    register_message(mails_gatherings.GatheringInvite())
    register_message(mails_gatherings.GatheringTold())
    register_queue(
        QueueKind(
            code="companies.gatherings", label=gettext_lazy("Events"), order=75,
            find=gathering_rows, waiting=_soon,
            can=(Can.LOG_CONTACT, Can.MANAGE_CAMPAIGNS),
            shown=_SHOWN,
            row=_row,
        )
    )  # fmt: skip
    handover_kind(
        HandoverKind(
            code="companies.gatherings", label=gettext_lazy("Events as responsible"), order=65,
            find=_find, rows=_mine,
            hand_over=_give, is_urgent=False,
        )
    )  # fmt: skip
    registries.demo(62, demo_gatherings.build)
