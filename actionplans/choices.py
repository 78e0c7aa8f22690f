"""The closed lists of the room: states of a plan, kinds of target, lights."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionplans import rules


class PlanState(models.TextChoices):
    """A plan is written, then approved; a revision makes it a draft of the next version."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")


class Kind(models.TextChoices):
    """The kinds of effort target (DOMAIN 5); floor and number are worked now."""

    FLOOR = rules.FLOOR, _("Floor to keep at all times")
    NUMBER = rules.NUMBER, _("Number to reach")
    RELATIVE = rules.RELATIVE, _("Relative change")
    TWO_FIGURES = rules.TWO_FIGURES, _("Two figures at once")
    MILESTONE = rules.MILESTONE, _("Milestone without a number")


WORKED_KINDS = [Kind.FLOOR, Kind.NUMBER]


class Light(models.TextChoices):
    """How a target stands, always with words."""

    GREEN = rules.GREEN, _("On target")
    AMBER = rules.AMBER, _("On the way")
    RED = rules.RED, _("Not on course")
    NONE = rules.NONE, _("No value yet")


TONES = {Light.GREEN: "ok", Light.AMBER: "warn", Light.RED: "bad", Light.NONE: "plain"}
