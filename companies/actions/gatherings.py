"""Events: plan, change, call off, hold; who is invited to them and written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from companies.actions.campaigns import may_manage
from companies.actions.checks import hold_people, of_this_house
from companies.choices.gathering import MOST_INVITED, Answer, GatheringKind, GatheringState
from companies.models import ContactPerson, Gathering, Invitation, Network
from companies.rules import gatherings as rules
from followup.kinds import Recipient
from followup.outbox import send_many, send_soon
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer

INVITE = "companies.gathering_invite"
TOLD = "companies.gathering_told"


@dataclass(frozen=True)
class GatheringFacts:
    """What an event is, where and when, and for how many."""

    kind: str
    title: str
    purpose: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    responsible: Membership
    text: str = ""
    answer_by: date | None = None
    rounds: int | None = None
    round_minutes: int | None = None
    network: Network | None = None


def locked(gathering: Gathering, actor: Viewer, version: int | None = None) -> Gathering:
    """Return the event, locked: whoever takes or frees a seat holds it first."""
    found = (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=gathering.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def recipient_of(person: ContactPerson) -> Recipient:
    """Return a contact person as somebody to write to."""
    return Recipient(
        kind="contact", public_id=person.public_id, name=person.name, email=person.email,
        language=person.language,
    )  # fmt: skip


def tell(invitation: Invitation, what: str) -> None:
    """Write to the invited person what has become of it; once for each version of the answer."""
    send_soon(
        TOLD, jobcentre_id=invitation.jobcentre_id, subject=invitation.public_id,
        recipient=recipient_of(invitation.person), context={"what": what},
        occurrence=f"{what}-{invitation.version}",
    )  # fmt: skip


def tell_all(gathering: Gathering, rows: Sequence[Invitation], what: str) -> int:
    """Write the same to many: of another time or place, or that it is called off."""
    return send_many(
        TOLD, jobcentre_id=gathering.jobcentre_id, context={"what": what},
        occurrence=f"{what}-{gathering.version}",
        to=[(row.public_id, recipient_of(row.person)) for row in rows],
    )  # fmt: skip


def _values(facts: GatheringFacts) -> dict[str, object]:
    is_dating = facts.kind == GatheringKind.SPEED_DATING
    return {
        "kind": facts.kind, "title": " ".join(facts.title.split()),
        "purpose": facts.purpose.strip(), "text": facts.text.strip(),
        "place": " ".join(facts.place.split()), "starts_at": facts.starts_at,
        "ends_at": facts.ends_at, "answer_by": facts.answer_by, "capacity": facts.capacity,
        "responsible": facts.responsible,
        "network": facts.network if facts.kind == GatheringKind.NETWORK else None,
        "rounds": facts.rounds if is_dating else None,
        "round_minutes": facts.round_minutes if is_dating else None,
    }  # fmt: skip


def _check(facts: GatheringFacts, actor: Viewer) -> None:
    may_manage(actor)
    of_this_house(actor, facts.responsible)
    if facts.network is not None and facts.network.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if facts.ends_at <= facts.starts_at:
        raise Refused("ends_before_start", N_("The event must end after it begins."))


@action
def plan_gathering(facts: GatheringFacts, *, actor: Viewer) -> Gathering:
    """Plan an event; nobody is invited yet."""
    _check(facts, actor)
    made = Gathering.objects.create(jobcentre_id=actor.jobcentre_id, **_values(facts))
    _log("companies.gathering_planned", made, actor)
    return made


@action
def edit_gathering(
    gathering: Gathering, facts: GatheringFacts, *, actor: Viewer, version: int
) -> Gathering:
    """Change an event; who comes is told of another time or place, and more seats are given out."""
    _check(facts, actor)
    found = locked(gathering, actor, version)
    rules.check_can_change(found.state)
    rules.check_capacity(facts.capacity, found.taken)
    before = (found.starts_at, found.ends_at, found.place)
    values = {**_values(facts), "version": version + 1}
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    if before != (found.starts_at, found.ends_at, found.place):
        tell_all(found, _rows(found, Answer.COMING, Answer.WAITING), "changed")
    give_free_seats(found, actor=actor)
    return found


@action
def call_off(gathering: Gathering, why: str, *, actor: Viewer) -> Gathering:
    """Call an event off and tell everybody who was written to or said yes."""
    may_manage(actor)
    found = locked(gathering, actor)
    rules.check_can_change(found.state)
    if not why.strip():
        raise Refused("no_reason", N_("Write why it is called off."))
    _close(found, GatheringState.CANCELLED, why)
    rows = _rows(found, Answer.COMING, Answer.WAITING, Answer.INVITED)
    told = [row for row in rows if row.mailed_at is not None or row.state != Answer.INVITED]
    tell_all(found, told, "cancelled")
    _log("companies.gathering_called_off", found, actor)
    return found


@action
def hold_gathering(gathering: Gathering, note: str, *, actor: Viewer) -> Gathering:
    """Close an event with what came of it."""
    may_manage(actor)
    found = locked(gathering, actor)
    rules.check_can_hold(found.state, found.starts_at, now())
    if not note.strip():
        raise Refused("no_note", N_("Write what came of it."))
    _close(found, GatheringState.HELD, note)
    _log("companies.gathering_held", found, actor)
    return found


def _close(found: Gathering, state: str, note: str) -> None:
    found.state, found.closing_note, found.version = state, note.strip(), found.version + 1
    found.save(update_fields=["state", "closing_note", "version"])


@action
def invite(gathering: Gathering, people: Sequence[ContactPerson], *, actor: Viewer) -> int:
    """Put people on the list; nothing is sent. Who is on it already stays as they are."""
    may_manage(actor)
    kept = {each.pk: each for each in hold_people(actor, *people) if each is not None}
    found = locked(gathering, actor)
    rules.check_can_change(found.state)
    rows = Invitation.objects.filter(jobcentre_id=actor.jobcentre_id, gathering=found)
    there = set(rows.values_list("person_id", flat=True))
    new = [each for pk, each in kept.items() if pk not in there]
    if len(there) + len(new) > MOST_INVITED:
        raise Refused(
            "too_many", N_("At most %(most)s people can be invited to one event."),
            most=MOST_INVITED,
        )  # fmt: skip
    Invitation.objects.bulk_create(
        [
            Invitation(
                jobcentre_id=actor.jobcentre_id, gathering=found, company_id=each.company_id,
                person=each,
            )
            for each in new
        ],
        batch_size=500,
    )  # fmt: skip
    return len(new)


@action
def send_invitations(gathering: Gathering, *, actor: Viewer) -> int:
    """Write to everybody on the list who agreed to mail and has not been written to."""
    may_manage(actor)
    found = locked(gathering, actor)
    rules.check_can_change(found.state)
    rows = [
        row
        for row in Invitation.objects.select_related("person", "company", "gathering").filter(
            jobcentre_id=actor.jobcentre_id, gathering=found, state=Answer.INVITED,
            mailed_at__isnull=True,
        ).order_by("id")
        if may_be_written_to(row)
    ]  # fmt: skip
    number = send_many(
        INVITE, jobcentre_id=actor.jobcentre_id, occurrence="invitation",
        to=[(row.public_id, recipient_of(row.person)) for row in rows],
    )  # fmt: skip
    Invitation.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk__in=[row.pk for row in rows]
    ).update(mailed_at=now())
    return number


def may_be_written_to(row: Invitation) -> bool:
    """Return whether the person agreed to mail, is still there, and the company may be written to.

    Marketing Practices Act § 10 and CVR law § 19: the others are rung, or told at a visit. Who
    joined a network is written to about its meetings: that is what they joined.
    """
    person = row.person
    if not person.email or person.left_on is not None:
        return False
    if row.gathering.network_id is not None:
        return True
    return person.may_receive_mail and not row.company.advertising_protected


def _rows(gathering: Gathering, *states: str) -> list[Invitation]:
    rows = Invitation.objects.select_related("person", "gathering").filter(
        jobcentre_id=gathering.jobcentre_id, gathering=gathering, state__in=states
    )
    return list(rows.order_by("answered_at", "id"))


@action
def give_free_seats(gathering: Gathering, *, actor: Viewer) -> int:
    """Give free seats to who waits, in the order they asked, and tell them; the event is locked."""
    taken = Gathering.objects.values_list("taken", flat=True).get(
        jobcentre_id=actor.jobcentre_id, pk=gathering.pk
    )
    waiting = {row.pk: row for row in _rows(gathering, Answer.WAITING)}
    chosen = rules.next_in([(pk, row.seats) for pk, row in waiting.items()],
                           gathering.capacity - taken)  # fmt: skip
    for pk in chosen:
        row = waiting[pk]
        row.state, row.version = Answer.COMING, row.version + 1
        row.save(update_fields=["state", "version"])
        tell(row, "seat")
    return len(chosen)


def _log(kind: str, gathering: Gathering, actor: Viewer) -> None:
    log_event(kind, actor=actor, subject=gathering.public_id, text=gathering.title)
