"""Sending: commit *sending*, send with the fixed Message-ID, commit *sent*.

Between the two commits stands the outside world, and no transaction is open. If the process dies
there, the message stays *sending* until its lease is over and is then *doubtful*: it is shown to a
person and never sent again by itself. That is all that SMTP allows.
"""

import logging
import time
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q

from followup.channels import Outcome, deliver
from followup.choices import MessageState
from followup.hours import is_quiet
from followup.letters import Letter, NothingToSay, write
from followup.models import Message
from followup.pauses import recipient_is_paused
from followup.rules import next_try
from jobcenter import clock
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in

logger = logging.getLogger("bro.followup")
SECONDS = 50.0  # one task's share; the next one goes on


def send_waiting(jobcentre_id: int, *, seconds: float = SECONDS) -> int:
    """Send what may leave now, message by message; return how many were tried."""
    jobcentre = Jobcentre.objects.get(pk=jobcentre_id)
    began, tried = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        claimed = claim_next(jobcentre)
        if claimed is None:
            return tried
        tried += 1
        message, letter = claimed
        if letter is not None:
            settle(message, deliver(message, letter, jobcentre))
    return tried


def claim_next(jobcentre: Jobcentre) -> tuple[Message, Letter | None] | None:
    """Claim and write the next message, commit, and return it; None if there is none.

    The letter is None if it could not be written (tried again later) or is not needed.
    """
    with acting_in(jobcentre):
        message = _claim(jobcentre.pk)
        if message is None:
            return None
        try:
            with transaction.atomic():
                letter = _write(message, jobcentre)
        except Exception as error:
            logger.warning("A text could not be written: %s", type(error).__name__, exc_info=error)
            _put_back(message, f"text: {type(error).__name__}")
            letter = None
        return message, letter


def _write(message: Message, jobcentre: Jobcentre) -> Letter | None:
    try:
        letter = write(message, jobcentre)
    except NothingToSay:
        _mark(message, state=MessageState.CANCELLED, last_error="nothing to say")
        return None
    _mark(message, title=letter.title, body=letter.kept)
    return letter


def _claim(jobcentre_id: int) -> Message | None:
    """Claim the next message that may leave: lock it past those of other workers, then UPDATE."""
    moment = clock.now()
    rows = Message.objects.filter(
        jobcentre_id=jobcentre_id, state=MessageState.WAITING, not_before__lte=moment
    )
    if is_quiet(moment):
        rows = rows.filter(is_urgent=True)
    else:
        # A pause that began after the message was put in the outbox holds it too.
        rows = rows.filter(Q(is_urgent=True) | ~recipient_is_paused(jobcentre_id))
    free = rows.order_by("not_before", "id").select_for_update(
        skip_locked=True, of=("self",), no_key=True
    )
    pk = free.values_list("pk", flat=True).first()
    if pk is None:
        return None
    won = Message.objects.filter(
        jobcentre_id=jobcentre_id, pk=pk, state=MessageState.WAITING
    ).update(
        state=MessageState.SENDING,
        claim=uuid4(),
        claimed_at=moment,
        attempts=F("attempts") + 1,
        last_error="",
    )
    return Message.objects.get(jobcentre_id=jobcentre_id, pk=pk) if won else None


def _mark(message: Message, **values: object) -> None:
    Message.objects.filter(jobcentre_id=message.jobcentre_id, pk=message.pk).update(**values)


def _put_back(message: Message, error: str) -> None:
    """Try to write it again later, and give up after as many attempts as sending would."""
    again = next_try(clock.now(), message.attempts, is_urgent=message.is_urgent)
    if again:
        _mark(message, state=MessageState.WAITING, not_before=again, last_error=error[:300])
    else:
        _mark(message, state=MessageState.FAILED, last_error=error[:300])


def settle(message: Message, outcome: Outcome) -> bool:
    """Commit what became of a claimed message; False if the claim was no longer ours.

    A slow worker may come back after its message was marked doubtful: it knows better.
    """
    moment = clock.now()
    values: dict[str, object] = {
        "state": outcome.state,
        "provider_id": outcome.provider_id[:200],
        "last_error": outcome.error[:300],
    }
    if outcome.state == MessageState.SENT:
        values["sent_at"] = moment
    if outcome.state == MessageState.WAITING:
        again = next_try(moment, message.attempts, is_urgent=message.is_urgent)
        values |= {"not_before": again} if again else {"state": MessageState.FAILED}
    with acting_in(message.jobcentre_id):
        return bool(
            Message.objects.filter(
                jobcentre_id=message.jobcentre_id,
                pk=message.pk,
                claim=message.claim,
                state__in=[MessageState.SENDING, MessageState.DOUBTFUL],
                settled="",
            ).update(**values)
        )
