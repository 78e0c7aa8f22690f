"""The consultant's visits: planned, and held at one workplace for several candidates at once."""

from collections.abc import Sequence
from datetime import date, timedelta

from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.shared import database_agrees, lock_placement, log_placement
from placements.choices import State, VisitChannel
from placements.models import Placement, Visit

REACH = timedelta(days=60)


@action
def plan_visit(placement: Placement, *, actor: Viewer, due_on: date) -> Visit:
    """Plan a visit; one that is planned already moves to the new day."""
    access.require_over(actor, placement)
    placement = lock_placement(actor, placement)
    _check_open(placement)
    if not today() <= due_on <= max(placement.ends_on, today()):
        raise Refused(
            "visit_day_outside",
            N_("Choose a day between today and %(last)s, the last day of the placement."),
            last=placement.ends_on,
        )
    planned = _planned(actor, placement)
    with database_agrees():
        if planned is None:
            planned = Visit.objects.create(
                jobcentre_id=actor.jobcentre_id,
                placement=placement,
                due_on=due_on,
                by_id=placement.consultant_id,
            )
        else:
            planned.due_on = due_on
            planned.save(update_fields=["due_on"])
    return planned


@action
def hold_visits(
    placements: Sequence[Placement],
    *,
    actor: Viewer,
    held_on: date,
    channel: str = VisitChannel.VISIT,
    note: str = "",
) -> list[Visit]:
    """Record one visit for each candidate who was seen, closing what was planned for it.

    A visit of the same day and channel is updated, so that sending twice changes nothing.
    """
    if not placements:
        raise Refused("nobody_visited", N_("Choose at least one candidate."))
    if not today() - REACH <= held_on <= today():
        raise Refused("visit_in_future", N_("Write the day you were there: today or before."))
    if channel not in VisitChannel.values:
        raise Refused("channel_unknown", N_("Choose how you were in touch."))
    held = []
    me = actor.membership_id or 0  # the right over each placement below implies a membership
    for each in sorted(placements, key=lambda row: row.pk):
        access.require_over(actor, each)
        placement = lock_placement(actor, each)
        if placement.state in {State.DRAFT, State.CANCELLED} or held_on < placement.starts_on:
            raise Refused("placement_not_running", N_("The placement is not running."))
        visit = (
            Visit.objects.filter(
                jobcentre_id=actor.jobcentre_id,
                placement=placement,
                held_on=held_on,
                channel=channel,
            ).first()
            or _planned(actor, placement)
            or Visit(
                jobcentre_id=actor.jobcentre_id,
                placement=placement,
                due_on=held_on,
                by_id=me,
            )
        )
        is_new = visit.held_on is None
        visit.held_on, visit.channel = held_on, channel
        visit.by_id = me
        visit.note = note.strip()[:500]
        with database_agrees():
            visit.save()
        if is_new:
            log_placement("visited", placement, actor)
        held.append(visit)
    return held


def _planned(actor: Viewer, placement: Placement) -> Visit | None:
    return (
        Visit.objects.filter(
            jobcentre_id=actor.jobcentre_id, placement=placement, held_on__isnull=True
        )
        .order_by("due_on", "id")
        .first()
    )


def _check_open(placement: Placement) -> None:
    if placement.state not in {State.AGREED, State.RUNNING}:
        raise Refused("placement_not_running", N_("The placement is not running."))
