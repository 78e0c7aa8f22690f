"""Contacts: planned, held, cancelled; next steps kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from companies import rules
from companies.actions.checks import may_write, of_company, of_this_house, people_of_company
from companies.choices import ContactState
from companies.models import Company, Contact, ContactParticipant, ContactPerson, Workplace
from companies.rules import NextStep
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class ContactFacts:
    """Who, how and what for."""

    channel: str
    purpose: str
    person: ContactPerson | None = None
    workplace: Workplace | None = None
    others: Sequence[ContactPerson] = ()
    colleagues: Sequence[Membership] = ()


@action
def log_contact(
    company: Company,
    facts: ContactFacts,
    *,
    actor: Viewer,
    held_at: datetime,
    outcome: str,
    next_step: NextStep | None = None,
) -> Contact:
    """Log a contact that was held, with what came of it and the next step."""
    rules.check_held_at(held_at, now())
    contact = _new(company, facts, actor, next_step)
    contact.state = ContactState.HELD
    contact.held_at = held_at
    contact.outcome = outcome.strip()
    return _save_new(contact, facts, actor, "companies.contact_held", held_at)


@action
def plan_contact(
    company: Company,
    facts: ContactFacts,
    *,
    actor: Viewer,
    planned_at: datetime,
    next_step: NextStep | None = None,
) -> Contact:
    """Plan a contact: the purpose is written beforehand, the outcome follows."""
    rules.check_planned_at(planned_at, now())
    contact = _new(company, facts, actor, next_step)
    contact.state = ContactState.PLANNED
    contact.planned_at = planned_at
    return _save_new(contact, facts, actor, "companies.contact_planned", now())


@action
def hold_contact(
    contact: Contact,
    *,
    actor: Viewer,
    version: int,
    held_at: datetime,
    outcome: str,
    next_step: NextStep | None = None,
) -> Contact:
    """Mark a planned contact held: the same record gets its outcome and next step."""
    may_write(actor)
    contact = _locked(contact, actor, version)
    rules.check_move(contact.state, ContactState.HELD)
    rules.check_held_at(held_at, now())
    _check_step(next_step, actor)
    contact.state = ContactState.HELD
    contact.held_at = held_at
    contact.outcome = outcome.strip()
    _set_step(contact, next_step)
    contact.version += 1
    contact.save(
        update_fields=[
            "state", "held_at", "outcome", "next_step", "next_step_on", "next_step_owner",
            "version",
        ]
    )  # fmt: skip
    _tell("companies.contact_held", contact, actor, held_at)
    return contact


@action
def cancel_contact(contact: Contact, *, actor: Viewer, version: int, reason: str) -> Contact:
    """Cancel a planned contact; a negative move needs a reason."""
    may_write(actor)
    contact = _locked(contact, actor, version)
    rules.check_move(contact.state, ContactState.CANCELLED)
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why the contact was cancelled."))
    contact.state = ContactState.CANCELLED
    contact.cancel_reason = reason.strip()
    contact.version += 1
    contact.save(update_fields=["state", "cancel_reason", "version"])
    _tell("companies.contact_cancelled", contact, actor, now())
    return contact


@action
def finish_next_step(contact: Contact, *, actor: Viewer) -> bool:
    """Mark the next step done; False if a colleague was first, which is nobody's mistake."""
    may_write(actor)
    done = Contact.objects.with_open_step().filter(jobcentre_id=actor.jobcentre_id, pk=contact.pk)
    if not done.update(next_step_done_at=now()):
        return False
    log_event(
        "companies.step_done",
        actor=actor,
        company_id=contact.company_id,
        workplace_id=contact.workplace_id,
        subject=contact.public_id,
        text=contact.next_step,
    )
    return True


def _new(
    company: Company, facts: ContactFacts, actor: Viewer, next_step: NextStep | None
) -> Contact:
    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    of_this_house(actor, facts.person, *facts.others, *facts.colleagues)
    of_company(company, facts.workplace)
    people_of_company(company, facts.person, *facts.others)
    _check_step(next_step, actor)
    contact = Contact(
        jobcentre_id=actor.jobcentre_id,
        company=company,
        workplace=facts.workplace or (facts.person.workplace if facts.person else None),
        person=facts.person,
        by_id=actor.membership_id,
        channel=facts.channel,
        purpose=" ".join(facts.purpose.split()),
    )
    _set_step(contact, next_step)
    return contact


def _check_step(step: NextStep | None, actor: Viewer) -> None:
    rules.check_next_step(step, today())
    if step is None:
        return
    house = Membership.objects.active().filter(jobcentre_id=actor.jobcentre_id)
    if not house.filter(pk=step.owner_id).exists():
        raise NotYours


def _set_step(contact: Contact, step: NextStep | None) -> None:
    if step is not None:
        contact.next_step = " ".join(step.text.split())
        contact.next_step_on = step.on
        contact.next_step_owner_id = step.owner_id


def _save_new(
    contact: Contact, facts: ContactFacts, actor: Viewer, kind: str, at: datetime
) -> Contact:
    contact.save()
    others = {person.pk for person in facts.others} - {contact.person_id}
    colleagues = {each.pk for each in facts.colleagues} - {contact.by_id}
    rows = [{"person_id": pk} for pk in sorted(others)]
    rows += [{"membership_id": pk} for pk in sorted(colleagues)]
    if rows:
        ContactParticipant.objects.bulk_create(
            ContactParticipant(jobcentre_id=actor.jobcentre_id, contact=contact, **row)
            for row in rows
        )
    _tell(kind, contact, actor, at)
    return contact


def _locked(contact: Contact, actor: Viewer, version: int) -> Contact:
    found = (
        Contact.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=contact.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if found.version != version:
        raise Stale
    return found


def _tell(kind: str, contact: Contact, actor: Viewer, at: datetime) -> None:
    """Write the event with the purpose only; the page reads the rest from the contact itself."""
    log_event(
        kind,
        actor=actor,
        company_id=contact.company_id,
        workplace_id=contact.workplace_id,
        subject=contact.public_id,
        text=contact.purpose,
        at=at,
    )
