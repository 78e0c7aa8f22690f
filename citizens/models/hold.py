"""A hold by hand: what is known of a citizen is not erased while a complaint or case runs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from citizens.models.citizen import Citizen
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class ErasureHold(TenantModel):
    """Who holds a citizen's data back, why, and until which day; lifted before, or lapsed."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="erasure_holds")
    reason = models.CharField(_("why"), max_length=300)
    until = models.DateField(_("until and including"))
    placed_by = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    placed_on = models.DateField()
    lifted_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="erasurehold_says_why",
                violation_error_message=_("Write in a few words why."),
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("placed_on")),
                name="erasurehold_forwards",
                violation_error_message=_("The date has passed. Choose today or later."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_why="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lifted_why__regex=r"\S"),
                name="erasurehold_lifted_whole",
                violation_error_message=_("Write in a few words why."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "citizen"],
                condition=Q(lifted_at__isnull=True),
                name="erasurehold_once",
                violation_error_message=_("It is held back already."),
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="erasurehold_of_citizen"),
            # what no erasure touches today
            models.Index(
                fields=["jobcentre", "until"], condition=Q(lifted_at__isnull=True),
                name="erasurehold_standing",
            ),
        ]  # fmt: skip
