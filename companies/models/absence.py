"""Sickness absence of a company or a workplace month by month, and where the count began."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.register import Company, Workplace
from companies.rules.absence import FEWEST, LONG_SHARE, MOST_EMPLOYEES
from jobcenter.history import tracked
from jobcenter.tenancy import TenantForeignKey, TenantModel


@tracked()
class AbsenceFigure(TenantModel):
    """A month as the company told it: of all its employees together, never of one."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, related_name="+", db_index=False
    )
    month = models.DateField(_("month"))
    employees = models.PositiveIntegerField(_("employees"))
    working_days = models.PositiveSmallIntegerField(_("working days"))
    absence_days = models.DecimalField(_("days of absence"), max_digits=8, decimal_places=1)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company", "workplace", "month"], nulls_distinct=False,
                name="absencefigure_month_once",
                violation_error_message=_("There are figures for that month already."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="absencefigure_month_begins",
                violation_error_message=_("Write a month, e.g. 2026-03."),
            ),
            models.CheckConstraint(
                condition=Q(employees__gte=FEWEST, employees__lte=MOST_EMPLOYEES),
                name="absencefigure_employees",
                violation_error_message=_("Figures of fewer than five would tell of persons."),
            ),
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=31),
                name="absencefigure_working_days",
                violation_error_message=_("Between 1 and 31 working days in the month."),
            ),
            models.CheckConstraint(
                condition=Q(absence_days__gte=0,
                            absence_days__lte=F("employees") * F("working_days")),
                name="absencefigure_no_more_than_work",
                violation_error_message=_("There is more absence than work."),
            ),
        ]  # fmt: skip


@tracked()
class AbsenceStart(TenantModel):
    """The month from which absence is compared, the rate at it, and what the estimate assumes."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="+", db_index=False)
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, related_name="+", db_index=False
    )
    month = models.DateField(_("from the month"))
    rate = models.DecimalField(_("absence at the start"), max_digits=5, decimal_places=2, null=True)
    long_share = models.PositiveSmallIntegerField(_("share a benefit pays"), default=LONG_SHARE)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "company", "workplace"], nulls_distinct=False,
                name="absencestart_once",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="absencestart_month_begins"),
            models.CheckConstraint(
                condition=Q(rate__isnull=True) | Q(rate__gte=0, rate__lte=100),
                name="absencestart_rate",
                violation_error_message=_("Between 0 and 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(long_share__lte=100), name="absencestart_share",
                violation_error_message=_("Between 0 and 100 percent."),
            ),
        ]  # fmt: skip
