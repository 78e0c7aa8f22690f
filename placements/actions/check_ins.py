"""The week's status and what was done about it."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied

from jobcenter.actions import action
from jobcenter.calendar import iso_week_label
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.shared import database_agrees, lock_placement, log_placement
from placements.choices import AnsweredBy, Rating, State
from placements.models import CheckIn, Placement
from placements.rules.answering import check_absent_days, check_can_answer

ANSWERABLE = {State.RUNNING, State.ENDED, State.INTERRUPTED}


@action
def record_check_in(
    placement: Placement,
    *,
    actor: Viewer,
    week_starts_on: date,
    rating: str,
    absent_days: Iterable[int] = (),
    note: str = "",
) -> CheckIn:
    """Record a week's status: the mentor at the door, or the consultant on the mentor's behalf.

    Sending the same twice changes nothing. A later answer for the same week replaces it until
    Monday noon; history keeps both. Two at once: the second waits and is the later answer.
    """
    by_mentor = _check_may_record(actor, placement)
    placement = lock_placement(actor, placement)
    if placement.state not in ANSWERABLE:
        raise Refused("placement_not_running", N_("The placement is not running."))
    if rating not in Rating.values:
        raise Refused("rating_missing", N_("Choose how it is going."))
    present = CheckIn.objects.filter(
        jobcentre_id=actor.jobcentre_id, placement=placement, week_starts_on=week_starts_on
    ).first()
    expected = placement.days_of(week_starts_on)
    said = {
        "rating": rating,
        "absent_days": check_absent_days(absent_days, expected),
        "note": " ".join(note.replace("\x00", "").split())[:500],
    }
    if present is not None and all(getattr(present, key) == said[key] for key in said):
        return present
    check_can_answer(
        week_starts_on,
        starts_on=placement.starts_on,
        ends_on=placement.last_day,
        now=now(),
        is_answered=present is not None,
        by_mentor=by_mentor,
    )
    check_in = present or CheckIn(
        jobcentre_id=actor.jobcentre_id, placement=placement, week_starts_on=week_starts_on
    )
    for key, value in said.items():
        setattr(check_in, key, value)
    check_in.days_expected = len(expected)
    check_in.answered_by = AnsweredBy.MENTOR if by_mentor else AnsweredBy.CONSULTANT
    check_in.answered_by_membership_id = actor.membership_id
    check_in.answered_at = now()
    check_in.needs_action = rating == Rating.NEEDS_ACTION or bool(said["absent_days"])
    # What was done answered the former words; the new ones ask again.
    check_in.acted_at, check_in.acted_by, check_in.acted_note = None, None, ""
    with database_agrees():
        check_in.save()
    kind = "needs_action" if check_in.needs_action else "check_in"
    log_placement(kind, placement, actor, iso_week_label(week_starts_on))
    return check_in


def _check_may_record(actor: Viewer, placement: Placement) -> bool:
    """Return whether it is the mentor; raise for anybody who is neither that nor the staff."""
    if actor.jobcentre_id != placement.jobcentre_id:
        raise NotYours
    if actor.kind == access.MENTOR_DOOR:
        if actor.subject != placement.public_id:
            raise NotYours
        return True
    access.require_over(actor, placement)
    return False


@action
def handle_needs_action(check_in: CheckIn, *, actor: Viewer, what: str) -> CheckIn:
    """Write what was done about a check-in that needs action; the first to write it owns it."""
    if check_in.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if actor.kind != "staff":
        raise PermissionDenied
    access.require_over(actor, check_in.placement)
    fresh = (
        CheckIn.objects.filter(jobcentre_id=actor.jobcentre_id, pk=check_in.pk)
        .select_for_update(of=("self",), no_key=True)
        .get()
    )
    if not fresh.needs_action:
        raise Refused("nothing_to_do", N_("That week needs no action any more."))
    if fresh.acted_at is not None:
        return fresh
    if not what.strip():
        raise Refused("what_missing", N_("Write what was done."))
    fresh.acted_at, fresh.acted_by_id = now(), actor.membership_id
    fresh.acted_note = what.strip()[:500]
    with database_agrees():
        fresh.save(update_fields=["acted_at", "acted_by", "acted_note"])
    log_placement("acted", check_in.placement, actor, iso_week_label(check_in.week_starts_on))
    return fresh
