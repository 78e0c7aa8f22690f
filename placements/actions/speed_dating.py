"""Speed dating: who takes part, the plan of the conversations, what came of each."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from citizens.access import in_case_team
from citizens.models import Citizen
from companies.actions import need_sources
from companies.actions.checks import may_write
from companies.choices import Industry
from companies.choices.need import FilledBy
from companies.models import Gathering, Invitation, Need
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import DateOutcome, DatingCandidate, Placement, SpeedDate
from placements.rules import speed_dating as rules


def _may_bring(actor: Viewer) -> None:
    """Refuse who makes no placements: candidates are brought by who knows them."""
    if actor.kind != "system" and not actor.can(Can.MAKE_PLACEMENTS):
        raise PermissionDenied


def _may_plan(actor: Viewer) -> None:
    if actor.kind == "system":
        return
    if not actor.can(Can.READ_CITIZENS) or not (
        actor.can(Can.MAKE_PLACEMENTS) or actor.can(Can.MANAGE_CAMPAIGNS)
    ):
        raise PermissionDenied


def is_over(actor: Viewer, citizen_id: int) -> bool:
    """Return whether the actor works with this candidate; a granted look is not enough."""
    return actor.kind == "system" or in_case_team(actor, citizen_id)


def may_note(actor: Viewer, date: SpeedDate) -> bool:
    """Return whether the actor may note an outcome: the case team, and who holds the event."""
    return is_over(actor, date.candidate.citizen_id) or (
        actor.membership_id is not None and date.gathering.responsible_id == actor.membership_id
    )


def _locked(gathering: Gathering, actor: Viewer) -> Gathering:
    found = (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=gathering.pk)
        .first()
    )
    if found is None:
        raise NotYours
    return found


@action
def add_candidate(
    gathering: Gathering, citizen: Citizen, *, actor: Viewer, looks_for: Sequence[str] = (),
    told: str = "", has_agreed: bool,
) -> DatingCandidate:  # fmt: skip
    """Let a candidate take part who has said yes; only by the case team."""
    _may_bring(actor)
    if citizen.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not is_over(actor, citizen.pk):
        raise PermissionDenied
    if not has_agreed:
        raise Refused("not_agreed", N_("The candidate must have said yes to taking part."))
    if citizen.state != "active":
        raise Refused("case_ended", N_("The candidate's case has ended."))
    found = _locked(gathering, actor)
    rules.check_can_change(found.kind, found.state)
    row, made = DatingCandidate.objects.get_or_create(
        jobcentre_id=actor.jobcentre_id, gathering=found, citizen=citizen,
        defaults={
            "looks_for": sorted(set(looks_for)), "told": " ".join(told.split()),
            "agreed_on": today(), "added_by_id": actor.membership_id,
        },
    )  # fmt: skip
    if not made:
        raise Refused("takes_part", N_("This candidate takes part already."))
    log_event(
        "placements.dating_joined", actor=actor, citizen_id=citizen.pk, subject=found.public_id,
        text=found.title,
    )  # fmt: skip
    return row


@action
def remove_candidate(candidate: DatingCandidate, *, actor: Viewer) -> None:
    """Take a candidate out again, with the conversations that were planned."""
    _may_bring(actor)
    if not is_over(actor, candidate.citizen_id):
        raise PermissionDenied
    found = _locked(candidate.gathering, actor)
    rules.check_can_change(found.kind, found.state)
    row = (
        DatingCandidate.objects.select_for_update(of=("self",))
        .filter(jobcentre_id=actor.jobcentre_id, pk=candidate.pk)
        .first()
    )
    if row is None:
        raise NotYours
    if row.dates.filter(jobcentre_id=actor.jobcentre_id).exclude(outcome="").exists():
        raise Refused("held_already", N_("Outcomes are written already: the plan stays."))
    row.delete()
    log_event(
        "placements.dating_left", actor=actor, citizen_id=candidate.citizen_id,
        subject=found.public_id, text=found.title,
    )  # fmt: skip


def industry_of(code: str) -> str:
    """Return the section of an industry code's first two digits; '' for an unknown one."""
    for section in Industry.values:
        first, last = section.split("-")
        if first <= code[:2] <= last:
            return str(section)
    return ""


@action
def plan_dates(gathering: Gathering, *, actor: Viewer) -> int:
    """Write the plan anew from who comes and who takes part; return the conversations."""
    _may_plan(actor)
    found = _locked(gathering, actor)
    rules.check_can_change(found.kind, found.state)
    ours = {"jobcentre_id": actor.jobcentre_id, "gathering": found}
    companies = [
        rules.Company(row.pk, row.company_id, industry_of(row.company.industry_code))
        for row in Invitation.objects.filter(**ours, state="coming")
        .select_related("company").defer("company__search", "company__months").order_by("id")
    ]  # fmt: skip
    taking_part = list(DatingCandidate.objects.filter(**ours).order_by("id"))
    been: dict[int, set[int]] = {}
    for citizen, company in Placement.objects.filter(
        jobcentre_id=actor.jobcentre_id, citizen_id__in=[row.citizen_id for row in taking_part],
        state__in=["running", "ended", "interrupted"],
    ).values_list("citizen_id", "place__workplace__company_id"):  # fmt: skip
        been.setdefault(citizen, set()).add(company)
    candidates = [
        rules.Candidate(row.pk, frozenset(row.looks_for), frozenset(been.get(row.citizen_id, ())))
        for row in taking_part
    ]
    old = SpeedDate.objects.filter(**ours)
    outcomes = set(old.values_list("outcome", flat=True))
    rules.check_can_plan(outcomes, len(companies), len(candidates))
    old.delete()
    dates = rules.plan(companies, candidates, found.rounds or 1)
    SpeedDate.objects.bulk_create(
        [
            SpeedDate(
                **ours, round=each.round, invitation_id=each.invitation,
                candidate_id=each.candidate,
            )
            for each in dates
        ],
        batch_size=500,
    )  # fmt: skip
    return len(dates)


@action
def note_outcome(
    date: SpeedDate, outcome: str, *, actor: Viewer, note: str = "", need: Need | None = None,
    how: str = FilledBy.JOB,
) -> SpeedDate:  # fmt: skip
    """Write what came of a conversation; it stands on both timelines, without a name.

    `note` is kept from the case team only: it is about a person. A job agreed can fill a `need` of
    that company at once; an outcome that is no job after all gives the place back. Of two who fill
    the last place the second is told who was first, and nothing is written.
    """
    _may_plan(actor)
    if not may_note(actor, date):
        raise PermissionDenied
    found = (
        SpeedDate.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=date.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if date.gathering.state == "cancelled":
        raise Refused("called_off", N_("The event is called off."))
    found.outcome = outcome
    if is_over(actor, date.candidate.citizen_id):
        found.note = " ".join(note.split())[:300]
    found.noted_by_id = actor.membership_id
    found.save(update_fields=["outcome", "note", "noted_by"])
    _fill_need(found, date.invitation.company_id, need, how, actor)
    log_event(
        "placements.dated", actor=actor, citizen_id=date.candidate.citizen_id,
        company_id=date.invitation.company_id, subject=date.gathering.public_id,
        text=date.gathering.title,
    )  # fmt: skip
    return found


def _fill_need(
    date: SpeedDate, company_id: int, need: Need | None, how: str, actor: Viewer
) -> None:
    """Let a job agreed fill a place of a need; the need is locked last."""
    if date.outcome != DateOutcome.JOB:
        need_sources.empty_for(date.public_id, actor=actor)
    if need is None:
        return
    may_write(actor)
    if date.outcome != DateOutcome.JOB:
        raise Refused("no_job", N_("Only a job or trial that was agreed fills a need."))
    if need.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if need.company_id != company_id:
        raise Refused("need_elsewhere", N_("That is a need of another company."))
    if how not in FilledBy.values:
        raise Refused("place_unknown", N_("Choose what became of it."))
    assert actor.membership_id is not None  # noqa: S101  capability implies a membership
    need_sources.empty_for(date.public_id, actor=actor)
    need_sources.fill_for(
        need.pk, actor=actor, by=actor.membership_id, source=date.public_id, how=how
    )
