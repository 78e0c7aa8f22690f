"""Putting messages into the outbox, in the transaction of what caused them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from followup.choices import Envelope
from followup.hints import hint
from followup.hours import next_open
from followup.kinds import Recipient, message_kinds
from followup.models import Message
from jobcenter import clock
from jobcenter.tenancy import acting_jobcentre_id


def send_soon(
    kind: str,
    *,
    jobcentre_id: int,
    subject: UUID,
    recipient: Recipient,
    occurrence: str = "",
    context: dict[str, Any] | None = None,
    not_before: datetime | None = None,
) -> Message | None:
    """Write one direct message to the outbox; a worker sends it after the commit.

    `kind` is a registered message kind, which writes the text at the moment of sending.
    With an `occurrence` the same message is written once, however often this runs. Returns
    None if it was there already or the recipient has no address.
    """
    if acting_jobcentre_id() != jobcentre_id:
        raise RuntimeError("A message is written in the jobcentre it is about.")
    if not recipient.address:
        return None
    urgent = message_kinds[kind].is_urgent
    moment = max(not_before or clock.now(), clock.now())
    if not urgent:
        moment = next_open(moment)
    message = Message(
        jobcentre_id=jobcentre_id,
        envelope=Envelope.DIRECT,
        kind=kind,
        subject=subject,
        occurrence=occurrence,
        context=context or {},
        recipient_kind=recipient.kind,
        recipient_key=recipient.key,
        recipient_name=recipient.name,
        channel=recipient.channel,
        address=recipient.address,
        language=recipient.language,
        local_day=clock.local_day(moment),
        is_urgent=urgent,
        not_before=moment,
    )
    if occurrence:
        # A conflict means that it is there; which of the columns does not matter.
        Message.objects.bulk_create([message], ignore_conflicts=True)
        kept = Message.objects.filter(
            jobcentre_id=jobcentre_id, public_id=message.public_id
        ).first()
        if kept is None:
            return None
        message = kept
    else:
        message.save(force_insert=True)
    from followup.tasks import send_in_jobcentre

    hint(send_in_jobcentre, jobcentre_id)
    return message


def send_many(
    kind: str,
    *,
    jobcentre_id: int,
    to: Sequence[tuple[UUID, Recipient]],
    occurrence: str,
    context: dict[str, Any] | None = None,
) -> int:
    """Write one direct message to each (subject, recipient) in a few statements.

    Who has this occurrence already, or no address, gets nothing. Returns how many were written.
    """
    if acting_jobcentre_id() != jobcentre_id:
        raise RuntimeError("A message is written in the jobcentre it is about.")
    if not occurrence:
        raise ValueError("Many messages need an occurrence, so that nobody gets one twice.")
    urgent = message_kinds[kind].is_urgent
    moment = clock.now() if urgent else next_open(clock.now())
    have = set(
        Message.objects.filter(
            jobcentre_id=jobcentre_id, envelope=Envelope.DIRECT, kind=kind, occurrence=occurrence,
            subject__in={subject for subject, _person in to},
        ).values_list("subject", "recipient_key")
    )  # fmt: skip
    rows = {
        (subject, person.key): Message(
            jobcentre_id=jobcentre_id,
            envelope=Envelope.DIRECT,
            kind=kind,
            subject=subject,
            occurrence=occurrence,
            context=context or {},
            recipient_kind=person.kind,
            recipient_key=person.key,
            recipient_name=person.name,
            channel=person.channel,
            address=person.address,
            language=person.language,
            local_day=clock.local_day(moment),
            is_urgent=urgent,
            not_before=moment,
        )
        for subject, person in to
        if person.address and (subject, person.key) not in have
    }
    Message.objects.bulk_create(rows.values(), batch_size=1_000)
    from followup.tasks import send_in_jobcentre

    if rows:
        hint(send_in_jobcentre, jobcentre_id)
    return len(rows)
