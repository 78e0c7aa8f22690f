"""The citizen's own access: whether it is open, and the codes sent to an own mail or phone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from citizens.models.citizen import Citizen
from jobcenter.history import tracked
from jobcenter.models import Membership
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked(exclude=["last_used_at"])
class OwnAccess(TenantModel):
    """One citizen's own access: a row once it was offered, used or closed.

    Without a row the access is open: a right needs nobody's permission.
    """

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(null=True)
    invited_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = TenantForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    closed_because = models.CharField(_("why it is closed"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "citizen"], name="ownaccess_once"),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=True, invited_by__isnull=True)
                | Q(invited_at__isnull=False, invited_by__isnull=False),
                name="ownaccess_invited_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_because="")
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_because__regex=r"\S"),
                name="ownaccess_closed_with_reason",
                violation_error_message=_("Write why the access is closed."),
            ),
        ]


class OwnCode(TenantModel):
    """A code asked for by mail or phone: keyed hashes only, of the address and of the code.

    `until` is set when the code is made, which is when the message leaves.
    """

    address_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code_hash="", until__isnull=True)
                | (~Q(code_hash="") & Q(until__isnull=False)),
                name="owncode_expires",
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "address_hash"],
                condition=Q(closed_at__isnull=True),
                name="owncode_one_open_per_address",
            ),
        ]
