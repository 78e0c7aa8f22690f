"""Registering, editing and ending a citizen, and showing the number once."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from citizens import rules
from citizens.actions.checks import check_may_write, locked
from citizens.actions.groups import check_scheme
from citizens.actions.offers import end_open_stays, enrol_by_itself
from citizens.actions.support import end_open_support
from citizens.choices import CitizenState, Function, RevealReason
from citizens.ending import end_with_the_case
from citizens.models import Citizen, MatchGroup, TargetGroup
from citizens.own.closing import close_every_door
from citizens.periods import (
    open_benefit,
    open_match_group,
    open_target_group,
    open_team_member,
)
from citizens.release_writing import lapse_releases
from citizens.same_person import possible_same
from jobcenter import cpr as numbers
from jobcenter.access_log import record_look
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.encryption import keyed_hash, seal, unseal
from jobcenter.errors import N_, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can, Role
from jobcenter.search import index_words
from jobcenter.viewer import Viewer

CPR_PURPOSE = "citizens.Citizen.cpr"
EDITABLE = (
    "first_name", "last_name", "phone", "email", "language", "is_address_protected", "wishes",
    "considerations",
)  # fmt: skip


def cpr_index(digits: str) -> str:
    """Return the keyed hash by which a number is found."""
    return keyed_hash(digits)


def already_registered() -> Refused:
    """Return the refusal of a number that is here: not a word about whose it is."""
    return Refused(
        "citizen_registered",
        N_(
            "A person with that citizen number is already registered here. "
            "Find them by the number, and ask for access if you need it."
        ),
    )


@action
def register_citizen(
    *,
    actor: Viewer,
    first_name: str,
    last_name: str,
    target_group: TargetGroup,
    cpr: str = "",
    birth_date: date | None = None,
    sub_flag: str = "",
    from_on: date | None = None,
    match_groups: tuple[MatchGroup, ...] = (),
    benefit: str = "",
    is_somebody_else: bool = False,
    **more: Any,
) -> Citizen:
    """Register a citizen, by number or – until it is known – by birth date; who does joins the
    case team.

    `more` are the other fields of EDITABLE. Refused for a number of wrong form, a number that
    is here already (without a word about whose it is), a group that can't be entered, and –
    unless the actor says it is somebody else – one who may be here already (`possible_same`).
    """
    if not actor.can(Can.WRITE_CITIZENS):
        raise PermissionDenied
    day = today()
    number = numbers.parse(cpr, today=day) if cpr else None
    born = number.birth_date if number else birth_date
    rules.check_can_be_born(born, day)
    from_on = from_on or day
    rules.check_can_follow(from_on, None, day)
    rules.check_can_enter_target_group(target_group.ruleset, target_group.number, sub_flag, from_on)
    for group in match_groups:
        check_scheme(actor.jobcentre_id, group, from_on)
    index = cpr_index(number.digits) if number else None
    if index and Citizen.objects.filter(jobcentre_id=actor.jobcentre_id, cpr_index=index).exists():
        raise already_registered()
    if not is_somebody_else:
        _check_is_new(
            actor, first_name=first_name, last_name=last_name, birth_date=born,
            email=more.get("email", ""), phone=more.get("phone", ""), with_number=bool(number),
        )  # fmt: skip
    citizen = Citizen(
        jobcentre_id=actor.jobcentre_id,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        cpr_encrypted=seal(number.digits, purpose=CPR_PURPOSE) if number else None,
        cpr_index=index,
        birth_date=born,
        target_group=target_group,
        sub_flag=sub_flag,
        **{field: more[field] for field in EDITABLE if field in more},
    )
    try:
        with transaction.atomic():
            citizen.save(force_insert=True)
    except IntegrityError as error:  # two at once: the other one came first
        if "citizen_cpr_once" in str(error):
            raise already_registered() from None
        raise
    open_target_group(citizen, target_group, sub_flag, from_on)
    for group in match_groups:
        open_match_group(citizen, group, from_on)
    if benefit:
        open_benefit(citizen, benefit, from_on)
    if actor.membership_id is not None:
        open_team_member(citizen, actor.membership_id, own_function(actor))
    _index(citizen)
    log_event("citizen.registered", actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
    enrol_by_itself(citizen, actor=actor)
    return citizen


def _check_is_new(actor: Viewer, **facts: Any) -> None:
    if possible_same(actor.jobcentre_id, **facts).exists():
        raise Refused(
            "citizen_maybe_same",
            N_(
                "Somebody who may be the same person is already registered here. Look below, "
                "and say so if it is somebody else."
            ),
        )


def own_function(actor: Viewer) -> Function:
    """Return what somebody does in a case team, by their role."""
    if Role.CASE_WORKER in actor.roles and Role.JOB_CONSULTANT not in actor.roles:
        return Function.CASE_WORKER
    if Role.COMPANY_CONSULTANT in actor.roles and Role.JOB_CONSULTANT not in actor.roles:
        return Function.COMPANY_CONSULTANT
    return Function.CONSULTANT


@action
def edit_citizen(citizen: Citizen, *, actor: Viewer, version: int, **fields: Any) -> Citizen:
    """Change what is known of a citizen. Stale if somebody saved since `version` was read."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    if present.version != version:
        raise Stale
    changed = {name: value for name, value in fields.items() if getattr(present, name) != value}
    if unknown := set(changed) - set(EDITABLE):
        raise ValueError(f"Not edited here: {sorted(unknown)}")
    if not changed:
        return present
    for name, value in changed.items():
        setattr(present, name, value)
    present.version += 1
    present.save(update_fields=[*changed, "version"])
    if {"first_name", "last_name"} & set(changed):
        _index(present)
    if {"phone", "email"} & set(changed):
        close_every_door(present)  # links went to the former address
    log_event("citizen.edited", actor=actor, citizen_id=present.pk, subject=present.public_id)
    return present


@action
def reveal_cpr(citizen: Citizen, *, actor: Viewer, reason: str) -> str:
    """Return the whole number, once, and write who needed it for what."""
    check_may_write(actor, citizen)
    if reason not in RevealReason.values:
        raise Refused("reveal_reason", N_("Choose why you need the number."))
    if citizen.cpr_encrypted is None:
        raise Refused("cpr_missing", N_("The citizen is registered without a number."))
    digits = unseal(bytes(citizen.cpr_encrypted), purpose=CPR_PURPOSE)
    record_look(actor, citizen.public_id, "cpr.reveal", reason=reason)
    log_event("citizen.cpr_revealed", actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
    return numbers.with_hyphen(digits)


@action
def add_number(citizen: Citizen, *, actor: Viewer, cpr: str) -> Citizen:
    """Write the number of somebody registered without one; the birth date follows it.

    Refused where the citizen has a number, or where somebody here has this one.
    """
    check_may_write(actor, citizen)
    present = locked(citizen)
    if present.cpr_index:
        raise Refused("cpr_there", N_("The citizen is registered with a number already."))
    number = numbers.parse(cpr, today=today())
    present.cpr_encrypted = seal(number.digits, purpose=CPR_PURPOSE)
    present.cpr_index = cpr_index(number.digits)
    present.birth_date = number.birth_date
    present.version += 1
    try:
        with transaction.atomic():
            present.save(update_fields=["cpr_encrypted", "cpr_index", "birth_date", "version"])
    except IntegrityError as error:
        if "citizen_cpr_once" in str(error):
            raise already_registered() from None
        raise
    log_event("citizen.number_added", actor=actor, citizen_id=present.pk, subject=present.public_id)
    return present


@action
def end_citizen(citizen: Citizen, *, actor: Viewer, reason: str) -> Citizen:
    """End the work with a citizen; the case team stays, so that somebody can reopen it."""
    check_may_write(actor, citizen)
    rules.check_has_reason(reason)
    present = locked(citizen)
    if present.state == CitizenState.ENDED:
        raise Refused("citizen_ended", N_("The work with the citizen has already ended."))
    present.state = CitizenState.ENDED
    present.ended_on = today()
    present.end_reason = reason.strip()[:300]
    present.version += 1
    present.save(update_fields=["state", "ended_on", "end_reason", "version"])
    end_open_stays(present)
    end_open_support(present)
    end_with_the_case(present, actor)
    lapse_releases(present)
    log_event("citizen.ended", actor=actor, citizen_id=present.pk, subject=present.public_id)
    return present


@action
def reopen_citizen(citizen: Citizen, *, actor: Viewer) -> Citizen:
    """Take up the work with a citizen again."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    if present.state == CitizenState.ACTIVE:
        raise Refused("citizen_active", N_("The work with the citizen is already under way."))
    present.state = CitizenState.ACTIVE
    present.ended_on = None
    present.end_reason = ""
    present.version += 1
    present.save(update_fields=["state", "ended_on", "end_reason", "version"])
    log_event("citizen.reopened", actor=actor, citizen_id=present.pk, subject=present.public_id)
    return present


def _index(citizen: Citizen) -> None:
    """Let the citizen be found by the words of the name, by those who may see it."""
    index_words(
        citizen.jobcentre_id, "citizen", citizen.pk, [citizen.first_name, citizen.last_name]
    )
