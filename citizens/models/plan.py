"""One plan for a citizen across departments: goals, and steps with somebody who does them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from citizens.choices.plan import Doer, GoalOrigin, GoalState, StepState
from citizens.models.citizen import Citizen
from citizens.rules.plan import OPEN_STEPS, is_overdue
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel

IS_OPEN = Q(state__in=OPEN_STEPS)


@tracked()
class Plan(TenantModel):
    """The plan itself: its version counts what the citizen can agree or disagree with.

    A new goal or step, other words and what is given up make a new version; progress does not.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "citizen"], name="plan_one_each"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_positive"),
        ]


@tracked()
class PlanGoal(TenantModel):
    """What the citizen wants to reach, in words the citizen understands."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="goals")
    text = models.CharField(_("goal"), max_length=300)
    target_on = models.DateField(_("reached by"), null=True, blank=True)
    origin = models.CharField(
        max_length=10, choices=GoalOrigin.choices, default=GoalOrigin.TEAM, editable=False
    )
    state = models.CharField(max_length=10, choices=GoalState.choices, default=GoalState.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="plangoal_says_something",
                violation_error_message=_("Write the goal."),
            ),
            models.CheckConstraint(
                condition=Q(origin__in=GoalOrigin.values), name="plangoal_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(state=GoalState.OPEN, closed_on__isnull=True, reason="")
                | Q(state=GoalState.REACHED, closed_on__isnull=False)
                | Q(state=GoalState.DROPPED, closed_on__isnull=False, reason__regex=r"\S"),
                name="plangoal_closed_whole",
                violation_error_message=_("Write in a few words why. The candidate reads it."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=GoalState.values), name="plangoal_state_known"
            ),
        ]
        indexes = [models.Index(fields=["jobcentre", "citizen", "id"], name="plangoal_of_citizen")]


@tracked()
class PlanStep(TenantModel):
    """An action towards a goal, done by somebody before a day.

    `owner` is the colleague who does it; where the citizen or others do it, the one who follows
    up. So each step is on somebody's day when its date has passed.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="steps")
    goal = TenantForeignKey(PlanGoal, models.PROTECT, related_name="steps")
    text = models.CharField(pgettext_lazy("plan", "step"), max_length=300)
    proof = models.CharField(_("how we see that it is done"), max_length=200, blank=True)
    doer = models.CharField(max_length=10, choices=Doer.choices)
    outside = models.CharField(_("department or organisation"), max_length=120, blank=True)
    owner = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    due_on = models.DateField(_("before"))
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.PLANNED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="planstep_says_something",
                violation_error_message=_("Write the step."),
            ),
            models.CheckConstraint(condition=Q(doer__in=Doer.values), name="planstep_doer_known"),
            models.CheckConstraint(
                condition=Q(doer=Doer.OUTSIDE, outside__regex=r"\S")
                | (~Q(doer=Doer.OUTSIDE) & Q(outside="")),
                name="planstep_others_are_named",
                violation_error_message=_("Write which department or organisation."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STEPS, closed_on__isnull=True, reason="")
                | Q(state=StepState.DONE, closed_on__isnull=False)
                | Q(state=StepState.DROPPED, closed_on__isnull=False, reason__regex=r"\S"),
                name="planstep_closed_whole",
                violation_error_message=_("Write in a few words why. The candidate reads it."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=StepState.values), name="planstep_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "goal"], name="planstep_of_citizen"),
            # my day and what a colleague hands over
            models.Index(
                fields=["jobcentre", "owner", "due_on"], condition=IS_OPEN,
                name="planstep_open_of_owner",
            ),
            # reminders: what is overdue in the house
            models.Index(
                fields=["jobcentre", "due_on"], condition=IS_OPEN, name="planstep_open_by_day"
            ),
        ]  # fmt: skip

    def is_overdue(self, day: date) -> bool:
        """Return whether the step should have been done by now."""
        return is_overdue(self.state, self.due_on, day)

    def done_by(self) -> Any:
        """Return who does it, by name; the citizen's own steps say so in the page's words."""
        if self.doer == Doer.OUTSIDE:
            return self.outside
        return "" if self.doer == Doer.CITIZEN else self.owner.name
