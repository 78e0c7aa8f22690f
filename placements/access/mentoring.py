"""Who may read and write mentor orders: the case team; a leader decides without seeing whom.

A goal may tell of health, so granted access is not enough, and a leader outside the case team
reads hours and money, never the goal.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from citizens.access import get_case_citizen, in_case_team
from citizens.access.offers import team_rows
from citizens.models import Citizen
from jobcenter.access_log import record_look
from jobcenter.errors import NotYours
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer
from placements.models import MentorHours, MentorOrder

WRITES = (Can.WRITE_CITIZENS, Can.MAKE_PLACEMENTS)
PURPOSE = "citizen.mentor"
READS = (*WRITES, Can.GRANT_ACCESS)


def get_citizen_with_mentors(viewer: Viewer, public_id: UUID) -> Citizen:
    """Return the citizen for the case team, and write the look."""
    return get_case_citizen(viewer, public_id, purpose=PURPOSE)


def may_write(viewer: Viewer, citizen_id: int) -> bool:
    """Return whether the viewer orders and follows mentors for this citizen: the case team."""
    return any(viewer.can(can) for can in WRITES) and in_case_team(viewer, citizen_id)


def may_decide(viewer: Viewer, order: MentorOrder) -> bool:
    """Return whether the viewer decides as a leader: a manager, or the team's leader; never both
    who ordered and who decides. `order.ordered_by` is read."""
    if not viewer.can(Can.GRANT_ACCESS) or order.ordered_by_id == viewer.membership_id:
        return False
    if Role.MANAGER in viewer.roles:
        return True
    return viewer.team_id is not None and order.ordered_by.team_id == viewer.team_id


def orders_visible_to(viewer: Viewer) -> QuerySet[MentorOrder]:
    """Return the orders a list may show: a leader's are all, with names masked."""
    rows = MentorOrder.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.kind != "staff" or not any(viewer.can(can) for can in READS):
        return rows.none()
    if viewer.can(Can.GRANT_ACCESS):
        return rows
    return rows.filter(Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id"))))


def order_for(viewer: Viewer, public_id: UUID) -> tuple[MentorOrder, bool]:
    """Return an order and whether the viewer is in the case team, whose look is written.

    A leader gets it to decide on, without the team's knowledge; NotYours for another jobcentre's.
    """
    order = (
        MentorOrder.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related(
            "citizen", "target_group", "owner", "ordered_by", "decided_by", "prolongs",
            "placement__place__workplace",
        )
        .order_by()
        .first()
    )  # fmt: skip
    if order is None:
        raise NotYours
    if in_case_team(viewer, order.citizen_id):
        record_look(viewer, order.citizen.public_id, PURPOSE)
        return order, True
    if not viewer.can(Can.GRANT_ACCESS):
        raise PermissionDenied
    return order, False


def order_to_write(viewer: Viewer, public_id: UUID) -> MentorOrder:
    """Return an order for those who follow it; PermissionDenied for everybody else."""
    order, in_team = order_for(viewer, public_id)
    if not in_team:
        raise PermissionDenied
    return order


def entry_of(viewer: Viewer, order: MentorOrder, public_id: UUID) -> MentorHours:
    """Return hours of an order that was opened; NotYours otherwise."""
    entry = (
        MentorHours.objects.filter(
            jobcentre_id=viewer.jobcentre_id, order_id=order.pk, public_id=public_id
        )
        .select_related("order")
        .order_by()
        .first()
    )
    if entry is None:
        raise NotYours
    return entry
