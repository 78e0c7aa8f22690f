"""Who may read a handover: the case team, and while it waits the colleague it is proposed to."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from citizens.access import in_case_team
from citizens.access.plan import of_my_cases
from citizens.models import CaseHandover, CaseTeamMember, Citizen
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.errors import NotYours
from jobcenter.viewer import Viewer


def handovers_to_answer(viewer: Viewer, day: Any = None) -> QuerySet[CaseHandover]:
    """Return the handovers proposed to the viewer that wait."""
    return CaseHandover.objects.filter(
        jobcentre_id=viewer.jobcentre_id, taker_id=viewer.membership_id or 0, state="proposed"
    )


def handovers_to_mend(viewer: Viewer, day: Any = None) -> QuerySet[CaseHandover]:
    """Return those sent back to the viewer, or proposed to somebody who has left since.

    Where the giver is no longer in the case team, they come to everybody in it.
    """
    day = day or today()
    stuck = Q(state="returned") | Q(state="proposed", taker__ended_on__isnull=False)
    team = CaseTeamMember.objects.on(day).filter(
        jobcentre_id=OuterRef("jobcentre_id"), citizen_id=OuterRef("citizen_id"),
        membership_id=OuterRef("giver_id"), membership__ended_on__isnull=True,
    )  # fmt: skip
    mine = of_my_cases(viewer, CaseHandover.objects.filter(stuck), day=day)
    return mine.filter(Q(giver_id=viewer.membership_id or 0) | ~Exists(team))


def get_case_handover(viewer: Viewer, public_id: UUID) -> CaseHandover:
    """Return a handover and write the look; NotYours for everybody but team and named taker."""
    found = (
        CaseHandover.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("citizen__target_group", "giver", "taker")
        .order_by()
        .first()
    )
    if found is None or viewer.kind != "staff":
        raise NotYours
    is_takers = found.state == "proposed" and found.taker_id == viewer.membership_id
    if not is_takers and not in_case_team(viewer, found.citizen_id):
        raise NotYours
    record_look(viewer, found.citizen.public_id, "citizen.handover")
    return found


def of_citizen(viewer: Viewer, citizen: Citizen) -> QuerySet[CaseHandover]:
    """Return the handovers of a citizen in whose case team the viewer is."""
    return of_my_cases(viewer, CaseHandover.objects.filter(citizen_id=citizen.pk))
