"""The waiting list: who would like a place, or any place at a workplace, in their order."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.choices.reservations import WaitingState
from placements.models.sharing import NUMBER
from placements.rules import waiting as rules


class WaitingQuerySet(models.QuerySet["Waiting"]):
    """Entries by whether they wait."""

    def open(self) -> "WaitingQuerySet":
        """Those who wait."""
        return self.filter(state=WaitingState.WAITING)


@tracked(exclude=["why", "reason", "moved_reason"])
class Waiting(TenantModel):
    """A candidate who waits for one place, or for any at a workplace (`place` is empty).

    `rank` is the order: lower is first, who came first is first, and a leader moves with a reason.
    Nobody is placed from here by itself.
    """

    workplace = models.ForeignKey("companies.Workplace", models.PROTECT, related_name="+")
    place = TenantForeignKey("placements.Place", models.PROTECT, null=True, related_name="waiting")
    citizen = TenantForeignKey("citizens.Citizen", models.PROTECT, related_name="waiting")
    rank = models.PositiveIntegerField()
    why = models.CharField(max_length=200)
    added_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    moved_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")
    moved_reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=WaitingState.choices, default=WaitingState.WAITING
    )
    reason = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        ordering = ("rank", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WaitingState.values), name="waiting_state_known"
            ),
            models.CheckConstraint(
                condition=Q(why__regex=r"\S"),
                name="waiting_why_written",
                violation_error_message=_("Write what the candidate gains from this place."),
            ),
            models.CheckConstraint(
                condition=~Q(why__regex=NUMBER)
                & ~Q(reason__regex=NUMBER)
                & ~Q(moved_reason__regex=NUMBER),
                name="waiting_without_number",
                violation_error_message=_("Citizen numbers do not belong here."),
            ),
            models.CheckConstraint(
                condition=Q(moved_by__isnull=True, moved_reason="")
                | Q(moved_by__isnull=False, moved_reason__regex=r"\S"),
                name="waiting_moved_with_reason",
                violation_error_message=_("Write why the candidate is moved up."),
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.WITHDRAWN) | Q(reason__regex=r"\S"),
                name="waiting_withdrawn_with_reason",
                violation_error_message=_("Write why the candidate no longer waits."),
            ),
            models.CheckConstraint(
                condition=Q(state=rules.WAITING, closed_at__isnull=True)
                | (~Q(state=rules.WAITING) & Q(closed_at__isnull=False)),
                name="waiting_closed_has_moment",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "workplace", "citizen"],
                condition=Q(state=rules.WAITING),
                name="waiting_once",
                violation_error_message=_("The candidate is on the waiting list here already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["jobcentre", "workplace", "rank", "id"],
                condition=Q(state=rules.WAITING),
                name="waiting_in_line",
            ),
            models.Index(
                fields=["jobcentre", "citizen"], condition=Q(state=rules.WAITING),
                name="waiting_of_citizen",
            ),
        ]  # fmt: skip
        triggers = [pgtrigger.FSM(name="states_walk", field="state", transitions=rules.MOVES)]

    def __str__(self) -> str:
        return f"waiting {self.pk}"  # never who
