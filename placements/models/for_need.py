"""Which placement is for which need of its company: a candidate proposed, then a place filled."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from placements.models.placement import Placement


@tracked()
class NeedCandidate(TenantModel):
    """A placement, with its extensions, that is for a need; kept with the first of the chain.

    Whether it fills a place is the need's knowledge (`NeedFilling.source`), not kept here twice.
    """

    placement = TenantForeignKey(Placement, models.CASCADE, related_name="+")
    need = TenantForeignKey("companies.Need", models.CASCADE, related_name="+")
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    # The number of candidates proposed rose with it: it falls again if it was a mistake.
    is_counted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["jobcentre", "need"], name="needcandidate_by_need")]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "placement"],
                name="needcandidate_once",
                violation_error_message=_("This placement is for a need already."),
            ),
        ]
