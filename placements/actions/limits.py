"""What is asked of law, place and calendar before a placement is written; warnings too."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from citizens.models import Citizen
from jobcenter.clock import today
from jobcenter.errors import N_, Refused
from jobcenter.law import Sentence
from placements.choices import HOLDS_PLACE, State
from placements.models import Place, Placement, Reservation
from placements.rules.duration import Limit, check_can_start_for, warnings_on_offer
from placements.rules.occupancy import Use, first_room, has_room, in_the_way


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
        raise Refused("place_not_yet_open", N_("The place opens on %(day)s."), day=place.open_from)
    raise Refused("place_closes", N_("The place is open until %(day)s."), day=place.open_to)


def check_place_free(
    place: Place,
    starts_on: date,
    ends_on: date,
    hours: Decimal,
    *,
    but: int = 0,
    citizen_id: int | None = None,
    reservation: int = 0,
) -> None:
    """Refuse hours that a place has not left in the period; ask under the place's lock.

    Says who was first and what is free next: the colleague, never the candidate. What is reserved
    for the citizen is in nobody's way, nor is the placement `but` or the `reservation` itself.
    """
    uses = uses_of(place, starts_on, but=but, citizen_id=citizen_id, reservation=reservation)
    if has_room(place.weekly_hours, uses, hours, starts_on, ends_on):
        return
    if hours > place.weekly_hours:
        raise Refused(
            "place_hours_few", N_("The place has %(hours)s hours a week."), hours=place.weekly_hours
        )
    other = in_the_way(uses, starts_on, ends_on)
    days = (ends_on - starts_on).days + 1
    free_on = first_room(place.weekly_hours, uses, hours, starts_on, days)
    facts = {"who": other.who, "last": other.ends_on, "hours": hours, "day": free_on}
    if free_on is None or (place.open_to and free_on > place.open_to):
        raise Refused(
            "place_taken",
            N_("The place is taken: %(who)s has it until %(last)s. Choose another place."),
            **facts,
        )
    raise Refused(
        "place_taken",
        N_(
            "The place is taken: %(who)s has it until %(last)s. It has %(hours)s hours a week free"
            " from %(day)s."
        ),
        **facts,
    )


def uses_of(
    place: Place, first: date, *, but: int = 0, citizen_id: int | None = None, reservation: int = 0
) -> list[Use]:
    """Return who has hours of a place on `first` or later, with the colleague: one query."""
    placements = Placement.objects.filter(
        jobcentre_id=place.jobcentre_id, place=place, state__in=HOLDS_PLACE, ends_on__gte=first
    ).exclude(pk=but)
    reserved = (
        Reservation.objects.live(today())
        .filter(jobcentre_id=place.jobcentre_id, place=place, ends_on__gte=first)
        .exclude(pk=reservation)
    )
    if citizen_id is not None:
        reserved = reserved.filter(Q(citizen__isnull=True) | ~Q(citizen=citizen_id))
    columns = ("starts_on", "ends_on", "weekly_hours")
    rows = (
        placements.order_by()
        .values_list(*columns, "consultant__name")
        .union(reserved.order_by().values_list(*columns, "reserved_by__name"), all=True)
    )
    return [Use(*row) for row in rows]


def placements_of(citizen: Citizen) -> list[Placement]:
    """Return all placements of a citizen, the latest last; ask under the citizen's lock."""
    return list(
        Placement.objects.filter(jobcentre_id=citizen.jobcentre_id, citizen=citizen)
        .select_related("place")
        .order_by("ends_on", "id")
    )


def check_citizen_free(known: Iterable[Placement], starts_on: date, ends_on: date) -> None:
    """Refuse a second open placement in the period; `known` are all the citizen has."""
    for other in known:
        if other.is_open and other.starts_on <= ends_on and other.ends_on >= starts_on:
            raise Refused(
                "second_placement",
                N_("The candidate has another open placement from %(first)s to %(last)s."),
                first=other.starts_on,
                last=other.ends_on,
            )


def warnings_for(
    known: Iterable[Placement], place: Place, limit: Limit, starts_on: date, ends_on: date
) -> tuple[Sentence, ...]:
    """Return what to think about before planning: a second offer in a row, law about to change."""
    before = [
        each.last_day
        for each in known
        if each.place.workplace_id == place.workplace_id
        and each.state in {State.ENDED, State.INTERRUPTED}
        and each.starts_on < starts_on
    ]
    return warnings_on_offer(
        limit, starts_on, ends_on, same_workplace_ended_on=max(before, default=None)
    )
