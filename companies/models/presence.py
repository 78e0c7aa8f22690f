"""What several jobcentres know of each other at a company: presence and shared contacts.

National tables. Every jobcentre writes its own rows only: row security holds it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import ChangedFact, Channel
from companies.models.register import Company, Workplace
from jobcenter.tenancy import OwnRows

# A shared contact is read by those who shared it and by jobcentres present at the company.
PRESENT_THERE = (
    "EXISTS (SELECT 1 FROM companies_presence p"
    " WHERE p.company_id = companies_sharedcontact.company_id"
    " AND p.jobcentre_id = (SELECT bro_jobcentre()))"
)


class Presence(models.Model):
    """A jobcentre works with a company, since a day: nothing of what they do together."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company"], name="presence_once_per_company"
            ),
            OwnRows(name="companies_presence_own"),
        ]


class SharedContact(models.Model):
    """A contact that a colleague chose to share: a copy without people, taken back by deleting."""

    jobcentre = models.ForeignKey(
        "jobcenter.Jobcentre", models.PROTECT, related_name="+", db_index=False
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    contact_public_id = models.UUIDField()
    day = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    purpose = models.CharField(max_length=300)
    outcome = models.TextField(max_length=2000)
    shared_at = models.DateTimeField()

    class Meta:
        indexes = [
            # The company's page: the newest that others share.
            models.Index(fields=["company", "-day", "-id"], name="sharedcontact_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "contact_public_id"], name="sharedcontact_once"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="sharedcontact_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(purpose__regex=r"\S", outcome__regex=r"\S"),
                name="sharedcontact_says_something",
            ),
            OwnRows(name="companies_sharedcontact_own", read=PRESENT_THERE),
        ]


class RegisterChange(models.Model):
    """A fact that the register changed: what it was, what it is, as of which day."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)
    workplace = models.ForeignKey(
        Workplace, models.CASCADE, null=True, related_name="+", db_index=False
    )
    fact = models.CharField(max_length=10, choices=ChangedFact.choices)
    before = models.CharField(max_length=800, blank=True)
    after = models.CharField(max_length=800, blank=True)
    noted_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["company", "-noted_on", "-id"], name="registerchange_of_company",
                         condition=Q(workplace__isnull=True)),
            models.Index(fields=["workplace", "-noted_on", "-id"],
                         name="registerchange_of_workplace",
                         condition=Q(workplace__isnull=False)),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(fact__in=ChangedFact.values), name="registerchange_fact_known"
            ),
        ]
