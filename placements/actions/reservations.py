"""Reserving a place, naming whom it is for, moving it, giving it back; it lapses by itself."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet

from citizens.access import in_case_team
from citizens.choices import CitizenState
from citizens.models import Citizen
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access import reservations as access
from placements.actions import limits
from placements.actions.shared import database_agrees, lock_citizen, lock_place
from placements.choices.reservations import ReservationState
from placements.models import Place, Placement, Reservation
from placements.rules import reserving
from placements.rules.conditions import check_weekly_hours
from placements.rules.sharing import has_number


@action
def reserve_place(
    place: Place,
    *,
    actor: Viewer,
    starts_on: date,
    ends_on: date,
    weekly_hours: Decimal,
    held_until: date,
    citizen: Citizen | None = None,
    what_for: str = "",
) -> Reservation:
    """Hold a place for a citizen of one's case team, or for what one's team needs it for.

    Of two who take the last hours at once one gets them; the other is told who was first and
    what is free next.
    """
    access.require_reserver(actor)
    if place.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    member = Membership.objects.get(jobcentre_id=actor.jobcentre_id, pk=actor.membership_id or 0)
    if citizen is not None:
        citizen = _citizen(citizen, actor)
    elif not what_for.strip():
        raise Refused("reserved_for", N_("Say whom or what the place is reserved for."))
    elif member.team_id is None:
        raise Refused(
            "reserved_without_team",
            N_("You are in no team. Choose the candidate the place is reserved for."),
        )
    _check_text(what_for)
    reserving.check_held_until(held_until, today())
    reserving.check_period(starts_on, ends_on, today())
    place = lock_place(actor, place.pk)
    _check_fits(place, starts_on, ends_on, weekly_hours)
    with database_agrees():
        reservation = Reservation.objects.create(
            jobcentre_id=actor.jobcentre_id, place=place, citizen=citizen,
            team_id=member.team_id if citizen is None else None, what_for=what_for.strip(),
            starts_on=starts_on, ends_on=ends_on, weekly_hours=weekly_hours,
            held_until=min(held_until, ends_on), reserved_by=member,
        )  # fmt: skip
    _log("reserved", reservation, place, actor)
    return reservation


def _citizen(citizen: Citizen, actor: Viewer) -> Citizen:
    """Lock the citizen of a case team the actor is in."""
    if citizen.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not in_case_team(actor, citizen.pk):
        raise PermissionDenied
    citizen = lock_citizen(actor, citizen.pk)
    if citizen.state != CitizenState.ACTIVE:
        raise Refused("citizen_ended", N_("The citizen's case has ended. Open it again first."))
    return citizen


def _check_text(text: str) -> None:
    if has_number(text):
        raise Refused("reserved_number", N_("Citizen numbers do not belong here."))


def _check_fits(
    place: Place, starts_on: date, ends_on: date, hours: Decimal, *, but: int = 0
) -> None:
    check_weekly_hours(hours, starts_on, normal_hours_of_workplace=place.weekly_hours)
    limits.check_place_open(place, starts_on, ends_on)
    limits.check_place_free(place, starts_on, ends_on, hours, reservation=but)


@action
def name_person(
    reservation: Reservation, citizen: Citizen, *, actor: Viewer, version: int
) -> Reservation:
    """Say whom a place that is held for a team is for: a citizen of the actor's case team."""
    access.require_over(actor, reservation)
    citizen = _citizen(citizen, actor)
    reservation = _locked(reservation, actor, version)
    if reservation.citizen_id is not None:
        raise Refused("reserved_named", N_("The place is reserved for somebody already."))
    reservation.citizen, reservation.version = citizen, reservation.version + 1
    with database_agrees():
        reservation.save(update_fields=["citizen", "version"])
    _log("reservation_named", reservation, reservation.place, actor)
    return reservation


@action
def move_reservation(
    reservation: Reservation, place: Place, *, actor: Viewer, starts_on: date, version: int
) -> Reservation:
    """Move a reservation to another place or another first day; its length and hours stay."""
    access.require_over(actor, reservation)
    if place.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    for each in sorted({place.pk, reservation.place_id}):  # one order: two moves never meet
        found = lock_place(actor, each)
        if each == place.pk:
            place = found
    reservation = _locked(reservation, actor, version, locks_place=False)
    ends_on = starts_on + (reservation.ends_on - reservation.starts_on)
    reserving.check_period(starts_on, ends_on, today())
    _check_fits(place, starts_on, ends_on, reservation.weekly_hours, but=reservation.pk)
    reservation.place, reservation.starts_on, reservation.ends_on = place, starts_on, ends_on
    reservation.held_until = min(reservation.held_until, ends_on)
    reservation.version += 1
    with database_agrees():
        reservation.save(update_fields=["place", "starts_on", "ends_on", "held_until", "version"])
    _log("reservation_moved", reservation, place, actor)
    return reservation


@action
def give_back(
    reservation: Reservation, *, actor: Viewer, reason: str, version: int | None = None
) -> Reservation:
    """Give a reserved place back, with the reason."""
    access.require_over(actor, reservation)
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why it is given back."))
    _check_text(reason)
    reservation = _locked(reservation, actor, version)
    reservation.state, reservation.reason = ReservationState.GIVEN_BACK, reason
    reservation.closed_at, reservation.closed_by_id = now(), actor.membership_id
    reservation.version += 1
    with database_agrees():
        reservation.save(update_fields=["state", "reason", "closed_at", "closed_by", "version"])
    _log("reservation_back", reservation, reservation.place, actor)
    return reservation


@action
def take_over_reservation(
    reservation: Reservation, to: Membership, *, actor: Viewer
) -> Reservation:
    """Let another colleague hold it: the one who held it leaves. Nobody joins a case team."""
    if not actor.can(Can.HAND_OVER):
        raise PermissionDenied
    reservation = _locked(reservation, actor, None)
    if to.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    reservation.reserved_by, reservation.version = to, reservation.version + 1
    reservation.save(update_fields=["reserved_by", "version"])
    return reservation


@action
def lapse_reservations(*, actor: Viewer) -> int:
    """Mark what ran out; it holds nothing since midnight, marked or not. Returns how many."""
    rows = Reservation.objects.filter(
        jobcentre_id=actor.jobcentre_id, state=ReservationState.HELD, held_until__lt=today()
    )
    places = sorted(set(rows.order_by().values_list("place_id", flat=True)))
    number = len(rows)
    for each in places:
        lock_place(actor, each)  # marks them
    return number


@action
def use_reservations(placement: Placement, actor: Viewer) -> None:
    """Let an agreed placement take the place of what was reserved there for the same citizen.

    Called under the locks of citizen and place, before the placement is written as agreed.
    """
    Reservation.objects.live(today()).filter(
        jobcentre_id=actor.jobcentre_id, place_id=placement.place_id,
        citizen_id=placement.citizen_id,
    ).update(
        state=ReservationState.USED, placement=placement, closed_at=now(),
        closed_by=actor.membership_id,
    )  # fmt: skip


def end_with_the_case(citizen: Citizen, actor: Viewer) -> None:
    """Let what is reserved for a citizen lapse when the work with them ends."""
    rows = Reservation.objects.filter(
        jobcentre_id=actor.jobcentre_id, citizen=citizen, state=ReservationState.HELD
    )
    for place_id in sorted(set(rows.order_by().values_list("place_id", flat=True))):
        lock_place(actor, place_id)
    _let_lapse(rows)


def _let_lapse(rows: QuerySet[Reservation]) -> None:
    rows.filter(state=ReservationState.HELD).update(
        state=ReservationState.LAPSED, closed_at=now(), version=F("version") + 1
    )


def _locked(
    reservation: Reservation, actor: Viewer, version: int | None, *, locks_place: bool = True
) -> Reservation:
    """Lock place and reservation, in that order, and read it anew; refused when it is over."""
    if locks_place:
        lock_place(actor, reservation.place_id)
    rows = Reservation.objects.filter(jobcentre_id=actor.jobcentre_id, pk=reservation.pk)
    found = lock_then_read(rows.order_by(), "place__workplace", "citizen")
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    if not found.is_live(today()):
        raise Refused("reservation_over", N_("The reservation is over: nothing is held any more."))
    return found


def _log(kind: str, reservation: Reservation, place: Place, actor: Viewer) -> None:
    """Write the timeline row: the place, never for whom or why."""
    log_event(
        f"placements.{kind}", actor=actor, text=place.title,
        company_id=place.workplace.company_id, workplace_id=place.workplace_id,
        subject=place.public_id,
    )  # fmt: skip
