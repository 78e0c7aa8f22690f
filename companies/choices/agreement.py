"""The words of partnership agreements: states, sides, goals, areas, lights."""

from django.db import models
from django.utils.translation import gettext_lazy as _

SEARCH_KIND = "agreement"
DOOR = "agreement"  # opens one agreement to the company's management
EVALUATION_DOOR = "evaluation"  # opens the three yearly questions


class AgreementState(models.TextChoices):
    """Where an agreement stands; `rules.agreements.MOVES` says which way it may go."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent for signing")
    SIGNED_ONE = "signed_one", _("signed by one side")
    SIGNED = "signed", _("signed by both sides")
    EXPIRED = "expired", _("expired")
    ENDED = "ended", _("ended early")
    RENEWED = "renewed", _("renewed")


WITH_TEXT = [state for state in AgreementState.values if state != "draft"]
STATE_TONES = {
    "draft": "plain", "sent": "warn", "signed_one": "warn", "signed": "ok", "expired": "bad",
    "ended": "plain", "renewed": "info",
}  # fmt: skip


class Side(models.TextChoices):
    """Who promises, signs or answers."""

    COMPANY = "company", _("the company")
    JOBCENTRE = "jobcentre", _("the jobcentre")


class GoalKind(models.TextChoices):
    """What is promised; a milestone is the only one without a number."""

    PLACES = "places", _("places opened")
    PEOPLE = "people", _("people started")
    HIRES = "hires", _("people hired")
    ABSENCE = "absence", _("sickness absence, at most (%)")
    NEEDS = "needs", _("needs filled")
    DAYS = "days", _("days to the first candidate, at most")
    OTHER = "other", _("other, with a number")
    MILESTONE = "milestone", _("milestone")


AT_MOST = {GoalKind.ABSENCE, GoalKind.DAYS}


class Area(models.TextChoices):
    """The seven areas an agreement may cover."""

    NETWORK = "network", _("network")
    RETENTION = "retention", _("retention")
    RECRUITMENT = "recruitment", _("recruitment")
    CLARIFICATION = "clarification", _("clarification")
    UPSKILLING = "upskilling", _("upskilling")
    FAIRS = "fairs", _("job fairs")
    OTHER = "other", _("other")


class Rhythm(models.IntegerChoices):
    """How often both sides meet about it, in months."""

    MONTHLY = 1, _("every month")
    QUARTERLY = 3, _("every quarter")
    HALF_YEARLY = 6, _("every half year")
    YEARLY = 12, _("every year")


class SignedBy(models.TextChoices):
    """How somebody signed."""

    LINK = "link", _("by a link in an e-mail")
    LOGIN = "login", _("logged in")
    SCAN = "scan", _("on paper, scanned")


class Light(models.TextChoices):
    """How what was delivered stands against what was agreed."""

    REACHED = "reached", _("reached")
    ON_TRACK = "on_track", _("on track")
    BEHIND = "behind", _("behind")
    AT_RISK = "at_risk", _("at risk")
    UNKNOWN = "unknown", _("not counted")


LIGHT_TONES = {
    "reached": "ok", "on_track": "ok", "behind": "warn", "at_risk": "bad", "unknown": "plain",
}  # fmt: skip
