"""Every write a person makes in this room: pause, end a pause, decide on a doubtful message."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet

from followup.choices import Envelope, MessageState, Settled
from followup.hints import hint
from followup.models import Message, MessageLine, Pause
from jobcenter import clock
from jobcenter.actions import action
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

UNSURE = (MessageState.DOUBTFUL, MessageState.FAILED, MessageState.BOUNCED)
LONGEST_PAUSE_DAYS = 366


@action
def pause_reminders(
    *,
    actor: Viewer,
    until: date,
    reason: str,
    recipient_key: str = "",
    subject: UUID | None = None,
) -> Pause:
    """Hold all reminders to a person, or about a subject, until and including a date."""
    _need(actor, Can.PAUSE_MESSAGES)
    day = clock.today()
    if until < day:
        raise Refused("pause_past", N_("A pause ends today or later."))
    if (until - day).days > LONGEST_PAUSE_DAYS:
        raise Refused("pause_too_long", N_("A pause lasts a year at most."))
    # A pause that has run out makes room for the new one.
    _open_pauses(actor, recipient_key, subject).filter(until__lt=day).update(ended_at=clock.now())
    pause = Pause(
        jobcentre_id=actor.jobcentre_id,
        recipient_key=recipient_key,
        subject=subject,
        until=until,
        reason=reason.strip(),
        made_by=_membership(actor),
    )
    try:
        pause.validate_constraints()
    except ValidationError as error:
        raise Refused("pause_refused", " ".join(error.messages)) from error
    pause.save(force_insert=True)
    log_event("followup.paused", actor=actor, subject=subject or _uuid_of(recipient_key))
    return pause


@action
def end_pause(pause: Pause, *, actor: Viewer) -> None:
    """Let reminders go again from now on."""
    _need(actor, Can.PAUSE_MESSAGES)
    ended = Pause.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=pause.pk, ended_at__isnull=True
    ).update(ended_at=clock.now())
    if ended:
        log_event(
            "followup.resumed", actor=actor, subject=pause.subject or _uuid_of(pause.recipient_key)
        )


@action
def resend_message(message: Message, *, actor: Viewer, address: str = "") -> Message:
    """Send a message once more that failed, bounced or is doubtful: a new one with its own id.

    The old one stays as it was, marked as resent. Of two clicks the second is refused.
    """
    first = _settle(message, actor, Settled.RESENT, UNSURE)
    moment = clock.now()
    again = Message.objects.create(
        jobcentre_id=actor.jobcentre_id,
        envelope=Envelope.RESEND,
        kind=first.kind,
        subject=first.subject,
        context=first.context,
        recipient_kind=first.recipient_kind,
        recipient_key=first.recipient_key,
        recipient_name=first.recipient_name,
        channel=first.channel,
        address=address or first.address,
        language=first.language,
        local_day=clock.today(),
        is_urgent=True,  # a person asked for it now
        not_before=moment,
        resend_of=first,
    )
    MessageLine.objects.bulk_create(
        MessageLine(jobcentre_id=actor.jobcentre_id, message=again, reminder_id=reminder_id)
        for reminder_id in MessageLine.objects.filter(
            jobcentre_id=actor.jobcentre_id, message=first
        )
        .order_by("id")
        .values_list("reminder_id", flat=True)
    )
    log_event("followup.resent", actor=actor, subject=first.public_id)
    from followup.tasks import send_in_jobcentre

    hint(send_in_jobcentre, actor.jobcentre_id)
    return again


@action
def confirm_arrival(message: Message, *, actor: Viewer) -> None:
    """Note that a doubtful message arrived: somebody asked the recipient."""
    _settle(message, actor, Settled.ARRIVED, (MessageState.DOUBTFUL,))
    log_event("followup.arrived", actor=actor, subject=message.public_id)


@action
def cancel_message(message: Message, *, actor: Viewer) -> None:
    """Take a waiting message out of the outbox; one that is being sent cannot be stopped."""
    _need(actor, Can.PAUSE_MESSAGES)
    cancelled = Message.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=message.pk, state=MessageState.WAITING
    ).update(state=MessageState.CANCELLED, last_error="by hand")
    if not cancelled:
        raise Stale
    log_event("followup.cancelled", actor=actor, subject=message.public_id)


def _settle(
    message: Message, actor: Viewer, decision: Settled, states: tuple[MessageState, ...]
) -> Message:
    _need(actor, Can.READ_MESSAGES)
    locked = (
        Message.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=message.pk)
        .first()
    )
    if locked is None:
        raise NotYours
    if locked.state not in states or locked.settled:
        raise Stale
    locked.settled = decision
    locked.settled_at = clock.now()
    locked.settled_by_id = actor.membership_id
    locked.save(update_fields=["settled", "settled_at", "settled_by"])
    return locked


def _open_pauses(actor: Viewer, recipient_key: str, subject: UUID | None) -> QuerySet[Pause]:
    about = Q(recipient_key=recipient_key) if recipient_key else Q(subject=subject)
    return Pause.objects.filter(about, jobcentre_id=actor.jobcentre_id, ended_at__isnull=True)


def _uuid_of(recipient_key: str) -> UUID | None:
    try:
        return UUID(recipient_key.rpartition(":")[2])
    except ValueError:
        return None


def _need(actor: Viewer, capability: Can) -> None:
    if not actor.can(capability):
        raise PermissionDenied


def _membership(actor: Viewer) -> Membership:
    """Return the membership that acts; a mentor at the door or the system pauses nobody."""
    found = Membership.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk=actor.membership_id or 0
    ).first()
    if found is None:
        raise PermissionDenied
    return found
