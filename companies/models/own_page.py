"""The company's own page: who at the company holds a key to it, and what they correct."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices.own_page import CorrectionKind, CorrectionState
from companies.models.people import ContactPerson
from companies.models.register import Company
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked(exclude=["code_hash", "code_until", "code_tries"])
class PageKey(TenantModel):
    """A contact person may open the company's own page, until we take it back.

    A door leads to the key, not to the person: a key moves along when two persons are merged.
    """

    person = TenantForeignKey(ContactPerson, models.PROTECT, related_name="page_keys")
    given_by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code_hash="", code_until__isnull=True)
                | (~Q(code_hash="") & Q(code_until__isnull=False)),
                name="pagekey_code_expires",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(code_hash=""),
                name="pagekey_revoked_has_no_code",
            ),
        ]


@tracked(exclude=["changes"])  # they are forgotten with the row
class Correction(TenantModel):
    """What a company says should be different about one of its people; one of us decides."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    person = TenantForeignKey(ContactPerson, models.PROTECT, null=True, related_name="+")
    told_by = TenantForeignKey(ContactPerson, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CorrectionKind.choices)
    changes = models.JSONField(default=dict)  # field of the contact person → new value
    state = models.CharField(
        max_length=10, choices=CorrectionState.choices, default=CorrectionState.OPEN
    )
    decided_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["jobcentre", "company", "-id"], name="correction_company"),
            models.Index(
                fields=["jobcentre", "id"], name="correction_open", condition=Q(state="open")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values), name="correction_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="correction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="new", changes__has_key="name")
                | (~Q(kind="new") & Q(person__isnull=False)),
                name="correction_is_about_somebody",
                violation_error_message=_("Write whom it is about."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="correction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(reason__regex=r"\S"),
                name="correction_declined_has_reason",
                violation_error_message=_("Write why: the company reads it."),
            ),
            models.UniqueConstraint(
                fields=["jobcentre", "person"],
                condition=Q(state="open", person__isnull=False),
                name="correction_one_open_per_person",
                violation_error_message=_("A correction of this person waits already."),
            ),
        ]
