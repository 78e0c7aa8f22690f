"""Several jobcentres in one agreement: invited, accepted, declined, left; shares and counts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from companies.actions.agreements import locked_agreement, may_write_agreements
from companies.actions.sharing_agreements import publish_agreement
from companies.choices.party import PartyState
from companies.models import (
    Agreement,
    PartyAnswer,
    PartyGoal,
    PartyInvitation,
    SharedAgreement,
)
from companies.queries.agreements import COUNTED
from companies.queries.parties import delivered_by, goals_of
from companies.rules import parties as rules
from companies.rules.enquiries import one_line
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.models import Event, Jobcentre
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

NEWS_LAST = timedelta(days=60)  # what is older than that is no news on the other side's timeline


def _news(other_side: int) -> None:
    """Let a worker write the line on the other side's timeline; the nightly round finds it too."""
    from companies.tasks import renew_parties
    from followup.hints import hint

    hint(renew_parties, other_side)


def _tell(
    kind: str,
    invitation: PartyInvitation,
    house: Jobcentre,
    actor: Viewer,
    at: datetime | None = None,
) -> None:
    """Write one line: the purpose and the other jobcentre; never a reason."""
    log_event(
        f"companies.party_{kind}", actor=actor, company_id=invitation.company_id, at=at,
        subject=invitation.public_id, text=f"{invitation.purpose} · {house}",
    )  # fmt: skip


@action
def invite_party(
    agreement: Agreement, party: Jobcentre, *, actor: Viewer, note: str = ""
) -> PartyInvitation:
    """Ask another jobcentre to be a party; one that declined or left can be asked anew."""
    may_write_agreements(actor)
    agreement = locked_agreement(agreement, actor)
    rules.check_can_invite(agreement.state)
    if party.pk == actor.jobcentre_id:
        raise Refused("own_house", N_("Your own jobcentre is a party already."))
    shared = publish_agreement(agreement, actor=actor, first=True)
    asked = PartyInvitation.objects.filter(
        jobcentre_id=actor.jobcentre_id, shared_id=shared, party=party, withdrawn_at__isnull=True
    )
    asked.filter(answer__state__in=[PartyState.DECLINED, PartyState.LEFT]).update(
        withdrawn_at=now()
    )
    try:
        with transaction.atomic():
            invitation = PartyInvitation.objects.create(
                jobcentre_id=actor.jobcentre_id, party=party, shared_id=shared,
                company_id=agreement.company_id, purpose=agreement.purpose,
                starts_on=agreement.starts_on, ends_on=agreement.ends_on,
                note=one_line(note, 300), invited_at=now(),
            )  # fmt: skip
    except IntegrityError as problem:
        if "partyinvitation_once" not in str(problem):
            raise
        message = N_("That jobcentre is invited already.")
        raise Refused("invited_already", message) from None
    _tell("invited", invitation, party, actor)
    _news(party.pk)
    return invitation


def carry_parties_over(former: Agreement, renewal: Agreement, actor: Viewer) -> int:
    """Invite the parties of an agreement to its renewal, and return how many.

    For the action that drafts it. They answer anew: nobody is bound by what was renewed without
    them. Who gave notice, or never accepted, is left out.
    """
    rows = PartyInvitation.objects.select_related("party").filter(
        jobcentre_id=actor.jobcentre_id, shared__agreement_id=former.pk, withdrawn_at__isnull=True,
        answer__state=PartyState.ACCEPTED, answer__leaves_on__isnull=True,
    )  # fmt: skip
    houses = [row.party for row in rows.order_by("invited_at", "pk")]
    for house in houses:
        invite_party(renewal, house, actor=actor)
    return len(houses)


@action
def withdraw_party(
    invitation: PartyInvitation, *, actor: Viewer, reason: str = ""
) -> PartyInvitation:
    """Take an invitation back, take note of a no, or end a party's part: that needs a reason."""
    may_write_agreements(actor)
    found = (
        PartyInvitation.objects.select_related("party", "shared__agreement")
        .select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=invitation.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", N_("The invitation was withdrawn."))
    answer = PartyAnswer.objects.filter(lead_id=actor.jobcentre_id, invitation=found).first()
    reason = one_line(reason, 300)
    if answer is not None and answer.state == PartyState.ACCEPTED and not reason:
        raise Refused("reason_missing", N_("Write why they are no longer a party."))
    found.withdrawn_at, found.withdrawn_reason = now(), reason
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    publish_agreement(found.shared.agreement, actor=actor)
    _tell("withdrawn", found, found.party, actor)
    _news(found.party_id)
    return found


def _may_answer(actor: Viewer) -> None:
    if actor.membership_id is None or not actor.can(Can.SIGN_AGREEMENTS):
        raise PermissionDenied


def _locked(
    invitation: PartyInvitation, actor: Viewer, move: str
) -> tuple[PartyInvitation, PartyAnswer | None]:
    """Return our invitation and our answer, locked; refuse a move that it does not allow.

    The invitation is the lead's row and cannot be locked; who withdraws it meanwhile wins, because
    the policies ask it each time somebody reads.
    """
    found = (
        PartyInvitation.objects.select_related("jobcentre")
        .filter(party_id=actor.jobcentre_id, pk=invitation.pk)
        .first()
    )
    if found is None:
        raise NotYours
    answer = (
        PartyAnswer.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, invitation=found)
        .first()
    )
    rules.check_party_move(
        answer.state if answer else "", move, is_withdrawn=found.withdrawn_at is not None,
        is_over=found.ends_on < today(),
    )  # fmt: skip
    return found, answer


def _answer(found: PartyInvitation, actor: Viewer, **values: Any) -> PartyAnswer:
    """Keep an answer; the key over four columns refuses one to somebody else's invitation."""
    whose = {"lead_id": found.jobcentre_id, "shared_id": found.shared_id}
    try:
        with transaction.atomic():
            row, _made = PartyAnswer.objects.update_or_create(
                jobcentre_id=actor.jobcentre_id, invitation=found,
                defaults={"answered_at": now(), **values}, create_defaults={
                    "answered_at": now(), **whose, **values
                },
            )  # fmt: skip
    except IntegrityError:
        raise Refused("answered_already", N_("A colleague has just answered.")) from None
    return row


@action
def accept_invitation(invitation: PartyInvitation, *, actor: Viewer) -> PartyAnswer:
    """Become a party: the agreement can be read from now on, and what we deliver is counted."""
    _may_answer(actor)
    found, _before = _locked(invitation, actor, "accept")
    answer = _answer(
        found, actor, state=PartyState.ACCEPTED, reason="", joined_on=today(), leaves_on=None
    )
    count_for_party(answer, actor=actor)
    _tell("joined", found, found.jobcentre, actor)
    _news(found.jobcentre_id)
    return answer


@action
def decline_invitation(invitation: PartyInvitation, *, actor: Viewer, reason: str) -> PartyAnswer:
    """Say no, and why: the lead reads it."""
    _may_answer(actor)
    found, _before = _locked(invitation, actor, "decline")
    reason = one_line(reason, 300)
    if not reason:
        raise Refused("reason_missing", N_("Write why you decline."))
    answer = _answer(found, actor, state=PartyState.DECLINED, reason=reason)
    _tell("declined", found, found.jobcentre, actor)
    _news(found.jobcentre_id)
    return answer


@action
def leave_agreement(
    invitation: PartyInvitation, *, actor: Viewer, reason: str, leaves_on: date
) -> PartyAnswer:
    """Give notice: until `leaves_on`, at the earliest in 30 days, we stay a party."""
    _may_answer(actor)
    found, answer = _locked(invitation, actor, "leave")
    assert answer is not None  # noqa: S101  who leaves has accepted
    reason = one_line(reason, 300)
    if not reason:
        raise Refused("reason_missing", N_("Write why you leave."))
    rules.check_leaving(leaves_on, today())
    answer = _answer(
        found, actor, state=PartyState.ACCEPTED, reason=reason, joined_on=answer.joined_on,
        leaves_on=leaves_on,
    )  # fmt: skip
    _tell("leaves", found, found.jobcentre, actor)
    _news(found.jobcentre_id)
    return answer


@action
def state_share(
    invitation: PartyInvitation, goal: UUID, share: Decimal | None, *, actor: Viewer
) -> None:
    """Take on a share of a goal, change it, or take it back with None."""
    may_write_agreements(actor)
    found, answer = _locked(invitation, actor, "share")
    assert answer is not None  # noqa: S101
    shared = _readable(answer, actor)
    wanted = next((each for each in goals_of(shared) if each.id == goal), None) if shared else None
    if shared is None or wanted is None:
        raise NotYours
    if shared.state not in rules.TAKES_SHARES:
        raise Refused("no_shares", N_("Shares are taken from when it is sent until it ends."))
    rules.check_share(wanted.kind, wanted.number, share)
    whose = {"lead_id": answer.lead_id, "shared_id": answer.shared_id}
    PartyGoal.objects.update_or_create(
        jobcentre_id=actor.jobcentre_id, answer=answer, goal_public_id=goal,
        defaults={"share": share}, create_defaults={"share": share, **whose},
    )  # fmt: skip
    _tell("share", found, found.jobcentre, actor)


def _readable(answer: PartyAnswer, actor: Viewer) -> SharedAgreement | None:
    """Return the published copy, as far as row security shows it to us."""
    return (
        SharedAgreement.objects.filter(
            pk=answer.shared_id, answers__jobcentre_id=actor.jobcentre_id,
            answers__state=PartyState.ACCEPTED,
        )
        .exclude(jobcentre_id=actor.jobcentre_id)
        .first()
    )  # fmt: skip


@action
def count_for_party(answer: PartyAnswer, *, actor: Viewer) -> int:
    """Publish what we delivered of each goal, and return of how many goals something is told.

    Rows of goals that a new draft replaced are deleted.
    """
    shared = _readable(answer, actor)
    if shared is None:
        return 0
    goals = goals_of(shared)
    since = rules.counted_from(shared.starts_on, answer.joined_on or today())
    day = min(today(), answer.leaves_on or today())
    counts = shared.state in COUNTED
    found = delivered_by(
        actor.jobcentre_id, shared.company_id, goals, since=since, day=day
    ) if counts else {}  # fmt: skip
    rows = []
    for goal in goals:
        told = rules.published(goal.kind, found.get(goal.id))
        rows.append(
            PartyGoal(
                jobcentre_id=actor.jobcentre_id, lead_id=answer.lead_id,
                shared_id=answer.shared_id, answer=answer, goal_public_id=goal.id,
                delivered=told.delivered, is_few=told.is_few, counted_at=now(),
            )
        )  # fmt: skip
    own = PartyGoal.objects.filter(jobcentre_id=actor.jobcentre_id, answer=answer)
    own.exclude(goal_public_id__in=[goal.id for goal in goals]).delete()
    PartyGoal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["jobcentre", "answer", "goal_public_id"],
        update_fields=["delivered", "is_few", "counted_at"],
    )  # fmt: skip
    return sum(1 for row in rows if row.is_few or row.delivered is not None)


@action
def renew_all(*, actor: Viewer) -> int:
    """Do all that a jobcentre owes its parties and leads; return how many agreements it did.

    Publishes what it leads, counts what it takes part in, lets notices run out and writes the
    lines about the other sides' moves on its own timelines. Safe to run twice.
    """
    number = 0
    led = Agreement.objects.filter(
        jobcentre_id=actor.jobcentre_id,
        pk__in=SharedAgreement.objects.filter(jobcentre_id=actor.jobcentre_id)
        .exclude(state__in=["ended", "renewed"]).values("agreement_id"),
    ).select_related("company", "their_signer", "our_signer", "responsible")  # fmt: skip
    for agreement in led.order_by("pk"):
        publish_agreement(agreement, actor=actor)
        number += 1
    ours = PartyAnswer.objects.filter(
        jobcentre_id=actor.jobcentre_id, state=PartyState.ACCEPTED
    ).order_by("pk")
    for answer in ours:
        number += 1 if count_for_party(answer, actor=actor) else 0
    ours.filter(leaves_on__lt=today()).update(state=PartyState.LEFT)
    note_news(actor=actor)
    return number


@action
def note_news(*, actor: Viewer) -> int:
    """Write on our timelines what the other sides did, once each; return how many lines."""
    here, since = actor.jobcentre_id, now() - NEWS_LAST
    news: list[tuple[str, datetime, PartyInvitation, Jobcentre]] = []
    invited = PartyInvitation.objects.select_related("jobcentre").filter(
        party_id=here, invited_at__gte=since
    )
    withdrawn = PartyInvitation.objects.select_related("jobcentre").filter(
        party_id=here, withdrawn_at__gte=since
    )
    news += [("invited", row.invited_at, row, row.jobcentre) for row in invited]
    news += [("withdrawn", row.withdrawn_at, row, row.jobcentre) for row in withdrawn
             if row.withdrawn_at]  # fmt: skip
    answers = PartyAnswer.objects.select_related("invitation", "jobcentre").filter(
        lead_id=here, answered_at__gte=since
    )
    news += [(_move_of(row), row.answered_at, row.invitation, row.jobcentre) for row in answers]
    known = _known(here, [invitation for _kind, _at, invitation, _house in news], since)
    written = 0
    for kind, at, invitation, house in sorted(news, key=lambda row: row[1]):
        if (f"companies.party_{kind}", invitation.public_id, at) not in known:
            _tell(kind, invitation, house, actor, at)
            written += 1
    return written


def _move_of(answer: PartyAnswer) -> str:
    if answer.state == PartyState.DECLINED:
        return "declined"
    return "leaves" if answer.leaves_on else "joined"


def _known(
    here: int, invitations: Iterable[PartyInvitation], since: datetime
) -> set[tuple[str, UUID | None, datetime]]:
    """Return the lines that stand already; along the companies' timelines, their index."""
    rows = Event.objects.filter(
        jobcentre_id=here, company_id__in={each.company_id for each in invitations},
        kind__startswith="companies.party_", at__gte=since,
    )  # fmt: skip
    return set(rows.values_list("kind", "subject", "at"))
