"""Somebody's spreadsheet on its way into any room, and each of its rows: what rooms have alike."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobcenter.tenancy import TenantForeignKey, TenantModel, TenantRow


class SheetState(models.TextChoices):
    """How far a spreadsheet is."""

    UPLOADED = "uploaded", _("columns to be chosen")
    CHECKING = "checking", _("being looked at")
    CHECKED = "checked", _("ready to run")
    RUNNING = "running", _("being brought in")
    DONE = "done", _("brought in")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")


class RowResult(models.TextChoices):
    """What a row would do, or did."""

    WAITING = "waiting", _("not looked at yet")
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")
    LEFT_OUT = "left_out", _("left out")


class RowFate(models.TextChoices):
    """What became of a row when it was run, and when the import was undone."""

    NOT_RUN = "", _("not run")
    WRITTEN = "written", _("written")
    SAME = "same", _("nothing to write")
    REFUSED = "refused", _("refused")
    UNDONE = "undone", _("undone")
    KEPT = "kept", _("kept: changed since by somebody")


class SheetBase(TenantModel):
    """One uploaded file; its `rows` are of the same room."""

    rows: Any

    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=4)
    how_read = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.UPLOADED)
    by = TenantForeignKey("jobcenter.Membership", models.PROTECT, related_name="+")
    # Who pressed “run”: not always who uploaded it.
    started_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    undone_by = TenantForeignKey(
        "jobcenter.Membership", models.PROTECT, null=True, related_name="+"
    )
    rows_count = models.PositiveIntegerField(default=0)
    # How far the present step is; a killed worker's successor goes on from here.
    reached = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    touched_at = models.DateTimeField()
    run_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    # Its rows, with what they said of people, are deleted; counts and columns are kept.
    forgotten_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["jobcentre", "-created_at"], name="%(class)s_newest"),
            # The columns chosen for the same headers last time.
            models.Index(fields=["jobcentre", "fingerprint", "-id"], name="%(class)s_headers"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values), name="%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(state__in=["done", "undone", "discarded"]),
                name="%(class)s_forgotten_is_settled",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "undoing", "undone"]) | Q(run_at__isnull=False),
                name="%(class)s_done_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | ~Q(state="undone"),
                name="%(class)s_undone_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def can_be_undone(self) -> bool:
        """Whether it was brought in and its rows still say what was there before."""
        return self.state == SheetState.DONE and self.forgotten_at is None

    @property
    def written_count(self) -> int:
        """How many rows were written."""
        fates = self.counts.get("fate", {})
        return sum(fates.get(fate, 0) for fate in ("written", "undone", "kept"))


class SheetRowBase(TenantRow):
    """One row: its cells as text, what they would do, what they did and what was there before.

    Each room adds `sheet`, what became of it, and whom or what it is about.
    """

    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    # Refused cells: field, code of the room's sentences, the values of its sentence.
    problems = models.JSONField(default=list)
    # Cells that would change: field, the old and the new value.
    changes = models.JSONField(default=list)
    fate = models.CharField(max_length=10, choices=RowFate.choices, blank=True, default="")
    # What undo needs: what was there before, and what was written.
    written = models.JSONField(default=dict)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "sheet", "line"], name="%(class)s_once_per_line"
            ),
            models.CheckConstraint(
                condition=Q(fate__in=RowFate.values), name="%(class)s_fate_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jobcentre", "sheet", "result", "line"], name="%(class)s_by_result"
            ),
            models.Index(fields=["jobcentre", "sheet", "fate", "line"], name="%(class)s_by_fate"),
        ]

    def values(self, mapping: list[str]) -> dict[str, str]:
        """Return the cells that are mapped and not empty, by field."""
        return {
            field: text
            for field, text in zip(mapping, self.cells, strict=False)
            if field and isinstance(text, str) and text.strip()
        }

    def cell_of(self, field: str, mapping: list[str]) -> Any:
        """Return the text of a field's cell, or ''."""
        return self.values(mapping).get(field, "")
