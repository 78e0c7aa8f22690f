"""A reservation: a place held for somebody, until it is used, given back or runs out."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.reservations import ReservationState
from placements.models.holding import HELD_RESERVATION, adds_up
from placements.models.sharing import NUMBER
from placements.rules import reserving


class ReservationQuerySet(models.QuerySet["Reservation"]):
    """Reservations by whether they hold."""

    def live(self, day: date) -> "ReservationQuerySet":
        """Those that hold on `day`: one that ran out holds nothing, marked or not."""
        return self.filter(state=ReservationState.HELD, held_until__gte=day)


@tracked()
class Reservation(TenantModel):
    """A place held from a day until a day for a citizen, or for what a team needs it for.

    It lapses by itself at midnight after `held_until`. Holding costs others the place: the
    trigger adds its hours to those of placements.
    """

    place = TenantForeignKey("placements.Place", models.PROTECT, related_name="reservations")
    citizen = TenantForeignKey(
        "citizens.Citizen", models.PROTECT, null=True, related_name="reservations"
    )
    team = TenantForeignKey("jobcenter.Team", models.PROTECT, null=True, related_name="+")
    what_for = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    weekly_hours = models.DecimalField(max_digits=3, decimal_places=1)
    held_until = models.DateField()
    reserved_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=ReservationState.choices, default=ReservationState.HELD
    )
    reason = models.CharField(max_length=200, blank=True)
    placement = TenantForeignKey(
        "placements.Placement", models.PROTECT, null=True, related_name="reservations"
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReservationState.values), name="reservation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="reservation_forwards",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=37),
                name="reservation_hours_within_week",
                violation_error_message=_("Write between 1 and 37 hours a week."),
            ),
            models.CheckConstraint(
                condition=Q(citizen__isnull=False) | Q(team__isnull=False, what_for__regex=r"\S"),
                name="reservation_for_somebody",
                violation_error_message=_("Say whom or what the place is reserved for."),
            ),
            models.CheckConstraint(
                condition=~Q(what_for__regex=NUMBER) & ~Q(reason__regex=NUMBER),
                name="reservation_without_number",
                violation_error_message=_("Citizen numbers do not belong here."),
            ),
            models.CheckConstraint(
                condition=Q(state=reserving.HELD, closed_at__isnull=True)
                | (~Q(state=reserving.HELD) & Q(closed_at__isnull=False)),
                name="reservation_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=reserving.GIVEN_BACK) | Q(reason__regex=r"\S"),
                name="reservation_back_with_reason",
                violation_error_message=_("Write why it is given back."),
            ),
            models.CheckConstraint(
                condition=~Q(state=reserving.USED) | Q(placement__isnull=False),
                name="reservation_used_by_placement",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "place", "citizen"],
                condition=Q(state=reserving.HELD, citizen__isnull=False),
                name="reservation_once_a_citizen",
                violation_error_message=_("The place is reserved for this candidate already."),
            ),
        ]
        indexes = [
            # who holds a place
            models.Index(
                fields=["jobcentre", "place", "ends_on"], condition=Q(state=reserving.HELD),
                name="reservation_of_place",
            ),
            # the nightly sweep; the board; what a colleague holds
            models.Index(
                fields=["jobcentre", "held_until"], condition=Q(state=reserving.HELD),
                name="reservation_runs_out",
            ),
            models.Index(fields=["jobcentre", "citizen"], name="reservation_of_citizen"),
        ]  # fmt: skip
        triggers = [
            adds_up(HELD_RESERVATION, own="r"),
            pgtrigger.FSM(name="states_walk", field="state", transitions=reserving.MOVES),
        ]

    def __str__(self) -> str:
        return f"reservation {self.pk}"  # never for whom

    def is_live(self, day: date) -> bool:
        """Return whether it holds the place on `day`."""
        return self.state == ReservationState.HELD and self.held_until >= day
