"""Every read of a plan or a target by id."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from actionplans.models import ActionPlan, EffortTarget
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def plan_for(viewer: Viewer, public_id: UUID) -> ActionPlan:
    """Return a plan the viewer may read; drafts are for those who write."""
    plan = ActionPlan.objects.visible_to(viewer).filter(public_id=public_id).first()
    if plan is None:
        raise NotYours
    return plan


def target_for(viewer: Viewer, public_id: UUID) -> EffortTarget:
    """Return a target of a plan the viewer may read, with plan and responsible."""
    target = (
        EffortTarget.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .filter(plan__in=ActionPlan.objects.visible_to(viewer))
        .select_related("plan", "responsible")
        .first()
    )
    if target is None:
        raise NotYours
    return target


def require_write(viewer: Viewer, jobcentre_id: int) -> None:
    """Refuse another jobcentre, and those who may not write the plan."""
    if viewer.jobcentre_id != jobcentre_id:
        raise NotYours
    if not viewer.can(Can.WRITE_PLAN):
        raise PermissionDenied
