"""The closed lists of mentor orders, in the words of rules/mentoring.py."""

from django.db import models
from django.utils.translation import pgettext_lazy

from placements.rules import mentoring as rules


class MentorKind(models.TextChoices):
    """Who the mentor is."""

    COMPANY = "company", pgettext_lazy("mentor", "an employee of the company")
    EXTERNAL = "external", pgettext_lazy("mentor", "an external provider")
    SOCIAL = "social", pgettext_lazy("mentor", "a social mentor of the municipality")
    VOLUNTEER = rules.VOLUNTEER, pgettext_lazy("mentor", "a volunteer")
    DOUBLE = rules.DOUBLE, pgettext_lazy("mentor", "double role: mentor and § 85 support")


class MentorState(models.TextChoices):
    """Where an order stands."""

    ORDERED = rules.ORDERED, pgettext_lazy("mentor", "ordered")
    APPROVED = rules.APPROVED, pgettext_lazy("mentor", "approved")
    RUNNING = rules.RUNNING, pgettext_lazy("mentor", "running")
    ENDED = rules.ENDED, pgettext_lazy("mentor", "ended")
    CANCELLED = rules.CANCELLED, pgettext_lazy("mentor", "cancelled")
    REFUSED = rules.REFUSED, pgettext_lazy("mentor", "refused")


STATE_TONES = {
    "ordered": "info", "approved": "info", "running": "ok", "ended": "plain",
    "cancelled": "plain", "refused": "warn",
}  # fmt: skip


class Frequency(models.TextChoices):
    """How often they meet."""

    WEEKLY = "weekly", pgettext_lazy("mentor", "every week")
    FORTNIGHTLY = "fortnightly", pgettext_lazy("mentor", "every second week")
    MONTHLY = "monthly", pgettext_lazy("mentor", "every month")
    AS_NEEDED = "as_needed", pgettext_lazy("mentor", "as needed")


class Parallel(models.TextChoices):
    """Whether there is support by § 85 beside the mentor."""

    UNASKED = rules.UNASKED, pgettext_lazy("mentor", "not asked yet")
    NONE = rules.NONE, pgettext_lazy("mentor", "no")
    BESIDE = rules.BESIDE, pgettext_lazy("mentor", "yes, and it is agreed who does what")


class MentorOutcome(models.TextChoices):
    """What a mentor's time led to."""

    REACHED = "reached", pgettext_lazy("mentor", "the goal was reached")
    PARTLY = "partly", pgettext_lazy("mentor", "part of the way")
    NOT = "not", pgettext_lazy("mentor", "the goal was not reached")
    STOPPED = "stopped", pgettext_lazy("mentor", "stopped before time")


class ReasonCode(models.TextChoices):
    """Why an order stopped that nobody refused or cancelled in words."""

    NONE = "", pgettext_lazy("mentor", "none")
    CASE_ENDED = rules.CASE_ENDED, pgettext_lazy("mentor", "the candidate's case ended")


class Evidence(models.TextChoices):
    """What shows that the hours were given."""

    SHEET = "sheet", pgettext_lazy("mentor", "signed time sheet")
    INVOICE = "invoice", pgettext_lazy("mentor", "invoice with dates")
    TOLD = "told", pgettext_lazy("mentor", "told by mentor and candidate at follow-up")
    LOG = "log", pgettext_lazy("mentor", "the mentor's own log, seen")
