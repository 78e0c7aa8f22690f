"""What is asked of law, place and calendar before a placement is written; warnings too."""

from datetime import date

from citizens.models import Citizen
from jobcenter.errors import N_, Refused
from jobcenter.law import Sentence
from placements.choices import HOLDS_PLACE, OPEN_STATES, State
from placements.models import Place, Placement
from placements.rules.duration import Limit, check_can_start_for, warnings_on_offer

def limit_for(citizen: Citizen, starts_on: date, ends_on: date) -> Limit:
    """Return the law's limit for the citizen's present target group; Refused beyond it."""
    return check_can_start_for(
        starts_on,
        ends_on,
        target_group_number=citizen.target_group.number,
        flag=citizen.sub_flag,
    )


def check_place_open(place: Place, starts_on: date, ends_on: date) -> None:
    """Refuse a period outside the time the place is open."""
    if place.is_open_in(starts_on, ends_on):
        return
    if place.state == "closed":
        raise Refused("place_closed", N_("The place is closed. Choose another."))
    if starts_on < place.open_from:
        raise Refused(
            "place_not_yet_open", N_("The place opens on %(day)s."), day=place.open_from
        )
    raise Refused("place_closes", N_("The place is open until %(day)s."), day=place.open_to)


def check_place_free(
    place: Place, starts_on: date, ends_on: date, *, but: int | None = None
) -> None:
    """Refuse a place that is held in the period; ask under the place's lock."""
    held = (
        Placement.objects.filter(
            jobcentre_id=place.jobcentre_id,
            place=place,
            state__in=HOLDS_PLACE,
            starts_on__lte=ends_on,
            ends_on__gte=starts_on,
        )
        .exclude(pk=but)
        .order_by("-ends_on", "-id")
        .values_list("ends_on", flat=True)
        .first()
    )
    if held is not None:
        raise Refused(
            "place_taken",
            N_("The place is taken until %(day)s. Choose a later first day or another place."),
            day=held,
        )


def check_citizen_free(citizen: Citizen, starts_on: date, ends_on: date) -> None:
    """Refuse a second open placement in the period; ask under the citizen's lock."""
    other = (
        Placement.objects.filter(
            jobcentre_id=citizen.jobcentre_id,
            citizen=citizen,
            state__in=OPEN_STATES,
            starts_on__lte=ends_on,
            ends_on__gte=starts_on,
        )
        .order_by("-ends_on", "-id")
        .values_list("starts_on", "ends_on")
        .first()
    )
    if other is not None:
        raise Refused(
            "second_placement",
            N_("The candidate has another open placement from %(first)s to %(last)s."),
            first=other[0],
            last=other[1],
        )


def warnings_for(
    citizen: Citizen, place: Place, limit: Limit, starts_on: date, ends_on: date
) -> tuple[Sentence, ...]:
    """Return what to think about before planning: a second offer in a row, law about to change."""
    before = (
        Placement.objects.filter(
            jobcentre_id=citizen.jobcentre_id,
            citizen=citizen,
            place__workplace_id=place.workplace_id,
            state__in=[State.ENDED, State.INTERRUPTED],
            starts_on__lt=starts_on,
        )
        .order_by("-ends_on", "-id")
        .first()
    )
    return warnings_on_offer(
        limit,
        starts_on,
        ends_on,
        same_workplace_ended_on=before.last_day if before else None,
    )
