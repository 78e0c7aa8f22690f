"""Who may write about this very citizen, and the lock that every write begins with."""

from django.core.exceptions import PermissionDenied

from citizens.access import in_case_team
from citizens.choices.plan import Through
from citizens.models import Citizen
from jobcenter.actions import lock_then_read
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def check_may_write(actor: Viewer, citizen: Citizen) -> None:
    """Raise unless the actor may write citizens and is in this one's case team.

    A right in some team, or granted access, is a right to read this citizen at most.
    """
    if actor.jobcentre_id != citizen.jobcentre_id:
        raise NotYours
    if actor.kind == "system":
        return
    if not (actor.can(Can.WRITE_CITIZENS) and in_case_team(actor, citizen.pk)):
        raise PermissionDenied


def locked(citizen: Citizen) -> Citizen:
    """Return the citizen as it is now, locked until the transaction ends."""
    row = lock_then_read(
        Citizen.objects.filter(jobcentre_id=citizen.jobcentre_id, pk=citizen.pk), "target_group"
    )
    if row is None:
        raise NotYours
    return row


def check_speaks(actor: Viewer, citizen: Citizen, through: str) -> None:
    """Raise unless it is the citizen at the door, or somebody of the case team beside them."""
    if actor.jobcentre_id != citizen.jobcentre_id:
        raise NotYours
    if through == Through.SCREEN:
        check_may_write(actor, citizen)
    elif actor.kind != "citizen" or actor.subject != citizen.public_id:
        raise NotYours
