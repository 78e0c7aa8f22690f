"""Growth programmes: begun, companies taken in, meetings held, commitments made and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from companies.actions.agreements import may_write_agreements
from companies.actions.checks import can_be_in_charge
from companies.choices.growth import CommitmentState, GrowthMeetingKind
from companies.models import (
    Company,
    GrowthAttendance,
    GrowthCommitment,
    GrowthCompany,
    GrowthMeeting,
    GrowthProgramme,
)
from companies.rules import growth as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class ProgrammeFacts:
    """A programme as it is written; `partner` chose the companies, `chosen_by` says how."""

    name: str
    partner: str
    chosen_by: str
    starts_on: date
    ends_on: date
    owner: Membership


@action
def begin_programme(facts: ProgrammeFacts, *, actor: Viewer) -> GrowthProgramme:
    """Begin a programme whose companies somebody else has chosen."""
    may_write_agreements(actor)
    can_be_in_charge(actor, facts.owner)
    rules.check_partner(facts.partner, Jobcentre.objects.get(pk=actor.jobcentre_id).name)
    if facts.ends_on <= facts.starts_on:
        raise Refused("growth_period", N_("The last day is before the first."))
    return GrowthProgramme.objects.create(
        jobcentre_id=actor.jobcentre_id, name=" ".join(facts.name.split()), partner=facts.partner,
        chosen_by=facts.chosen_by, starts_on=facts.starts_on, ends_on=facts.ends_on,
        owner=facts.owner,
    )  # fmt: skip


def _ours(actor: Viewer, *rows: GrowthProgramme | GrowthCompany | GrowthCommitment) -> None:
    may_write_agreements(actor)
    if any(row.jobcentre_id != actor.jobcentre_id for row in rows):
        raise NotYours


@action
def take_in(
    programme: GrowthProgramme, cvr: str, *, actor: Viewer, developer: str = ""
) -> GrowthCompany:
    """Take a company that the partner chose into the cohort."""
    _ours(actor, programme)
    company = Company.objects.filter(cvr=cvr).first()
    if company is None:
        raise Refused("unknown_cvr", N_("The register has no company with that number."))
    try:
        with transaction.atomic():
            member = GrowthCompany.objects.create(
                jobcentre_id=actor.jobcentre_id, programme=programme, company=company,
                developer=" ".join(developer.split()), joined_on=today(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("in_already", N_("The company is in the programme already.")) from None
    _tell("growth_joined", member, actor, programme.name)
    return member


@action
def note_meeting(
    programme: GrowthProgramme, *, actor: Viewer, kind: str, held_on: date, topic: str,
    members: Sequence[GrowthCompany],
) -> GrowthMeeting:  # fmt: skip
    """Note a camp with those who came, or sparring with one company."""
    _ours(actor, programme, *members)
    rules.check_meeting_day(held_on, programme.starts_on, programme.ends_on)
    if any(member.programme_id != programme.pk for member in members):
        raise NotYours
    if not members or (kind == GrowthMeetingKind.SPARRING and len(members) != 1):
        raise Refused("growth_who", N_("Sparring is with one company, a camp with at least one."))
    meeting = GrowthMeeting.objects.create(
        jobcentre_id=actor.jobcentre_id, programme=programme, kind=kind, held_on=held_on,
        topic=" ".join(topic.split()),
    )  # fmt: skip
    GrowthAttendance.objects.bulk_create(
        [
            GrowthAttendance(jobcentre_id=actor.jobcentre_id, meeting=meeting, member=member)
            for member in members
        ]
    )
    return meeting


@action
def commit_side(
    member: GrowthCompany, *, actor: Viewer, side: str, text: str, due_on: date
) -> GrowthCommitment:
    """Write down what one side commits itself to; it gets the next number of its side."""
    _ours(actor, member)
    found = lock_then_read(
        GrowthCompany.objects.filter(jobcentre_id=actor.jobcentre_id, pk=member.pk)
    )
    if found is None:
        raise NotYours
    rows = GrowthCommitment.objects.filter(
        jobcentre_id=actor.jobcentre_id, member=member, side=side
    )
    last = rows.aggregate(last=Max("number"))["last"] or 0
    made = GrowthCommitment.objects.create(
        jobcentre_id=actor.jobcentre_id, member=member, side=side, number=last + 1,
        text=" ".join(text.split()), due_on=due_on,
    )  # fmt: skip
    _tell("growth_committed", found, actor, f"{made.get_side_display()} {made.number}")
    return made


@action
def settle(
    commitment: GrowthCommitment, *, actor: Viewer, state: str, reason: str = ""
) -> GrowthCommitment:
    """Say what became of a commitment; `open` takes it back."""
    _ours(actor, commitment)
    rows = GrowthCommitment.objects.filter(jobcentre_id=actor.jobcentre_id, pk=commitment.pk)
    found = lock_then_read(rows, "member__company")
    if found is None:
        raise NotYours
    rules.check_settle(found.state, state, reason)
    is_open = state == CommitmentState.OPEN
    found.state = state
    found.reason = "" if is_open else " ".join(reason.split())
    found.settled_on = None if is_open else today()
    found.save(update_fields=["state", "reason", "settled_on"])
    _tell("growth_settled", found.member, actor, found.get_state_display())
    return found


def _tell(kind: str, member: GrowthCompany, actor: Viewer, text: str) -> None:
    log_event(
        f"companies.{kind}", actor=actor, company_id=member.company_id, subject=member.public_id,
        text=text,
    )  # fmt: skip
