"""Campaigns: plan, start, work through row by row, close."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied

from companies.actions.checks import may_write, of_this_house
from companies.choices.campaign import MOST_OF_ALL, MOST_ROWS, CampaignState, RowState, Sharing
from companies.models import Campaign, CampaignRow, CompanyStanding
from companies.queries.campaigns import contacted_rows, result_of
from companies.queries.criteria import Criteria
from companies.queries.selecting import company_ids
from companies.rules import as_logged
from companies.rules import campaigns as rules
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class CampaignFacts:
    """What a campaign is for, how companies are contacted, and when."""

    name: str
    purpose: str
    owner: Membership
    starts_on: date
    ends_on: date
    aim_number: int
    aim: str = "companies"
    contact_form: str = "phone"
    target_group: str = ""
    script: str = ""
    material: str = ""
    letter_title: str = ""
    letter_text: str = ""


@dataclass(frozen=True)
class Whom:
    """Which companies: criteria, or the CVR numbers of those who answered."""

    criteria: Criteria = field(default_factory=Criteria)
    cvr_numbers: Sequence[str] = ()


def may_manage(actor: Viewer) -> None:
    """Refuse who may not plan campaigns."""
    if actor.kind != "system" and not actor.can(Can.MANAGE_CAMPAIGNS):
        raise PermissionDenied


def _locked(campaign: Campaign, actor: Viewer, version: int | None = None) -> Campaign:
    found = (
        Campaign.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=campaign.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def _values(facts: CampaignFacts) -> dict[str, object]:
    name = " ".join(facts.name.split())
    return {
        "name": name, "name_key": danish_key(name), "purpose": facts.purpose.strip(),
        "owner": facts.owner, "starts_on": facts.starts_on, "ends_on": facts.ends_on,
        "aim": facts.aim, "aim_number": facts.aim_number, "contact_form": facts.contact_form,
        "target_group": facts.target_group.strip(), "script": facts.script.strip(),
        "material": facts.material.strip(), "letter_title": facts.letter_title.strip(),
        "letter_text": facts.letter_text.strip(),
    }  # fmt: skip


def _check(facts: CampaignFacts, actor: Viewer) -> None:
    may_manage(actor)
    of_this_house(actor, facts.owner)
    if not facts.purpose.strip():
        raise Refused("no_purpose", N_("Write the purpose of the campaign."))
    if facts.ends_on < facts.starts_on:
        raise Refused("period_backwards", N_("The last day is before the first."))


@action
def plan_campaign(facts: CampaignFacts, whom: Whom, *, actor: Viewer) -> Campaign:
    """Save a campaign that has not begun."""
    _check(facts, actor)
    campaign = Campaign.objects.create(
        jobcentre_id=actor.jobcentre_id, criteria=whom.criteria.query,
        cvr_numbers=list(whom.cvr_numbers)[:MOST_ROWS], **_values(facts),
    )  # fmt: skip
    _tell("companies.campaign_planned", campaign, actor)
    return campaign


@action
def edit_campaign(
    campaign: Campaign, facts: CampaignFacts, *, actor: Viewer, version: int
) -> Campaign:
    """Change what a campaign says; whom it is about is frozen when it has started."""
    _check(facts, actor)
    found = _locked(campaign, actor, version)
    if found.state == CampaignState.CLOSED:
        raise Refused("closed", N_("A closed campaign is history. Plan a new one."))
    values = {**_values(facts), "version": version + 1}
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    return found


@action
def choose_companies(campaign: Campaign, whom: Whom, *, actor: Viewer) -> Campaign:
    """Choose other companies for a campaign that has not begun."""
    may_manage(actor)
    found = _locked(campaign, actor)
    if found.state != CampaignState.DRAFT:
        raise Refused("started", N_("The campaign has begun: its companies stay as they are."))
    found.criteria = whom.criteria.query
    found.cvr_numbers = list(whom.cvr_numbers)[:MOST_ROWS]
    found.version += 1
    found.save(update_fields=["criteria", "cvr_numbers", "version"])
    return found


@action
def start_campaign(
    campaign: Campaign,
    consultants: Sequence[Membership],
    *,
    actor: Viewer,
    sharing: str = Sharing.OWNER,
    is_everybody_meant: bool = False,
) -> Campaign:
    """Freeze the companies and share them out. Two clicks at once: the second finds it begun."""
    may_manage(actor)
    of_this_house(actor, *consultants)
    found = _locked(campaign, actor)
    rules.check_move(found.state, CampaignState.RUNNING)
    criteria = Criteria.of(found.criteria)
    is_everything = criteria.is_everything and not found.cvr_numbers
    most = MOST_OF_ALL if is_everything else MOST_ROWS
    ids = company_ids(actor, criteria, found.cvr_numbers, most=most)
    rules.check_can_start(
        len(ids), is_everything=is_everything, is_confirmed=is_everybody_meant, most=most
    )
    known = {
        row.company_id: row
        for row in CompanyStanding.objects.filter(
            jobcentre_id=actor.jobcentre_id, company_id__in=ids
        ).defer("search")
    }
    owners = {} if sharing == Sharing.EVEN else {pk: row.owner_id or 0 for pk, row in known.items()}
    given = rules.share_out(ids, [each.pk for each in consultants], owners)
    CampaignRow.objects.bulk_create(
        [
            CampaignRow(
                jobcentre_id=actor.jobcentre_id, campaign=found, company_id=pk,
                consultant_id=given[pk], place=place, segment=known[pk].segment,
            )
            for place, pk in enumerate(ids, start=1)
        ],
        batch_size=1_000,
    )  # fmt: skip
    found.state = CampaignState.RUNNING
    found.started_at = as_logged(now())  # so that a contact logged right away counts
    found.is_everybody_meant = is_everything
    found.version += 1
    found.save(update_fields=["state", "started_at", "is_everybody_meant", "version"])
    _tell("companies.campaign_started", found, actor)
    return found


@action
def set_row(
    row: CampaignRow, state: str, *, actor: Viewer, reason: str = "", version: int
) -> CampaignRow:
    """Say that a company declined or is skipped, with the reason; or that it is to do again."""
    may_write(actor)
    found = _locked_row(row, actor, version)
    rules.check_row_move(found.state, state, reason)
    found.state = state
    found.reason = "" if state == RowState.TODO else " ".join(reason.split())[:300]
    found.state_at = now()
    found.version += 1
    found.save(update_fields=["state", "reason", "state_at", "version"])
    if state != RowState.TODO:
        log_event(
            f"companies.campaign_{state}", actor=actor, company_id=found.company_id,
            subject=found.campaign.public_id, text=found.campaign.name,
        )  # fmt: skip
    return found


@action
def take_row(row: CampaignRow, *, actor: Viewer) -> CampaignRow:
    """Contact the company oneself, instead of a colleague."""
    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    found = _locked_row(row, actor, None)
    found.consultant_id = actor.membership_id
    found.version += 1
    found.save(update_fields=["consultant", "version"])
    return found


def _locked_row(row: CampaignRow, actor: Viewer, version: int | None) -> CampaignRow:
    found = (
        CampaignRow.objects.select_related("campaign")
        .select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=row.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    if found.campaign.state != CampaignState.RUNNING:
        raise Refused("not_running", N_("The campaign is not running."))
    return found


@action
def close_campaign(campaign: Campaign, note: str, *, actor: Viewer) -> Campaign:
    """Close a campaign: its result is counted once more and stays, with what was learned."""
    may_manage(actor)
    found = _locked(campaign, actor)
    rules.check_move(found.state, CampaignState.CLOSED)
    if not note.strip():
        raise Refused("no_note", N_("Write what you learned."))
    result = result_of(actor, found)
    contacted_rows(actor, found).update(state=RowState.CONTACTED, state_at=now())
    found.state = CampaignState.CLOSED
    found.closed_at = now()
    found.close_note = note.strip()[:1000]
    found.result = result
    found.version += 1
    found.save(update_fields=["state", "closed_at", "close_note", "result", "version"])
    _tell("companies.campaign_closed", found, actor)
    return found


@action
def drop_campaign(campaign: Campaign, *, actor: Viewer) -> None:
    """Delete a plan that was never begun."""
    may_manage(actor)
    found = _locked(campaign, actor)
    if found.state != CampaignState.DRAFT:
        raise Refused("started", N_("The campaign has begun. Close it instead."))
    found.delete()


def _tell(kind: str, campaign: Campaign, actor: Viewer) -> None:
    log_event(kind, actor=actor, subject=campaign.public_id, text=campaign.name)
