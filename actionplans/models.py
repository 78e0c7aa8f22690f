"""Action plans, their effort targets with populations, and the dated notes."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplans.choices import Kind, PlanState
from citizens.models import MatchGroup
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow
from jobcenter.viewer import Viewer


class PlanQuerySet(models.QuerySet["ActionPlan"]):
    """Plans by who may read them."""

    def visible_to(self, viewer: Viewer) -> "PlanQuerySet":
        """Approved ones, and drafts for those who write."""
        mine = self.filter(jobcentre_id=viewer.jobcentre_id)
        if viewer.kind == "system" or viewer.can(Can.WRITE_PLAN):
            return mine
        return mine.filter(state=PlanState.APPROVED) if viewer.can(Can.READ_PLAN) else mine.none()


@tracked()
class ActionPlan(TenantModel):
    """A year's plan. It is alive: a revision opens it as the draft of its next version."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title of the plan"), max_length=160)
    summary = models.TextField(_("what the plan is about"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = TenantForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "year"],
                name="actionplan_once_a_year",
                violation_error_message=_("There is a plan for that year already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="actionplan_state_known"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="actionplan_year_plausible",
                violation_error_message=_("Write the year with four digits."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="actionplan_has_a_title",
                violation_error_message=_("Give the plan a title."),
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="actionplan_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Whether it may be written in."""
        return self.state == PlanState.DRAFT


@tracked()
class EffortTarget(TenantModel):
    """One target: what, why, measured how, from where to where by when, and who answers for it.

    `population` is the key of its match groups in the stored figures ("" is everybody). What
    the later kinds need is there already: percent of change, second figure.
    """

    plan = TenantForeignKey(ActionPlan, models.PROTECT, related_name="targets")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("target"), max_length=300)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.FLOOR)
    indicator = models.CharField(_("figure"), max_length=40, blank=True)
    population = models.CharField(max_length=200, blank=True, default="", editable=False)
    baseline_value = models.DecimalField(
        _("baseline"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    baseline_on = models.DateField(_("baseline on"), null=True, blank=True)
    target_value = models.DecimalField(
        _("target value"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    change_percent = models.SmallIntegerField(_("change in percent"), null=True, blank=True)
    second_indicator = models.CharField(_("second figure"), max_length=40, blank=True)
    second_target_value = models.DecimalField(
        _("second target value"), max_digits=9, decimal_places=1, null=True, blank=True
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    margin_percent = models.PositiveSmallIntegerField(_("amber when within"), default=10)
    responsible = TenantForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("responsible")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("order", "id")
        indexes = [models.Index(fields=["jobcentre", "plan", "order"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="efforttarget_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="efforttarget_has_a_text",
                violation_error_message=_("Write the target in a sentence."),
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.MILESTONE) | ~Q(indicator=""),
                name="efforttarget_has_a_figure",
                violation_error_message=_("Choose the figure that the target follows."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Kind.FLOOR, Kind.NUMBER, Kind.TWO_FIGURES])
                | Q(target_value__isnull=False, target_value__gt=0),
                name="efforttarget_has_a_number",
                violation_error_message=_("Write a target above 0."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.RELATIVE)
                | Q(
                    change_percent__isnull=False,
                    baseline_value__isnull=False,
                    baseline_value__gt=0,
                ),
                name="efforttarget_relative_has_baseline",
                violation_error_message=_("A relative target needs a baseline above 0."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.TWO_FIGURES)
                | Q(second_target_value__isnull=False, second_target_value__gt=0)
                & ~Q(second_indicator=""),
                name="efforttarget_two_has_second",
                violation_error_message=_("Write the second figure and its target."),
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.FLOOR) | Q(deadline__isnull=False),
                name="efforttarget_has_a_deadline",
                violation_error_message=_("Write the deadline."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True, baseline_on__isnull=True)
                | Q(baseline_value__isnull=False, baseline_on__isnull=False),
                name="efforttarget_baseline_dated",
                violation_error_message=_("A baseline has both a value and a day."),
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True)
                | Q(baseline_on__isnull=True)
                | Q(deadline__gt=F("baseline_on")),
                name="efforttarget_deadline_later",
                violation_error_message=_("The deadline must be after the baseline's day."),
            ),
            models.CheckConstraint(
                condition=Q(margin_percent__lte=50),
                name="efforttarget_margin_sensible",
                violation_error_message=_("The margin is at most 50 %."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def target(self) -> float | None:
        """The number to hold; a relative target's follows from its baseline."""
        if self.kind == Kind.RELATIVE and self.baseline_value is not None:
            share = Decimal(100 + (self.change_percent or 0)) / 100
            return float(self.baseline_value * share)
        return float(self.target_value) if self.target_value is not None else None


@tracked()
class EffortTargetGroup(TenantRow):
    """A match group of a target's population, of any scheme."""

    target = TenantForeignKey(EffortTarget, models.CASCADE, related_name="groups")
    group = models.ForeignKey(MatchGroup, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "target", "group"], name="efforttargetgroup_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}"


@tracked()
class TargetNote(TenantModel):
    """A short dated note on a target, with the value of that day: lasting documentation."""

    target = TenantForeignKey(EffortTarget, models.PROTECT, related_name="notes")
    noted_on = models.DateField(_("day"))
    text = models.CharField(_("note"), max_length=1000)
    value = models.DecimalField(max_digits=9, decimal_places=1, null=True, editable=False)
    by = TenantForeignKey(Membership, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-noted_on", "-id")
        indexes = [models.Index(fields=["jobcentre", "target", "-noted_on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="targetnote_has_a_text",
                violation_error_message=_("Write the note."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.noted_on}"
