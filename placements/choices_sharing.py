"""The closed lists of what is shared with companies, in the words of rules/sharing.py."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from placements.rules import sharing as rules

DOOR = "clear_word"


class WordState(models.TextChoices):
    """Where a clear word stands."""

    DRAFT = rules.DRAFT, pgettext_lazy("clear word", "draft")
    APPROVED = rules.APPROVED, pgettext_lazy("clear word", "approved, not sent")
    SENT = rules.SENT, pgettext_lazy("clear word", "shared")
    WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("clear word", "withdrawn")
    LAPSED = rules.LAPSED, pgettext_lazy("clear word", "run out")


STATE_TONES = {
    "draft": "plain", "approved": "info", "sent": "ok", "withdrawn": "warn", "lapsed": "plain",
}  # fmt: skip


class WordForm(models.TextChoices):
    """What the text is for: it decides which sections it has, and in which order."""

    JOB = "job", _("A springboard to a job")
    LEARN = "learn", _("To learn something")
    CLARIFY = "clarify", _("To find out what is possible")


class ApprovedHow(models.TextChoices):
    """How the citizen said yes."""

    MEETING = "meeting", _("read it on this screen, at a meeting")
    PHONE = "phone", _("heard it on the telephone")
    OWN = "own", _("on the citizen's own page")


class Stopped(models.TextChoices):
    """Why nothing is shared any more."""

    CITIZEN = "citizen", _("the citizen took the yes back")
    US = "us", _("we stopped it")
    REPLACED = "replaced", _("a newer text took its place")
    TIME = "time", _("the approval ran out")
    PLACEMENT = "placement", _("the placement was stopped")
    CASE = "case", _("the case has ended")


class Way(models.TextChoices):
    """Through which door somebody read it."""

    LINK = "link", _("by the link in the mail")
    PAGE = "page", _("on the company's own page")
    MENTOR = "mentor", _("from the weekly status")
