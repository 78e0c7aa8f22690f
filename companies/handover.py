"""What this room lets a colleague hand over: relations, planned contacts, next steps, enquiries."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.actions.enquiry_moves import give_enquiry
from companies.models import Agreement, CompanyRelation, Contact, Enquiry
from jobcenter import registries
from jobcenter.clock import local_day, now
from jobcenter.handover import HandoverKind, HandoverRow, handover_kind
from jobcenter.models import Event, Membership
from jobcenter.viewer import Viewer

Rows = QuerySet[Any]


def chosen(rows: Rows, only: set[UUID] | None, leave: set[UUID]) -> Rows:
    """Narrow a colleague's rows to those that are to go."""
    if only is not None:
        return rows.filter(public_id__in=only)
    return rows.exclude(public_id__in=leave) if leave else rows


def _ours(model: Any, viewer: Viewer, **values: Any) -> Rows:
    return model.objects.filter(jobcentre_id=viewer.jobcentre_id, **values)


def _owned(viewer: Viewer, member: int) -> Rows:
    return _ours(CompanyRelation, viewer, owner_id=member)


def _stood_in(viewer: Viewer, member: int) -> Rows:
    return _ours(CompanyRelation, viewer, deputy_id=member)


def _planned(viewer: Viewer, member: int) -> Rows:
    return _ours(Contact, viewer, by_id=member).planned()  # type: ignore[attr-defined]


def _steps(viewer: Viewer, member: int) -> Rows:
    steps = _ours(Contact, viewer, next_step_owner_id=member)
    return steps.with_open_step()  # type: ignore[attr-defined]


def _enquiries(viewer: Viewer, member: int) -> Rows:
    return _ours(Enquiry, viewer, owner_id=member).active()  # type: ignore[attr-defined]


def _agreements(viewer: Viewer, member: int) -> Rows:
    rows = _ours(Agreement, viewer, responsible_id=member)
    return rows.exclude(state__in=["ended", "expired", "renewed"])


def _give(rows: Rows, actor: Viewer, to: Membership, event: str, **values: Any) -> int:
    """Give rows away in one statement, with one timeline line each; in order against deadlocks."""
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = list(locked.values_list("pk", "company_id", "public_id"))
    model = rows.model
    model._default_manager.filter(
        jobcentre_id=actor.jobcentre_id, pk__in=[pk for pk, _company, _public in found]
    ).update(version=F("version") + 1, **values)
    moment = now()
    Event.objects.bulk_create(
        [
            Event(
                jobcentre_id=actor.jobcentre_id, at=moment, kind=event,
                group=registries.event_kinds[event].group, actor_id=actor.membership_id,
                actor_kind=actor.kind, company_id=company, subject=public, text=to.name,
            )
            for _pk, company, public in found
            if company is not None
        ],
        batch_size=1_000,
    )  # fmt: skip
    return len(found)


def _giver(
    rows_of: Callable[[Viewer, int], Rows], event: str, values_of: Callable[[Membership], Any]
) -> Any:
    def give(
        actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
    ) -> int:
        rows = chosen(rows_of(actor, from_id), only, leave)
        return _give(rows, actor, to, event, **values_of(to))

    return give


def _give_enquiries(
    actor: Viewer, from_id: int, to: Membership, only: set[UUID] | None, leave: set[UUID]
) -> int:
    """Hand enquiries over as their thread knows it, one by one."""
    rows = list(chosen(_enquiries(actor, from_id), only, leave).order_by("pk"))
    for enquiry in rows:
        give_enquiry(enquiry, to, actor=actor)
    return len(rows)


def _as_owner(to: Membership) -> dict[str, Any]:
    """The new owner is no longer the deputy."""
    nobody = When(deputy_id=to.pk, then=Value(None))
    return {"owner_id": to.pk, "deputy_id": Case(nobody, default=F("deputy_id"))}


def _as_deputy(to: Membership) -> dict[str, Any]:
    """Who owns the relation already does not stand in for themself."""
    owns = When(owner_id=to.pk, then=Value(None))
    return {"deputy_id": Case(owns, default=Value(to.pk))}


def _finder(
    rows_of: Callable[[Viewer, int], Rows], order: list[str], tell: Callable[[Any], HandoverRow]
) -> Any:
    def find(viewer: Viewer, member: int, limit: int) -> list[HandoverRow]:
        rows = rows_of(viewer, member).select_related("company")
        return [tell(row) for row in rows.order_by(*order)[:limit]]

    return find


def _relation(row: Any) -> HandoverRow:
    url = reverse("companies:company", args=[row.company.public_id])
    return HandoverRow(row.public_id, row.company.name, row.get_status_display(), url)


def _day(moment: datetime | date | None) -> date | None:
    return local_day(moment) if isinstance(moment, datetime) else moment


def _contact(row: Any) -> HandoverRow:
    url = reverse("companies:contact", args=[row.public_id])
    return HandoverRow(row.public_id, row.company.name, row.purpose, url, _day(row.planned_at))


def _step(row: Any) -> HandoverRow:
    url = reverse("companies:contact", args=[row.public_id])
    return HandoverRow(row.public_id, row.company.name, row.next_step, url, row.next_step_on)


def _enquiry(row: Any) -> HandoverRow:
    name = row.company.name if row.company else row.company_typed or row.asker_name
    url = reverse("companies:enquiry", args=[row.public_id])
    return HandoverRow(row.public_id, name, row.get_subject_display(), url, _day(row.due_at))


def _agreement(row: Any) -> HandoverRow:
    url = reverse("companies:agreement", args=[row.public_id])
    return HandoverRow(row.public_id, row.company.name, row.purpose, url, row.ends_on)


def register() -> None:
    """Fill the registry and name the lines that stay on the timelines."""
    handed = "companies.handed_over"
    registries.event_kind(handed, _("handed over to a colleague"), group="relation")
    parts: list[tuple[str, Any, Any, list[str], Any, Any, bool]] = [
        ("planned", _("Planned contacts"), _planned, ["planned_at", "id"], _contact,
         _giver(_planned, handed, lambda to: {"by_id": to.pk}), True),
        ("steps", _("Open next steps"), _steps, ["next_step_on", "id"], _step,
         _giver(_steps, handed, lambda to: {"next_step_owner_id": to.pk}), True),
        ("enquiries", _("Enquiries"), _enquiries, ["due_at", "id"], _enquiry,
         _give_enquiries, True),
        ("agreements", _("Partnership agreements"), _agreements, ["ends_on", "id"], _agreement,
         _giver(_agreements, handed, lambda to: {"responsible_id": to.pk}), False),
        ("relations", _("Companies as fixed contact"), _owned, ["status", "company__name_key"],
         _relation, _giver(_owned, handed, _as_owner), False),
        ("deputy", _("Companies as deputy"), _stood_in, ["status", "company__name_key"],
         _relation, _giver(_stood_in, handed, _as_deputy), False),
    ]  # fmt: skip
    for order, (code, label, rows_of, by, tell, give, urgent) in enumerate(parts, start=1):
        handover_kind(
            HandoverKind(
                code=f"companies.{code}",
                label=label,
                order=10 * order,
                find=_finder(rows_of, by, tell),
                rows=rows_of,
                hand_over=give,
                is_urgent=urgent,
            )
        )
