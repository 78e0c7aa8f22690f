"""Answers to an event, by the person's own link or by a colleague; who came; what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from companies.actions.gatherings import give_free_seats, locked, tell
from companies.choices.gathering import DOOR, MOST_EACH, Answer
from companies.models import Gathering, Invitation
from companies.rules import gatherings as rules
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Attendance:
    """Whether somebody came, and what came of it for the company."""

    came: bool | None
    outcome: str = ""


def _may_answer(invitation: Invitation, actor: Viewer) -> bool:
    """Return whether the answer comes by the link; refuse who may give none."""
    if actor.subject is not None:
        if actor.kind != DOOR or actor.subject != invitation.public_id:
            raise NotYours
        return True
    _may_note(actor)
    return False


def _may_note(actor: Viewer) -> None:
    if actor.kind == "system":
        return
    if not (actor.can(Can.LOG_CONTACT) or actor.can(Can.MANAGE_CAMPAIGNS)):
        raise PermissionDenied


@action
def answer(invitation: Invitation, *, actor: Viewer, comes: bool, seats: int = 1) -> Invitation:
    """Say yes or no. A yes gets a seat, or the waiting list if there are too few.

    The event is locked first, so that of many at once exactly as many get in as there are seats;
    the database refuses one more whatever this does.
    """
    by_link = _may_answer(invitation, actor)
    gathering = locked(invitation.gathering, actor)
    row = (
        Invitation.objects.select_related("person", "gathering")
        .select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=invitation.pk)
        .first()
    )
    if row is None:
        raise NotYours
    rules.check_can_answer(
        gathering.state, gathering.starts_at, gathering.answer_by, at=now(), day=today(),
        by_link=by_link,
    )  # fmt: skip
    if not 1 <= seats <= MOST_EACH:
        raise Refused("seats", N_("Between one and 20 people can come."))
    held = row.seats if row.state == Answer.COMING else 0
    wanted = rules.answer_for(seats, gathering.free + held) if comes else Answer.DECLINED
    if (row.state, row.seats) == (wanted, seats if comes else row.seats):
        return row  # said twice
    if row.state == Answer.COMING and wanted == Answer.WAITING:
        raise Refused(
            "no_more_seats",
            N_("There are not so many seats left. You keep the %(number)s you have."), number=held,
        )  # fmt: skip
    if row.state != wanted:
        row.answered_at = now()
    row.state, row.version, row.came = wanted, row.version + 1, None
    row.seats = seats if comes else row.seats
    row.answered_by_id = None if by_link else actor.membership_id
    row.save(update_fields=["state", "seats", "answered_at", "answered_by", "came", "version"])
    if wanted != Answer.DECLINED:
        tell(row, "yes" if wanted == Answer.COMING else "waiting")
    _log(row, gathering, actor)
    if held:
        give_free_seats(gathering, actor=actor)
    return row


def _log(row: Invitation, gathering: Gathering, actor: Viewer) -> None:
    kind = {
        Answer.COMING: "companies.gathering_coming", Answer.WAITING: "companies.gathering_waiting",
    }.get(Answer(row.state), "companies.gathering_declined")  # fmt: skip
    log_event(
        kind, actor=actor, company_id=row.company_id, subject=gathering.public_id,
        text=gathering.title,
    )  # fmt: skip


@action
def note_attendance(gathering: Gathering, said: Mapping[int, Attendance], *, actor: Viewer) -> int:
    """Write down who came and what came of it, by invitation id; return how many changed."""
    _may_note(actor)
    found = locked(gathering, actor)
    if found.state == "cancelled":
        raise Refused("called_off", N_("The event is called off."))
    if now() < found.starts_at:
        raise Refused("not_begun", N_("The event has not begun yet."))
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).filter(
        jobcentre_id=actor.jobcentre_id, gathering=found, state=Answer.COMING, pk__in=list(said)
    )
    changed = []
    for row in rows.order_by("pk"):
        told = said[row.pk]
        outcome = " ".join(told.outcome.split())[:300]
        if (row.came, row.outcome) != (told.came, outcome):
            row.came, row.outcome, row.version = told.came, outcome, row.version + 1
            changed.append(row)
    Invitation.objects.bulk_update(changed, ["came", "outcome", "version"], batch_size=500)
    return len(changed)
