"""Wires needs into the frame's registries when Django starts."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Need
from companies.queries.needs import needs_of_company, tone_of
from companies.queries.own_page import needs_told
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def _to_need(event: Any) -> str | None:
    return reverse("companies:need", args=[event.subject]) if event.subject else None


def _to_carving(event: Any) -> str | None:
    return reverse("companies:carving", args=[event.subject]) if event.subject else None


def company_needs(request: HttpRequest, **subject: Any) -> str:
    """The company's open needs and how often it answers. No query of its own."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = needs_of_company(viewer, subject["company"])
    may_write = viewer.can(Can.LOG_CONTACT)
    if not found.rows and not may_write and found.rate is None:
        return ""
    return _slot(request, found, subject["company"], may_write=may_write)


def sheet_needs(request: HttpRequest, **subject: Any) -> str:
    """The same on the preparation sheet, without buttons. No query of its own."""
    found = needs_of_company(request.viewer, subject["company"])  # type: ignore[attr-defined]
    if not found.rows and found.rate is None:
        return ""
    return _slot(request, found, subject["company"], may_write=False)


def own_needs(request: HttpRequest, **subject: Any) -> str:
    """What the company reads of its open needs on its own page. No query of its own."""
    rows = needs_told(subject["company"])
    context = {"rows": [(row, tone_of(row)) for row in rows]}
    return render_to_string("companies/own_page/needs.html", context, request)


def _slot(request: HttpRequest, found: Any, company: Any, *, may_write: bool) -> str:
    context = {
        "rows": [(row, tone_of(row)) for row in found.rows], "found": found, "company": company,
        "may_write": may_write,
    }  # fmt: skip
    return render_to_string("companies/slot_needs.html", context, request)


def _owned(viewer: Viewer, member: int) -> Any:
    return Need.objects.open().filter(jobcentre_id=viewer.jobcentre_id, owner_id=member)


def _find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
    rows = _owned(viewer, member).select_related("company").order_by("starts_on", "id")
    return [
        HandoverRow(row.public_id, row.company.name, row.title,
                    reverse("companies:need", args=[row.public_id]))
        for row in rows[:limit]
    ]  # fmt: skip


def _give(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    rows = _owned(actor, from_id)
    if only is not None:
        rows = rows.filter(public_id__in=only)
    elif leave:
        rows = rows.exclude(public_id__in=leave)
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    Need.objects.filter(jobcentre_id=actor.jobcentre_id, pk__in=ids).update(
        version=F("version") + 1, owner_id=to.pk
    )
    return len(ids)


def register() -> None:
    """Fill list, search, timeline, slots, deliveries, messages, work queue, hand-over and demo."""
    from companies import navigation
    from companies.demo import needs as demo_needs
    from companies.listed.needs import NEEDS
    from companies.mails import needs as mails_needs
    from companies.queries import needed
    from companies.queries.needs import days_to_candidate, find_needs, need_rows, needs_filled
    from companies.queue import needs as need_queue
    from followup import kinds
    from followup.queue import register_queue
    from jobcenter import registries
    from jobcenter.lists import list_kind

    list_kind(NEEDS)
    navigation.page("plan", "needs", _("Needs"), "companies:needs", order=50)
    for code, label in [
        ("companies.need_told", _("need told")),
        ("companies.need_changed", _("need changed")),
        ("companies.need_taken", _("need taken")),
        ("companies.need_proposed", _("candidates proposed")),
        ("companies.need_filled", _("place of a need filled")),
        ("companies.need_emptied", _("place of a need free again")),
        ("companies.need_renewed", _("need still stands")),
        ("companies.need_closed", _("need closed")),
        ("companies.need_reopened", _("need opened again")),
        ("companies.need_lapsed", _("need lapsed")),
    ]:
        registries.event_kind(code, label, group="need", link=_to_need)
    registries.event_kind(
        "companies.carving_begun", _("tasks of a job listed"), group="need", link=_to_carving
    )
    registries.event_kind("companies.need_form_sent", _("link to write needs sent"), group="need")
    registries.search_kind(
        "need", _("Needs"), find_needs, Can.READ_COMPANIES, order=22, rows=need_rows
    )
    needed.register()
    registries.slot("company.main", company_needs, order=25)
    registries.slot("company.preparation", sheet_needs, order=15)
    registries.slot("company_page.needs", own_needs)
    registries.delivery("needs", needs_filled)
    registries.delivery("days", days_to_candidate)
    kinds.register(mails_needs.NeedStands())
    kinds.register_message(mails_needs.NeedForm())
    kinds.register_message(mails_needs.NeedNotice())
    register_queue(need_queue.QUEUE)
    handover_kind(
        HandoverKind(
            code="needs", label=_("Companies' needs"), order=36, rows=_owned, find=_find,
            hand_over=_give,
        )
    )  # fmt: skip
    registries.demo(61, demo_needs.build)
