"""The words of a citizen's plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GoalState(models.TextChoices):
    """Where a goal stands."""

    OPEN = "open", pgettext_lazy("goal", "under way")
    REACHED = "reached", pgettext_lazy("goal", "reached")
    DROPPED = "dropped", pgettext_lazy("goal", "given up")


class GoalOrigin(models.TextChoices):
    """Who put a goal into the plan."""

    TEAM = "team", pgettext_lazy("goal", "written by the case team")
    CITIZEN = "citizen", pgettext_lazy("goal", "own goal")


class StepState(models.TextChoices):
    """Where a step stands."""

    PLANNED = "planned", pgettext_lazy("step", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("step", "under way")
    DONE = "done", pgettext_lazy("step", "done")
    DROPPED = "dropped", pgettext_lazy("step", "called off")


class Doer(models.TextChoices):
    """Who does a step: somebody of the case team, the citizen, or others."""

    COLLEAGUE = "colleague", _("a colleague in the case team")
    CITIZEN = "citizen", _("the candidate")
    OUTSIDE = "outside", _("another department or organisation")


class VoiceKind(models.TextChoices):
    """What a citizen says about the plan."""

    AGREE = "agree", pgettext_lazy("plan", "agrees")
    DISAGREE = "disagree", pgettext_lazy("plan", "disagrees")
    GOAL = "goal", pgettext_lazy("plan", "own goal")
    WISH = "wish", pgettext_lazy("plan", "wish")


class Through(models.TextChoices):
    """How a citizen reads the plan and speaks."""

    LINK = "link", pgettext_lazy("plan", "by a link")
    SCREEN = "screen", pgettext_lazy("plan", "on a colleague's screen")
    OWN = "own", pgettext_lazy("plan", "on the own page")
