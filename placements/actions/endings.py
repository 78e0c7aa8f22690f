"""Ending, interrupting and cancelling: nothing stops without a reason."""

from datetime import date

from companies.models import Need
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, Refused
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.needs import follow_stop
from placements.actions.shared import (
    database_agrees,
    lock_citizen,
    lock_placement,
    log_placement,
    move,
)
from placements.choices import INITIATIVES, State
from placements.models import Placement

WRITERS = (Can.MAKE_PLACEMENTS, Can.APPROVE_PLACEMENTS)


@action
def end_placement(
    placement: Placement, *, actor: Viewer, note: str = "", version: int | None = None
) -> Placement:
    """End a placement that has run its time.

    The mentor's link stays open for the last week's status, and then expires by itself.
    """
    access.require_over(actor, placement, *WRITERS)
    placement = lock_placement(actor, placement, version)
    fields = move(placement, "end", actor, note=note)
    placement.end_note = note.strip()[:500]
    placement.ended_on = min(placement.ends_on, max(today(), placement.starts_on))
    placement.save(update_fields=[*fields, "end_note", "ended_on"])
    log_placement("ended", placement, actor)
    return placement


@action
def interrupt_placement(
    placement: Placement,
    *,
    actor: Viewer,
    reason: str,
    initiative: str = "",
    note: str = "",
    last_day: date | None = None,
    need: Need | None = None,
    version: int | None = None,
) -> Placement:
    """Interrupt a running placement; an extension that waited for it is cancelled with it.

    Hired by the company, it fills its need, or `need`, as a job.
    """
    access.require_over(actor, placement, *WRITERS)
    lock_citizen(actor, placement.citizen_id)
    placement = lock_placement(actor, placement, version)
    last_day = last_day or today()
    fields = move(placement, "interrupt", actor, reason=reason, note=note)
    if not placement.starts_on <= last_day <= min(placement.ends_on, today()):
        raise Refused(
            "last_day_outside",
            N_("The last day must be between %(first)s and today."),
            first=placement.starts_on,
        )
    _stop(placement, actor, fields, reason, initiative, note, last_day)
    follow_stop(placement, actor, need)
    log_placement("interrupted", placement, actor)
    for longer in placement.extensions.filter(state__in=[State.DRAFT, State.AGREED]):
        longer = lock_placement(actor, longer)
        moved = move(longer, "cancel", Viewer.system(actor.jobcentre_id), reason="other", note="-")
        _stop(longer, actor, moved, reason, initiative, "", None)
        log_placement("cancelled", longer, actor)
    return placement


@action
def cancel_placement(
    placement: Placement,
    *,
    actor: Viewer,
    reason: str,
    initiative: str = "",
    note: str = "",
    need: Need | None = None,
    version: int | None = None,
) -> Placement:
    """Cancel a placement that has not begun. A place of a need that it filled is free again.

    Hired before it began, it fills its need, or `need`, as a job.
    """
    access.require_over(actor, placement, *WRITERS)
    lock_citizen(actor, placement.citizen_id)
    placement = lock_placement(actor, placement, version)
    fields = move(placement, "cancel", actor, reason=reason, note=note)
    _stop(placement, actor, fields, reason, initiative, note, None)
    follow_stop(placement, actor, need)
    log_placement("cancelled", placement, actor)
    return placement


def _stop(
    placement: Placement,
    actor: Viewer,
    fields: list[str],
    reason: str,
    initiative: str,
    note: str,
    last_day: date | None,
) -> None:
    if initiative and initiative not in INITIATIVES:
        raise Refused("initiative_unknown", N_("Choose whose initiative it was."))
    placement.end_reason, placement.end_initiative = reason, initiative
    placement.end_note, placement.ended_on = note.strip()[:500], last_day
    with database_agrees():
        placement.save(
            update_fields=[*fields, "end_reason", "end_initiative", "end_note", "ended_on"]
        )
    revoke_doors(access.MENTOR_DOOR, placement.public_id)
