"""A spreadsheet with relations and contact persons on its way in, and each of its rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.models.sheets import RowFate, RowResult, SheetBase, SheetRowBase, SheetState
from jobcenter.tenancy import TenantForeignKey

__all__ = ["RowFate", "RowResult", "SheetState", "Spreadsheet", "SpreadsheetRow"]


class Spreadsheet(SheetBase):
    """One uploaded file with relations and contact persons."""

    class Meta(SheetBase.Meta):
        verbose_name = _("spreadsheet")


class SpreadsheetRow(SheetRowBase):
    """One row, about a company: on person and relation, what was there before and after."""

    sheet = TenantForeignKey(Spreadsheet, models.CASCADE, related_name="rows", db_index=False)
    result = models.CharField(max_length=10, choices=RowResult.choices, default=RowResult.WAITING)
    company_id = models.BigIntegerField(null=True)
    company_name = models.CharField(max_length=400, blank=True)

    class Meta(SheetRowBase.Meta):
        constraints = [
            *SheetRowBase.Meta.constraints,
            models.CheckConstraint(
                condition=Q(result__in=RowResult.values), name="spreadsheetrow_result_known"
            ),
        ]
