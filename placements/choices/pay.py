"""The closed lists of mentor pay, in the words of rules/pay.py."""

from django.db import models
from django.utils.translation import pgettext_lazy

from placements.rules import pay as rules


class PayKind(models.TextChoices):
    """What a row pays for."""

    WEEK = rules.WEEK, pgettext_lazy("pay", "started week of a candidate")
    HOURS = rules.HOURS, pgettext_lazy("pay", "bought-free mentor hours")
    START = rules.START, pgettext_lazy("pay", "establishing and starting")


class PayListState(models.TextChoices):
    """Where a list stands."""

    WAITING = rules.WAITING, pgettext_lazy("pay", "waiting for approval")
    APPROVED = rules.APPROVED, pgettext_lazy("pay", "approved")
    RETURNED = rules.RETURNED, pgettext_lazy("pay", "sent back")


class Training(models.TextChoices):
    """How often training or a network for mentors is offered; it is not paid to the company."""

    NONE = "none", pgettext_lazy("pay", "not offered")
    MONTHLY = "monthly", pgettext_lazy("pay", "once a month")
    QUARTERLY = "quarterly", pgettext_lazy("pay", "once a quarter")
    HALF_YEARLY = "half_yearly", pgettext_lazy("pay", "every half year")


LIST_TONES = {"waiting": "info", "approved": "ok", "returned": "warn"}
