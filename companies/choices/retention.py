"""The words of retention cases and of figures of sickness absence."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LOOK = "retention.case"  # the purpose under which opening a case is noted


class CaseState(models.TextChoices):
    """How far a retention case is."""

    OPENED = "opened", pgettext_lazy("retention", "opened")
    TALKED = "talked", _("round-table talk held")
    PLANNED = "planned", _("plan agreed")
    PART_TIME = "part_time", _("back part-time")
    FULL_TIME = "full_time", _("back full-time")
    CLOSED = "closed", pgettext_lazy("retention", "closed")


class Outcome(models.TextChoices):
    """What a case came to."""

    KEPT = "kept", _("kept in the same job")
    FEWER_HOURS = "fewer_hours", _("kept with fewer hours")
    OTHER_TASKS = "other_tasks", _("kept with other tasks")
    FLEX = "flex", _("kept in a flex job")
    OTHER_COMPANY = "other_company", _("job at another company")
    LEFT = "left", _("left the job")
    UNWANTED = "unwanted", _("the employee did not want our help")


class AtTable(models.TextChoices):
    """Who sat at the round table, by role and never by name."""

    EMPLOYEE = "employee", _("the employee")
    LEADER = "leader", _("the nearest leader")
    HR = "hr", pgettext_lazy("retention", "HR")
    SHOP_STEWARD = "shop_steward", _("shop steward")
    SAFETY = "safety", _("work-environment representative")
    JOBCENTRE = "jobcentre", _("the jobcentre")
    OTHER_MUNICIPALITY = "other_municipality", _("the other municipality")
    COMPANION = "companion", _("a companion of the employee")


class Due(models.TextChoices):
    """What comes next in a case."""

    TALK = "talk", _("round-table talk")
    STEP = "step", _("step of the plan")
    MARK = "mark", _("week of the absence")
    SECTION_56 = "section_56", _("§ 56 agreement runs out")
    IDLE = "idle", _("nothing is planned")


# What a week of the absence is for, as practice has it; none is in our collection of law.
MARK_TEXTS = {
    4: _("the employer's talk about the absence"),
    8: _("the municipality's first follow-up"),
    22: _("the sickness benefit is looked at anew"),
}
