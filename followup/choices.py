"""Closed lists of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecipientKind(models.TextChoices):
    """What a recipient is to the jobcentre."""

    CONTACT = "contact", _("contact person at a company")
    MEMBERSHIP = "membership", _("colleague")
    CITIZEN = "citizen", _("candidate")
    ENQUIRER = "enquirer", _("someone who turned to us")


class Channel(models.TextChoices):
    """How a message travels."""

    MAIL = "mail", _("e-mail")
    SMS = "sms", _("text message")


class ReminderState(models.TextChoices):
    """A reminder waits for its message, has been told, or is closed."""

    WAITING = "waiting", _("waiting")
    TOLD = "told", _("told")
    CLOSED = "closed", _("closed")


class MessageState(models.TextChoices):
    """Where a message is. Doubtful: a crash came between sending and the receipt."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    DOUBTFUL = "doubtful", _("doubtful")
    BOUNCED = "bounced", _("bounced")
    CANCELLED = "cancelled", _("cancelled")


class Envelope(models.TextChoices):
    """Why the message exists: the day's reminders, one direct text, or a person's resend."""

    DAY = "day", _("the day's reminders")
    DIRECT = "direct", _("direct message")
    RESEND = "resend", _("resent by a colleague")


class Settled(models.TextChoices):
    """What a person decided about a message that may or may not have arrived."""

    ARRIVED = "arrived", _("it arrived")
    RESENT = "resent", _("resent")


class Language(models.TextChoices):
    """The languages texts are written in."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
