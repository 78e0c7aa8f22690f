"""What somebody follows of a citizen's stays and support, given to a colleague."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from citizens.access import in_case_team, in_case_team_of
from citizens.actions.checks import locked
from citizens.actions.citizen import own_function
from citizens.periods import open_team_member
from jobcenter.actions import action, lock_then_read
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def take_over(row: Any, to: Membership, *, actor: Viewer, among: QuerySet[Any], event: str) -> Any:
    """Give what is still open among `among` to a colleague, who joins the case team.

    For whoever may hand over a colleague's work, or hands over their own while in the case team:
    nothing of the citizen is shown. Nobody gets into a case team by handing over to themselves.
    """
    is_own = row.owner_id == actor.membership_id and in_case_team(actor, row.citizen_id)
    if not actor.can(Can.HAND_OVER) and not is_own:
        raise PermissionDenied
    if to.ended_on or not Viewer.of(to).can(Can.WRITE_CITIZENS):
        raise Refused("cannot_follow", N_("That colleague can't follow candidates."))
    citizen = locked(row.citizen)
    rows = among.filter(jobcentre_id=actor.jobcentre_id, pk=row.pk).order_by()
    present = lock_then_read(rows, "citizen")
    if present is None:
        raise NotYours
    if not in_case_team_of(to, citizen.pk):
        if to.pk == actor.membership_id:
            raise Refused(
                "handover_into_team",
                N_("Choose a colleague: nobody can give themselves a right to see a case."),
            )
        open_team_member(citizen, to.pk, own_function(Viewer.of(to)))
        log_event(
            "citizen.team_joined", actor=actor, citizen_id=citizen.pk, subject=citizen.public_id,
            text=to.name,
        )  # fmt: skip
    present.owner = to
    present.version += 1
    present.save(update_fields=["owner", "version"])
    log_event(event, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
    return present
