"""Reminders, the messages that carry them, pauses, and what the sweeps last did."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.choices import (
    Channel,
    Envelope,
    Language,
    MessageState,
    RecipientKind,
    ReminderState,
    Settled,
)
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


def new_message_id() -> str:
    """Return a Message-ID without angle brackets: fixed for the message's whole life."""
    return f"{uuid4().hex}@bro"


def known(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """Return the constraint that holds a choices field to its list."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


class Reminder(TenantModel):
    """One thing to tell one recipient once; known by what it is about, not by its due date."""

    kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    occurrence = models.CharField(max_length=40, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_key = models.CharField(max_length=80)
    recipient_name = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=4, choices=Channel.choices)
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default="da")
    context = models.JSONField(default=dict)
    state = models.CharField(
        max_length=8, choices=ReminderState.choices, default=ReminderState.WAITING
    )
    told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "kind", "subject", "occurrence", "step", "recipient_key"],
                name="reminder_once",
            ),
            known("recipient_kind", RecipientKind, "reminder_recipient_kind_known"),
            known("channel", Channel, "reminder_channel_known"),
            known("language", Language, "reminder_language_known"),
            known("state", ReminderState, "reminder_state_known"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at__isnull=True),
                name="reminder_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | Q(told_at__isnull=False),
                name="reminder_told_has_moment",
            ),
        ]
        indexes = [
            # The sweep closes what left its kind's candidates: only open rows are read.
            models.Index(
                fields=["jobcentre", "kind"], name="reminder_open", condition=~Q(state="closed")
            ),
            # Bundling reads what is due, recipient by recipient.
            models.Index(
                fields=["jobcentre", "due_on", "recipient_key"],
                name="reminder_due",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["jobcentre", "subject"], name="reminder_of_subject"),
        ]


@tracked(exclude=["body"])
class Message(TenantModel):
    """One mail or text message in the outbox: the day's reminders together, or a direct one."""

    envelope = models.CharField(max_length=8, choices=Envelope.choices)
    kind = models.CharField(max_length=60, blank=True)  # of a direct message
    subject = models.UUIDField(null=True)  # what a direct message is about
    occurrence = models.CharField(max_length=80, blank=True)
    context = models.JSONField(default=dict)
    recipient_kind = models.CharField(max_length=12, choices=RecipientKind.choices)
    recipient_key = models.CharField(max_length=80)
    recipient_name = models.CharField(_("recipient"), max_length=120, blank=True)
    channel = models.CharField(_("channel"), max_length=4, choices=Channel.choices)
    address = models.CharField(_("address"), max_length=254)
    language = models.CharField(max_length=2, choices=Language.choices, default="da")
    local_day = models.DateField()
    is_urgent = models.BooleanField(default=False)  # goes at night and despite a pause
    not_before = models.DateTimeField()
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState.choices, default=MessageState.WAITING
    )
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id)
    title = models.CharField(max_length=200, blank=True)  # the subject line as it was sent
    body = models.TextField(blank=True)  # as it was sent, personal links left out
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    resend_of = TenantForeignKey("self", models.PROTECT, null=True, related_name="resends")
    settled = models.CharField(max_length=8, choices=Settled.choices, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "recipient_key", "local_day", "channel"],
                name="message_one_a_day",
                condition=Q(envelope="day") & ~Q(state="cancelled"),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "kind", "subject", "occurrence", "recipient_key"],
                name="message_direct_once",
                condition=Q(envelope="direct") & ~Q(occurrence=""),
            ),
            models.UniqueConstraint(fields=["resend_of"], name="message_resent_once"),
            known("envelope", Envelope, "message_envelope_known"),
            known("recipient_kind", RecipientKind, "message_recipient_kind_known"),
            known("channel", Channel, "message_channel_known"),
            known("language", Language, "message_language_known"),
            known("state", MessageState, "message_state_known"),
            models.CheckConstraint(
                condition=Q(settled="") | Q(settled__in=Settled.values),
                name="message_settled_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claim__isnull=False, claimed_at__isnull=False),
                name="message_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="message_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(envelope="direct") & ~Q(kind="") | ~Q(envelope="direct"),
                name="message_direct_has_kind",
            ),
            models.CheckConstraint(
                condition=~Q(envelope="resend") | Q(resend_of__isnull=False),
                name="message_resend_names_first",
            ),
            models.CheckConstraint(condition=~Q(address=""), name="message_has_address"),
        ]
        indexes = [
            # What a worker takes next.
            models.Index(
                fields=["jobcentre", "not_before"],
                name="message_waiting",
                condition=Q(state="waiting"),
            ),
            # What a crash left behind.
            models.Index(
                fields=["jobcentre", "claimed_at"],
                name="message_sending",
                condition=Q(state="sending"),
            ),
            # What a person has to decide on, and the counts of the operations page.
            models.Index(
                fields=["jobcentre", "-id"],
                name="message_needs_person",
                condition=Q(state__in=["doubtful", "failed", "bounced"], settled=""),
            ),
            models.Index(fields=["jobcentre", "-id"], name="message_newest"),
            models.Index(fields=["jobcentre", "state", "-id"], name="message_by_state"),
            models.Index(fields=["jobcentre", "recipient_key", "-id"], name="message_to_whom"),
            models.Index(
                fields=["jobcentre", "subject"],
                name="message_of_subject",
                condition=Q(subject__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "provider_id"],
                name="message_at_provider",
                condition=~Q(provider_id=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class MessageLine(TenantRow):
    """A reminder in the message that tells it."""

    message = TenantForeignKey(Message, models.CASCADE, related_name="lines")
    reminder = TenantForeignKey(Reminder, models.CASCADE, related_name="lines")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "reminder"], name="messageline_once")
        ]
        indexes = [models.Index(fields=["jobcentre", "reminder"], name="messageline_of_reminder")]


@tracked()
class Pause(TenantModel):
    """No reminders to a person or about a subject until a date."""

    recipient_key = models.CharField(max_length=80, blank=True)
    subject = models.UUIDField(null=True)
    until = models.DateField(_("until and including"))
    reason = models.CharField(_("reason"), max_length=200)
    made_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient_key="", subject__isnull=False)
                | ~Q(recipient_key="") & Q(subject__isnull=True),
                name="pause_person_or_subject",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="pause_has_reason",
                violation_error_message=_("Say why, so that colleagues understand."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "recipient_key"],
                name="pause_one_open_per_person",
                condition=Q(ended_at__isnull=True) & ~Q(recipient_key=""),
                violation_error_message=_("This person is paused already."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "subject"],
                name="pause_one_open_per_subject",
                condition=Q(ended_at__isnull=True, subject__isnull=False),
                violation_error_message=_("This is paused already."),
            ),
        ]


class SweepRun(TenantRow):
    """What the last sweeps of one kind did in one jobcentre: one row, so that it never grows."""

    kind = models.CharField(max_length=60)
    first_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    found = models.IntegerField(default=0)
    opened = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    seconds = models.FloatField(default=0)
    last_opened_at = models.DateTimeField(null=True)  # when it last had something new to tell
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "kind"], name="sweeprun_one_per_kind")
        ]


class InboxMail(models.Model):
    """Development and demo only: what would have been sent, shown on a page instead."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.CASCADE, null=True, related_name="+"
    )
    at = models.DateTimeField()
    channel = models.CharField(max_length=4, choices=Channel.choices)
    sender = models.CharField(max_length=254, blank=True)
    recipient = models.CharField(max_length=254)
    title = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [known("channel", Channel, "inboxmail_channel_known")]
        indexes = [models.Index(fields=["jobcentre", "-id"], name="inboxmail_newest")]
