"""Values of indicators per day, and the runs that computed them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.models import Team
from jobcenter.tenancy import TenantForeignKey, TenantRow


class Reason(models.TextChoices):
    """Why a run was made."""

    NIGHTLY = "nightly", _("every night")
    ON_DEMAND = "on_demand", _("somebody asked")
    CORRECTION = "correction", _("from a chosen day on")


class IndicatorValue(TenantRow):
    """One indicator on one day: for the jobcentre, a team, or a population (`breakdown`).

    A share has a denominator, a number has none. No row means: nothing to measure that day.
    `made_up` marks the history of the demo; computing never touches it.
    """

    indicator = models.CharField(max_length=40)
    breakdown = models.CharField(max_length=200, blank=True, default="", db_collation="C")
    team = TenantForeignKey(Team, models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField(null=True)
    computed_at = models.DateTimeField()
    made_up = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # All of a day: the manager's page reads two of them.
            models.Index(fields=["jobcentre", "day"], name="indicatorvalue_of_day")
        ]
        constraints = [
            # Also the index that charts read along: one figure over time is one range.
            models.UniqueConstraint(
                fields=["jobcentre", "indicator", "breakdown", "team", "day"],
                include=["numerator", "denominator"],
                nulls_distinct=False,
                name="indicatorvalue_once",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="indicatorvalue_part_of_whole",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="indicatorvalue_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(indicator=""), name="indicatorvalue_names_indicator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.day}"


class ComputeRun(TenantRow):
    """One computation of a jobcentre's figures: which days, how much changed, how far it read.

    `marks` are the newest history rows it had seen, by table; what comes after them is what the
    next run looks at to find how far back it must go. `clusters` says where what is missing on
    the last day gathers: {indicator: {team or "": {"part", "of", "where": workplaces}}}.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    changed = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    marks = models.JSONField(default=dict)
    clusters = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="computerun_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="computerun_days_forwards"
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "-started_at"], name="computerun_newest")]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"
