"""The waiting list: on it, up, off it. What comes free is told, never given by itself."""

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q, QuerySet

from citizens.access import in_case_team
from citizens.choices import CitizenState
from citizens.models import Citizen
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.viewer import Viewer
from placements.access import waiting as access
from placements.actions.shared import database_agrees, lock_citizen
from placements.choices.reservations import WaitingState
from placements.models import Place, Placement, Waiting
from placements.rules.sharing import has_number


@action
def put_on_list(
    citizen: Citizen, place: Place, *, actor: Viewer, why: str, anywhere: bool = False
) -> Waiting:
    """Let a candidate of one's case team wait for a place, last in line.

    `anywhere`: for any place at the same workplace. `why` says what the candidate gains.
    """
    access.require_writer(actor)
    if citizen.jobcentre_id != actor.jobcentre_id or place.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not in_case_team(actor, citizen.pk):
        raise PermissionDenied
    citizen = lock_citizen(actor, citizen.pk)
    if citizen.state != CitizenState.ACTIVE:
        raise Refused("citizen_ended", N_("The citizen's case has ended. Open it again first."))
    why = _checked(why, N_("Write what the candidate gains from this place."))
    last = _line(actor, place.workplace_id).aggregate(last=Max("rank"))["last"] or 0
    assert actor.membership_id is not None  # noqa: S101  capability implies a membership
    with database_agrees():
        row = Waiting.objects.create(
            jobcentre_id=actor.jobcentre_id, citizen=citizen, workplace_id=place.workplace_id,
            place=None if anywhere else place, rank=last + 1, why=why,
            added_by_id=actor.membership_id,
        )  # fmt: skip
    _log("waiting_added", row, actor)
    return row


@action
def move_up(row: Waiting, *, actor: Viewer, reason: str, version: int) -> Waiting:
    """Let somebody change places with the one before, with the reason: a leader decides."""
    access.require_leader(actor, row)
    reason = _checked(reason, N_("Write why the candidate is moved up."))
    line = list(
        _line(actor, row.workplace_id)
        .select_for_update(of=("self",), no_key=True)
        .order_by("rank", "id")
    )
    at = next((n for n, each in enumerate(line) if each.pk == row.pk), None)
    if at is None:
        raise Refused("waiting_over", N_("The candidate no longer waits here."))
    found = line[at]
    if found.version != version:
        raise Stale
    before = [n for n in range(at) if _wants_the_same(line[n], found)]
    if not before:
        raise Refused("waiting_first", N_("The candidate is first already."))
    line.insert(before[-1], line.pop(at))
    found.moved_by_id, found.moved_reason, found.version = (
        actor.membership_id, reason, found.version + 1,
    )  # fmt: skip
    for rank, each in enumerate(line, 1):
        if each.rank != rank or each is found:
            each.rank = rank
            each.save(update_fields=["rank", "moved_by", "moved_reason", "version"])
    _log("waiting_moved", found, actor)
    return found


def _wants_the_same(one: Waiting, other: Waiting) -> bool:
    return one.place_id is None or other.place_id is None or one.place_id == other.place_id


@action
def take_off_list(row: Waiting, *, actor: Viewer, reason: str, version: int) -> Waiting:
    """Let a candidate wait no longer, with the reason."""
    access.require_over(actor, row)
    reason = _checked(reason, N_("Write why the candidate no longer waits."))
    rows = Waiting.objects.filter(jobcentre_id=actor.jobcentre_id, pk=row.pk)
    found = lock_then_read(rows.order_by(), "citizen", "workplace")
    if found is None:
        raise NotYours
    if found.version != version:
        raise Stale
    if found.state != WaitingState.WAITING:
        raise Refused("waiting_over", N_("The candidate no longer waits here."))
    found.state, found.reason, found.closed_at = WaitingState.WITHDRAWN, reason, now()
    found.version += 1
    with database_agrees():
        found.save(update_fields=["state", "reason", "closed_at", "version"])
    _log("waiting_removed", found, actor)
    return found


def _checked(text: str, missing: str) -> str:
    if not text.strip():
        raise Refused("waiting_reason", missing)
    if has_number(text):
        raise Refused("waiting_number", N_("Citizen numbers do not belong here."))
    return text.strip()[:200]


def _line(actor: Viewer, workplace_id: int) -> QuerySet[Waiting]:
    return Waiting.objects.open().filter(jobcentre_id=actor.jobcentre_id, workplace_id=workplace_id)


def placed_from_list(placement: Placement) -> None:
    """Take off the list who has a placement at the place they waited for.

    For the action that agrees it, which holds the citizen's row.
    """
    _close(
        Waiting.objects.open().filter(
            Q(place__isnull=True) | Q(place=placement.place_id),
            jobcentre_id=placement.jobcentre_id, citizen_id=placement.citizen_id,
            workplace_id=placement.place.workplace_id,
        ),
        WaitingState.PLACED, "",
    )  # fmt: skip


def off_lists_with_the_case(citizen: Citizen, actor: Viewer) -> None:
    """Take a citizen off every list when the work with them ends."""
    rows = Waiting.objects.open().filter(jobcentre_id=actor.jobcentre_id, citizen=citizen)
    _close(rows, WaitingState.WITHDRAWN, "-")


def _close(rows: QuerySet[Waiting], state: str, reason: str) -> None:
    rows.update(state=state, reason=reason, closed_at=now())


def _log(kind: str, row: Waiting, actor: Viewer) -> None:
    """Write the timeline row on the citizen's page alone: where, never why."""
    log_event(
        f"placements.{kind}", actor=actor, text=row.workplace.name, citizen_id=row.citizen_id,
        subject=row.citizen.public_id,
    )  # fmt: skip
