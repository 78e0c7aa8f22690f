"""Support beside a placement as pages read it, and the frames it is granted within."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Subquery

from citizens.choices.range import OfferKind
from citizens.models import Citizen, FrameRequest, GrantFrame, Offer, OfferGroup, SupportGrant
from jobcenter.clock import today
from jobcenter.models import Membership
from jobcenter.permissions import CAPABILITIES, Can, Role
from jobcenter.viewer import Viewer

MOST = 200


def grants_of(viewer: Viewer, citizen: Citizen) -> list[SupportGrant]:
    """Return a citizen's support, what runs first: one query. For those of the case team."""
    rows = (
        SupportGrant.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
        .select_related("offer", "owner")
        .order_by(F("ended_on").desc(nulls_first=True), "until_on", "pk")
    )
    return list(rows[:MOST])


def support_offers(viewer: Viewer, citizen: Citizen) -> list[Offer]:
    """Return open entries that give support, those for the target group first: one query."""
    groups = OfferGroup.objects.filter(
        jobcentre_id=OuterRef("jobcentre_id"),
        offer_id=OuterRef("pk"),
        target_group_id=citizen.target_group_id,
    )
    return list(
        Offer.objects.filter(jobcentre_id=viewer.jobcentre_id, kind=OfferKind.SUPPORT, is_open=True)
        .annotate(priority=Subquery(groups.values("priority")[:1]))
        .order_by(F("priority").asc(nulls_last=True), "name_key", "pk")[:MOST]
    )


def frame_of(viewer: Viewer, member: int | None = None) -> GrantFrame:
    """Return somebody's frame of this year, the viewer's own unless named; empty if none is set."""
    key: dict[str, Any] = {
        "jobcentre_id": viewer.jobcentre_id,
        "membership_id": member or viewer.membership_id,
        "year": today().year,
    }
    found = GrantFrame.objects.filter(**key).order_by().first()
    return found or GrantFrame(**key, hours=Decimal(0), amount=Decimal(0))


def latest_question(viewer: Viewer) -> FrameRequest | None:
    """Return the viewer's own latest question for a larger frame."""
    rows = FrameRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id or 0
    )
    return rows.select_related("decided_by").order_by("-asked_at", "-pk").first()


@dataclass(frozen=True)
class Led:
    """A colleague and their frame of this year."""

    member: Membership
    frame: GrantFrame


def frames_led(viewer: Viewer) -> list[Led]:
    """Return the colleagues whose frames the viewer sets: two queries."""
    granting = [role for role in Role.values if Can.WRITE_CITIZENS in CAPABILITIES[role]]
    members = Membership.objects.filter(
        jobcentre_id=viewer.jobcentre_id, ended_on__isnull=True, roles__overlap=granting
    ).exclude(pk=viewer.membership_id or 0)
    if Role.MANAGER not in viewer.roles:
        members = members.filter(team_id=viewer.team_id or 0)
    found = list(members.order_by("name", "pk")[: 2 * MOST])
    rows = GrantFrame.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        year=today().year,
        membership_id__in=[member.pk for member in found],
    )
    by_member = {row.membership_id: row for row in rows}
    return [Led(member, by_member.get(member.pk) or GrantFrame()) for member in found]
