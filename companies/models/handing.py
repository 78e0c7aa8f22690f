"""Work that went from one colleague to another, and whether the receiver has seen it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobcenter.tenancy import TenantForeignKey, TenantModel

MEMBERSHIP = "jobcenter.Membership"


class HandOver(TenantModel):
    """So many things of one kind, from one colleague to another, with a note."""

    kind = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    giver = TenantForeignKey(MEMBERSHIP, models.PROTECT, related_name="+")
    receiver = TenantForeignKey(MEMBERSHIP, models.PROTECT, related_name="+")
    by = TenantForeignKey(MEMBERSHIP, models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["jobcentre", "receiver", "-id"],
                name="handover_unseen",
                condition=Q(seen_at__isnull=True),
            ),
            models.Index(fields=["jobcentre", "giver", "-id"], name="handover_given"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="handover_to_another",
                violation_error_message=_("Choose another colleague as receiver."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="handover_of_something"),
        ]
