"""Handing a case over to a consultant: proposed by the team, answered by the one it names.

No move lets anybody in by themselves: who is in the case team names another, and only the one
named can say yes.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from citizens.access import in_case_team, in_case_team_of
from citizens.actions.checks import check_may_write, locked
from citizens.actions.citizen import own_function
from citizens.choices import CitizenState, Function
from citizens.mails.case_handover import tell
from citizens.models import Barrier, CaseHandover, CaseTeamMember, Citizen
from citizens.periods import open_team_member, pass_on
from citizens.rules import case_handover as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Content:
    """What a handover contains besides what stands on the citizen's page."""

    agreed: str
    barriers_reviewed: bool
    conversation_on: date | None = None
    why_no_conversation: str = ""
    leaves_on: date | None = None


def can_take(member: Membership) -> bool:
    """Return whether a colleague can be a candidate's consultant."""
    viewer = Viewer.of(member)
    can = viewer.can(Can.WRITE_CITIZENS) and viewer.can(Can.MAKE_PLACEMENTS)
    return member.ended_on is None and can


@action
def propose_handover(
    citizen: Citizen, taker: Membership, content: Content, *, actor: Viewer
) -> CaseHandover:
    """Propose a colleague as the candidate's consultant, who reads it and answers."""
    present = _checked(citizen, taker, content, actor)
    try:
        with transaction.atomic():
            row = CaseHandover.objects.create(
                jobcentre_id=present.jobcentre_id, citizen=present, giver_id=_member(actor),
                taker=taker, proposed_at=now(), **_facts(present, content),
            )  # fmt: skip
    except IntegrityError as error:
        if "casehandover_one_open" in str(error):
            raise Refused(
                "handover_open", N_("A handover of the candidate is under way already.")
            ) from None
        raise
    _log("proposed", actor, present, taker)
    tell(row, taker)
    return row


@action
def propose_again(
    handover: CaseHandover, taker: Membership, content: Content, *, actor: Viewer, version: int
) -> CaseHandover:
    """Send a handover that came back once more, to the same colleague or another."""
    citizen = _checked(handover.citizen, taker, content, actor)
    row = _locked(handover, actor)
    if row.version != version:
        raise Stale
    row.state = rules.check_can_move("propose_again", row.state, "team")
    for name, value in _facts(citizen, content).items():
        setattr(row, name, value)
    row.giver_id, row.taker, row.proposed_at = _member(actor), taker, now()
    row.decided_at, row.reason, row.rounds = None, "", row.rounds + 1
    row.version += 1
    row.save()
    _log("proposed", actor, citizen, taker)
    tell(row, taker)
    return row


@action
def accept_handover(
    handover: CaseHandover, *, actor: Viewer, conversation_on: date | None = None
) -> CaseHandover:
    """Say yes: the taker joins the case team as consultant, the giver leaves on the day agreed.

    `conversation_on` corrects when the joint conversation was.
    """
    citizen = locked(handover.citizen)
    row = _locked(handover, actor)
    state = rules.check_can_move("accept", row.state, _who(row, actor))
    if not can_take(row.taker):
        raise PermissionDenied
    if citizen.state != CitizenState.ACTIVE:
        raise Refused("citizen_ended", N_("The work with the citizen has already ended."))
    if not in_case_team_of(row.giver, citizen.pk):
        raise Refused(
            "handover_giver_left",
            N_("Who proposed the handover is no longer in the case team. Send it back."),
        )
    row.conversation_on = conversation_on or row.conversation_on
    rules.check_held(row.conversation_on, today())
    _join(citizen, row.taker, actor)
    if row.leaves_on is not None:
        _leave(citizen, row, actor)
    _decide(row, state, "")
    _log("accepted", actor, citizen, row.taker)
    tell(row, row.giver)
    return row


@action
def return_handover(handover: CaseHandover, *, actor: Viewer, reason: str) -> CaseHandover:
    """Send it back with what is missing: it comes to the giver's day."""
    rules.check_reason(reason)
    citizen = locked(handover.citizen)
    row = _locked(handover, actor)
    _decide(row, rules.check_can_move("return", row.state, _who(row, actor)), reason)
    _log("returned", actor, citizen, row.taker)
    tell(row, row.giver)
    return row


@action
def withdraw_handover(handover: CaseHandover, *, actor: Viewer, reason: str) -> CaseHandover:
    """Take a handover back; the candidate stays with the case team."""
    rules.check_reason(reason)
    check_may_write(actor, handover.citizen)
    citizen = locked(handover.citizen)
    row = _locked(handover, actor)
    _decide(row, rules.check_can_move("withdraw", row.state, "team"), reason)
    _log("withdrawn", actor, citizen, row.taker)
    return row


@action
def take_over_handover(handover: CaseHandover, to: Membership, *, actor: Viewer) -> CaseHandover:
    """Give a leaver's open handover to a colleague, who joins the case team; never to oneself."""
    is_own = handover.giver_id == actor.membership_id and in_case_team(actor, handover.citizen_id)
    if not actor.can(Can.HAND_OVER) and not is_own:
        raise PermissionDenied
    locked(handover.citizen)
    row = _locked(handover, actor)
    if row.state not in rules.OPEN:
        raise NotYours
    if to.ended_on or not Viewer.of(to).can(Can.WRITE_CITIZENS) or to.pk == row.taker_id:
        raise Refused("cannot_follow", N_("That colleague can't follow candidates."))
    if not in_case_team_of(to, row.citizen_id):
        if to.pk == actor.membership_id:
            raise Refused(
                "handover_into_team",
                N_("Choose a colleague: nobody can give themselves a right to see a case."),
            )
        open_team_member(row.citizen, to.pk, own_function(Viewer.of(to)))
        _log_team("citizen.team_joined", actor, row.citizen, to)
    row.giver = to
    row.version += 1
    row.save(update_fields=["giver", "version"])
    return row


def _checked(citizen: Citizen, taker: Membership, content: Content, actor: Viewer) -> Citizen:
    """Return the citizen, locked, if actor, taker and content will do."""
    check_may_write(actor, citizen)
    present = locked(citizen)
    if taker.jobcentre_id != present.jobcentre_id:
        raise NotYours
    if taker.pk == _member(actor):
        raise Refused("handover_self", N_("Choose a colleague: nobody hands over to themselves."))
    if not can_take(taker):
        raise Refused("cannot_follow", N_("That colleague can't follow candidates."))
    if present.state != CitizenState.ACTIVE:
        raise Refused("citizen_ended", N_("The work with the citizen has already ended."))
    if _consults(present, taker.pk):
        raise Refused(
            "handover_has_it", N_("That colleague is the candidate's consultant already.")
        )
    rules.check_content(
        benefit=present.benefit, wishes=present.wishes,
        barriers_reviewed=content.barriers_reviewed, agreed=content.agreed,
    )  # fmt: skip
    rules.check_conversation(content.conversation_on, content.why_no_conversation)
    rules.check_leaves(content.leaves_on, today())
    return present


def _facts(citizen: Citizen, content: Content) -> dict[str, object]:
    barriers = Barrier.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, lifted_on__isnull=True
    )
    return {
        "agreed": content.agreed.strip()[:2000], "open_barriers": barriers.count(),
        "conversation_on": content.conversation_on,
        "why_no_conversation": ""
        if content.conversation_on else content.why_no_conversation.strip()[:300],
        "leaves_on": content.leaves_on,
    }  # fmt: skip


def _locked(handover: CaseHandover, actor: Viewer) -> CaseHandover:
    rows = CaseHandover.objects.filter(jobcentre_id=actor.jobcentre_id, pk=handover.pk)
    row = lock_then_read(rows, "citizen", "giver__user", "taker__user")
    if row is None:
        raise NotYours
    return row


def _who(row: CaseHandover, actor: Viewer) -> str:
    return "taker" if actor.membership_id == row.taker_id else "team"


def _decide(row: CaseHandover, state: str, reason: str) -> None:
    row.state, row.decided_at, row.reason = state, now(), " ".join(reason.split())[:300]
    row.version += 1
    row.save(update_fields=["state", "decided_at", "reason", "conversation_on", "version"])


def _open_rows(citizen: Citizen, member: int) -> "list[CaseTeamMember]":
    rows = CaseTeamMember.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen=citizen, membership_id=member,
        to_on__isnull=True,
    )  # fmt: skip
    return list(rows)


def _consults(citizen: Citizen, member: int) -> bool:
    return any(row.function == Function.CONSULTANT for row in _open_rows(citizen, member))


def _join(citizen: Citizen, taker: Membership, actor: Viewer) -> None:
    """Let the taker in as consultant; one who was there as something else changes function."""
    for row in _open_rows(citizen, taker.pk):
        row.to_on = today()
        row.save(update_fields=["to_on"])
    open_team_member(citizen, taker.pk, Function.CONSULTANT)
    _log_team("citizen.team_joined", actor, citizen, taker)


def _leave(citizen: Citizen, row: CaseHandover, actor: Viewer) -> None:
    """Let the giver go after the last day; what is open passes to the taker at once."""
    assert row.leaves_on is not None  # noqa: S101  asked for before
    after = max(row.leaves_on, today()) + timedelta(days=1)
    for each in _open_rows(citizen, row.giver_id):
        each.to_on = after
        each.save(update_fields=["to_on"])
    pass_on(citizen, row.giver_id, row.taker_id)
    _log_team("citizen.team_left", actor, citizen, row.giver)


def _log(state: str, actor: Viewer, citizen: Citizen, taker: Membership) -> None:
    log_event(
        f"citizen.handover_{state}", actor=actor, citizen_id=citizen.pk,
        subject=citizen.public_id, text=taker.name,
    )  # fmt: skip


def _log_team(kind: str, actor: Viewer, citizen: Citizen, member: Membership) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id, text=member.name)


def _member(actor: Viewer) -> int:
    if actor.membership_id is None:
        raise NotYours
    return actor.membership_id
