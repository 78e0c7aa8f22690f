"""Needs: told in a talk or by the company itself, changed, taken, given; and lifted tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from companies.actions.checks import (
    can_be_in_charge,
    hold_person,
    may_write,
    of_company,
    of_this_house,
    people_of_company,
)
from companies.choices.need import DOOR, MOST_TASKS, CarvingState, NeedKind, NeedOrigin
from companies.mails import needs as mails_needs
from companies.models import (
    CarvedTask,
    Carving,
    Company,
    Contact,
    ContactPerson,
    Enquiry,
    Need,
    Workplace,
)
from companies.need_steps import (
    index_need,
    lock_need,
    may_tell,
    of_staff,
    owner_of,
    save_need,
    tell_need,
)
from companies.rules import needs as rules
from companies.rules.enquiries import one_line, plain_text
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can, Role
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class NeedFacts:
    """What is needed, as it was told."""

    kind: str
    title: str
    tasks: str
    starts_on: date
    number: int = 1
    requirements: str = ""
    weekly_hours: Decimal | None = None
    weeks: int | None = None
    is_standing: bool = False
    deadline_on: date | None = None
    most_candidates: int | None = None
    is_public: bool = False
    considerations: Sequence[str] = ()
    languages: Sequence[str] = ()
    workplace: Workplace | None = None
    person: ContactPerson | None = None


@dataclass(frozen=True)
class From:
    """What a need came from: a contact, an enquiry, tasks lifted together."""

    contact: Contact | None = None
    enquiry: Enquiry | None = None
    carving: Carving | None = None


def _fields(facts: NeedFacts, person: ContactPerson | None) -> dict[str, Any]:
    """Return the facts as columns: plain text, without citizen numbers."""
    return {
        "kind": facts.kind, "title": one_line(facts.title, 120),
        "tasks": plain_text(facts.tasks, 2000),
        "requirements": plain_text(facts.requirements, 1000), "number": facts.number,
        "weekly_hours": facts.weekly_hours, "starts_on": facts.starts_on, "weeks": facts.weeks,
        "is_standing": facts.is_standing, "deadline_on": facts.deadline_on,
        "most_candidates": facts.most_candidates, "is_public": facts.is_public,
        "considerations": list(facts.considerations), "languages": list(facts.languages),
        "workplace": facts.workplace, "person": person,
    }  # fmt: skip


def _check(company: Company, facts: NeedFacts, person: ContactPerson | None, filled: int) -> None:
    of_company(company, facts.workplace)
    people_of_company(company, person)
    if not facts.title.strip() or not facts.tasks.strip():
        raise Refused("need_says_nothing", N_("Write a title and the tasks."))
    rules.check_need(rules.Asked(facts.number, facts.starts_on, facts.deadline_on, filled), today())


def _check_source(company: Company, source: From, actor: Viewer) -> None:
    """Refuse what happened with another company or belongs to another house."""
    of_this_house(actor, source.contact)
    for row in (source.contact, source.enquiry, source.carving):
        if row is None:
            continue
        if row.jobcentre_id != actor.jobcentre_id:
            raise NotYours
        if row.company_id != company.pk:
            raise Refused("source_elsewhere", N_("That was with another company."))


@action
def tell_about_need(
    company: Company,
    facts: NeedFacts,
    *,
    actor: Viewer,
    source: From | None = None,
    owner: Membership | None = None,
) -> Need:
    """Keep a need. Told by staff it is the teller's unless another `owner` is named.

    Written by the company through its door it is its fixed contact's; where there is none it is
    nobody's, and the entrance sees it.
    """
    may_tell(actor, company.pk)
    source = source or From()
    of_this_house(actor, owner)
    person = hold_person(actor, facts.person)
    _check(company, facts, person, 0)
    _check_source(company, source, actor)
    can_be_in_charge(actor, owner)
    is_form = actor.kind == DOOR
    carving = _lift(source.carving, facts, actor) if source.carving is not None else None
    day = today()
    runs_from = rules.runs_from(day, facts.starts_on)
    if is_form:
        owner = owner_of(actor.jobcentre_id, company.pk)
    need = Need(
        jobcentre_id=actor.jobcentre_id, company=company, **_fields(facts, person),
        contact=source.contact, enquiry=source.enquiry, carving=carving,
        origin=NeedOrigin.FORM if is_form else NeedOrigin.TALK,
        by_business=Role.BUSINESS in actor.roles, entered_by_id=actor.membership_id,
        received_on=day, counted_from=runs_from, renewed_on=runs_from,
        lapses_on=rules.lapses_on(runs_from),
    )  # fmt: skip
    if owner is not None:
        need.owner = owner
    elif not is_form and Role.BUSINESS not in actor.roles:
        need.owner_id = actor.membership_id
    need.save(force_insert=True)
    index_need(need)
    tell_need("companies.need_told", need, actor)
    if need.owner_id is not None and need.owner_id != actor.membership_id:
        mails_needs.tell_owner(need)
    return need


@action
def edit_need(need: Need, facts: NeedFacts, *, actor: Viewer, version: int) -> Need:
    """Change what is needed while it is open. A later start moves the next question."""
    may_write(actor)
    person = hold_person(actor, facts.person)
    need = lock_need(need, actor, version)
    rules.check_need_move(need.state, "edit")
    _check(need.company, facts, person, need.filled)
    if need.carving_id is not None and facts.kind != NeedKind.CARVED:
        raise Refused("need_is_carved", N_("These are lifted tasks: that cannot be changed."))
    if facts.starts_on != need.starts_on:
        need.renewed_on = rules.runs_from(today(), facts.starts_on)
        need.lapses_on = rules.lapses_on(need.renewed_on)
        if need.first_candidate_on is None:
            need.counted_from = max(
                need.received_on, rules.runs_from(need.received_on, facts.starts_on)
            )
    fields = _fields(facts, person)
    for name, value in fields.items():
        setattr(need, name, value)
    names = [*fields, "renewed_on", "lapses_on", "counted_from"]
    if need.filled == need.number:  # fewer are needed, and those have come
        need.state, need.filled_on = "filled", today()
        names += ["state", "filled_on"]
    save_need(need, *names)
    index_need(need)
    tell_need("companies.need_changed", need, actor)
    return need


@action
def take_need(need: Need, *, actor: Viewer) -> Need:
    """Take a need nobody has; of two at once one gets it, the other is told who."""
    may_write(actor)
    need = lock_need(need, actor)
    if need.owner_id == actor.membership_id:
        return need
    if need.owner is not None and need.owner.ended_on is None:
        raise Refused("need_taken", N_("%(who)s has taken it."), who=need.owner.name)
    need.owner_id = actor.membership_id
    save_need(need, "owner")
    tell_need("companies.need_taken", need, actor)
    return need


@action
def give_need(need: Need, to: Membership, *, actor: Viewer) -> Need:
    """Give a need to a colleague, who is told."""
    may_write(actor)
    can_be_in_charge(actor, to)
    need = lock_need(need, actor)
    if not Viewer.of(to).can(Can.LOG_CONTACT):
        raise Refused("need_to_reader", N_("%(name)s cannot take needs."), name=to.name)
    if need.owner_id == to.pk:
        return need
    need.owner = to
    save_need(need, "owner")
    tell_need("companies.need_taken", need, actor, to.name)
    if to.pk != actor.membership_id:
        mails_needs.tell_owner(need)
    return need


@action
def send_need_form(person: ContactPerson, *, actor: Viewer) -> None:
    """Send somebody at a company a personal link to write needs and to see theirs."""
    may_write(actor)
    held = hold_person(actor, person)
    if held is None or held.left_on is not None:
        raise Refused("person_left", N_("This person has left the company."))
    if not held.email:
        raise Refused("no_address_needs", N_("We have no e-mail address of %(name)s."),
                      name=held.name)  # fmt: skip
    mails_needs.send_form(held)
    log_event("companies.need_form_sent", actor=actor, company_id=held.company_id, text=held.name)


@dataclass(frozen=True)
class JobFacts:
    """The skilled job that is taken apart."""

    job_title: str
    weekly_hours: Decimal
    workplace: Workplace | None = None
    person: ContactPerson | None = None


@dataclass(frozen=True)
class TaskFacts:
    """One of its tasks."""

    text: str
    minutes: int
    who: str
    is_lifted: bool = False


@dataclass(frozen=True)
class Listed:
    """The job and its tasks as they are saved together."""

    job: JobFacts
    tasks: Sequence[TaskFacts] = field(default_factory=tuple)


def _check_listed(company: Company, listed: Listed, person: ContactPerson | None) -> None:
    of_company(company, listed.job.workplace)
    people_of_company(company, person)
    if not listed.job.job_title.strip():
        raise Refused("job_missing", N_("Write which job the tasks belong to."))
    if len(listed.tasks) > MOST_TASKS:
        raise Refused("too_many_tasks", N_("That is more than 12 tasks: put some together."))
    rules.check_tasks(
        [rules.Task(each.minutes, each.who, each.is_lifted) for each in listed.tasks],
        listed.job.weekly_hours,
    )


@action
def start_carving(company: Company, listed: Listed, *, actor: Viewer) -> Carving:
    """Begin to take a skilled job apart."""
    may_write(actor)
    person = hold_person(actor, listed.job.person)
    _check_listed(company, listed, person)
    carving = Carving.objects.create(
        jobcentre_id=actor.jobcentre_id, company=company, workplace=listed.job.workplace,
        person=person, job_title=one_line(listed.job.job_title, 120),
        weekly_hours=listed.job.weekly_hours, by_id=of_staff(actor),
    )  # fmt: skip
    _write_tasks(carving, listed.tasks)
    log_event(
        "companies.carving_begun", actor=actor, company_id=company.pk, subject=carving.public_id,
        text=carving.job_title,
    )  # fmt: skip
    return carving


@action
def save_carving(carving: Carving, listed: Listed, *, actor: Viewer, version: int) -> Carving:
    """Save the job and its tasks as they stand now."""
    may_write(actor)
    person = hold_person(actor, listed.job.person)
    carving = lock_carving(carving, actor)
    if carving.version != version:
        raise Stale
    _check_listed(carving.company, listed, person)
    carving.job_title = one_line(listed.job.job_title, 120)
    carving.weekly_hours, carving.workplace = listed.job.weekly_hours, listed.job.workplace
    carving.person = person
    carving.version += 1
    carving.save(update_fields=["job_title", "weekly_hours", "workplace", "person", "version"])
    carving.tasks.filter(jobcentre_id=actor.jobcentre_id).delete()
    _write_tasks(carving, listed.tasks)
    return carving


def lock_carving(carving: Carving, actor: Viewer) -> Carving:
    """Lock a carving that has not become a need."""
    rows = Carving.objects.filter(jobcentre_id=actor.jobcentre_id, pk=carving.pk)
    found = lock_then_read(rows, "company", "workplace", "person")
    if found is None:
        raise NotYours
    if found.state == CarvingState.LIFTED:
        raise Refused("carving_lifted", N_("These tasks have become a need already."))
    return found


def _write_tasks(carving: Carving, tasks: Sequence[TaskFacts]) -> None:
    CarvedTask.objects.bulk_create(
        [
            CarvedTask(
                jobcentre_id=carving.jobcentre_id, carving=carving, order=order,
                text=one_line(each.text, 160), minutes=each.minutes, who=each.who,
                is_lifted=each.is_lifted,
            )
            for order, each in enumerate(tasks, start=1)
        ]
    )  # fmt: skip


def _lift(carving: Carving, facts: NeedFacts, actor: Viewer) -> Carving:
    """Let a carving become the need that is being written; of two at once one does."""
    carving = lock_carving(carving, actor)
    if facts.kind != NeedKind.CARVED:
        raise Refused("need_is_carved", N_("These are lifted tasks: that cannot be changed."))
    tasks = carving.tasks.filter(jobcentre_id=actor.jobcentre_id)
    rules.check_can_lift([rules.Task(each.minutes, each.who, each.is_lifted) for each in tasks])
    carving.state = CarvingState.LIFTED
    carving.version += 1
    carving.save(update_fields=["state", "version"])
    return carving
