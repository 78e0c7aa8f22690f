"""Retention cases: opened, written in, and who is with them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from companies.actions.checks import of_company, of_this_house
from companies.choices.retention import CaseState
from companies.models import Company, RetentionCase, RetentionMember, Workplace
from companies.models.retention import sealed
from companies.rules import retention as rules
from companies.rules.enquiries import one_line, plain_text
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Jobcentre, Membership
from jobcenter.permissions import CAPABILITIES, Can
from jobcenter.viewer import Viewer

SITUATION_MOST = 2000


@dataclass(frozen=True)
class CaseFacts:
    """What a case says; `situation` is what it is about at work, never a diagnosis."""

    label: str
    weekly_hours: Decimal
    first_absence_on: date | None = None
    situation: str = ""
    workplace: Workplace | None = None
    municipality_code: str = ""
    municipality: str = ""
    told_whom: str = ""
    told_on: date | None = None


def may_have_cases(member: Membership) -> bool:
    """Whether a colleague works with people at all: only they can be with a case."""
    return member.ended_on is None and any(
        Can.READ_CITIZENS in CAPABILITIES.get(role, set()) for role in member.roles
    )


def acting(actor: Viewer) -> int:
    """Return who acts; refuse who does not work with people."""
    if actor.membership_id is None or not actor.can(Can.READ_CITIZENS):
        raise PermissionDenied
    return actor.membership_id


def _write_facts(case: RetentionCase, facts: CaseFacts) -> None:
    rules.check_first_day(facts.first_absence_on, today())
    of_company(case.company, facts.workplace)
    if facts.told_on and facts.told_on > today():
        raise Refused("told_ahead", N_("The day lies ahead: note it when it has happened."))
    case.label = rules.check_label(facts.label)
    case.weekly_hours = facts.weekly_hours
    case.first_absence_on = facts.first_absence_on
    case.situation_encrypted = sealed(
        plain_text(facts.situation, SITUATION_MOST), RetentionCase.SITUATION
    )
    case.workplace = facts.workplace
    case.municipality_code = facts.municipality_code
    case.municipality = one_line(facts.municipality, 80)
    case.told_whom = one_line(facts.told_whom, 120)
    case.told_on = facts.told_on


def tell(kind: str, case: RetentionCase, actor: Viewer) -> None:
    """Note that something happened: without company, person or words, so on no timeline."""
    log_event(f"companies.retention_{kind}", actor=actor, subject=case.public_id)


@action
def open_case(company: Company, facts: CaseFacts, *, actor: Viewer) -> RetentionCase:
    """Open a case; whoever opens it owns it."""
    member = acting(actor)
    # One number at a time: the jobcentre's row is held while the next is found.
    Jobcentre.objects.select_for_update(no_key=True).get(pk=actor.jobcentre_id)
    last = RetentionCase.objects.filter(jobcentre_id=actor.jobcentre_id).aggregate(n=Max("number"))
    case = RetentionCase(
        jobcentre_id=actor.jobcentre_id, company=company, owner_id=member,
        number=(last["n"] or 0) + 1, opened_on=today(),
    )  # fmt: skip
    _write_facts(case, facts)
    settle(case)
    case.save()
    tell("opened", case, actor)
    return case


def settle(case: RetentionCase) -> None:
    """Write into the row what comes next, as it is now."""
    talk = step = None
    if case.pk is not None:
        ours: dict[str, Any] = {"jobcentre_id": case.jobcentre_id}
        talk = case.talks.filter(held_on__isnull=True, **ours).order_by("planned_on").first()
        step = case.steps.filter(done_on__isnull=True, **ours).order_by("starts_on").first()
    case.touched_on = today()
    due = rules.next_due(
        rules.Stand(
            state=case.state, touched_on=case.touched_on, first_absence_on=case.first_absence_on,
            mark_done=case.mark_done, talk_on=talk.planned_on if talk else None,
            step_on=step.starts_on if step else None, section_56_ends_on=case.section_56_to,
        )
    )  # fmt: skip
    case.next_on, case.next_kind = due or (None, "")


def held(case: RetentionCase, actor: Viewer, *, is_open: bool = True) -> RetentionCase:
    """Lock a case the actor is with; everybody else is told that there is none."""
    member = acting(actor)
    rows = RetentionCase.objects.of_member(member).filter(
        jobcentre_id=actor.jobcentre_id, pk=case.pk, erased_on__isnull=True
    )
    found = lock_then_read(rows, "company", "workplace", "owner")
    if found is None:
        raise NotYours
    if is_open and not found.is_open:
        raise Refused("case_closed", N_("The case is closed. Open it again first."))
    return found


def owned(case: RetentionCase, actor: Viewer, *, is_open: bool = True) -> RetentionCase:
    """Lock a case the actor owns."""
    found = held(case, actor, is_open=is_open)
    if found.owner_id != actor.membership_id:
        raise Refused("not_owner", N_("Only who owns the case can do that."))
    return found


@action
def keep(case: RetentionCase, *, actor: Viewer) -> None:
    """Save a case that was written in, with what comes next."""
    settle(case)
    case.version += 1
    case.save()


@action
def edit_case(
    case: RetentionCase, facts: CaseFacts, *, actor: Viewer, version: int
) -> RetentionCase:
    """Change the facts; Stale if somebody changed the case since `version` was read."""
    found = held(case, actor)
    if found.version != version:
        raise Stale
    _write_facts(found, facts)
    keep(found, actor=actor)
    tell("changed", found, actor)
    return found


@action
def move_case(
    case: RetentionCase, move: str, *, actor: Viewer, reason: str = "", outcome: str = ""
) -> RetentionCase:
    """Take a case a step on or back; closing, opening again and going back need a reason."""
    ends = move in {"close", "reopen"}
    found = owned(case, actor, is_open=False) if ends else held(case, actor)
    found.state = rules.check_case_move(
        found.state, move, reason=reason,
        has_steps=found.steps.filter(jobcentre_id=actor.jobcentre_id).exists(),
    )  # fmt: skip
    if move in rules.NEEDS_REASON:
        found.reason_encrypted = sealed(plain_text(reason, 1000), RetentionCase.REASON)
    if move == "close":
        if not outcome:
            raise Refused("case_outcome", N_("Choose what it came to."))
        found.closed_on, found.outcome = today(), outcome
    if move == "reopen":
        found.closed_on, found.outcome = None, ""
    keep(found, actor=actor)
    tell("moved", found, actor)
    return found


@action
def note_section_56(
    case: RetentionCase, *, actor: Viewer, asked_on: date | None, starts_on: date | None,
    ends_on: date | None,
) -> None:  # fmt: skip
    """Note a § 56 agreement: asked for, and when it is granted, from and until."""
    found = held(case, actor)
    rules.check_section_56(asked_on, starts_on, ends_on, today())
    found.section_56_asked_on = asked_on
    found.section_56_from, found.section_56_to = starts_on, ends_on
    keep(found, actor=actor)
    tell("section_56", found, actor)


@action
def tick_mark(case: RetentionCase, weeks: int, *, actor: Viewer) -> None:
    """Note that a week of the absence was seen to."""
    found = held(case, actor)
    if weeks not in rules.MARKS:
        raise NotYours
    found.mark_done = max(found.mark_done, weeks)
    keep(found, actor=actor)
    tell("changed", found, actor)


@action
def add_member(case: RetentionCase, member: Membership, *, actor: Viewer) -> RetentionMember:
    """Let a colleague into the case."""
    found = owned(case, actor)
    of_this_house(actor, member)
    if not may_have_cases(member):
        raise Refused("no_cases", N_("%(name)s does not work with people."), name=member.name)
    if member.pk == found.owner_id:
        raise Refused("owner_already", N_("%(name)s owns the case."), name=member.name)
    try:
        with transaction.atomic():
            made = RetentionMember.objects.create(
                jobcentre_id=actor.jobcentre_id, case=found, member=member,
                added_by_id=acting(actor), added_at=now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("member_already", N_("That colleague is with the case already.")) from None
    tell("people", found, actor)
    return made


@action
def remove_member(case: RetentionCase, member: Membership, *, actor: Viewer) -> None:
    """Take a colleague out of the case: from now on they see nothing of it."""
    found = held(case, actor, is_open=False)
    if found.owner_id != actor.membership_id and member.pk != actor.membership_id:
        raise Refused("not_owner", N_("Only who owns the case can do that."))
    found.members.filter(jobcentre_id=actor.jobcentre_id, member=member).delete()
    tell("people", found, actor)


@action
def give_case(case: RetentionCase, to: Membership, *, actor: Viewer) -> None:
    """Give the case to a colleague; who gave it away no longer sees it."""
    found = owned(case, actor)
    receive([found], to, actor=actor)


@action
def receive(cases: list[RetentionCase], to: Membership, *, actor: Viewer) -> None:
    """Make a colleague the owner of locked cases: one's own, or as who hands over others' work.

    Nobody hands a case to themselves: its content is for its people only.
    """
    is_own = all(case.owner_id == actor.membership_id for case in cases)
    if not actor.can(Can.HAND_OVER) and not is_own:
        raise PermissionDenied
    if to.pk == actor.membership_id:
        raise Refused(
            "handover_into_team",
            N_("Choose a colleague: nobody can give themselves a right to see a case."),
        )
    of_this_house(actor, to)
    if not may_have_cases(to):
        raise Refused("no_cases", N_("%(name)s does not work with people."), name=to.name)
    ids = [case.pk for case in cases]
    RetentionMember.objects.filter(
        jobcentre_id=actor.jobcentre_id, case_id__in=ids, member=to
    ).delete()
    for case in cases:
        case.owner = to
        case.version += 1
        case.save(update_fields=["owner", "version"])
        tell("given", case, actor)


@action
def erase_old_cases(*, actor: Viewer) -> int:
    """Erase what closed cases say of people a year after closing; return how many."""
    if actor.kind != "system":
        raise PermissionDenied
    rows = RetentionCase.objects.select_for_update(of=("self",), no_key=True).filter(
        jobcentre_id=actor.jobcentre_id, state=CaseState.CLOSED, erased_on__isnull=True,
        closed_on__lt=today() - rules.KEPT,
    )  # fmt: skip
    cases = list(rows.order_by("pk"))
    for case in cases:
        for rest in (case.talks, case.steps, case.members):
            rest.filter(jobcentre_id=actor.jobcentre_id).delete()
        for name in ("label", "municipality", "municipality_code", "told_whom"):
            setattr(case, name, "")
        for name in ("situation_encrypted", "reason_encrypted", "first_absence_on", "told_on",
                     "section_56_asked_on", "section_56_from", "section_56_to"):  # fmt: skip
            setattr(case, name, None)
        case.erased_on = today()
        case.version += 1
        case.save()
        tell("erased", case, actor)
    return len(cases)
