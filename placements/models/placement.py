"""A placement: one person at one place for a period, within the law of its first day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from citizens.models.citizen import same
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices import (
    INITIATIVES,
    NEGATIVE_STATES,
    OPEN_STATES,
    REASONS,
    Kind,
    Purpose,
    State,
)
from placements.models.holding import HELD_PLACEMENT, adds_up
from placements.rules.answering import WORKDAYS, expected_days
from placements.rules.rhythm import CheckInWeek, check_in_weeks


class Period(Func):
    """The placement's days as a range, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


def _one_at_a_time(
    field: str, states: Sequence[str], name: str, message: Any
) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        index_type="GIST",
        expressions=[
            (same(field), RangeOperators.OVERLAPS),
            (
                Period("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                RangeOperators.OVERLAPS,
            ),
        ],
        condition=Q(state__in=states),
        violation_error_message=message,
    )


def every_weekday() -> list[int]:
    """Monday to Friday as ISO weekdays."""
    return [*WORKDAYS]


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Placements by state and by who follows them."""

    def running(self) -> "PlacementQuerySet":
        """Those that run."""
        return self.filter(state=State.RUNNING)

    def open(self) -> "PlacementQuerySet":
        """Drafts, agreed and running ones."""
        return self.filter(state__in=OPEN_STATES)

    def followed_by(self, membership_id: int | None) -> "PlacementQuerySet":
        """Those of one consultant."""
        return self.filter(consultant_id=membership_id)

    def with_names(self) -> "PlacementQuerySet":
        """Fetch what every row of a list shows."""
        return self.select_related("citizen", "place__workplace", "mentor", "consultant")


@tracked()
class Placement(TenantModel):
    """A work trial from draft to end. What the law allowed at the time is kept with it.

    `chain_starts_on` is the first day of the whole chain of extensions and `latest_end_on` the
    last day the law allowed for this record when it was made (LAB § 61).
    """

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WORK_TRIAL)
    citizen = TenantForeignKey(
        "citizens.Citizen",
        models.PROTECT,
        related_name="placements",
        verbose_name=_("candidate"),
    )
    place = TenantForeignKey(
        "placements.Place", models.PROTECT, related_name="placements", verbose_name=_("place")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    weekly_hours = models.DecimalField(_("hours a week"), max_digits=3, decimal_places=1)
    workdays = ArrayField(
        models.PositiveSmallIntegerField(), default=every_weekday, verbose_name=_("days")
    )
    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose.choices)
    mentor = TenantForeignKey(
        "companies.ContactPerson",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentored_placements",
        verbose_name=_("mentor"),
    )
    consultant = TenantForeignKey(
        "jobcenter.Membership",
        models.PROTECT,
        related_name="followed_placements",
        verbose_name=_("consultant"),
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)

    target_group_number = models.PositiveSmallIntegerField(editable=False)
    target_group_flag = models.CharField(max_length=30, blank=True, editable=False)
    rule_id = models.CharField(max_length=30, editable=False)
    legal_ref = models.CharField(max_length=80, editable=False)
    max_weeks = models.PositiveSmallIntegerField(editable=False)
    chain_starts_on = models.DateField(editable=False)
    latest_end_on = models.DateField(editable=False)

    extension_of = TenantForeignKey(
        "placements.Placement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions",
    )
    assessment = models.TextField(_("concrete assessment"), max_length=2000, blank=True)

    end_reason = models.CharField(_("reason"), max_length=30, blank=True)
    end_initiative = models.CharField(_("whose initiative"), max_length=20, blank=True)
    end_note = models.CharField(_("note"), max_length=500, blank=True)
    ended_on = models.DateField(_("actual last day"), null=True, blank=True)

    agreed_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="placement_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="placement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="placement_purpose_known",
                violation_error_message=_("Choose the purpose of the work trial (BAB § 60)."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("latest_end_on")),
                name="placement_within_the_law",
                violation_error_message=_(
                    "The placement is longer than the law allows (LAB § 61)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(chain_starts_on__lte=F("starts_on")),
                name="placement_chain_begins_first",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=37),
                name="placement_hours_within_week",
                violation_error_message=_(
                    "A work trial is between 1 and 37 hours a week (BAB § 60)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(workdays__contained_by=[1, 2, 3, 4, 5, 6, 7], workdays__len__gte=1),
                name="placement_workdays_known",
                violation_error_message=_("Choose at least one day of the week."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(mentor__isnull=False),
                name="placement_runs_with_mentor",
                violation_error_message=_("A running placement has a mentor."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NEGATIVE_STATES) | ~Q(end_reason=""),
                name="placement_stopped_with_reason",
                violation_error_message=_("Choose the reason."),
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(end_reason__in=REASONS),
                name="placement_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(end_initiative="") | Q(end_initiative__in=INITIATIVES),
                name="placement_initiative_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, closed_at__isnull=True)
                | (~Q(state__in=OPEN_STATES) & Q(closed_at__isnull=False)),
                name="placement_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(started_at__isnull=False),
                name="placement_running_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(extension_of__isnull=True) | ~Q(extension_of=F("id")),
                name="placement_extends_another",
            ),
            models.UniqueConstraint(
                fields=["extension_of"],
                condition=Q(extension_of__isnull=False) & ~Q(state=State.CANCELLED),
                name="placement_extended_once",
                violation_error_message=_("The placement has been extended already."),
            ),
            _one_at_a_time(
                "citizen_id",
                OPEN_STATES,
                "placement_one_open_per_citizen",
                _("The candidate has another open placement in that period."),
            ),
        ]
        indexes = [
            # A consultant's day and "mine" in the list; ends soon.
            models.Index(
                fields=["jobcentre", "consultant", "state", "ends_on", "id"],
                name="placement_of_consultant",
            ),
            # The list of everyone's by state, the sweep over running ones, ends soon.
            models.Index(fields=["jobcentre", "state", "ends_on", "id"], name="placement_by_state"),
            # The list over all states, newest first.
            models.Index(fields=["jobcentre", "-starts_on", "-id"], name="placement_newest_first"),
            # The same list by last day.
            models.Index(fields=["jobcentre", "ends_on", "id"], name="placement_by_end"),
            # What ended and what that led to, counted from the index alone.
            models.Index(
                fields=["jobcentre", "ended_on"],
                include=["id", "end_reason"],
                name="placement_ended",
                condition=Q(state__in=[State.ENDED, State.INTERRUPTED]),
            ),
            # Which record goes on from another.
            models.Index(
                fields=["jobcentre", "extension_of"],
                name="placement_extension",
                condition=Q(extension_of__isnull=False),
            ),
            # A place's page, who holds it now, and which places were ever used.
            models.Index(
                fields=["jobcentre", "place", "ends_on"],
                include=["id", "state", "starts_on", "public_id"],
                name="placement_of_place",
            ),
            # The list of a state by first day.
            models.Index(
                fields=["jobcentre", "state", "starts_on", "id"],
                include=["ends_on", "public_id"],
                name="placement_by_start",
            ),
            models.Index(
                fields=["jobcentre", "citizen", "-starts_on"], name="placement_of_citizen"
            ),
            models.Index(
                fields=["jobcentre", "mentor"],
                name="placement_of_mentor",
                condition=Q(state=State.RUNNING),
            ),
        ]
        triggers = [adds_up(HELD_PLACEMENT, own="p")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}–{self.ends_on}"

    @property
    def last_day(self) -> date:
        """The day it stopped, or will stop."""
        return self.ended_on or self.ends_on

    @property
    def is_open(self) -> bool:
        """Whether it is a draft, agreed or running."""
        return self.state in OPEN_STATES

    @property
    def weeks(self) -> tuple[CheckInWeek, ...]:
        """The weeks that need a check-in, oldest first."""
        return check_in_weeks(self.starts_on, self.last_day)

    def days_of(self, week_starts_on: date) -> tuple[date, ...]:
        """The days of that week on which the candidate was to come."""
        return expected_days(week_starts_on, self.starts_on, self.last_day, self.workdays)
