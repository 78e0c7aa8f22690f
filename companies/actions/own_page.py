"""The company's own page: keys given and taken back, codes, and what a company corrects."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from companies.actions.checks import hold_person, may_write, of_this_house
from companies.actions.people import (
    PersonFacts,
    add_person,
    edit_person,
    facts_of,
    note_person_left,
)
from companies.choices.own_page import DOOR, CorrectionKind, CorrectionState
from companies.models import Company, ContactPerson, Correction, PageKey
from companies.rules import own_page as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.doors import make_door, revoke_doors
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """What a correction came to: fields changed at once, and the one that waits for us."""

    changed: tuple[str, ...] = ()
    waits: Correction | None = None


def _tell(kind: str, actor: Viewer, person: ContactPerson | None, company_id: int) -> None:
    log_event(
        f"companies.{kind}", actor=actor, company_id=company_id,
        subject=person.public_id if person else None, text=person.name if person else "",
    )  # fmt: skip


@action
def give_page(person: ContactPerson, *, actor: Viewer) -> PageKey:
    """Let a contact person open the company's page, and send them a link; again: a new link."""
    from companies.mails.own_page import send_link

    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    held = hold_person(actor, person)
    assert held is not None  # noqa: S101  a person was given
    rules.check_can_get_page(has_left=held.left_on is not None, email=held.email)
    rows = PageKey.objects.select_for_update(of=("self",), no_key=True)
    key = rows.filter(
        jobcentre_id=actor.jobcentre_id, person=held, revoked_at__isnull=True
    ).first()  # fmt: skip
    if key is None:
        key = PageKey.objects.create(
            jobcentre_id=actor.jobcentre_id, person=held, given_by_id=actor.membership_id
        )
        _tell("page_given", actor, held, held.company_id)
    send_link(key, held)
    return key


@action
def take_page_back(person: ContactPerson, *, actor: Viewer) -> None:
    """Close the page to a contact person: every link and code of theirs stops at once."""
    may_write(actor)
    of_this_house(actor, person)
    keys = list(
        PageKey.objects.select_for_update(of=("self",), no_key=True).filter(
            jobcentre_id=actor.jobcentre_id, person_id=person.pk, revoked_at__isnull=True
        )
    )
    for key in keys:
        key.revoked_at, key.code_hash, key.code_until = now(), "", None
        key.save(update_fields=["revoked_at", "code_hash", "code_until"])
        revoke_doors(DOOR, key.public_id)
    if keys:
        _tell("page_taken_back", actor, person, person.company_id)


@action
def close_links(key: PageKey, *, actor: Viewer) -> None:
    """Close the links of who asks for it; the key stays, a code opens the page again."""
    if actor.kind != DOOR or actor.subject != key.public_id:
        raise NotYours
    revoke_doors(DOOR, key.public_id)


@action
def ask_for_code(email: str, *, actor: Viewer) -> None:
    """Send a code to whoever holds a key under this address; nothing tells whether anybody does."""
    from companies.mails.own_page import send_code

    if actor.kind != "system":
        raise NotYours
    for key in _keys_of(email, actor)[:5]:
        send_code(key, key.person)


def _keys_of(email: str, actor: Viewer) -> list[PageKey]:
    rows = PageKey.objects.select_related("person").filter(
        jobcentre_id=actor.jobcentre_id, revoked_at__isnull=True, person__left_on__isnull=True,
        person__email__iexact=email.strip(),
    )  # fmt: skip
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("id"))


def _hash(key: PageKey, code: str) -> str:
    told = f"{key.public_id}:{code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, sha256).hexdigest()


@action
def make_code(key: PageKey, *, actor: Viewer) -> str:
    """Make a new code for a key and return it, shown once; the former stops."""
    if actor.kind != "system":
        raise NotYours
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    PageKey.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=key.pk, revoked_at__isnull=True
    ).update(code_hash=_hash(key, code), code_until=now() + rules.CODE_LASTS, code_tries=0)
    return code


@action
def enter_code(email: str, code: str, *, actor: Viewer) -> str | None:
    """Return the token of a new door if the code is right; None if not, which counts a try."""
    if actor.kind != "system":
        raise NotYours
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    keys = [
        key for key in _keys_of(email, actor)
        if key.code_until and key.code_until > now() and key.code_tries < rules.TRIES
    ]  # fmt: skip
    for key in keys:
        if hmac.compare_digest(key.code_hash, _hash(key, digits)):
            key.code_hash, key.code_until = "", None
            key.save(update_fields=["code_hash", "code_until"])
            return make_door(
                DOOR, jobcentre_id=actor.jobcentre_id, subject=key.public_id,
                expires_at=now() + rules.AFTER_CODE,
            )  # fmt: skip
    PageKey.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk__in=[key.pk for key in keys]
    ).update(code_tries=F("code_tries") + 1)  # fmt: skip
    return None


@action
def tell_change(
    person: ContactPerson, wanted: dict[str, str], *, actor: Viewer, key: PageKey
) -> Told:
    """Correct a person from the company's page: the harmless at once, the rest waits for us."""
    teller = _teller(key, actor, person.company_id)
    rows = ContactPerson.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=person.pk, left_on__isnull=True
    )
    found = lock_then_read(rows)
    if found is None:
        raise NotYours
    before = {name: str(getattr(found, name) or "") for name in rules.FIELDS}
    before["phone"] = found.phone.as_e164 if found.phone else ""
    harmless = rules.at_once(is_own=found.pk == teller.pk, reached_by=found.preferred_channel)
    changed, waits = rules.parted(before, wanted, harmless)
    if changed:
        for name, value in changed.items():
            setattr(found, name, value)
        found.version += 1
        found.save(update_fields=[*changed, "version"])
        _tell("page_changed", actor, found, found.company_id)
    correction = _propose(found.company, found, CorrectionKind.CHANGE, waits, actor, teller)
    return Told(tuple(changed), correction if waits else None)


@action
def tell_left(person: ContactPerson, *, actor: Viewer, key: PageKey) -> Told:
    """Say that a colleague has left; one of us notes it."""
    teller = _teller(key, actor, person.company_id)
    if person.left_on is not None:
        raise NotYours
    return Told(
        waits=_propose(person.company, person, CorrectionKind.LEFT, {"left": "1"}, actor, teller)
    )


@action
def tell_new(company: Company, wanted: dict[str, str], *, actor: Viewer, key: PageKey) -> Told:
    """Name a new colleague; one of us adds them."""
    teller = _teller(key, actor, company.pk)
    kept = {name: wanted[name] for name in rules.FIELDS if wanted.get(name)}
    if not kept.get("name"):
        raise Refused("no_name", N_("A contact person needs a name."))
    return Told(waits=_propose(company, None, CorrectionKind.NEW, kept, actor, teller))


def _teller(key: PageKey, actor: Viewer, company_id: int) -> ContactPerson:
    """Return who speaks through the door; NotYours for another company or another key."""
    if actor.kind != DOOR or actor.subject != key.public_id or key.revoked_at is not None:
        raise NotYours
    of_this_house(actor, key.person)
    if key.person.company_id != company_id:
        raise NotYours
    return key.person


def _propose(
    company: Company, person: ContactPerson | None, kind: str, changes: dict[str, str],
    actor: Viewer, teller: ContactPerson,
) -> Correction | None:  # fmt: skip
    """Keep what waits; a second one about the same person takes the place of the first."""
    if not changes:
        return None
    waiting = Correction.objects.select_for_update(of=("self",), no_key=True).filter(
        jobcentre_id=actor.jobcentre_id, company=company, state=CorrectionState.OPEN
    )
    found = list(waiting.order_by("id"))
    row = next((each for each in found if person and each.person_id == person.pk), None)
    if row is None:
        rules.check_can_propose(len(found))
        row = Correction(jobcentre_id=actor.jobcentre_id, company=company, person=person)
    row.kind, row.changes, row.told_by = kind, changes, teller
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(
            "correction_waits", N_("A correction of this person waits already.")
        ) from None
    _tell("correction_told", actor, person, company.pk)
    return row


def _locked(correction: Correction, actor: Viewer) -> Correction:
    rows = Correction.objects.filter(jobcentre_id=actor.jobcentre_id, pk=correction.pk)
    found = lock_then_read(rows, "person", "company")
    if found is None:
        raise NotYours
    rules.check_open(found.state)
    return found


@action
def accept_correction(correction: Correction, *, actor: Viewer) -> Correction:
    """Take a correction over: the person is changed, added or noted as gone, with one click."""
    from companies.mails.own_page import send_link

    may_write(actor)
    if correction.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    hold_person(actor, correction.person)  # before the row that points at them
    found = _locked(correction, actor)
    person = found.person
    if found.kind == CorrectionKind.NEW:
        found.person = add_person(found.company, PersonFacts(**found.changes), actor=actor)
    elif person is not None and found.kind == CorrectionKind.LEFT:
        if person.left_on is None:
            note_person_left(person, actor=actor, on=today())
    elif person is not None:
        version = person.version
        person = edit_person(person, facts_of(person, **found.changes), actor=actor,
                             version=version)  # fmt: skip
        key = person.page_keys.filter(
            jobcentre_id=actor.jobcentre_id, revoked_at__isnull=True
        ).first()
        if "email" in found.changes and key is not None:
            send_link(key, person)
    return _decide(found, CorrectionState.ACCEPTED, actor)


@action
def decline_correction(correction: Correction, *, actor: Viewer, reason: str) -> Correction:
    """Leave a person as they are; the company reads why."""
    may_write(actor)
    found = _locked(correction, actor)
    if not reason.strip():
        raise Refused("no_reason", N_("Write why: the company reads it."))
    found.reason = " ".join(reason.split())[:300]
    return _decide(found, CorrectionState.DECLINED, actor)


def _decide(found: Correction, state: str, actor: Viewer) -> Correction:
    if actor.membership_id is None:
        raise NotYours
    found.state, found.decided_at, found.decided_by_id = state, now(), actor.membership_id
    found.save(update_fields=["state", "decided_at", "decided_by", "reason", "person"])
    _tell(f"correction_{state}", actor, found.person, found.company_id)
    return found


@action
def forget_old_corrections(*, actor: Viewer) -> int:
    """Delete corrections decided long ago: they hold names and numbers nobody reads any more."""
    if actor.kind != "system":
        raise NotYours
    old = Correction.objects.filter(
        jobcentre_id=actor.jobcentre_id, decided_at__lt=now() - rules.FORGET_AFTER
    )
    return old.delete()[0]
