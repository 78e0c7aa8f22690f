"""Who may read which entry of the range, and whose stays: the case team, nobody beside it."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet

from citizens.choices.range import FrameState
from citizens.models import (
    CaseTeamMember,
    Citizen,
    FrameRequest,
    Offer,
    OfferStay,
    SupportGrant,
    SupportUse,
)
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.models import Membership
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer


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


def grants_visible_to(viewer: Viewer) -> QuerySet[SupportGrant]:
    """Return the support of those in whose case team the viewer is; all of it for the system."""
    grants = SupportGrant.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if viewer.kind == "system":
        return grants
    return grants.filter(Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id"))))


def get_grant(viewer: Viewer, citizen: Citizen, public_id: UUID) -> SupportGrant:
    """Return support of a citizen opened with `get_case_citizen`; NotYours otherwise."""
    grant = (
        grants_visible_to(viewer)
        .filter(citizen_id=citizen.pk, public_id=public_id)
        .select_related("offer", "owner", "granted_by", "citizen")
        .order_by()
        .first()
    )
    if grant is None:
        raise NotYours
    return grant


def may_set_frame_of(viewer: Viewer, member: Membership) -> bool:
    """Return whether the viewer sets a colleague's frame: the own team's, or all as a manager."""
    if not viewer.can(Can.SET_FRAMES) or member.pk == viewer.membership_id:
        return False
    return Role.MANAGER in viewer.roles or (
        viewer.team_id is not None and member.team_id == viewer.team_id
    )


def frame_requests_to_answer(viewer: Viewer, day: date | None = None) -> QuerySet[FrameRequest]:
    """Return the questions for a larger frame that the viewer may answer."""
    rows = FrameRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=FrameState.ASKED, seen_at__isnull=True
    ).exclude(membership_id=viewer.membership_id or 0)
    if not viewer.can(Can.SET_FRAMES):
        return rows.none()
    if Role.MANAGER in viewer.roles:
        return rows
    return rows.filter(membership__team_id=viewer.team_id or 0)


def get_frame_request(viewer: Viewer, public_id: UUID) -> FrameRequest:
    """Return a question the viewer may answer or has asked; NotYours otherwise."""
    found = (
        FrameRequest.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("membership")
        .order_by()
        .first()
    )
    if found is None or not (
        found.membership_id == viewer.membership_id or may_set_frame_of(viewer, found.membership)
    ):
        raise NotYours
    return found


def get_frame_member(viewer: Viewer, public_id: UUID) -> Membership:
    """Return a colleague whose frame the viewer sets; NotYours otherwise."""
    member = (
        Membership.objects.filter(
            jobcentre_id=viewer.jobcentre_id, public_id=public_id, ended_on__isnull=True
        )
        .order_by()
        .first()
    )
    if member is None or not may_set_frame_of(viewer, member):
        raise NotYours
    return member


def get_use(viewer: Viewer, grant: SupportGrant, public_id: UUID) -> SupportUse | None:
    """Return a use of a grant the viewer has opened; None if it is gone."""
    return (
        SupportUse.objects.filter(
            jobcentre_id=viewer.jobcentre_id, grant_id=grant.pk, public_id=public_id
        )
        .select_related("grant__citizen")
        .order_by()
        .first()
    )
