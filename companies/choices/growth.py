"""The words of growth programmes: meetings, sides, and what became of a commitment."""

from django.db import models
from django.utils.translation import pgettext_lazy


class GrowthMeetingKind(models.TextChoices):
    """What a cohort meets for."""

    CAMP = "camp", pgettext_lazy("growth programme", "camp")
    SPARRING = "sparring", pgettext_lazy("growth programme", "sparring")


class CommitmentState(models.TextChoices):
    """Where a commitment stands; `rules/growth.MOVES` says which way it may go."""

    OPEN = "open", pgettext_lazy("commitment", "open")
    KEPT = "kept", pgettext_lazy("commitment", "kept")
    BROKEN = "broken", pgettext_lazy("commitment", "not kept")
    DROPPED = "dropped", pgettext_lazy("commitment", "dropped by agreement")


TONES = {"open": "info", "kept": "ok", "broken": "bad", "dropped": "plain"}
