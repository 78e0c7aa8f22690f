"""The words of an offer that a citizen may choose."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ReleaseState(models.TextChoices):
    """Where an offer released to a citizen stands."""

    OPEN = "open", pgettext_lazy("release", "can be chosen")
    CHOSEN = "chosen", pgettext_lazy("release", "chosen")
    DONE = "done", pgettext_lazy("release", "taken up")
    REVOKED = "revoked", pgettext_lazy("release", "taken back")
    LAPSED = "lapsed", pgettext_lazy("release", "the work ended first")
