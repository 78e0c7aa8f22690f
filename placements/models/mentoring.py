"""Mentor orders: what is granted, the hours given with their evidence, the money of a year."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _

from citizens.models.citizen import same
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.mentoring import (
    Evidence,
    Frequency,
    MentorKind,
    MentorOutcome,
    MentorState,
    Parallel,
    ReasonCode,
)
from placements.rules import mentoring as rules


class HalfAYearAfter(Func):
    """The day six months after another, as the server counts: the first one too late."""

    template = "(%(expressions)s + interval '6 months')"
    output_field = models.DateTimeField()


class _Letter(Func):
    """A word as a range of its first letter's number: the kinds all begin with another one.

    Exclusion with `=` on text would need an extension that the embedded server lacks.
    """

    template = "int4range(ascii(%(expressions)s), ascii(%(expressions)s), '[]')"


class _Days(Func):
    """Days as a range, both ends included."""

    function = "daterange"
    output_field = DateRangeField()


@tracked(exclude=["goal", "parallel_note", "reason", "delivered"])
class MentorOrder(TenantModel):
    """One grant of mentor support for one citizen, half a year at most; a longer one is a new row.

    Hours in quarters, money in øre. `delivered` is kept by the rows of `MentorHours`.
    """

    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, related_name="mentor_orders")
    target_group = models.ForeignKey("citizens.TargetGroup", models.PROTECT, related_name="+")
    placement = TenantForeignKey(
        "placements.Placement", models.PROTECT, null=True, related_name="mentor_orders"
    )
    kind = models.CharField(max_length=10, choices=MentorKind.choices)
    mentor_name = models.CharField(max_length=120)
    goal = models.TextField()
    frequency = models.CharField(max_length=12, choices=Frequency.choices)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    delivered = models.DecimalField(max_digits=6, decimal_places=2, default=0, editable=False)
    rate_ore = models.PositiveIntegerField()
    cost_ore = models.PositiveBigIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    ended_on = models.DateField(null=True)
    parallel = models.CharField(max_length=10, choices=Parallel.choices)
    parallel_note = models.CharField(max_length=300, blank=True)
    prolongs = TenantForeignKey("self", models.PROTECT, null=True, related_name="prolongations")
    owner = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    ordered_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=MentorState.choices, default=MentorState.ORDERED
    )
    for_leader = models.BooleanField(default=False)
    decided_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    reason_code = models.CharField(max_length=10, choices=ReasonCode.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=MentorOutcome.choices, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=MentorKind.values, frequency__in=Frequency.values,
                    parallel__in=Parallel.values, state__in=MentorState.values,
                    reason_code__in=ReasonCode.values,
                ),
                name="mentororder_words_known",
            ),
            models.CheckConstraint(
                condition=Q(goal__regex=r"\S", mentor_name__regex=r"\S"),
                name="mentororder_goal_written",
                violation_error_message=_("Write who the mentor is, and the goal."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0)
                & (Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0, weekly_hours__lte=37)),
                name="mentororder_hours_above_0",
                violation_error_message=_("Write hours above nought, in quarters."),
            ),
            models.CheckConstraint(
                condition=Q(delivered__gte=0, delivered__lte=F("hours"))
                & (Q(delivered=0) | Q(state__in=rules.GRANTED)),
                name="mentororder_within_grant",
                violation_error_message=_("More hours than were granted need a new order."),
            ),
            models.CheckConstraint(
                condition=Q(kind="volunteer", rate_ore=0)
                | (~Q(kind="volunteer") & Q(rate_ore__gt=0, rate_ore__lte=rules.RATE_MOST)),
                name="mentororder_rate_sane",
                violation_error_message=_(
                    "Write a price for an hour: above nought, at most 2,000 kr."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cost_ore=Round(F("hours") * F("rate_ore"))),
                name="mentororder_cost_computed",
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="mentororder_forwards",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__lt=HalfAYearAfter(F("from_on"))),
                name="mentororder_half_a_year",
                violation_error_message=_("A period is six months at most."),
            ),
            models.CheckConstraint(
                condition=(~Q(parallel="beside") & ~Q(kind="double"))
                | Q(parallel_note__regex=r"\S"),
                name="mentororder_parallel_told",
                violation_error_message=_("Write who does what, so that nobody does it twice."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["ordered", "cancelled"],
                    decided_by__isnull=True, decided_at__isnull=True,
                )
                | Q(
                    state__in=["approved", "running", "ended", "refused", "cancelled"],
                    decided_by__isnull=False, decided_at__isnull=False,
                ),
                name="mentororder_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(for_leader=False)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("ordered_by")),
                name="mentororder_not_by_oneself",
                violation_error_message=_("Somebody else than who ordered it decides."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "cancelled"])
                | Q(reason__regex=r"\S")
                | Q(state="cancelled", reason_code=rules.CASE_ENDED),
                name="mentororder_reason_written",
                violation_error_message=_("Write in a few words what the reason is."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="ended", ended_on__isnull=False, outcome__in=MentorOutcome.values
                )
                | (~Q(state="ended") & Q(ended_on__isnull=True, outcome="")),
                name="mentororder_ends_with_outcome",
                violation_error_message=_("Choose what it led to."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("from_on"), ended_on__lte=F("to_on")),
                name="mentororder_ended_within",
                violation_error_message=_("The last day lies within the order."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "prolongs"],
                condition=Q(state__in=["ordered", "approved", "running", "ended"]),
                name="mentororder_prolonged_once",
                violation_error_message=_("The order is prolonged already."),
            ),
            ExclusionConstraint(
                name="mentororder_one_of_kind",
                index_type="GIST",
                expressions=[
                    (same("citizen"), RangeOperators.OVERLAPS),
                    (_Letter(F("kind")), RangeOperators.OVERLAPS),
                    (
                        _Days(F("from_on"), Coalesce(F("ended_on"), F("to_on")), Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=["ordered", "approved", "running", "ended"]),
                violation_error_message=_(
                    "There is an order of the same kind on some of those days."
                ),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-from_on"], name="mentororder_citizen"),
            # the money and the groups of a year
            models.Index(fields=["jobcentre", "from_on"], name="mentororder_year"),
            # the list
            models.Index(fields=["jobcentre", "to_on", "id"], name="mentororder_last_day"),
            models.Index(fields=["jobcentre", "cost_ore", "id"], name="mentororder_cost"),
            # my day: what I follow, and what waits for a leader
            models.Index(
                fields=["jobcentre", "owner"],
                condition=Q(state__in=["ordered", "approved", "running"]),
                name="mentororder_open",
            ),
            models.Index(
                fields=["jobcentre"], condition=Q(state="ordered", for_leader=True),
                name="mentororder_waits",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.FSM(
                name="states_walk",
                field="state",
                transitions=[
                    (source, target)
                    for sources, target in rules.MOVES.values()
                    for source in sorted(sources)
                ],
            ),
            pgtrigger.Protect(
                name="granted_is_frozen",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="ordered")
                & (
                    pgtrigger.Q(old__hours__df=pgtrigger.F("new__hours"))
                    | pgtrigger.Q(old__rate_ore__df=pgtrigger.F("new__rate_ore"))
                    | pgtrigger.Q(old__from_on__df=pgtrigger.F("new__from_on"))
                    | pgtrigger.Q(old__to_on__df=pgtrigger.F("new__to_on"))
                    | pgtrigger.Q(old__kind__df=pgtrigger.F("new__kind"))
                    | pgtrigger.Q(old__citizen__df=pgtrigger.F("new__citizen"))
                    | pgtrigger.Q(old__decided_by__df=pgtrigger.F("new__decided_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"mentor order {self.pk}"  # never for whom or why

    @property
    def is_open(self) -> bool:
        """Whether it is under way or being decided."""
        return self.state in rules.OPEN

    @property
    def last_on(self) -> date:
        """The last day, as it was planned or as it was."""
        return self.ended_on or self.to_on

    @property
    def left(self) -> Decimal:
        """Hours granted and not given yet."""
        return self.hours - self.delivered

    @property
    def cost(self) -> Decimal:
        """The cost in kroner."""
        return Decimal(self.cost_ore) / 100

    @property
    def rate(self) -> Decimal:
        """The price of an hour in kroner."""
        return Decimal(self.rate_ore) / 100


# Counts into the order: the order's own check refuses more than was granted, also when two
# enter hours at once, for the second waits for the order's row.
_COUNT = """
    IF TG_OP <> 'DELETE' THEN
        UPDATE placements_mentororder
           SET delivered = delivered + NEW.hours
               - CASE WHEN TG_OP = 'UPDATE' THEN OLD.hours ELSE 0 END
         WHERE jobcentre_id = NEW.jobcentre_id AND id = NEW.order_id
           AND NEW.from_on >= from_on AND NEW.to_on <= COALESCE(ended_on, to_on);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'hours outside what was granted' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    UPDATE placements_mentororder SET delivered = delivered - OLD.hours
     WHERE jobcentre_id = OLD.jobcentre_id AND id = OLD.order_id;
    RETURN OLD;
"""


@tracked(exclude=["what"])
class MentorHours(TenantModel):
    """Hours of direct contact over some days: by whom, what was done, what shows it."""

    order = TenantForeignKey(MentorOrder, models.PROTECT, related_name="entries")
    from_on = models.DateField()
    to_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    by = models.CharField(max_length=120)
    what = models.CharField(max_length=300)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    entered_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values),
                name="mentorhours_evidence_known",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="mentorhours_above_0",
                violation_error_message=_("Write hours above nought, in quarters."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="mentorhours_forwards",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(by__regex=r"\S", what__regex=r"\S"),
                name="mentorhours_told",
                violation_error_message=_("Write what was done, and by whom."),
            ),
            ExclusionConstraint(
                name="mentorhours_days_once",
                index_type="GIST",
                expressions=[
                    (same("order"), RangeOperators.OVERLAPS),
                    (_Days(F("from_on"), F("to_on"), Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Some of those days have been entered already."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jobcentre", "order", "-from_on"], name="mentorhours_of")]
        triggers = [
            pgtrigger.Trigger(
                name="count_into_order",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_COUNT,
            )
        ]


@tracked()
class MentorBudget(TenantModel):
    """The mentor money of a year, in øre; a colleague's own limit; the ceiling's base."""

    year = models.PositiveSmallIntegerField()
    amount_ore = models.PositiveBigIntegerField()
    limit_ore = models.PositiveBigIntegerField()
    full_time_persons = models.DecimalField(max_digits=7, decimal_places=1, null=True)
    other_ore = models.PositiveBigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "year"], name="mentorbudget_year_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="mentorbudget_year_sane"
            ),
            models.CheckConstraint(
                condition=Q(full_time_persons__isnull=True) | Q(full_time_persons__gte=0),
                name="mentorbudget_persons_0_up",
            ),
        ]


@tracked()
class MentorTarget(TenantModel):
    """How many people of a target group are to get how many mentor hours in a year."""

    budget = TenantForeignKey(MentorBudget, models.PROTECT, related_name="targets")
    target_group = models.ForeignKey("citizens.TargetGroup", models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    hours = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "budget", "target_group"], name="mentortarget_group_once"
            )
        ]
