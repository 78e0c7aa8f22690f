"""The states of a reservation and of the waiting list, in the words people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placements.rules import reserving, waiting


class ReservationState(models.TextChoices):
    """Held, and then one of three ends."""

    HELD = reserving.HELD, pgettext_lazy("reservation", "reserved")
    USED = reserving.USED, pgettext_lazy("reservation", "became a placement")
    GIVEN_BACK = reserving.GIVEN_BACK, _("given back")
    LAPSED = reserving.LAPSED, pgettext_lazy("reservation", "lapsed")


class WaitingState(models.TextChoices):
    """Waiting, and then one of two ends."""

    WAITING = waiting.WAITING, pgettext_lazy("waiting list", "waiting")
    PLACED = waiting.PLACED, pgettext_lazy("waiting list", "has a placement")
    WITHDRAWN = waiting.WITHDRAWN, pgettext_lazy("waiting list", "no longer waiting")
