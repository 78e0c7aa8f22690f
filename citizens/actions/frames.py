"""What colleagues may grant on the spot: set by the leader, asked for, answered."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from citizens.access.offers import may_set_frame_of
from citizens.choices.range import FrameState
from citizens.frames import locked_frame
from citizens.models import FrameRequest, GrantFrame
from citizens.rules import support as support_rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.lines import one_line
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@action
def set_frame(
    member: Membership, *, actor: Viewer, hours: Decimal, amount: Decimal, version: int
) -> GrantFrame:
    """Set what a colleague may grant this year. Refused below what is granted already.

    A team leader for the own team, a manager for all, nobody for themselves. `version` is 0 where
    no frame was set.
    """
    _check_leads(actor, member)
    if hours < 0 or amount < 0:
        raise Refused("frame_negative", N_("A frame is nought or more."))
    frame = _member_frame(actor, member, version)
    if hours < frame.hours_granted or amount < frame.amount_granted:
        raise Refused("frame_granted", N_("More than that is granted already."))
    frame.hours, frame.amount = hours, amount
    frame.version += 1
    frame.save(update_fields=["hours", "amount", "version"])
    return frame


def _member_frame(actor: Viewer, member: Membership, version: int) -> GrantFrame:
    key = {"jobcentre_id": actor.jobcentre_id, "membership_id": member.pk, "year": today().year}
    was_there = GrantFrame.objects.filter(**key).exists()
    frame = locked_frame(actor.jobcentre_id, member.pk, today().year)
    if (frame.version if was_there else 0) != version:
        raise Stale
    return frame


def _check_leads(actor: Viewer, member: Membership) -> None:
    if member.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    if not may_set_frame_of(actor, member):
        raise PermissionDenied


@action
def ask_for_frame(
    *, actor: Viewer, hours: Decimal | None, amount: Decimal | None, reason: str
) -> FrameRequest:
    """Ask the leader for more to grant this year; about no citizen. Refused while one waits."""
    if not actor.can(Can.WRITE_CITIZENS) or actor.membership_id is None:
        raise PermissionDenied
    support_rules.check_how_much(hours, amount)
    reason = one_line(reason)[:300]
    if len(reason) < 3:
        raise Refused("frame_reason", N_("Write why you need more."))
    try:
        with transaction.atomic():
            return FrameRequest.objects.create(
                jobcentre_id=actor.jobcentre_id, membership_id=actor.membership_id,
                year=today().year, hours=hours, amount=amount, reason=reason, asked_at=now(),
            )  # fmt: skip
    except IntegrityError as error:
        if "framerequest_asked_once" in str(error):
            raise Refused(
                "frame_asked", N_("You have already asked, and will get an answer.")
            ) from None
        raise


@action
def answer_frame(
    request: FrameRequest, *, actor: Viewer, state: str, answer: str = ""
) -> FrameRequest:
    """Say yes, which enlarges the frame by what was asked, or no. Nobody answers themselves."""
    _check_leads(actor, request.membership)
    if state not in (FrameState.GRANTED, FrameState.REFUSED):
        raise Refused("frame_state", N_("Say yes or no."))
    present = lock_then_read(
        FrameRequest.objects.filter(jobcentre_id=actor.jobcentre_id, pk=request.pk)
    )
    if present is None:
        raise NotYours
    if present.state != FrameState.ASKED:
        raise Refused("frame_answered", N_("A colleague has answered already."))
    present.state, present.answer = state, one_line(answer)[:300]
    present.decided_by_id, present.decided_at = actor.membership_id, now()
    present.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if state == FrameState.GRANTED:
        frame = locked_frame(actor.jobcentre_id, present.membership_id, present.year)
        GrantFrame.objects.filter(jobcentre_id=actor.jobcentre_id, pk=frame.pk).update(
            hours=F("hours") + (present.hours or 0),
            amount=F("amount") + (present.amount or 0),
            version=F("version") + 1,
        )
    return present


@action
def see_frame_answer(request: FrameRequest, *, actor: Viewer) -> None:
    """Take an answer off one's own day."""
    FrameRequest.objects.filter(
        jobcentre_id=actor.jobcentre_id,
        pk=request.pk,
        membership_id=actor.membership_id or 0,
        decided_at__isnull=False,
        seen_at__isnull=True,
    ).update(seen_at=now())
