"""Who reads the waiting list, and who may change it: the case team; its order, a leader."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from citizens.access import citizens_visible_to, in_case_team
from citizens.access.offers import team_rows
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import Waiting

WRITES = (Can.MAKE_PLACEMENTS, Can.WRITE_CITIZENS)
LEADS = Can.GRANT_ACCESS


def require_writer(viewer: Viewer) -> None:
    """Refuse who does not work with candidates."""
    if viewer.membership_id is None or not any(viewer.can(each) for each in WRITES):
        raise PermissionDenied


def told_to(viewer: Viewer, rows: QuerySet[Waiting]) -> QuerySet[Waiting]:
    """Add whether the viewer sees the name (`is_seen`) and is in the case team (`is_over`)."""
    seen = Q(citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    over = Q(Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id"))))
    return rows.select_related("citizen", "place", "added_by", "moved_by").annotate(
        is_seen=ExpressionWrapper(seen, output_field=BooleanField()),
        is_over=ExpressionWrapper(over, output_field=BooleanField()),
    )


def waiting_for(viewer: Viewer, public_id: UUID) -> Waiting:
    """Return an entry of the viewer's jobcentre."""
    if not viewer.can(Can.READ_PLACES):
        raise NotYours
    rows = Waiting.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    found = told_to(viewer, rows.select_related("workplace")).order_by().first()
    if found is None:
        raise NotYours
    return found


def require_over(viewer: Viewer, row: Waiting) -> None:
    """Refuse another jobcentre's, and whoever is not in the case team."""
    if row.jobcentre_id != viewer.jobcentre_id:
        raise NotYours
    require_writer(viewer)
    if not in_case_team(viewer, row.citizen_id):
        raise PermissionDenied


def require_leader(viewer: Viewer, row: Waiting) -> None:
    """Refuse whoever does not lead: the order is for all teams."""
    if row.jobcentre_id != viewer.jobcentre_id:
        raise NotYours
    if viewer.membership_id is None or not viewer.can(LEADS):
        raise PermissionDenied
