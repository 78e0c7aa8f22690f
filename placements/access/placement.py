"""Every read of a place or placement by id, and who may act over the citizen in it."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from citizens.access import in_case_team, may_see_name
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.models import CheckIn, Place, Placement

MENTOR_DOOR = "mentor"


def place_for(viewer: Viewer, public_id: UUID) -> Place:
    """Return a place of the viewer's jobcentre with its workplace and company."""
    found = (
        Place.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("workplace__company", "centre")
        .first()
    )
    if found is None or not viewer.can(Can.READ_PLACES):
        raise NotYours
    return found


def placement_for(viewer: Viewer, public_id: UUID) -> Placement:
    """Return a placement of the viewer's jobcentre, or the one a mentor's door opens.

    What a member of staff outside the case team sees of it is masked by the page.
    """
    if viewer.kind == MENTOR_DOOR:
        if viewer.subject != public_id:
            raise NotYours
    elif not viewer.can(Can.READ_CITIZENS):
        raise NotYours
    found = (
        Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related(
            "citizen__target_group", "place__workplace__company", "mentor", "consultant"
        )
        .annotate(longer=_longer(viewer))
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    return found


def _longer(viewer: Viewer) -> Subquery:
    """Return the placement that extends this one, as far as its page names it."""
    extensions = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, extension_of_id=OuterRef("pk")
    ).exclude(state=State.CANCELLED)
    return Subquery(
        extensions.order_by().values(
            found=JSONObject(
                public_id="public_id", starts_on="starts_on", ends_on="ends_on", state="state"
            )
        )[:1]
    )


def check_in_for(viewer: Viewer, public_id: UUID) -> CheckIn:
    """Return a check-in of a placement the viewer follows."""
    found = (
        CheckIn.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("placement__citizen", "placement__place__workplace", "placement__mentor")
        .first()
    )
    if found is None:
        raise NotYours
    require_over(viewer, found.placement)
    return found


def is_over(viewer: Viewer, placement: Placement) -> bool:
    """Return whether the viewer works with the citizen of this placement: it is about a person.

    The consultant of the placement and the case team; a role alone is not enough.
    """
    return is_consultant_of(viewer, placement) or in_case_team(viewer, placement.citizen_id)


def is_consultant_of(viewer: Viewer, placement: Placement) -> bool:
    """Return whether the viewer is the one who follows the placement."""
    return viewer.membership_id is not None and placement.consultant_id == viewer.membership_id


def require_over(viewer: Viewer, placement: Placement, *capabilities: Can) -> None:
    """Refuse a viewer without any of the capabilities, or without a right over the citizen."""
    needs = capabilities or (Can.MAKE_PLACEMENTS,)
    if placement.jobcentre_id != viewer.jobcentre_id:
        raise NotYours
    if not any(viewer.can(need) for need in needs) or not is_over(viewer, placement):
        raise PermissionDenied


def require(viewer: Viewer, row: Place | Placement, *capabilities: Can) -> None:
    """Refuse a viewer of another jobcentre, or without any of the capabilities."""
    if row.jobcentre_id != viewer.jobcentre_id:
        raise NotYours
    if not any(viewer.can(need) for need in capabilities):
        raise PermissionDenied


def names_seen(viewer: Viewer, placements: Iterable[Placement]) -> set[int]:
    """Return the ids of citizens whose names the viewer may see: one query for a whole list.

    The consultant of a placement sees its candidate's name also while the case team is away.
    """
    rows = list(placements)
    mine = {row.citizen_id for row in rows if is_consultant_of(viewer, row)}
    others = {row.citizen_id for row in rows} - mine
    return mine | may_see_name(viewer, others)
