"""A file kept about a citizen: encrypted, and gone for good when taken away."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from citizens.choices import DocumentKind
from citizens.models.citizen import Citizen
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel
from jobcenter.uploads import MOST_BYTES, SUFFIX


@tracked(exclude=["content_encrypted"])
class CitizenDocument(TenantModel):
    """What it is, who brought it when; the content is emptied when it is taken away."""

    citizen = TenantForeignKey(Citizen, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices)
    title = models.CharField(_("title"), max_length=120)
    content_encrypted = models.BinaryField(null=True, editable=False)
    content_type = models.CharField(max_length=20, editable=False)
    size = models.PositiveIntegerField(editable=False)
    added_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="citizendocument_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S"),
                name="citizendocument_has_title",
                violation_error_message=_("Write what the document is."),
            ),
            models.CheckConstraint(
                condition=Q(content_type__in=list(SUFFIX)), name="citizendocument_type_known"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=MOST_BYTES), name="citizendocument_size"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, content_encrypted__isnull=False)
                | Q(removed_at__isnull=False, content_encrypted__isnull=True),
                name="citizendocument_kept_or_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "citizen", "-id"], name="citizendocument_newest")
        ]
