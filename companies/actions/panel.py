"""The stakeholder panel, and the figures of industries an administrator keeps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from companies.actions.campaigns import may_manage
from companies.actions.contacts import ContactFacts, plan_contact
from companies.choices import Channel
from companies.models import Company, IndustryFigure, PanelMember
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def join_panel(cvr: str, *, actor: Viewer) -> str:
    """Take a company into the panel and return its name."""
    may_manage(actor)
    company = Company.objects.filter(cvr=cvr).first()
    if company is None:
        raise Refused("unknown_cvr", N_("The register has no company with that number."))
    if not company.is_active:
        raise Refused("ceased", N_("The company has ceased."))
    _member, made = PanelMember.objects.get_or_create(
        jobcentre_id=actor.jobcentre_id, company=company, left_on=None,
        defaults={"joined_on": today()},
    )  # fmt: skip
    if not made:
        raise Refused("already_there", N_("The company is in the panel already."))
    log_event(
        "companies.panel_joined", actor=actor, company_id=company.pk, subject=company.public_id
    )
    return company.name


@action
def leave_panel(member: UUID, *, actor: Viewer) -> None:
    """Note that a company left the panel."""
    may_manage(actor)
    found = (
        PanelMember.objects.select_related("company")
        .select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, public_id=member, left_on__isnull=True)
        .first()
    )
    if found is None:
        raise NotYours
    found.left_on = today()
    found.save(update_fields=["left_on"])
    log_event(
        "companies.panel_left", actor=actor, company_id=found.company_id,
        subject=found.company.public_id,
    )  # fmt: skip


@action
def plan_panel_meeting(at: datetime, purpose: str, *, actor: Viewer) -> int:
    """Plan a meeting with every company of the panel; one planned then already stays."""
    may_manage(actor)
    rows = list(
        PanelMember.objects.select_related("company")
        .filter(jobcentre_id=actor.jobcentre_id, left_on__isnull=True)
        .order_by("id")[:200]
    )
    if not rows:
        raise Refused("empty_panel", N_("Nobody is in the panel yet."))
    facts = ContactFacts(Channel.MEETING, purpose)
    for row in rows:
        plan_contact(row.company, facts, actor=actor, planned_at=at)
    return len(rows)


def _may_keep(actor: Viewer) -> None:
    if actor.kind != "system" and not actor.can(Can.ADMINISTER):
        raise PermissionDenied


@action
def set_figure(values: dict[str, Any], *, actor: Viewer) -> IndustryFigure:
    """Keep a figure of an industry; the former one of the same kind is replaced."""
    _may_keep(actor)
    row, _made = IndustryFigure.objects.update_or_create(
        jobcentre_id=actor.jobcentre_id, figure=values["figure"], industry=values["industry"],
        defaults={name: values[name] for name in ("value", "source", "as_of")},
    )  # fmt: skip
    return row


@action
def drop_figure(figure: str, industry: str, *, actor: Viewer) -> None:
    """Delete a figure."""
    _may_keep(actor)
    IndustryFigure.objects.filter(
        jobcentre_id=actor.jobcentre_id, figure=figure, industry=industry
    ).delete()
