"""The mentor's link: sent again, and taken back."""

from django.core.exceptions import PermissionDenied

from followup.outbox import send_soon
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.placements import check_mentor_can_be_reached
from placements.actions.shared import lock_placement, log_placement
from placements.choices import State
from placements.mails import NEW_LINK, mentor_recipient
from placements.models import Placement


@action
def send_new_link(placement: Placement, *, actor: Viewer) -> bool:
    """Send the mentor a new link because a colleague asks for it; False if one is on its way."""
    access.require_over(actor, placement)
    placement = lock_placement(actor, placement)
    if placement.state != State.RUNNING:
        raise Refused("placement_not_running", N_("The placement is not running."))
    check_mentor_can_be_reached(placement.mentor)
    sent = _send(placement, occurrence=f"staff:{now():%Y-%m-%dT%H:%M}")
    log_placement("link_sent", placement, actor)
    return sent


@action
def send_new_link_to_mentor(placement: Placement, *, actor: Viewer) -> bool:
    """Send a new link to the mentor's own address, because somebody stood at an old door.

    Whoever asks learns nothing, and gets nothing unless the mentor's mailbox is theirs. At
    most one a day and placement.
    """
    if actor.jobcentre_id != placement.jobcentre_id:
        raise NotYours
    if actor.kind != "system":
        raise PermissionDenied
    if placement.state != State.RUNNING or placement.mentor is None:
        return False
    mentor = placement.mentor
    if mentor.left_on is not None or not (mentor.email or mentor.phone):
        return False
    return _send(placement, occurrence=f"door:{today()}")


@action
def revoke_links(placement: Placement, *, actor: Viewer) -> int:
    """Take back every link to the placement at once and return how many were open."""
    access.require_over(actor, placement)
    number = revoke_doors(access.MENTOR_DOOR, placement.public_id)
    if number:
        log_placement("link_revoked", placement, actor)
    return number


def _send(placement: Placement, *, occurrence: str) -> bool:
    assert placement.mentor is not None  # noqa: S101  checked by both callers
    message = send_soon(
        NEW_LINK,
        jobcentre_id=placement.jobcentre_id,
        subject=placement.public_id,
        recipient=mentor_recipient(placement.mentor),
        occurrence=occurrence,
    )
    return message is not None
