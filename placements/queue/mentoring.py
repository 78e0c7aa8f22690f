"""What mentor orders put on “my day”, hand over, and show on the citizen's page."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from citizens.access import pseudonym
from citizens.access.offers import team_rows
from citizens.actions.owners import take_over
from citizens.choices import CitizenState
from citizens.models import Citizen
from citizens.own.facts import MOST, Fact, Held, own_facts
from citizens.parts import Card
from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.handover import HandoverKind, HandoverRow
from jobcenter.models import Membership
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer
from placements.access.mentoring import WRITES
from placements.choices.mentoring import MentorState
from placements.models import MentorHours, MentorOrder
from placements.rules import mentoring as rules

ENDING = timedelta(days=14)
# A month and some days without hours: either they were not given, or nobody entered them.
SILENT = timedelta(days=35)


def _mine(viewer: Viewer, day: date) -> QuerySet[MentorOrder]:
    return MentorOrder.objects.filter(
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
        owner_id=viewer.membership_id or 0,
    )


def waiting(viewer: Viewer, day: date) -> QuerySet[MentorOrder]:
    """Return the viewer's orders that need them: not begun, silent for a month, ending, over,
    or still running although the case has ended."""
    lately = MentorHours.objects.filter(
        jobcentre_id=viewer.jobcentre_id, order_id=OuterRef("pk"), to_on__gte=day - SILENT
    )
    return _mine(viewer, day).filter(
        Q(state=rules.APPROVED, from_on__lt=day)
        | Q(state=rules.RUNNING, to_on__lte=day + ENDING)
        | Q(state=rules.RUNNING, citizen__state=CitizenState.ENDED)
        | (Q(state=rules.RUNNING, from_on__lt=day - SILENT) & ~Exists(lately))
    )


_FOLLOW = Shown(
    MentorOrder, lambda viewer, day: waiting(viewer, day).order_by("to_on", "id"),
    ("public_id", "state", "to_on", "mentor_name", "citizen__first_name",
     "citizen__last_name", "citizen__ended_on"),
)  # fmt: skip


def rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, what ends first on top: one query."""
    return [_row(order, day) for order in bring_one(viewer, day, _FOLLOW, limit)]


def _row(order: MentorOrder, day: date) -> QueueRow:
    url = reverse("placements:mentor_order", args=[order.public_id])
    enter = Action(
        pgettext("mentor", "Enter hours"),
        reverse("placements:mentor_hours", args=[order.public_id]), primary=True,
    )  # fmt: skip
    end = Action(_("End it"), reverse("placements:mentor_end", args=[order.public_id]))
    when = say(order.to_on, "j. F Y")
    actions, severity = [enter, end], "week"
    if order.state == rules.APPROVED:
        why, tag, actions = _("The mentor should have begun."), Tag(_("not begun"), "warn"), [enter]
    elif order.citizen.ended_on:
        why = _("The case ended %(day)s. Enter the last hours, and end the mentor's time.") % {
            "day": say(order.citizen.ended_on, "j. F Y")
        }
        severity, tag = "now", Tag(_("case ended"), "bad")
    elif order.to_on < day:
        why, severity = _("The mentor's time ended %(day)s.") % {"day": when}, "now"
        tag = Tag(_("overdue"), "bad")
    elif order.to_on <= day + ENDING:
        why = _("The mentor's time ends %(day)s. Prolong it or end it.") % {"day": when}
        tag = Tag(pgettext("mentor", "ends soon"), "warn")
    else:
        why = _("No hours have been entered for a month.")
        tag = Tag(pgettext("mentor", "no hours"), "warn")
    return QueueRow(
        severity=severity, title=f"{order.citizen.short_name} · {order.mentor_name}", why=why,
        actions=actions, subject=order.public_id, tag=tag, due_on=order.to_on, url=url,
    )  # fmt: skip


def to_decide(viewer: Viewer, day: date) -> QuerySet[MentorOrder]:
    """Return the orders this leader may decide on: never one's own."""
    found = MentorOrder.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=rules.ORDERED, for_leader=True
    ).exclude(ordered_by_id=viewer.membership_id or 0)
    if Role.MANAGER in viewer.roles:
        return found
    return found.filter(ordered_by__team_id=viewer.team_id or 0)


_DECIDE = Shown(
    MentorOrder,
    lambda viewer, day: to_decide(viewer, day).order_by("id"),
    ("public_id", "cost_ore", "ordered_at", "ordered_by__name"),
)  # fmt: skip


def decide_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the oldest first: never whom they are for."""
    return [_decide_row(order, viewer, day) for order in bring_one(viewer, day, _DECIDE, limit)]


def _decide_row(order: MentorOrder, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("placements:mentor_order", args=[order.public_id])
    return QueueRow(
        severity="week",
        title=_("Mentor order of %(cost)s kr.") % {"cost": f"{order.cost:.0f}"},
        why=_("%(name)s ordered it %(day)s. A leader decides.")
        % {"name": order.ordered_by.name, "day": say(order.ordered_at, "j. F Y")},
        actions=[Action(_("Decide"), url, primary=True)],
        subject=order.public_id, tag=Tag(pgettext("mentor", "to decide"), "info"), url=url,
    )  # fmt: skip


FOLLOW = QueueKind(
    code="placements.mentors",
    label=gettext_lazy("Mentors to follow up"),
    order=32,
    find=rows,
    waiting=waiting,
    can=WRITES,
    shown=_FOLLOW,
    row=lambda order, viewer, day: _row(order, day),
)  # fmt: skip
DECIDE = QueueKind(
    code="placements.mentor_decide",
    label=gettext_lazy("Mentor orders to decide"),
    order=33,
    find=decide_rows,
    waiting=to_decide,
    can=(Can.GRANT_ACCESS,),
    shown=_DECIDE,
    row=_decide_row,
)


def _open() -> QuerySet[MentorOrder]:
    return MentorOrder.objects.filter(state__in=rules.OPEN)


def _rows_of(viewer: Viewer, member: int) -> QuerySet[MentorOrder]:
    return _open().filter(jobcentre_id=viewer.jobcentre_id, owner_id=member)


def find_open(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    """Return a colleague's open orders, what ends first on top: never for whom or why."""
    found = _rows_of(viewer, member).select_related("citizen").order_by("to_on", "id")
    return [
        HandoverRow(
            row.public_id, _("Citizen %(letters)s") % {"letters": pseudonym(row.citizen.public_id)},
            url=reverse("citizens:page", args=[row.citizen.public_id]), due_on=row.to_on,
        )
        for row in found[:limit]
    ]  # fmt: skip


def give_open(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    """Give a colleague's open orders to another."""
    wanted = _rows_of(actor, from_id).select_related("citizen").exclude(public_id__in=leave)
    wanted = wanted.filter(public_id__in=only) if only is not None else wanted
    number = 0
    for row in wanted.order_by("citizen_id", "id"):
        take_over(row, to, actor=actor, among=_open(), event="placements.mentor_changed")
        number += 1
    return number


HANDOVER = HandoverKind(
    code="placements.mentors",
    label=gettext_lazy("Mentor orders they follow"),
    order=18,
    find=find_open,
    rows=_rows_of,
    hand_over=give_open,
)


def card_rows(viewer: Viewer) -> Any:
    """Return the citizen's open orders, for the case team alone."""
    if viewer.kind != "staff":
        return None
    found = MentorOrder.objects.filter(
        Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"), state__in=rules.OPEN,
    )  # fmt: skip
    return ArraySubquery(
        found.order_by("from_on", "pk").values(
            told=JSONObject(name=F("mentor_name"), state=F("state"))
        )[:4]
    )


def card(viewer: Viewer, citizen: Citizen, found: Any) -> Card | None:
    """Return the card on the citizen's page; none without an open order."""
    if not found:
        return None
    return Card(
        pgettext("mentor", "Mentor"),
        [f"{each['name']}: {MentorState(each['state']).label}" for each in found],
        reverse("placements:mentors", args=[citizen.public_id]),
        _("See hours and cost"),
    )


def held(viewer: Viewer, citizen: Citizen) -> Held | None:
    """Return what is held of mentors, told to the citizen: one query."""
    found = MentorOrder.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk
    ).order_by("-from_on", "-id")[:MOST]
    facts = [
        Fact(
            capfirst(row.get_kind_display()),
            f"{say(row.from_on, 'j. F Y')} – {say(row.last_on, 'j. F Y')}: {row.goal}",
            _("%(given)s of %(hours)s hours given")
            % {"given": floatformat(row.delivered, -2), "hours": floatformat(row.hours, -2)},
        )
        for row in found
    ]
    return Held("mentors", pgettext("mentor", "Mentor"), _("To help at a company."), facts)


EVENTS = {
    "placements.mentor_ordered": gettext_lazy("Mentor ordered"),
    "placements.mentor_approved": gettext_lazy("Mentor order approved"),
    "placements.mentor_refused": gettext_lazy("Mentor order refused"),
    "placements.mentor_cancelled": gettext_lazy("Mentor order cancelled"),
    "placements.mentor_started": gettext_lazy("A mentor has begun"),
    "placements.mentor_ended": gettext_lazy("A mentor's time has ended"),
    "placements.mentor_changed": gettext_lazy("Somebody else follows a mentor order"),
}


def event_link(event: Any) -> str | None:
    """Return the order's address; of a handing over the subject is the citizen."""
    if not event.subject or event.kind == "placements.mentor_changed":
        return None
    return reverse("placements:mentor_order", args=[event.subject])


def register() -> None:
    """Fill menu, tab, card, timeline, my day, handover, lists and demo."""
    from citizens.ending import case_ended
    from citizens.navigation import tab
    from citizens.parts import part
    from followup.queue import register_queue
    from jobcenter import registries
    from jobcenter.handover import handover_kind
    from jobcenter.lists import list_kind
    from placements.actions.mentoring import end_orders_of
    from placements.demo import mentoring as demo_mentoring
    from placements.listed.mentoring import ORDERS

    registries.menu(
        gettext_lazy("Mentor orders"), "placements:mentor_orders", Can.WRITE_CITIZENS,
        Can.GRANT_ACCESS, order=85, is_secondary=True,
    )  # fmt: skip
    tab("mentor", pgettext_lazy("mentor", "Mentor"), "placements:mentors", *WRITES,
        Can.GRANT_ACCESS, order=40, team_only=True)  # fmt: skip
    part("mentor", rows=card_rows, tell=card, order=40)
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="support", link=event_link)
    case_ended(end_orders_of)
    register_queue(FOLLOW)
    register_queue(DECIDE)
    handover_kind(HANDOVER)
    own_facts("mentors", held, order=60)
    list_kind(ORDERS)
    registries.demo(66, demo_mentoring.build)
