"""Moving a draft: to another place, or to another first day; nothing is promised to anybody yet."""

from datetime import date

from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions import limits
from placements.actions.needs import link_of
from placements.actions.shared import (
    database_agrees,
    lock_citizen,
    lock_place,
    lock_placement,
    log_placement,
)
from placements.choices import State
from placements.models import Place, Placement
from placements.rules.conditions import check_purpose_fits, check_weekly_hours
from placements.rules.reach import check_can_begin_on


@action
def move_draft(
    placement: Placement, place: Place, *, actor: Viewer, starts_on: date, version: int
) -> Placement:
    """Move a draft to a place and a first day; its length stays, and the law is asked again.

    At another company its mentor is no longer named. One that is for a need stays at its company.
    """
    access.require_over(actor, placement)
    if place.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    citizen = lock_citizen(actor, placement.citizen_id)
    place = lock_place(actor, place.pk)
    placement = lock_placement(actor, placement, version)
    if placement.state != State.DRAFT:
        raise Refused("move_not_draft", N_("Only a draft can be moved. Others have been promised."))
    is_elsewhere = place.workplace.company_id != placement.place.workplace.company_id
    if is_elsewhere and link_of(placement) is not None:
        raise Refused("move_for_need", N_("It is for a need of its company. Take that back first."))
    ends_on = starts_on + (placement.ends_on - placement.starts_on)
    check_can_begin_on(starts_on, today())
    check_weekly_hours(
        placement.weekly_hours, starts_on, normal_hours_of_workplace=place.weekly_hours
    )
    limit = limits.limit_for(citizen, starts_on, ends_on)
    check_purpose_fits(
        placement.purpose, target_group_number=citizen.target_group.number,
        flag=citizen.sub_flag, on=starts_on,
    )  # fmt: skip
    others = [each for each in limits.placements_of(citizen) if each.pk != placement.pk]
    limits.check_place_open(place, starts_on, ends_on)
    limits.check_citizen_free(others, starts_on, ends_on)
    limits.check_place_free(
        place, starts_on, ends_on, placement.weekly_hours, but=placement.pk, citizen_id=citizen.pk
    )
    placement.place, placement.starts_on, placement.ends_on = place, starts_on, ends_on
    placement.chain_starts_on, placement.latest_end_on = starts_on, limit.latest_end(starts_on)
    if is_elsewhere:
        placement.mentor = None
    placement.version += 1
    with database_agrees():
        placement.save(
            update_fields=[
                "place", "starts_on", "ends_on", "chain_starts_on", "latest_end_on", "mentor",
                "version",
            ]
        )  # fmt: skip
    log_placement("moved", placement, actor, place.title)
    return placement
