"""Which group a company is in and was in: a dated row per change, with who and why."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Segment
from companies.models.register import Company
from jobcenter.tenancy import TenantForeignKey, TenantModel


class SegmentChange(TenantModel):
    """A company moved from one segment to another; `suggested` is what the rules said then."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField(null=True, choices=Segment.choices)
    after = models.PositiveSmallIntegerField(null=True, choices=Segment.choices)
    at = models.DateTimeField()
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("why"), max_length=300, blank=True)
    suggested = models.PositiveSmallIntegerField(null=True, choices=Segment.choices)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "company", "-at"], name="segmentchange_company"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(before__isnull=True) | Q(before__in=Segment.values))
                & (Q(after__isnull=True) | Q(after__in=Segment.values))
                & (Q(suggested__isnull=True) | Q(suggested__in=Segment.values)),
                name="segmentchange_segments_known",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True, after__isnull=False)
                | Q(before__isnull=False, after__isnull=True)
                | ~Q(before=F("after")),
                name="segmentchange_is_a_change",
            ),
        ]
