"""Who may see a plan: the case team. A plan spans departments, so it may tell of health."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from citizens.models import CaseTeamMember, Citizen, PlanGoal, PlanStep, PlanVoice
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def of_my_cases(viewer: Viewer, rows: QuerySet[Any], *, day: Any = None) -> QuerySet[Any]:
    """Return those of the rows (with a `citizen`) in whose case team the viewer is."""
    rows = rows.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.kind == "system":
        return rows
    # "compiled" asks for staff whose roles are known (jobcenter/compiled.py)
    if viewer.kind not in {"staff", "compiled"} or not viewer.can(Can.READ_CITIZENS):
        return rows.none()
    team = CaseTeamMember.objects.on(day or today()).filter(
        jobcentre_id=viewer.jobcentre_id,
        membership_id=viewer.membership_id or 0,
        citizen_id=OuterRef("citizen_id"),
    )
    return rows.filter(Exists(team))


def goals_visible_to(viewer: Viewer) -> QuerySet[PlanGoal]:
    """Return the goals of those in whose case team the viewer is; a citizen's own at the door."""
    if viewer.subject is not None and viewer.kind not in {"staff", "outsider"}:
        return PlanGoal.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen__public_id=viewer.subject
        )
    return of_my_cases(viewer, PlanGoal.objects.all())


def steps_visible_to(viewer: Viewer) -> QuerySet[PlanStep]:
    """Return the steps of those in whose case team the viewer is."""
    return of_my_cases(viewer, PlanStep.objects.all())


def get_goal(viewer: Viewer, citizen: Citizen, public_id: UUID) -> PlanGoal:
    """Return a goal of an opened citizen; NotYours otherwise."""
    rows = goals_visible_to(viewer).filter(citizen_id=citizen.pk, public_id=public_id)
    found: PlanGoal = _found(rows.select_related("citizen"))
    return found


def get_step(viewer: Viewer, citizen: Citizen, public_id: UUID) -> PlanStep:
    """Return a step of an opened citizen; NotYours otherwise."""
    rows = steps_visible_to(viewer).filter(citizen_id=citizen.pk, public_id=public_id)
    found: PlanStep = _found(rows.select_related("citizen", "goal", "owner"))
    return found


def _found(rows: QuerySet[Any]) -> Any:
    row = rows.order_by().first()
    if row is None:
        raise NotYours
    return row


def get_voice(viewer: Viewer, citizen: Citizen, public_id: UUID) -> PlanVoice:
    """Return what an opened citizen said; NotYours otherwise."""
    rows = of_my_cases(viewer, PlanVoice.objects.filter(public_id=public_id, citizen=citizen))
    found: PlanVoice = _found(rows.select_related("citizen", "answered_by", "heard_by"))
    return found
