"""From plan to start: a placement is planned, agreed, started, extended, handed on."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied

from citizens.access import in_case_team
from citizens.choices import CitizenState, Function
from citizens.models import Citizen
from citizens.periods import open_team_member
from companies.models import ContactPerson, Need
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions import limits
from placements.actions.needs import fill_when_agreed, use_for_need
from placements.actions.reservations import use_reservations
from placements.actions.shared import (
    database_agrees,
    lock_citizen,
    lock_place,
    lock_placement,
    log_placement,
    move,
)
from placements.actions.waiting import placed_from_list
from placements.choices import State
from placements.models import Place, Placement
from placements.rules import states
from placements.rules.answering import WORKDAYS
from placements.rules.conditions import check_purpose_fits, check_weekly_hours
from placements.rules.duration import Limit, check_can_extend_to
from placements.rules.reach import check_can_begin_on


@action
def plan_placement(
    citizen: Citizen,
    place: Place,
    *,
    actor: Viewer,
    starts_on: date,
    ends_on: date,
    weekly_hours: Decimal,
    purpose: str,
    workdays: Sequence[int] = WORKDAYS,
    mentor: ContactPerson | None = None,
    consultant: Membership | None = None,
    need: Need | None = None,
) -> Placement:
    """Plan a work trial within LAB § 61 for the candidate's target group on the first day.

    The actor must be in the case team; who follows the placement joins it. Refused with the
    paragraph beyond the duration, and when candidate or place are taken in the period.
    `need`: what the company asked for, and this is a candidate for.
    """
    if not actor.can(Can.MAKE_PLACEMENTS):
        raise PermissionDenied
    if citizen.jobcentre_id != actor.jobcentre_id or place.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not in_case_team(actor, citizen.pk):
        raise PermissionDenied
    citizen = lock_citizen(actor, citizen.pk)
    place = lock_place(actor, place.pk)
    if citizen.state != CitizenState.ACTIVE:
        raise Refused("citizen_ended", N_("The citizen's case has ended. Open it again first."))
    check_can_begin_on(starts_on, today())
    check_weekly_hours(weekly_hours, starts_on, normal_hours_of_workplace=place.weekly_hours)
    limit = limits.limit_for(citizen, starts_on, ends_on)
    group = citizen.target_group
    check_purpose_fits(
        purpose, target_group_number=group.number, flag=citizen.sub_flag, on=starts_on
    )
    limits.check_place_open(place, starts_on, ends_on)
    limits.check_citizen_free(limits.placements_of(citizen), starts_on, ends_on)
    limits.check_place_free(place, starts_on, ends_on, weekly_hours, citizen_id=citizen.pk)
    consultant_id = _follower(actor, consultant)
    with database_agrees():
        placement = Placement.objects.create(
            jobcentre_id=actor.jobcentre_id,
            citizen=citizen,
            place=place,
            starts_on=starts_on,
            ends_on=ends_on,
            weekly_hours=weekly_hours,
            workdays=sorted(set(workdays)),
            purpose=purpose,
            mentor=_mentor_at(place, mentor),
            consultant_id=consultant_id,
            chain_starts_on=starts_on,
            latest_end_on=limit.latest_end(starts_on),
            **_snapshot(citizen, limit),
        )
    _join_case_team(citizen, consultant_id)
    log_placement("planned", placement, actor, place.title)
    if need is not None:
        use_for_need(placement, need, actor=actor)
    return placement


@action
def agree_placement(
    placement: Placement, *, actor: Viewer, version: int | None = None
) -> Placement:
    """Agree a draft: the law is asked again, as facts may have changed, and the place is held."""
    access.require_over(actor, placement, Can.MAKE_PLACEMENTS, Can.APPROVE_PLACEMENTS)
    citizen = lock_citizen(actor, placement.citizen_id)
    place = lock_place(actor, placement.place_id)
    placement = lock_placement(actor, placement, version)
    fields = move(placement, "agree", actor)
    limit = limits.limit_for(citizen, placement.starts_on, placement.ends_on)
    placement.latest_end_on = limit.latest_end(placement.starts_on)
    for name, value in _snapshot(citizen, limit).items():
        setattr(placement, name, value)
        fields.append(name)
    limits.check_place_open(place, placement.starts_on, placement.ends_on)
    limits.check_place_free(
        place, placement.starts_on, placement.ends_on, placement.weekly_hours, but=placement.pk,
        citizen_id=citizen.pk,
    )  # fmt: skip
    use_reservations(placement, actor)
    placed_from_list(placement)
    with database_agrees():
        placement.save(update_fields=[*fields, "latest_end_on"])
    fill_when_agreed(placement, actor)
    log_placement("agreed", placement, actor, placement.place.title)
    return placement


@action
def start_placement(
    placement: Placement, *, actor: Viewer, version: int | None = None
) -> Placement:
    """Start an agreed placement that has a mentor who can be reached.

    An extension that starts ends the one before it.
    """
    access.require_over(actor, placement)
    lock_citizen(actor, placement.citizen_id)
    placement = lock_placement(actor, placement, version)
    fields = move(placement, "start", actor)
    check_mentor_can_be_reached(placement.mentor)
    if placement.extension_of_id:
        before = lock_placement(actor, Placement(pk=placement.extension_of_id))
        if before.state == State.RUNNING:
            moved = move(before, "end", Viewer.system(actor.jobcentre_id))
            before.save(update_fields=moved)
            log_placement("ended", before, actor)
    with database_agrees():
        placement.save(update_fields=fields)
    log_placement("started", placement, actor, placement.place.title)
    return placement


@action
def extend_placement(
    placement: Placement,
    *,
    actor: Viewer,
    ends_on: date,
    assessment: str = "",
    special_need: str = "",
    version: int | None = None,
) -> Placement:
    """Extend by a new, agreed record linked to this one, as LAB § 61 allows; the reason is kept."""
    access.require_over(actor, placement, Can.MAKE_PLACEMENTS, Can.APPROVE_PLACEMENTS)
    citizen = lock_citizen(actor, placement.citizen_id)
    place = lock_place(actor, placement.place_id)
    placement = lock_placement(actor, placement, version)
    if placement.state not in {State.RUNNING, State.AGREED}:
        raise Refused(
            "extension_not_running", N_("Only an agreed or running placement can be extended.")
        )
    if placement.extensions.exclude(state=State.CANCELLED).exists():
        raise Refused("extension_twice", N_("The placement has been extended already."))
    rule_id, limit = check_can_extend_to(
        ends_on,
        first_starts_on=placement.chain_starts_on,
        current_ends_on=placement.ends_on,
        target_group_number=citizen.target_group.number,
        flag=citizen.sub_flag,
        assessment=assessment,
        special_need=special_need,
    )
    starts_on = placement.ends_on + timedelta(days=1)
    limits.check_place_open(place, starts_on, ends_on)
    limits.check_place_free(
        place, starts_on, ends_on, placement.weekly_hours, but=placement.pk, citizen_id=citizen.pk
    )
    limits.check_citizen_free(limits.placements_of(citizen), starts_on, ends_on)
    snapshot = _snapshot(citizen, limit) | {
        "rule_id": rule_id,
        "max_weeks": limit.weeks_with_extension or limit.weeks,
    }
    with database_agrees():
        longer = Placement.objects.create(
            jobcentre_id=actor.jobcentre_id,
            citizen=citizen,
            place=place,
            starts_on=starts_on,
            ends_on=ends_on,
            weekly_hours=placement.weekly_hours,
            workdays=placement.workdays,
            purpose=placement.purpose,
            mentor=placement.mentor,
            consultant=placement.consultant,
            chain_starts_on=placement.chain_starts_on,
            latest_end_on=max(limit.latest_end_with_extension(placement.chain_starts_on), ends_on),
            extension_of=placement,
            assessment=(assessment or special_need).strip()[:2000],
            **snapshot,
        )
    fields = move(longer, "agree", actor)
    use_reservations(longer, actor)
    with database_agrees():
        longer.save(update_fields=fields)
    log_placement("extended", longer, actor)
    return longer


@action
def change_follow_up(
    placement: Placement,
    *,
    actor: Viewer,
    mentor: ContactPerson | None,
    consultant: Membership | None = None,
    version: int | None = None,
) -> Placement:
    """Name another mentor or consultant, also while it runs. Links of the former mentor end."""
    access.require_over(actor, placement)
    citizen = lock_citizen(actor, placement.citizen_id)
    placement = lock_placement(actor, placement, version)
    if not placement.is_open:
        raise Refused(
            "move_closed",
            N_("The placement is closed and cannot be changed. Make a new one linked to it."),
        )
    mentor = _mentor_at(placement.place, mentor)
    if placement.state == State.RUNNING:
        check_mentor_can_be_reached(mentor)
    if placement.mentor_id != (mentor.pk if mentor else None):
        revoke_doors(access.MENTOR_DOOR, placement.public_id)
    placement.mentor = mentor
    if consultant is not None:
        placement.consultant_id = _follower(actor, consultant)
        _join_case_team(citizen, placement.consultant_id)
    placement.version += 1
    with database_agrees():
        placement.save(update_fields=["mentor", "consultant", "version"])
    log_placement("follow_up_changed", placement, actor)
    return placement


@action
def take_over_placement(placement: Placement, to: Membership, *, actor: Viewer) -> Placement:
    """Give an open placement and its planned visits to a colleague who can follow it.

    For whoever may hand over a colleague's work, or hands over their own while in the case team:
    nothing of the candidate is shown. Nobody lets themselves into a case: a leader who is to
    follow the placement is taken into the case team by another hand first.
    """
    is_mine = placement.consultant_id == actor.membership_id
    if not actor.can(Can.HAND_OVER) and not (is_mine and in_case_team(actor, placement.citizen_id)):
        raise PermissionDenied
    citizen = lock_citizen(actor, placement.citizen_id)
    placement = lock_placement(actor, placement)
    giver = placement.consultant_id
    placement.consultant_id = _follower(actor, to)
    if to.pk == actor.membership_id and not in_case_team(actor, citizen.pk):
        raise Refused(
            "handover_into_team",
            N_("You cannot let yourself into a case. Ask a manager or a colleague of the case team"
               " to take you into it first, or choose another colleague."),
        )  # fmt: skip
    _join_case_team(citizen, placement.consultant_id)
    placement.version += 1
    with database_agrees():
        placement.save(update_fields=["consultant", "version"])
    placement.visits.filter(
        jobcentre_id=actor.jobcentre_id, held_on__isnull=True, by_id=giver
    ).update(by_id=placement.consultant_id)
    log_placement("follow_up_changed", placement, actor)
    return placement


def check_mentor_can_be_reached(mentor: ContactPerson | None) -> None:
    """Refuse a mentor who has left, or has neither e-mail nor telephone."""
    if mentor is None:
        raise Refused(
            "move_needs_mentor",
            N_("Name a mentor at the company first; the weekly link goes to the mentor."),
        )
    if mentor.left_on is not None and mentor.left_on <= today():
        raise Refused("mentor_left", N_("The mentor has left the company. Name another."))
    if not mentor.email and not mentor.phone:
        raise Refused(
            "mentor_unreachable",
            N_("The mentor has neither e-mail nor telephone. Write one of them first."),
        )


def _mentor_at(place: Place, mentor: ContactPerson | None) -> ContactPerson | None:
    if mentor is None:
        return None
    if mentor.jobcentre_id != place.jobcentre_id:
        raise NotYours
    if mentor.company_id != place.workplace.company_id:
        raise Refused("mentor_elsewhere", N_("The mentor must be a person at that company."))
    return mentor


def _follower(actor: Viewer, consultant: Membership | None) -> int:
    if consultant is None:
        assert actor.membership_id is not None  # noqa: S101  capability implies a membership
        return actor.membership_id
    if consultant.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if consultant.ended_on or not states.FOLLOW_UP & set(consultant.roles):
        raise Refused(
            "consultant_cannot_follow",
            N_("That colleague does not follow placements. Choose a job consultant."),
        )
    return consultant.pk


def _join_case_team(citizen: Citizen, membership_id: int) -> None:
    """Whoever follows the placement works with the citizen, so joins the case team."""
    members = citizen.team.filter(jobcentre_id=citizen.jobcentre_id, to_on__isnull=True)
    if not members.filter(membership_id=membership_id).exists():
        open_team_member(citizen, membership_id, Function.CONSULTANT)


def _snapshot(citizen: Citizen, limit: Limit) -> dict[str, Any]:
    return {
        "target_group_number": citizen.target_group.number,
        "target_group_flag": citizen.sub_flag,
        "rule_id": limit.rule_id,
        "legal_ref": limit.legal_ref,
        "max_weeks": limit.weeks,
    }
