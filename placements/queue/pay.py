"""Mentor pay around the room: lists that wait in a leader's day, events, menu, demo."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.viewer import Viewer
from placements.access.pay import DECIDES, READS
from placements.models import PayList
from placements.rules import pay as rules
from placements.templatetags.pay import kroner


def to_decide(viewer: Viewer, day: date) -> QuerySet[PayList]:
    """Return the lists this leader may decide on: never one's own."""
    return PayList.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=rules.WAITING
    ).exclude(made_by_id=viewer.membership_id or 0)  # fmt: skip


SHOWN = Shown(
    PayList, lambda viewer, day: to_decide(viewer, day).order_by("id"),
    ("public_id", "total_ore", "made_at", "made_by__name", "company__name"),
)  # fmt: skip


def decide_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the oldest first: one query."""
    return [_row(each, viewer, day) for each in bring_one(viewer, day, SHOWN, limit)]


def _row(each: Any, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("placements:pay_list", args=[each.public_id])
    return QueueRow(
        severity="week",
        title=_("Mentor pay of %(sum)s kr. to %(company)s")
        % {"sum": kroner(each.total_ore), "company": each.company.name},
        why=_("%(name)s made the list %(day)s. Somebody else approves it.")
        % {"name": each.made_by.name, "day": say(each.made_at, "j. F Y")},
        actions=[Action(pgettext("pay", "Look at it"), url, primary=True)],
        subject=each.public_id, tag=Tag(pgettext("pay", "to approve"), "info"), url=url,
    )  # fmt: skip


DECIDE = QueueKind(
    code="placements.pay_lists",
    label=gettext_lazy("Mentor pay to approve"),
    order=34,
    find=decide_rows,
    waiting=to_decide,
    shown=SHOWN,
    row=_row,
    can=DECIDES,
)
EVENTS = {
    "placements.pay_terms": gettext_lazy("Prices of mentor pay entered"),
    "placements.pay_listed": gettext_lazy("List of mentor pay made"),
    "placements.pay_approved": gettext_lazy("List of mentor pay approved"),
    "placements.pay_returned": gettext_lazy("List of mentor pay sent back"),
}


def event_link(event: Any) -> str | None:
    """Return a list's address; prices have none of their own."""
    if not event.subject or event.kind == "placements.pay_terms":
        return None
    return reverse("placements:pay_list", args=[event.subject])


def agreement_aside(request: HttpRequest, **subject: Any) -> str:
    """The way from a signed agreement to its mentor pay."""
    viewer, agreement = request.viewer, subject["agreement"]  # type: ignore[attr-defined]
    if agreement.signed_at is None or not any(viewer.can(can) for can in READS):
        return ""
    return render_to_string("placements/slots/agreement_pay.html", {"agreement": agreement})


def register() -> None:
    """Fill menu, timeline, my day and demo."""
    from followup.queue import register_queue
    from jobcenter import registries
    from placements.demo import pay as demo_pay

    registries.menu(
        pgettext_lazy("price", "Mentor pay"), "placements:pay", *READS, order=86,
        is_secondary=True,
    )  # fmt: skip
    for code, label in EVENTS.items():
        registries.event_kind(code, label, group="placements", link=event_link)
    register_queue(DECIDE)
    registries.slot("agreement.aside", agreement_aside, order=10)
    registries.demo(67, demo_pay.build)
