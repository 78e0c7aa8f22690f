"""The states of a reservation, in the words people see."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placements.rules import reserving


class ReservationState(models.TextChoices):
    """Held, and then one of three ends."""

    HELD = reserving.HELD, pgettext_lazy("reservation", "reserved")
    USED = reserving.USED, pgettext_lazy("reservation", "became a placement")
    GIVEN_BACK = reserving.GIVEN_BACK, _("given back")
    LAPSED = reserving.LAPSED, pgettext_lazy("reservation", "lapsed")
