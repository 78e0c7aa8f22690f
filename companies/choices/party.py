"""The words of several jobcentres in one agreement."""

from django.db import models
from django.utils.translation import pgettext_lazy


class PartyState(models.TextChoices):
    """What an invited jobcentre answered; no answer yet is no row."""

    ACCEPTED = "accepted", pgettext_lazy("party", "party")
    DECLINED = "declined", pgettext_lazy("party", "declined")
    LEFT = "left", pgettext_lazy("party", "has left")


PARTY_TONES = {"": "warn", "accepted": "ok", "declined": "bad", "left": "plain", "out": "plain"}
