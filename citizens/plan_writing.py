"""Rows of a plan that several actions write, inside theirs."""

from datetime import date

from citizens.models import Citizen, Plan, PlanGoal
from citizens.rules import plan as rules
from jobcenter.clock import now
from jobcenter.errors import N_, Refused
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.viewer import Viewer


def new_goal(citizen: Citizen, text: str, target_on: date | None, origin: str) -> PlanGoal:
    """Write a goal of a locked citizen; refused where there are too many to read."""
    rows = PlanGoal.objects.filter(jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk)
    if rows.count() >= rules.MOST_GOALS:
        raise Refused("goals_full", N_("There are 40 goals already. Use one of them again."))
    return PlanGoal.objects.create(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, text=said(text),
        target_on=target_on, origin=origin,
    )  # fmt: skip


def said(text: str) -> str:
    """Return the words on one line; refused without any."""
    text = one_line(text)[:300]
    if not text:
        raise Refused("plan_empty", N_("Write it in a few words."))
    return text


def changed(citizen: Citizen, actor: Viewer, kind: str) -> None:
    """Count a new version of a locked citizen's plan, and say so without its words."""
    plan, is_new = Plan.objects.get_or_create(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, defaults={"changed_at": now()}
    )
    if not is_new:
        plan.version += 1
        plan.changed_at = now()
        plan.save(update_fields=["version", "changed_at"])
    log_plan(kind, actor, citizen)


def log_plan(kind: str, actor: Viewer, citizen: Citizen) -> None:
    """Write the timeline's line: a code, never the words."""
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
