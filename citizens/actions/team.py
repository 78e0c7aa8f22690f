"""The case team, and access for those outside it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q

from citizens import rules
from citizens.access import MaskedCitizen, in_case_team, may_see_name, requests_to_decide
from citizens.choices import Function, RequestState
from citizens.mails import tell_answer
from citizens.models import AccessRequest, CaseTeamMember, Citizen
from citizens.periods import open_team_member, pass_on
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def add_team_member(
    citizen: Citizen | MaskedCitizen, *, actor: Viewer, membership: Membership, function: str
) -> CaseTeamMember:
    """Take a colleague into the case team.

    Somebody in the team may, or a leader – for others, never for themselves: whoever wants to
    see a citizen asks for access.
    """
    in_team = actor.can(Can.WRITE_CITIZENS) and in_case_team(actor, citizen.id)
    as_leader = actor.can(Can.GRANT_ACCESS) and membership.pk != actor.membership_id
    if not (in_team or as_leader or actor.kind == "system"):
        raise PermissionDenied
    if membership.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if membership.ended_on or not Viewer.of(membership).can(Can.READ_CITIZENS):
        raise Refused(
            "not_a_colleague", N_("That person can't be in a case team. Choose somebody else.")
        )
    if function not in Function.values:
        raise Refused("function_unknown", N_("Choose what the colleague does for the citizen."))
    row = Citizen.objects.select_for_update(of=("self",), no_key=True).get(
        jobcentre_id=actor.jobcentre_id, pk=citizen.id
    )
    if row.team.filter(membership=membership, to_on__isnull=True).exists():
        raise Refused("already_in_team", N_("That colleague is already in the case team."))
    member = open_team_member(row, membership.pk, function)
    log_event(
        "citizen.team_joined",
        actor=actor,
        citizen_id=row.pk,
        subject=row.public_id,
        text=membership.name,
    )
    return member


@action
def remove_team_member(member: CaseTeamMember, *, actor: Viewer) -> None:
    """Take somebody out of the case team at once; the last one stays, so that nobody is alone."""
    in_team = actor.can(Can.WRITE_CITIZENS) and in_case_team(actor, member.citizen_id)
    if not (in_team or actor.can(Can.GRANT_ACCESS)):
        raise PermissionDenied
    citizen = Citizen.objects.select_for_update(of=("self",), no_key=True).get(
        jobcentre_id=actor.jobcentre_id, pk=member.citizen_id
    )
    team = citizen.team.filter(jobcentre_id=actor.jobcentre_id)
    theirs = team.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=today()),  # also one whose last day is still to come
        membership_id=member.membership_id,
    )
    if not theirs.filter(pk=member.pk).exists():
        raise Refused("not_in_team", N_("That colleague is no longer in the case team."))
    if not team.filter(to_on__isnull=True).exclude(membership_id=member.membership_id).exists():
        raise Refused(
            "last_in_team",
            N_("Somebody must follow the citizen. Take a colleague into the team first."),
        )
    theirs.update(to_on=today())
    _pass_work_on(citizen, member.membership_id, actor)
    log_event(
        "citizen.team_left",
        actor=actor,
        citizen_id=citizen.pk,
        subject=citizen.public_id,
        text=member.membership.name,
    )


def _pass_work_on(citizen: Citizen, left: int, actor: Viewer) -> None:
    """Give what is open and theirs who left to who took them out, else to the longest there."""
    ours = {"jobcentre_id": citizen.jobcentre_id, "citizen_id": citizen.pk}
    team = CaseTeamMember.objects.on(today()).filter(**ours).exclude(membership_id=left)
    there = list(team.order_by("from_on", "pk").values_list("membership_id", flat=True))
    if there:
        to = actor.membership_id if actor.membership_id in there else there[0]
        pass_on(citizen, left, to)


@action
def ask_for_access(citizen: MaskedCitizen, *, actor: Viewer, reason: str) -> AccessRequest:
    """Ask to see a citizen, with a reason that whoever decides and the citizen can read."""
    if not actor.can(Can.READ_CITIZENS):
        raise PermissionDenied
    rules.check_has_reason(reason)
    if may_see_name(actor, [citizen.id]):
        raise Refused("access_already", N_("You can see the citizen already."))
    asked = Refused("access_asked", N_("You have already asked, and will get an answer."))
    waiting = {
        "jobcentre_id": actor.jobcentre_id,
        "membership_id": actor.membership_id,
        "citizen_id": citizen.id,
        "state": RequestState.ASKED,
    }
    if AccessRequest.objects.filter(**waiting).exists():
        raise asked
    try:
        with transaction.atomic():
            request = AccessRequest.objects.create(
                **waiting, reason=reason.strip()[:300], asked_at=now()
            )
    except IntegrityError:  # asked twice at once
        raise asked from None
    log_event("citizen.access_asked", actor=actor, citizen_id=citizen.id, subject=citizen.public_id)
    return request


@action
def grant_access(
    request: AccessRequest, *, actor: Viewer, until: date, answer: str = ""
) -> AccessRequest:
    """Let the one who asked read the citizen to and including `until`."""
    rules.check_can_grant(until, today())
    return _decide(request, actor, RequestState.GRANTED, until, answer)


@action
def refuse_access(request: AccessRequest, *, actor: Viewer, answer: str) -> AccessRequest:
    """Say no, with the reason that the one who asked will read."""
    rules.check_has_reason(answer)
    return _decide(request, actor, RequestState.REFUSED, None, answer)


def _decide(
    request: AccessRequest, actor: Viewer, state: str, until: date | None, answer: str
) -> AccessRequest:
    if not actor.can(Can.GRANT_ACCESS):
        raise PermissionDenied
    present = lock_then_read(
        requests_to_decide(actor).filter(pk=request.pk), "citizen", "membership__user"
    )
    if present is None:
        answered = AccessRequest.objects.filter(
            jobcentre_id=actor.jobcentre_id, pk=request.pk
        ).exclude(state=RequestState.ASKED)
        if answered.exists():
            raise Refused("access_decided", N_("Somebody has already answered the request."))
        raise PermissionDenied
    present.state = state
    present.decided_by_id = actor.membership_id
    present.decided_at = now()
    present.until = until
    present.answer = answer.strip()[:300]
    present.save(update_fields=["state", "decided_by", "decided_at", "until", "answer"])
    log_event(
        f"citizen.access_{state}",
        actor=actor,
        citizen_id=present.citizen_id,
        subject=present.citizen.public_id,
    )
    tell_answer(present)
    return present


@action
def see_answer(request: AccessRequest, *, actor: Viewer) -> None:
    """Take an answer off the day of the one who asked; a mail that waits is not sent."""
    if request.membership_id != actor.membership_id:
        raise NotYours
    AccessRequest.objects.filter(
        jobcentre_id=actor.jobcentre_id,
        pk=request.pk,
        decided_at__isnull=False,
        seen_at__isnull=True,
    ).update(seen_at=now())
