"""Contacts: planned, held, cancelled; next steps kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from companies import rules
from companies.actions.checks import (
    hold_people,
    may_write,
    of_company,
    of_this_house,
    people_of_company,
)
from companies.actions.presence import renew_shared, share_contact
from companies.choices import ContactState
from companies.models import (
    Company,
    Contact,
    ContactParticipant,
    ContactPerson,
    Objection,
    Workplace,
)
from companies.rules import NextStep
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Raised:
    """An objection of the company's, what we answered, and whether that settled it."""

    kind: str
    answer: str = ""
    is_settled: bool = False


@dataclass(frozen=True)
class ContactFacts:
    """Who, how and what for; what they held against it; whether other jobcentres may read it."""

    channel: str
    purpose: str
    person: ContactPerson | None = None
    workplace: Workplace | None = None
    others: Sequence[ContactPerson] = ()
    colleagues: Sequence[Membership] = ()
    objections: Sequence[Raised] = ()
    is_shared: bool = False


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
    facts = _with_present_people(facts, actor)
    contact = _new(company, facts, actor, next_step)
    contact.state = ContactState.HELD
    contact.held_at = held_at
    contact.outcome = outcome.strip()
    contact = _save_new(contact, facts, actor, "companies.contact_held", held_at)
    if facts.is_shared:
        share_contact(contact, actor=actor)
    return contact


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
    facts = _with_present_people(facts, actor)
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
    facts: ContactFacts | None = None,
) -> Contact:
    """Mark a planned contact held: the same record gets its outcome and next step.

    `facts` say who came and how it went, where that differs from the plan.
    """
    may_write(actor)
    if facts is not None:
        facts = _with_present_people(facts, actor)
    contact = _locked(contact, actor, version)
    rules.check_move(contact.state, ContactState.HELD)
    rules.check_held_at(held_at, now())
    _check_step(next_step, actor)
    contact.state = ContactState.HELD
    contact.held_at = held_at
    contact.outcome = outcome.strip()
    _set_step(contact, next_step)
    if facts is not None:
        _set_facts(contact, facts, actor)
    contact.version += 1
    contact.save(update_fields=[*_FIELDS, "state", "held_at", "outcome", "version"])
    _tell("companies.contact_held", contact, actor, held_at)
    if facts is not None and facts.is_shared:
        share_contact(contact, actor=actor)
    return contact


@action
def edit_contact(
    contact: Contact,
    facts: ContactFacts,
    *,
    actor: Viewer,
    version: int,
    at: datetime,
    outcome: str = "",
    next_step: NextStep | None = None,
) -> Contact:
    """Correct a planned or held contact; Stale if somebody changed it since `version`.

    A moment and a next step that stay as they were may lie behind us.
    """
    may_write(actor)
    facts = _with_present_people(facts, actor)
    contact = _locked(contact, actor, version)
    rules.check_can_edit(contact.state)
    is_held = contact.state == ContactState.HELD
    if at != (contact.held_at if is_held else contact.planned_at):
        (rules.check_held_at if is_held else rules.check_planned_at)(at, now())
    if next_step != step_of(contact):
        _check_step(next_step, actor)
        contact.next_step_done_at = None
    _set_step(contact, next_step)
    _set_facts(contact, facts, actor)
    if is_held:
        contact.held_at, contact.outcome = at, outcome.strip()
    else:
        contact.planned_at = at
    contact.version += 1
    contact.save(
        update_fields=[
            *_FIELDS, "planned_at", "held_at", "outcome", "next_step_done_at", "version",
        ]
    )  # fmt: skip
    if is_held:
        renew_shared(contact, actor=actor)
    _tell("companies.contact_changed", contact, actor, now())
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


def step_of(contact: Contact) -> NextStep | None:
    """Return the next step of a contact, done or not."""
    if contact.next_step_on is None or contact.next_step_owner_id is None:
        return None
    return NextStep(contact.next_step, contact.next_step_on, contact.next_step_owner_id)


def _new(
    company: Company, facts: ContactFacts, actor: Viewer, next_step: NextStep | None
) -> Contact:
    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    _check_step(next_step, actor)
    contact = Contact(jobcentre_id=actor.jobcentre_id, company=company, by_id=actor.membership_id)
    _fill(contact, facts, actor)
    _set_step(contact, next_step)
    return contact


def _with_present_people(facts: ContactFacts, actor: Viewer) -> ContactFacts:
    """Return the facts with everybody who was merged meanwhile under their present name."""
    may_write(actor)
    person, *others = hold_people(actor, facts.person, *facts.others)
    return replace(facts, person=person, others=[each for each in others if each])


# What the form of a contact changes, whatever its state.
_FIELDS = ("workplace", "person", "channel", "purpose", "next_step", "next_step_on",
           "next_step_owner")  # fmt: skip


def _fill(contact: Contact, facts: ContactFacts, actor: Viewer) -> None:
    of_this_house(actor, facts.person, *facts.others, *facts.colleagues)
    of_company(contact.company, facts.workplace)
    people_of_company(contact.company, facts.person, *facts.others)
    contact.workplace = facts.workplace or (facts.person.workplace if facts.person else None)
    contact.person = facts.person
    contact.channel = facts.channel
    contact.purpose = " ".join(facts.purpose.split())


def _set_facts(contact: Contact, facts: ContactFacts, actor: Viewer) -> None:
    """Let an existing contact say what `facts` say, participants and objections included."""
    _fill(contact, facts, actor)
    ours = {"jobcentre_id": actor.jobcentre_id, "contact": contact}
    ContactParticipant.objects.filter(**ours).delete()
    Objection.objects.filter(**ours).exclude(kind__in=[e.kind for e in facts.objections]).delete()
    _save_around(contact, facts, actor)


def _save_around(contact: Contact, facts: ContactFacts, actor: Viewer) -> None:
    others = {person.pk for person in facts.others} - {contact.person_id}
    colleagues = {each.pk for each in facts.colleagues} - {contact.by_id}
    rows = [{"person_id": pk} for pk in sorted(others)]
    rows += [{"membership_id": pk} for pk in sorted(colleagues)]
    if rows:
        ContactParticipant.objects.bulk_create(
            ContactParticipant(jobcentre_id=actor.jobcentre_id, contact=contact, **row)
            for row in rows
        )
    if facts.objections:
        Objection.objects.bulk_create(
            [
                Objection(
                    jobcentre_id=actor.jobcentre_id, contact=contact,
                    company_id=contact.company_id, kind=each.kind,
                    answer=" ".join(each.answer.split()), is_settled=each.is_settled,
                )
                for each in facts.objections
            ],
            update_conflicts=True,
            unique_fields=["jobcentre", "contact", "kind"],
            update_fields=["answer", "is_settled"],
        )  # fmt: skip


def _check_step(step: NextStep | None, actor: Viewer) -> None:
    rules.check_next_step(step, today())
    if step is None:
        return
    house = Membership.objects.active().filter(jobcentre_id=actor.jobcentre_id)
    if not house.filter(pk=step.owner_id).exists():
        raise NotYours


def _set_step(contact: Contact, step: NextStep | None) -> None:
    contact.next_step = " ".join(step.text.split()) if step else ""
    contact.next_step_on = step.on if step else None
    contact.next_step_owner_id = step.owner_id if step else None


def _save_new(
    contact: Contact, facts: ContactFacts, actor: Viewer, kind: str, at: datetime
) -> Contact:
    contact.save()
    _save_around(contact, facts, actor)
    _tell(kind, contact, actor, at)
    return contact


def _locked(contact: Contact, actor: Viewer, version: int) -> Contact:
    found = lock_then_read(
        Contact.objects.filter(jobcentre_id=actor.jobcentre_id, pk=contact.pk), "company"
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
