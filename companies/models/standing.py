"""Where a jobcentre stands with each company, in one narrow row: what its lists filter and sort by.

A read model: nothing writes it but the triggers of migration `standings` (see decision 0007).
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from companies.models.register import Company
from jobcenter.tenancy import TenantRow


class CompanyStanding(TenantRow):
    """A company of the jobcentre's own area, or one of elsewhere that it knows.

    The register's facts are copied (row security and one index cannot reach two tables), ours are
    drawn from relation and contacts. `owner_id` and `deputy_id` are bare ids of memberships.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="+", db_index=False)
    is_here = models.BooleanField()  # its head office is in the jobcentre's municipality
    is_known = models.BooleanField()  # there is a relation, or there was a contact
    is_active = models.BooleanField()  # by the register
    name_key = models.CharField(max_length=200, db_collation="C")
    city_key = models.CharField(max_length=100, db_collation="C")
    postcode = models.CharField(max_length=20, db_collation="C")
    industry_group = models.CharField(max_length=2, db_collation="C")
    industry_code = models.CharField(max_length=10, db_collation="C")
    size_class = models.PositiveSmallIntegerField()
    employees = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=20, blank=True, db_collation="C")  # "" without relation
    segment = models.PositiveSmallIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True)
    deputy_id = models.BigIntegerField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)  # the next planned contact
    next_step_on = models.DateField(null=True)  # the earliest next step that is not done
    search = SearchVectorField()

    class Meta:
        constraints = [
            # The company first: the register's changes reach the rows of every jobcentre by it.
            models.UniqueConstraint(
                fields=["company", "jobcentre"], name="companystanding_once_per_company"
            ),
        ]
        indexes = [
            models.Index(fields=["jobcentre", "name_key", "company"], name="standing_by_name"),
            # How many employers are reached, by what they are: read from the index alone.
            models.Index(
                fields=["jobcentre", "company"],
                include=["segment", "industry_group", "size_class", "postcode", "last_contact_at"],
                name="standing_employers",
                condition=Q(is_here=True, is_active=True, size_class__gte=2),
            ),
            # What a campaign's page asks of each of its companies, side by side in their order.
            # Its condition holds always and only that page asks for it: for whole lists the
            # planner takes the order of companies for that of the disk, which is that of names.
            models.Index(
                fields=["jobcentre", "company"],
                include=["last_contact_at", "segment"],
                name="standing_by_company",
                condition=Q(company__gt=0),
            ),
            models.Index(
                fields=["jobcentre", "owner_id", "name_key", "company"],
                name="standing_by_owner",
                condition=Q(owner_id__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "-last_contact_at", "company"],
                name="standing_by_contact",
                condition=Q(last_contact_at__isnull=False),
            ),
            models.Index(
                fields=["jobcentre", "next_step_on", "company"],
                name="standing_by_step",
                condition=Q(next_step_on__isnull=False),
            ),
        ]
