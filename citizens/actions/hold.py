"""Holding back what is known of a citizen from erasure, and lifting that."""

from datetime import date

from django.db import IntegrityError, transaction

from citizens.actions.checks import check_may_write, locked
from citizens.models import Citizen, ErasureHold
from citizens.rules import hold as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.lines import one_line
from jobcenter.viewer import Viewer


@action
def hold_back(citizen: Citizen, *, actor: Viewer, reason: str, until: date) -> ErasureHold:
    """Keep a citizen's data from being erased until a day; by somebody of the case team.

    A hold whose day has passed is closed by the new one.
    """
    check_may_write(actor, citizen)
    if actor.membership_id is None:
        raise NotYours
    rules.check_until(until, today())
    rules.check_says_why(reason)
    present = locked(citizen)
    before = ErasureHold.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, lifted_at__isnull=True
    )
    lapsed = lock_then_read(before.filter(until__lt=today()))
    if lapsed is not None:
        _lift(lapsed, actor.membership_id, one_line(reason))
    try:
        with transaction.atomic():
            row = ErasureHold.objects.create(
                jobcentre_id=present.jobcentre_id, citizen=present, reason=one_line(reason)[:300],
                until=until, placed_by_id=actor.membership_id, placed_on=today(),
            )  # fmt: skip
    except IntegrityError as error:
        if "erasurehold_once" in str(error):
            raise Refused("hold_there", N_("It is held back already.")) from None
        raise
    _log("citizen.hold_placed", actor, present)
    return row


@action
def lift_hold(citizen: Citizen, *, actor: Viewer, reason: str) -> ErasureHold:
    """Let a citizen's data be erased again when its time comes; who and why stays."""
    check_may_write(actor, citizen)
    if actor.membership_id is None:
        raise NotYours
    rules.check_says_why(reason)
    present = locked(citizen)
    rows = ErasureHold.objects.filter(
        jobcentre_id=present.jobcentre_id, citizen=present, lifted_at__isnull=True
    )
    row = lock_then_read(rows)
    if row is None:
        raise Refused("hold_gone", N_("Nothing is held back any more."))
    _lift(row, actor.membership_id, one_line(reason))
    _log("citizen.hold_lifted", actor, present)
    return row


def _lift(row: ErasureHold, membership_id: int, why: str) -> None:
    row.lifted_at, row.lifted_by_id, row.lifted_why = now(), membership_id, why[:300]
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])


def _log(kind: str, actor: Viewer, citizen: Citizen) -> None:
    log_event(kind, actor=actor, citizen_id=citizen.pk, subject=citizen.public_id)
