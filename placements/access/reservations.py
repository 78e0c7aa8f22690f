"""Who reserves a place, reads a reservation by id, and may change one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from citizens.access import citizens_visible_to
from citizens.access.offers import team_rows
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import Reservation

RESERVES = (Can.MAKE_PLACEMENTS, Can.WRITE_PLACES, Can.WRITE_CITIZENS)


def require_reserver(viewer: Viewer) -> None:
    """Refuse who neither works with candidates nor with places."""
    if viewer.membership_id is None or not any(viewer.can(each) for each in RESERVES):
        raise PermissionDenied


def _over(viewer: Viewer) -> Q:
    in_team = team_rows(viewer).filter(citizen_id=OuterRef("citizen_id"))
    over = Q(reserved_by_id=viewer.membership_id or 0) | Q(Exists(in_team))
    if viewer.team_id is not None:
        over |= Q(team_id=viewer.team_id)
    return over


def told_to(viewer: Viewer, rows: QuerySet[Reservation]) -> QuerySet[Reservation]:
    """Add to reservations whether the viewer sees the name (`is_seen`) and may change it."""
    seen = Q(citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    return rows.select_related("citizen", "team", "reserved_by").annotate(
        is_seen=ExpressionWrapper(seen, output_field=BooleanField()),
        is_over=ExpressionWrapper(_over(viewer), output_field=BooleanField()),
    )


def reservation_for(viewer: Viewer, public_id: UUID) -> Reservation:
    """Return a reservation of the viewer's jobcentre with its place: one query."""
    if not viewer.can(Can.READ_PLACES):
        raise NotYours
    rows = Reservation.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
    found = told_to(viewer, rows.select_related("place__workplace__company")).order_by().first()
    if found is None:
        raise NotYours
    return found


def is_over(viewer: Viewer, reservation: Reservation) -> bool:
    """Return whether the viewer may change it: who reserved it, its team, the case team."""
    rows = Reservation.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=reservation.pk)
    return rows.filter(_over(viewer)).exists()


def require_over(viewer: Viewer, reservation: Reservation) -> None:
    """Refuse another jobcentre's, and a colleague who has nothing to do with it."""
    if reservation.jobcentre_id != viewer.jobcentre_id:
        raise NotYours
    require_reserver(viewer)
    if not is_over(viewer, reservation):
        raise PermissionDenied
