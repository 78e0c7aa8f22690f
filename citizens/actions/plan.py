"""Writing a plan: goals and steps, their states, and who does what. For the case team.

Each write locks the citizen first, so two at once follow one another; the later of two changes to
the same words is Stale.
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from citizens.access import in_case_team, in_case_team_of
from citizens.access.plan import goals_visible_to, steps_visible_to
from citizens.actions.checks import check_may_write, locked
from citizens.actions.citizen import own_function
from citizens.choices.plan import Doer, GoalOrigin, GoalState, StepState
from citizens.models import Citizen, PlanGoal, PlanStep
from citizens.periods import open_team_member
from citizens.plan_writing import changed, log_plan, new_goal, said
from citizens.rules import plan as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def add_goal(
    citizen: Citizen, *, actor: Viewer, text: str, target_on: date | None = None
) -> PlanGoal:
    """Write a goal into the plan, in the citizen's words as far as possible."""
    check_may_write(actor, citizen)
    rules.check_target(target_on, today())
    present = locked(citizen)
    goal = new_goal(present, text, target_on, GoalOrigin.TEAM)
    changed(present, actor, "citizen.plan_changed")
    return goal


@action
def change_goal(
    goal: PlanGoal, *, actor: Viewer, version: int, text: str, target_on: date | None = None
) -> PlanGoal:
    """Change the words of an open goal, or its day. Stale if somebody was faster."""
    present = _goal(goal, actor, version)
    rules.check_goal_is_open(present.state)
    rules.check_target(target_on, today(), present.target_on)
    text = said(text)
    if (present.text, present.target_on) == (text, target_on):
        return present
    present.text, present.target_on = text, target_on
    _save(present, "text", "target_on")
    changed(present.citizen, actor, "citizen.plan_changed")
    return present


@action
def move_goal(
    goal: PlanGoal, *, actor: Viewer, version: int, to: str, reason: str = ""
) -> PlanGoal:
    """Write that a goal is reached or given up, or open it again.

    What is given up needs a reason, which the citizen reads; open steps are dealt with first.
    """
    present = _goal(goal, actor, version)
    is_open = PlanStep.objects.filter(
        jobcentre_id=actor.jobcentre_id, goal_id=present.pk, state__in=rules.OPEN_STEPS
    )
    rules.check_can_move_goal(present.state, to, reason, is_open.count())
    present.state = to
    present.reason = one_line(reason)[:300] if to == GoalState.DROPPED else ""
    present.closed_on = None if to == GoalState.OPEN else today()
    _save(present, "state", "reason", "closed_on")
    if to == GoalState.REACHED:
        log_plan("citizen.plan_goal_reached", actor, present.citizen)
    else:
        changed(present.citizen, actor, "citizen.plan_changed")
    return present


@action
def add_step(
    goal: PlanGoal,
    *,
    actor: Viewer,
    text: str,
    doer: str,
    owner: Membership,
    due_on: date,
    outside: str = "",
    proof: str = "",
) -> PlanStep:
    """Write a step towards a goal: what, who does it, and before which day.

    `owner` is the colleague who does it or, for the citizen's and others' steps, follows up; of
    the case team.
    """
    check_may_write(actor, goal.citizen)
    rules.check_doer(doer, outside)
    rules.check_due(due_on, today())
    citizen = locked(goal.citizen)
    present = lock_then_read(goals_visible_to(actor).filter(pk=goal.pk))
    if present is None:
        raise NotYours
    rules.check_goal_is_open(present.state)
    _check_owner(citizen, owner)
    rows = PlanStep.objects.filter(jobcentre_id=actor.jobcentre_id, goal_id=present.pk)
    if rows.count() >= rules.MOST_STEPS:
        raise Refused("steps_full", N_("There are 30 steps already. Make a goal of its own."))
    step = PlanStep.objects.create(
        jobcentre_id=actor.jobcentre_id, citizen=citizen, goal=present, text=said(text),
        doer=doer, owner=owner, due_on=due_on, proof=one_line(proof)[:200],
        outside=one_line(outside)[:120] if doer == Doer.OUTSIDE else "",
    )  # fmt: skip
    changed(citizen, actor, "citizen.plan_changed")
    return step


@action
def change_step(
    step: PlanStep,
    *,
    actor: Viewer,
    version: int,
    text: str,
    doer: str,
    owner: Membership,
    due_on: date,
    outside: str = "",
    proof: str = "",
) -> PlanStep:
    """Change an open step. Stale if somebody was faster."""
    rules.check_doer(doer, outside)
    present = _step(step, actor, version)
    rules.check_step_is_open(present.state)
    rules.check_due(due_on, today(), present.due_on)
    _check_owner(present.citizen, owner)
    outside = one_line(outside)[:120] if doer == Doer.OUTSIDE else ""
    new = {
        "text": said(text), "doer": doer, "owner_id": owner.pk, "due_on": due_on,
        "outside": outside, "proof": one_line(proof)[:200],
    }  # fmt: skip
    if new == {name: getattr(present, name) for name in new}:
        return present
    for name, value in new.items():
        setattr(present, name, value)
    _save(present, "text", "doer", "owner", "due_on", "outside", "proof")
    changed(present.citizen, actor, "citizen.plan_changed")
    return present


@action
def move_step(
    step: PlanStep, *, actor: Viewer, version: int, to: str, reason: str = ""
) -> PlanStep:
    """Write that a step is under way, done or called off, or take it up again."""
    present = _step(step, actor, version)
    rules.check_can_move_step(present.state, to, reason, present.goal.state)
    present.state = to
    present.reason = one_line(reason)[:300] if to == StepState.DROPPED else ""
    present.closed_on = None if to in rules.OPEN_STEPS else today()
    _save(present, "state", "reason", "closed_on")
    if to == StepState.DROPPED:
        changed(present.citizen, actor, "citizen.plan_changed")
    elif to == StepState.DONE:
        log_plan("citizen.plan_step_done", actor, present.citizen)
    return present


@action
def take_over_step(step: PlanStep, to: Membership, *, actor: Viewer) -> PlanStep:
    """Give an open step to a colleague, who joins the case team.

    For whoever may hand over a colleague's work, or hands over their own while in the case team:
    nothing of the citizen is shown. Nobody gets into a case team by handing over to themselves.
    """
    is_own = step.owner_id == actor.membership_id and in_case_team(actor, step.citizen_id)
    if not actor.can(Can.HAND_OVER) and not is_own:
        raise PermissionDenied
    if to.ended_on or not Viewer.of(to).can(Can.WRITE_CITIZENS):
        raise Refused("cannot_follow", N_("That colleague can't follow candidates."))
    citizen = locked(step.citizen)
    rows = PlanStep.objects.filter(jobcentre_id=actor.jobcentre_id, pk=step.pk)
    present = lock_then_read(rows.filter(state__in=rules.OPEN_STEPS), "citizen")
    if present is None:
        raise NotYours
    if not in_case_team_of(to, citizen.pk):
        if to.pk == actor.membership_id:
            raise Refused(
                "handover_into_team",
                N_("Choose a colleague: nobody can give themselves a right to see a case."),
            )
        open_team_member(citizen, to.pk, own_function(Viewer.of(to)))
        log_event(
            "citizen.team_joined", actor=actor, citizen_id=citizen.pk, subject=citizen.public_id,
            text=to.name,
        )  # fmt: skip
    present.owner = to
    _save(present, "owner")
    return present


def _goal(goal: PlanGoal, actor: Viewer, version: int) -> PlanGoal:
    check_may_write(actor, goal.citizen)
    locked(goal.citizen)
    rows = goals_visible_to(actor).filter(pk=goal.pk)
    present: PlanGoal = _read(rows, version, "citizen")
    return present


def _step(step: PlanStep, actor: Viewer, version: int) -> PlanStep:
    check_may_write(actor, step.citizen)
    locked(step.citizen)
    rows = steps_visible_to(actor).filter(pk=step.pk)
    present: PlanStep = _read(rows, version, "citizen", "goal", "owner")
    return present


def _read(rows: Any, version: int, *joined: str) -> Any:
    present = lock_then_read(rows, *joined)
    if present is None:
        raise NotYours
    if present.version != version:
        raise Stale
    return present


def _save(row: Any, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def _check_owner(citizen: Citizen, owner: Membership) -> None:
    if not in_case_team_of(owner, citizen.pk):
        raise Refused("step_owner", N_("Choose somebody in the case team."))
