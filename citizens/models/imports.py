"""A file from the case system on its way in: what it says of people is sealed, and soon deleted."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.models.sheets import SheetBase, SheetRowBase
from jobcenter.sealed import SealedJSONField
from jobcenter.tenancy import TenantForeignKey

SHEET = "citizens.CitizenFile."
ROW = "citizens.CitizenFileRow."
# Columns that key rotation must find, of the file and of its rows.
SEALED = {
    "citizens.CitizenFile": ("file_name", "headers", "how_read"),
    "citizens.CitizenFileRow": ("cells", "problems", "changes", "written"),
}


class PersonResult(models.TextChoices):
    """What a row would do. Whom it means is asked where only a person can know."""

    WAITING = "waiting", _("not looked at yet")
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    ASKED = "asked", _("who is it?")
    REFUSED = "refused", _("refused")
    LEFT_OUT = "left_out", _("left out")


class CitizenFile(SheetBase):
    """One file with people from the case system. A file without headers has people in its first
    line, and its name may be somebody's: they are sealed as the rows are.
    """

    file_name: Any = SealedJSONField(purpose=f"{SHEET}file_name", default=str)
    headers: Any = SealedJSONField(purpose=f"{SHEET}headers", default=list)
    how_read: Any = SealedJSONField(purpose=f"{SHEET}how_read", default=dict)
    overwrites = models.BooleanField(_("what the file says replaces what we know"), default=False)

    class Meta(SheetBase.Meta):
        verbose_name = _("file from the case system")

    def __str__(self) -> str:
        return f"citizen file {self.pk}"  # never its name: this is what logs and errors print


class CitizenFileRow(SheetRowBase):
    """One row, about a person."""

    sheet = TenantForeignKey(CitizenFile, models.CASCADE, related_name="rows", db_index=False)
    cells: Any = SealedJSONField(purpose=f"{ROW}cells", default=list)
    problems: Any = SealedJSONField(purpose=f"{ROW}problems", default=list)
    changes: Any = SealedJSONField(purpose=f"{ROW}changes", default=list)
    written: Any = SealedJSONField(purpose=f"{ROW}written", default=dict)
    result = models.CharField(
        max_length=10, choices=PersonResult.choices, default=PersonResult.WAITING
    )
    # Whom a person said the row means: "" not asked, "new", or a citizen's public id.
    answer = models.CharField(max_length=36, blank=True, default="")
    # A bare id: an import must be able to take back whom it made.
    citizen_id = models.BigIntegerField(null=True)

    class Meta(SheetRowBase.Meta):
        constraints = [
            *SheetRowBase.Meta.constraints,
            models.CheckConstraint(
                condition=Q(result__in=PersonResult.values), name="citizenfilerow_result_known"
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.line} of citizen file {self.sheet_id}"
