"""What is asked of law, place and calendar before a placement is written; warnings too."""

from collections.abc import Iterable
from datetime import date

from citizens.models import Citizen
from jobcenter.errors import N_, Refused
from jobcenter.law import Sentence
from placements.choices import HOLDS_PLACE, State
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
        raise Refused("place_not_yet_open", N_("The place opens on %(day)s."), day=place.open_from)
    raise Refused("place_closes", N_("The place is open until %(day)s."), day=place.open_to)


def check_place_free(place: Place, starts_on: date, ends_on: date, *, but: int = 0) -> None:
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
