"""Partnership agreements: written, sent, taken back, ended, renewed, expired."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from companies.actions.checks import of_this_house, people_of_company
from companies.actions.sharing_agreements import publish_agreement
from companies.choices import ContactState
from companies.choices.agreement import DOOR, SEARCH_KIND, AgreementState
from companies.mails.agreements import ask_to_sign
from companies.models import (
    Agreement,
    AgreementGoal,
    AgreementTemplate,
    AgreementText,
    Company,
    Contact,
    ContactPerson,
)
from companies.queries.agreement_text import content_of
from companies.rules import agreements as rules
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.doors import revoke_doors
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.search import index_words
from jobcenter.viewer import Viewer

Clauses = list[dict[str, str]]


@dataclass(frozen=True)
class GoalFacts:
    """A goal as it is written; `number` is None for a milestone."""

    side: str
    kind: str
    due_on: date
    number: Decimal | None = None
    text: str = ""


@dataclass(frozen=True)
class AgreementFacts:
    """What an agreement says, and who signs it."""

    purpose: str
    starts_on: date
    ends_on: date
    responsible: Membership
    clauses: Clauses = field(default_factory=list)
    areas: Sequence[str] = ()
    rhythm: int = 3
    other_parties: Sequence[str] = ()
    their_signer: ContactPerson | None = None
    our_signer: Membership | None = None
    meeting: Contact | None = None
    no_meeting_reason: str = ""
    goals: Sequence[GoalFacts] = ()


def may_write_agreements(actor: Viewer) -> None:
    """Refuse who may not write agreements; scheduled work may."""
    if actor.kind != "system" and not actor.can(Can.WRITE_AGREEMENTS):
        raise PermissionDenied


def locked_agreement(agreement: Agreement, actor: Viewer, version: int | None = None) -> Agreement:
    """Return the row as it is now, locked; Stale if it is not the version that was read."""
    found = (
        Agreement.objects.select_related("company", "their_signer", "our_signer", "responsible")
        .select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=agreement.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


def tell_agreement(kind: str, agreement: Agreement, actor: Viewer) -> None:
    """Write one line on the timeline – the purpose, and nobody's name – and let parties read it."""
    log_event(
        f"companies.agreement_{kind}", actor=actor, company_id=agreement.company_id,
        subject=agreement.public_id, text=agreement.purpose,
    )  # fmt: skip
    publish_agreement(agreement, actor=actor)


@action
def draft_agreement(
    company: Company, facts: AgreementFacts, *, actor: Viewer, previous: Agreement | None = None
) -> Agreement:
    """Write a new draft; with `previous` it is that agreement's renewal, and its only one."""
    may_write_agreements(actor)
    agreement = Agreement(jobcentre_id=actor.jobcentre_id, company=company)
    if previous is not None:
        former = locked_agreement(previous, actor)
        if former.state not in rules.RENEWABLE:
            raise Refused("not_renewable", N_("Only a signed or expired agreement is renewed."))
        agreement.previous, agreement.number = former, former.number + 1
    _fill(agreement, facts, actor)
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError as problem:
        if "agreement_renewed_once" not in str(problem):
            raise
        message = N_("This agreement is being renewed already.")
        raise Refused("renewed_already", message) from None
    _set_goals(agreement, facts.goals, actor)
    _index(agreement)
    tell_agreement("drafted", agreement, actor)
    if previous is not None:
        from companies.actions.parties import carry_parties_over

        carry_parties_over(previous, agreement, actor)
    return agreement


@action
def edit_agreement(
    agreement: Agreement, facts: AgreementFacts, *, actor: Viewer, version: int
) -> Agreement:
    """Change a draft; Stale if somebody changed it since `version`."""
    may_write_agreements(actor)
    agreement = locked_agreement(agreement, actor, version)
    rules.check_can_edit_agreement(agreement.state)
    _fill(agreement, facts, actor)
    agreement.version += 1
    agreement.save(update_fields=[*_FIELDS, "version"])
    _set_goals(agreement, facts.goals, actor)
    _index(agreement)
    publish_agreement(agreement, actor=actor)
    return agreement


@action
def send_agreement(agreement: Agreement, *, actor: Viewer, version: int) -> AgreementText:
    """Fix the text and ask both managements to sign it: each gets a mail."""
    may_write_agreements(actor)
    agreement = locked_agreement(agreement, actor, version)
    target = rules.check_agreement_move(agreement.state, "send")
    goals = list(agreement.goals.filter(jobcentre_id=actor.jobcentre_id).order_by("order"))
    rules.check_can_send(
        goals=len(goals), ends_on=agreement.ends_on, today=today(),
        met=agreement.meeting_id is not None, reason=agreement.no_meeting_reason,
        signers=agreement.their_signer_id is not None and agreement.our_signer_id is not None,
    )  # fmt: skip
    content = content_of(agreement, goals)
    newest = AgreementText.objects.filter(
        jobcentre_id=actor.jobcentre_id, agreement=agreement
    ).aggregate(newest=Max("number"))["newest"]
    text = AgreementText.objects.create(
        jobcentre_id=actor.jobcentre_id, agreement=agreement, number=(newest or 0) + 1,
        content=content, text_hash=rules.text_hash(content), sent_by_id=actor.membership_id,
    )  # fmt: skip
    agreement.state, agreement.sent_at = target, now()
    agreement.version += 1
    agreement.save(update_fields=["state", "sent_at", "version"])
    ask_to_sign(agreement, text)
    tell_agreement("sent", agreement, actor)
    return text


@action
def take_agreement_back(agreement: Agreement, *, actor: Viewer, version: int) -> Agreement:
    """Make a sent agreement a draft again, while nobody has signed; its links close."""
    may_write_agreements(actor)
    agreement = locked_agreement(agreement, actor, version)
    agreement.state = rules.check_agreement_move(agreement.state, "take_back")
    agreement.version += 1
    agreement.save(update_fields=["state", "version"])
    revoke_doors(DOOR, agreement.public_id)
    tell_agreement("taken_back", agreement, actor)
    return agreement


@action
def end_agreement(agreement: Agreement, *, actor: Viewer, version: int, reason: str) -> Agreement:
    """End an agreement before its day; a negative move needs a reason."""
    may_write_agreements(actor)
    agreement = locked_agreement(agreement, actor, version)
    agreement.state = rules.check_agreement_move(agreement.state, "end")
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why the agreement was ended."))
    agreement.end_reason = " ".join(reason.split())
    agreement.version += 1
    agreement.save(update_fields=["state", "end_reason", "version"])
    revoke_doors(DOOR, agreement.public_id)
    tell_agreement("ended", agreement, actor)
    return agreement


@action
def expire_agreements(*, actor: Viewer) -> int:
    """Let agreements whose last day has passed expire, and return how many."""
    may_write_agreements(actor)
    over = (
        Agreement.objects.select_for_update(of=("self",), no_key=True)
        .filter(
            jobcentre_id=actor.jobcentre_id, ends_on__lt=today(),
            state__in=rules.MOVES["expire"][0],
        )
        .order_by("id")
    )  # fmt: skip
    number = 0
    for agreement in over:
        agreement.state = AgreementState.EXPIRED
        agreement.version += 1
        agreement.save(update_fields=["state", "version"])
        tell_agreement("expired", agreement, actor)
        number += 1
    return number


@action
def tick_milestone(goal: AgreementGoal, *, actor: Viewer, done: bool = True) -> bool:
    """Note a milestone reached today, or not reached after all; False if it was so already."""
    may_write_agreements(actor)
    rows = AgreementGoal.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=goal.pk, kind="milestone", done_on__isnull=done,
        agreement__state__in=["signed", "expired"],
    )  # fmt: skip
    return bool(rows.update(done_on=today() if done else None))


@action
def write_template(clauses: Clauses, *, actor: Viewer, number: int) -> AgreementTemplate:
    """Write the next version of the jobcentre's template; Stale if `number` is not the newest."""
    if actor.membership_id is None or not actor.can(Can.ADMINISTER):
        raise PermissionDenied
    rows = AgreementTemplate.objects.filter(jobcentre_id=actor.jobcentre_id)
    if (rows.aggregate(newest=Max("number"))["newest"] or 0) != number:
        raise Stale
    kept = _clean(clauses)
    if not kept:
        raise Refused("no_clause", N_("Keep at least one clause."))
    template = AgreementTemplate(
        jobcentre_id=actor.jobcentre_id, number=number + 1, clauses=kept,
        written_by_id=actor.membership_id,
    )  # fmt: skip
    AgreementTemplate.objects.bulk_create([template], ignore_conflicts=True)
    if not rows.filter(public_id=template.public_id).exists():
        raise Stale
    return template


def renewal_of(agreement: Agreement, goals: Sequence[AgreementGoal]) -> AgreementFacts:
    """Return what a renewal begins with: the same, for as long, from the day after."""
    starts_on = agreement.ends_on + timedelta(days=1)
    shift = starts_on - agreement.starts_on
    return AgreementFacts(
        purpose=agreement.purpose, starts_on=starts_on, ends_on=agreement.ends_on + shift,
        responsible=agreement.responsible, clauses=agreement.clauses, areas=agreement.areas,
        rhythm=agreement.rhythm, other_parties=agreement.other_parties,
        their_signer=agreement.their_signer, our_signer=agreement.our_signer,
        goals=[
            GoalFacts(goal.side, goal.kind, goal.due_on + shift, goal.number, goal.text)
            for goal in goals
        ],
    )  # fmt: skip


_FIELDS = (
    "purpose", "starts_on", "ends_on", "areas", "clauses", "rhythm", "other_parties",
    "their_signer", "our_signer", "responsible", "meeting", "no_meeting_reason",
)  # fmt: skip


def _fill(agreement: Agreement, facts: AgreementFacts, actor: Viewer) -> None:
    of_this_house(actor, facts.responsible, facts.our_signer, facts.their_signer, facts.meeting)
    people_of_company(agreement.company, facts.their_signer)
    meeting = facts.meeting
    if meeting is not None and (
        meeting.company_id != agreement.company_id or meeting.state != ContactState.HELD
    ):
        raise Refused("meeting_elsewhere", N_("Choose a meeting held with this company."))
    if facts.ends_on <= facts.starts_on:
        raise Refused("ends_first", N_("The agreement must end after it begins."))
    for name in _FIELDS:
        setattr(agreement, name, getattr(facts, name))
    agreement.purpose = " ".join(facts.purpose.split())
    if not agreement.purpose:
        raise Refused("no_purpose", N_("Write the purpose of the agreement."))
    agreement.areas = sorted(set(facts.areas))
    agreement.clauses = _clean(facts.clauses)
    agreement.other_parties = [" ".join(name.split()) for name in facts.other_parties]
    agreement.no_meeting_reason = " ".join(facts.no_meeting_reason.split())


def _clean(clauses: Clauses) -> Clauses:
    return [
        {"code": each["code"], "title": " ".join(each["title"].split()),
         "text": each["text"].replace("\r\n", "\n").strip()}
        for each in clauses if each["title"].strip()
    ]  # fmt: skip


def _set_goals(agreement: Agreement, goals: Sequence[GoalFacts], actor: Viewer) -> None:
    if len(goals) > rules.MOST_GOALS:
        raise Refused("too_many_goals", N_("An agreement has 12 goals at most."))
    for goal in goals:
        rules.check_goal(goal.side, goal.kind, goal.number, goal.due_on, agreement.ends_on)
    AgreementGoal.objects.filter(jobcentre_id=actor.jobcentre_id, agreement=agreement).delete()
    AgreementGoal.objects.bulk_create(
        AgreementGoal(
            jobcentre_id=actor.jobcentre_id, agreement=agreement, order=number, side=goal.side,
            kind=goal.kind, number=goal.number, due_on=goal.due_on,
            text=" ".join(goal.text.split()),
        )
        for number, goal in enumerate(goals, start=1)
    )  # fmt: skip


def _index(agreement: Agreement) -> None:
    texts: list[Any] = [agreement.purpose, agreement.company.name]
    index_words(agreement.jobcentre_id, SEARCH_KIND, agreement.pk, texts)
