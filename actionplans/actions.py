"""Every write of the room: plans, targets, notes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from actionplans import rules
from actionplans.access import require_write
from actionplans.choices import WORKED_KINDS, Kind, PlanState
from actionplans.models import ActionPlan, EffortTarget, EffortTargetGroup, TargetNote
from citizens.models import MatchGroup
from followup.hints import hint
from insight.indicators import find
from insight.populations import population_of
from insight.tasks import compute_past_of_population
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer

PAST_OF_A_NEW_TARGET = timedelta(days=400)

SENTENCES = {
    constraint.name: constraint.violation_error_message
    for model in (ActionPlan, EffortTarget, TargetNote)
    for constraint in model._meta.constraints
}


@dataclass(frozen=True)
class TargetFacts:
    """What a target says, as the form gives it."""

    text: str
    kind: str
    indicator: str
    groups: Sequence[MatchGroup]
    target_value: Decimal | None
    responsible: Membership
    reason: str = ""
    baseline_value: Decimal | None = None
    baseline_on: date | None = None
    deadline: date | None = None
    margin_percent: int = 10


@action
def make_plan(*, actor: Viewer, year: int, title: str, summary: str = "") -> ActionPlan:
    """Begin a year's plan as a draft."""
    require_write(actor, actor.jobcentre_id)
    with _database_agrees():
        plan = ActionPlan.objects.create(
            jobcentre_id=actor.jobcentre_id,
            year=year,
            title=title.strip(),
            summary=summary.strip(),
        )
    log_event("actionplans.plan_made", actor=actor, text=plan.title, subject=plan.public_id)
    return plan


@action
def approve_plan(plan: ActionPlan, *, actor: Viewer) -> ActionPlan:
    """Approve a draft that has at least one target; from now on everybody reads it."""
    require_write(actor, plan.jobcentre_id)
    plan = _locked_plan(actor, plan.pk)
    if not plan.is_draft:
        return plan
    if not plan.targets.filter(jobcentre_id=actor.jobcentre_id).exists():
        raise Refused("plan_without_targets", N_("Write at least one target first."))
    plan.state, plan.approved_on, plan.approved_by_id = (
        PlanState.APPROVED,
        today(),
        actor.membership_id,
    )
    plan.save(update_fields=["state", "approved_on", "approved_by"])
    log_event("actionplans.plan_approved", actor=actor, text=plan.title, subject=plan.public_id)
    return plan


@action
def revise_plan(plan: ActionPlan, *, actor: Viewer) -> ActionPlan:
    """Open an approved plan as the draft of its next version; the history keeps the former."""
    require_write(actor, plan.jobcentre_id)
    plan = _locked_plan(actor, plan.pk)
    if plan.is_draft:
        return plan
    plan.state = PlanState.DRAFT
    plan.version += 1
    plan.save(update_fields=["state", "version"])
    log_event("actionplans.plan_revised", actor=actor, text=plan.title, subject=plan.public_id)
    return plan


@action
def add_target(plan: ActionPlan, facts: TargetFacts, *, actor: Viewer) -> EffortTarget:
    """Add a target to a draft; the past of its population is computed after the commit."""
    require_write(actor, plan.jobcentre_id)
    plan = _locked_plan(actor, plan.pk)
    _check_open(plan)
    target = EffortTarget(jobcentre_id=actor.jobcentre_id, plan=plan)
    last = plan.targets.filter(jobcentre_id=actor.jobcentre_id).aggregate(last=Max("order"))
    target.order = (last["last"] or 0) + 1
    _fill(target, facts, actor)
    with _database_agrees():
        target.save()
    _set_groups(target, facts.groups)
    _compute_past(target, facts.groups)
    log_event("actionplans.target_added", actor=actor, text=target.text, subject=target.public_id)
    return target


@action
def change_target(
    target: EffortTarget, facts: TargetFacts, *, actor: Viewer, version: int
) -> EffortTarget:
    """Change a target of a draft; Stale if somebody changed it since `version`."""
    require_write(actor, target.jobcentre_id)
    plan = _locked_plan(actor, target.plan_id)
    _check_open(plan)
    fresh = (
        EffortTarget.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=target.pk)
        .first()
    )
    if fresh is None:
        raise NotYours
    if fresh.version != version:
        raise Stale
    before = fresh.population
    _fill(fresh, facts, actor)
    fresh.version += 1
    with _database_agrees():
        fresh.save()
    _set_groups(fresh, facts.groups)
    if fresh.population != before:
        _compute_past(fresh, facts.groups)
    log_event("actionplans.target_changed", actor=actor, text=fresh.text, subject=fresh.public_id)
    return fresh


@action
def add_note(
    target: EffortTarget, *, actor: Viewer, text: str, value: float | None = None
) -> TargetNote:
    """Write a dated note on a target, also when the plan is approved."""
    require_write(actor, target.jobcentre_id)
    if not text.strip():
        raise Refused("note_empty", N_("Write the note."))
    note = TargetNote.objects.create(
        jobcentre_id=actor.jobcentre_id,
        target=target,
        noted_on=today(),
        text=text.strip(),
        value=None if value is None else Decimal(str(round(value, 1))),
        by_id=actor.membership_id or 0,
    )
    log_event("actionplans.note_added", actor=actor, text=target.text, subject=target.public_id)
    return note


def _locked_plan(actor: Viewer, pk: int) -> ActionPlan:
    plan = (
        ActionPlan.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=pk)
        .first()
    )
    if plan is None:
        raise NotYours
    return plan


def _check_open(plan: ActionPlan) -> None:
    if not plan.is_draft:
        raise Refused(
            "plan_approved",
            N_("The plan is approved. Choose “Revise” to open its next version first."),
        )


def _fill(target: EffortTarget, facts: TargetFacts, actor: Viewer) -> None:
    indicator = find(facts.indicator)
    if facts.kind not in WORKED_KINDS:
        raise Refused("kind_not_yet", N_("That kind of target cannot be followed yet."))
    if facts.indicator and indicator is None:
        raise Refused("indicator_gone", N_("That figure is no longer computed. Choose another."))
    if facts.responsible.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    rules.check_target(
        kind=facts.kind,
        indicator=facts.indicator,
        target=None if facts.target_value is None else float(facts.target_value),
        baseline=None if facts.baseline_value is None else float(facts.baseline_value),
        baseline_on=facts.baseline_on,
        deadline=facts.deadline,
    )
    if facts.groups and indicator and "population" not in indicator.breakdowns:
        raise Refused(
            "figure_without_groups",
            N_("That figure is not divided by match group. Leave the groups empty."),
        )
    target.text, target.reason = facts.text.strip(), facts.reason.strip()
    target.kind, target.indicator = Kind(facts.kind), facts.indicator
    target.population = population_of(facts.groups).key
    target.baseline_value, target.baseline_on = facts.baseline_value, facts.baseline_on
    target.target_value, target.deadline = facts.target_value, facts.deadline
    target.margin_percent, target.responsible = facts.margin_percent, facts.responsible


def _set_groups(target: EffortTarget, groups: Sequence[MatchGroup]) -> None:
    stored = EffortTargetGroup.objects.filter(jobcentre_id=target.jobcentre_id, target=target)
    present = set(stored.values_list("group_id", flat=True))
    wanted = {group.pk for group in groups}
    if gone := present - wanted:
        stored.filter(group_id__in=gone).delete()
    EffortTargetGroup.objects.bulk_create(
        EffortTargetGroup(jobcentre_id=target.jobcentre_id, target=target, group_id=pk)
        for pk in sorted(wanted - present)
    )


def _compute_past(target: EffortTarget, groups: Sequence[MatchGroup]) -> None:
    if target.population:
        # Should the queue be away, the nightly run sees that the population has no past.
        hint(
            compute_past_of_population,
            target.jobcentre_id,
            target.indicator,
            target.population,
            sorted(group.pk for group in groups),
            (today() - PAST_OF_A_NEW_TARGET).isoformat(),
        )


@contextmanager
def _database_agrees() -> Iterator[None]:
    """Turn a constraint's no into a refusal with the constraint's own sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in SENTENCES:
            raise
        raise Refused(str(name), str(SENTENCES[name])) from error
