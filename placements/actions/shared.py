"""What the actions share: locks in one order, moves of the state table, the net's sentences.

Locks are always taken in the order citizen, place, placement, so that two people at once wait
for each other instead of meeting in a constraint, where both could be killed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from citizens.models import Citizen
from jobcenter.actions import lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.choices.reservations import ReservationState
from placements.models import (
    Centre,
    CentrePartner,
    CentrePay,
    CheckIn,
    MentorBudget,
    MentorHours,
    MentorOrder,
    PayLine,
    PayList,
    Place,
    PlaceCost,
    Placement,
    Reservation,
    Visit,
    Waiting,
)
from placements.models.holding import NAME as OVERBOOKED
from placements.models.holding import SENTENCE as OVERBOOKED_SENTENCE
from placements.rules import states

# What matters on a company's timeline; the weeks' details stay with the citizen.
SEEN_BY_COMPANY = {
    "planned", "agreed", "started", "extended", "ended", "interrupted", "cancelled", "visited",
    "needs_action", "acted",
}  # fmt: skip
SENTENCES = {
    constraint.name: constraint.violation_error_message
    for model in (
        Centre, CentrePartner, Place, Placement, Reservation, Waiting, CheckIn, Visit, MentorOrder,
        MentorHours, MentorBudget, PlaceCost,
        CentrePay, PayLine, PayList,
    )
    for constraint in model._meta.constraints
} | {OVERBOOKED: OVERBOOKED_SENTENCE}  # fmt: skip


@contextmanager
def database_agrees() -> Iterator[None]:
    """Turn a constraint's no into a refusal with the constraint's own sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in SENTENCES:
            raise
        raise Refused(str(name), str(SENTENCES[name])) from error


Row = TypeVar("Row", Citizen, Place, Placement)


def _locked(rows: QuerySet[Row], *joined: str) -> Row:
    found = lock_then_read(rows, *joined)
    if found is None:
        raise NotYours
    return found


def lock_citizen(actor: Viewer, citizen_id: int) -> Citizen:
    """Lock a citizen: who is planned for twice at once is decided one after the other."""
    return _locked(Citizen.objects.filter(jobcentre_id=actor.jobcentre_id, pk=citizen_id))


def lock_place(actor: Viewer, place_id: int) -> Place:
    """Lock a place: the last one is given away one after the other.

    Reservations of it that ran out are marked as such, so that none is in anybody's way.
    """
    place = _locked(Place.objects.filter(jobcentre_id=actor.jobcentre_id, pk=place_id))
    _mark_lapsed(Reservation.objects.filter(jobcentre_id=actor.jobcentre_id, place_id=place_id))
    return place


def _mark_lapsed(rows: QuerySet[Reservation]) -> int:
    return rows.filter(state=ReservationState.HELD, held_until__lt=today()).update(
        state=ReservationState.LAPSED, closed_at=now(), version=F("version") + 1
    )


def lock_placement(actor: Viewer, placement: Placement, version: int | None = None) -> Placement:
    """Lock the placement and read it anew; Stale if somebody changed it since `version`."""
    fresh = _locked(
        Placement.objects.filter(jobcentre_id=actor.jobcentre_id, pk=placement.pk),
        "citizen__target_group", "place__workplace", "mentor", "consultant",
    )  # fmt: skip
    if version is not None and fresh.version != version:
        raise Stale
    return fresh


def facts_of(placement: Placement) -> states.Facts:
    """Return what the guards of the state table look at."""
    return states.Facts(
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        today=today(),
        has_purpose=bool(placement.purpose),
        has_mentor=placement.mentor_id is not None,
        has_consultant=placement.consultant_id is not None,
        weekly_hours_known=placement.weekly_hours is not None,
    )


def move(
    placement: Placement, name: str, actor: Viewer, *, reason: str = "", note: str = ""
) -> list[str]:
    """Make one move of the state table on a locked placement and return the fields it set.

    The system's own moves (an extension that starts ends the one before) have every role.
    """
    roles = actor.roles if actor.kind != "system" else states.MOVES[name].roles
    done = states.check_can_move(
        name, placement.state, roles=roles, facts=facts_of(placement), reason=reason, note=note
    )
    placement.state = done.target
    placement.version += 1
    fields = ["state", "version"]
    stamp = {
        State.AGREED: "agreed_at",
        State.RUNNING: "started_at",
    }.get(State(done.target), "closed_at")
    setattr(placement, stamp, now())
    return [*fields, stamp]


def log_placement(kind: str, placement: Placement, actor: Viewer, text: str = "") -> None:
    """Write the timeline row. Company and workplace see states and visits, the citizen all.

    `text` is a place's title or a week; never a reason, never health, never a name.
    """
    workplace = placement.place.workplace if kind in SEEN_BY_COMPANY else None
    log_event(
        f"placements.{kind}",
        actor=actor,
        text=text,
        company_id=workplace.company_id if workplace else None,
        workplace_id=workplace.pk if workplace else None,
        citizen_id=placement.citizen_id,
        subject=placement.public_id,
    )
