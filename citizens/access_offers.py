"""Who may read which entry of the range, and whose stays: the case team, nobody beside it."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from citizens.access import get_open_citizen, in_case_team
from citizens.models import CaseTeamMember, Citizen, Offer, OfferStay
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def get_case_citizen(viewer: Viewer, citizen: UUID, purpose: str) -> Citizen:
    """Return a citizen for those of the case team; granted access is not enough here.

    What somebody gets may tell of health, debt or addiction.
    """
    found = get_open_citizen(viewer, citizen, purpose=purpose)
    if not in_case_team(viewer, found.pk):
        raise PermissionDenied
    return found


def team_rows(viewer: Viewer, day: date | None = None) -> QuerySet[CaseTeamMember]:
    """Return the viewer's places in case teams: what a list of several people's is cut to."""
    return CaseTeamMember.objects.on(day or today()).filter(
        jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id or 0
    )


def get_offer(viewer: Viewer, public_id: UUID) -> Offer:
    """Return an entry of the viewer's own range; NotYours otherwise."""
    if not (viewer.can(Can.READ_CITIZENS) or viewer.can(Can.KEEP_RANGE)):
        raise PermissionDenied
    offer = (
        Offer.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .order_by()
        .first()
    )
    if offer is None:
        raise NotYours
    return offer


def get_stay(viewer: Viewer, citizen: Citizen, public_id: UUID) -> OfferStay:
    """Return a stay of a citizen opened with `get_case_citizen`; NotYours otherwise."""
    stay = (
        OfferStay.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk, public_id=public_id
        )
        .select_related("offer", "owner", "citizen")
        .order_by()
        .first()
    )
    if stay is None:
        raise NotYours
    return stay
