"""A colleague's work goes to others: kind by kind, each kind whole or not at all."""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from companies.actions.checks import can_be_in_charge
from companies.mails.handing import HANDED_OVER, colleague
from companies.models import HandOver
from followup.outbox import send_soon
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.handover import handover_kinds
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Part:
    """What goes to one receiver: a kind, all of it or `only` some rows, never those of `leave`."""

    kind: str
    to: Membership
    only: frozenset[UUID] | None = None
    leave: frozenset[UUID] = field(default_factory=frozenset)


def may_hand_over(actor: Viewer, giver: Membership) -> bool:
    """Team leaders and administrators hand over for anyone, everyone else their own."""
    if giver.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    return actor.can(Can.HAND_OVER) or giver.pk == actor.membership_id


@action
def hand_over_part(giver: Membership, part: Part, *, actor: Viewer, note: str = "") -> int:
    """Hand one part over and tell the receiver; returns how many things went.

    Refused whole where the receiver cannot take one of them: no kind is half handed over.
    """
    if not may_hand_over(actor, giver):
        raise PermissionDenied
    to = part.to
    if to.jobcentre_id != actor.jobcentre_id or part.kind not in handover_kinds:
        raise NotYours
    if to.pk == giver.pk:
        raise Refused("handover_to_self", N_("Choose another colleague as receiver."))
    can_be_in_charge(actor, to)
    kind = handover_kinds[part.kind]
    only = set(part.only) if part.only is not None else None
    try:
        number = kind.hand_over(actor, giver.pk, to, only, set(part.leave))
    except IntegrityError as error:
        raise Refused(
            "handover_conflict",
            N_("The database refused to hand this over to %(name)s."), name=to.name,
        ) from error  # fmt: skip
    if not number or actor.membership_id is None:
        return number
    done = HandOver.objects.create(
        jobcentre_id=actor.jobcentre_id, kind=part.kind, number=number, giver=giver, receiver=to,
        by_id=actor.membership_id, note=" ".join(note.split())[:500],
    )  # fmt: skip
    if to.pk != actor.membership_id:
        send_soon(
            HANDED_OVER,
            jobcentre_id=actor.jobcentre_id,
            subject=done.public_id,
            recipient=colleague(to),
            occurrence=f"{done.public_id}",
        )
    return number


@action
def end_membership(member: Membership, *, actor: Viewer) -> Membership:
    """End a colleague's membership today: they keep their history and can no longer log in here."""
    if not actor.can(Can.ADMINISTER):
        raise PermissionDenied
    found = (
        Membership.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=member.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if found.pk == actor.membership_id:
        raise Refused("end_oneself", N_("You cannot end your own membership. Ask a colleague."))
    if found.ended_on is None:
        found.ended_on = today()
        found.save(update_fields=["ended_on"])
    return found


@action
def see_hand_over(done: HandOver, *, actor: Viewer) -> None:
    """The receiver has seen it: it leaves the top of their day."""
    HandOver.objects.filter(
        jobcentre_id=actor.jobcentre_id,
        pk=done.pk,
        receiver_id=actor.membership_id,
        seen_at__isnull=True,
    ).update(seen_at=now())
