"""Contact persons: added, edited, gone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from companies import rules
from companies.actions.checks import may_write, of_company
from companies.choices import Language, Level, PreferredChannel
from companies.choices.own_page import DOOR
from companies.models import Company, ContactPerson, Workplace
from jobcenter import registries
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import today
from jobcenter.doors import revoke_doors
from jobcenter.errors import NotYours, Stale
from jobcenter.events import log_event
from jobcenter.search import index_words
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

SEARCH_KIND = "person"
_FIELDS = (
    "workplace", "name", "title", "level", "roles", "phone", "email", "language",
    "preferred_channel", "union", "trade", "absent_from", "absent_to",
    "may_receive_mail",
)  # fmt: skip


@dataclass(frozen=True)
class PersonFacts:
    """What we note about a contact person."""

    name: str
    workplace: Workplace | None = None
    title: str = ""
    level: str = Level.EMPLOYEE
    roles: list[str] = field(default_factory=list)
    phone: str = ""
    email: str = ""
    language: str = Language.DANISH
    preferred_channel: str = PreferredChannel.ANY
    union: str = ""
    trade: str = ""
    absent_from: date | None = None
    absent_to: date | None = None
    may_receive_mail: bool = False


def facts_of(person: ContactPerson, **changes: Any) -> PersonFacts:
    """Return what we know of a person, with some of it changed."""
    return PersonFacts(**{**{name: getattr(person, name) for name in _FIELDS}, **changes})


@action
def add_person(company: Company, facts: PersonFacts, *, actor: Viewer) -> ContactPerson:
    """Add a contact person to a company and make them findable."""
    may_write(actor)
    of_company(company, facts.workplace)
    person = ContactPerson(jobcentre_id=actor.jobcentre_id, company=company)
    _fill(person, facts)
    person.save()
    index_words(actor.jobcentre_id, SEARCH_KIND, person.pk, [person.name])
    _tell("companies.person_added", person, actor)
    return person


@action
def edit_person(
    person: ContactPerson, facts: PersonFacts, *, actor: Viewer, version: int
) -> ContactPerson:
    """Change a contact person; Stale if somebody changed them since `version` was read."""
    may_write(actor)
    person = _locked(person, actor)
    if person.version != version:
        raise Stale
    of_company(person.company, facts.workplace)
    has_moved = facts.email.lower() != person.email.lower()
    if has_moved:
        for key in person.page_keys.filter(jobcentre_id=actor.jobcentre_id):
            revoke_doors(DOOR, key.public_id)  # links went to the former address
    if has_moved or facts.phone != person.phone:
        for tell in registries.address_watchers:
            tell(actor.jobcentre_id, person.pk)
    _fill(person, facts)
    person.version += 1
    person.save(update_fields=[*_FIELDS, "name_key", "version"])
    index_words(actor.jobcentre_id, SEARCH_KIND, person.pk, [person.name])
    _tell("companies.person_changed", person, actor)
    return person


@action
def note_person_left(person: ContactPerson, *, actor: Viewer, on: date) -> ContactPerson:
    """Note that a contact person has left the company; their history stays."""
    may_write(actor)
    person = _locked(person, actor)
    rules.check_still_there(person.left_on)
    rules.check_left_on(on, today())
    person.left_on = on
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    _tell("companies.person_left", person, actor)
    return person


@action
def note_person_back(person: ContactPerson, *, actor: Viewer) -> ContactPerson:
    """Take it back that a contact person has left: they never did, or are there again."""
    may_write(actor)
    person = _locked(person, actor)
    if person.left_on is None:
        return person
    person.left_on = None
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    _tell("companies.person_back", person, actor)
    return person


def _locked(person: ContactPerson, actor: Viewer) -> ContactPerson:
    rows = ContactPerson.objects.filter(jobcentre_id=actor.jobcentre_id, pk=person.pk)
    found = lock_then_read(rows, "company")
    if found is None:
        raise NotYours
    return found


def _fill(person: ContactPerson, facts: PersonFacts) -> None:
    for name in _FIELDS:
        setattr(person, name, getattr(facts, name))
    person.name = " ".join(facts.name.split())
    person.roles = sorted(set(facts.roles))
    person.name_key = danish_key(person.name)


def _tell(kind: str, person: ContactPerson, actor: Viewer) -> None:
    """Write the event: the name stands on the company's own page, where it is known anyway."""
    log_event(
        kind,
        actor=actor,
        company_id=person.company_id,
        workplace_id=person.workplace_id,
        subject=person.public_id,
        text=f"{person.name}, {person.title}" if person.title else person.name,
    )
