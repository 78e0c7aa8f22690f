"""A spreadsheet with relations and contact persons: taken in, looked at, run, taken back."""

from collections import Counter
from datetime import timedelta
from typing import IO, Any

from django.core.exceptions import PermissionDenied

from companies.models import Spreadsheet, SpreadsheetRow
from companies.models.spreadsheets import RowFate, RowResult, SheetState
from companies.rules import columns
from companies.rules.cells import without_hidden
from companies.spreadsheets.planning import World, plan_row
from companies.spreadsheets.reading import read_table
from companies.spreadsheets.writing import take_back_rows, write_rows
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

BATCH = 500
KEPT = timedelta(days=30)
STAGED = 2_000
# Rows that are looked at and written while the page waits; more go to a worker.
AT_ONCE = 500
RUNNING = (SheetState.CHECKING, SheetState.RUNNING, SheetState.UNDOING)

WRONG_MAPPING = {
    "field_twice": N_("Two columns are chosen as the same field."),
    "no_number": N_("Choose the column with the CVR number or the P number."),
    "nothing_to_bring": N_("Choose at least one column to bring in."),
    "no_name": N_("Contact persons need a name: choose the column that holds it."),
}


def _may_import(actor: Viewer) -> None:
    if actor.kind != "system" and not actor.can(Can.IMPORT_COMPANIES):
        raise PermissionDenied


def _locked(sheet: Spreadsheet, actor: Viewer) -> Spreadsheet:
    rows = Spreadsheet.objects.filter(jobcentre_id=actor.jobcentre_id, pk=sheet.pk)
    found = lock_then_read(rows, "by", "undone_by")
    if found is None:
        raise NotYours
    return found


def _move(sheet: Spreadsheet, allowed: tuple[str, ...], to: str) -> None:
    if sheet.state not in allowed:
        raise Refused(
            "spreadsheet_elsewhere",
            N_("The import is not where it was: somebody has moved it on. Look at it again."),
        )
    sheet.state, sheet.reached, sheet.touched_at = to, 0, now()
    sheet.version += 1


def _save(sheet: Spreadsheet, *more: str) -> None:
    sheet.save(update_fields=["state", "reached", "touched_at", "version", *more])


@action
def take_spreadsheet(file: IO[bytes], name: str, size: int, *, actor: Viewer) -> Spreadsheet:
    """Read an uploaded file into rows and guess its columns; nothing else is touched yet."""
    _may_import(actor)
    if actor.membership_id is None:
        raise NotYours
    table = read_table(file, size)
    mark = columns.fingerprint(table.headers)
    sheet = Spreadsheet.objects.create(
        jobcentre_id=actor.jobcentre_id,
        file_name=without_hidden(" ".join(name.split()))[-200:] or "-",
        size=size,
        kind=table.kind,
        headers=table.headers,
        fingerprint=mark,
        mapping=_mapping_of(actor, mark) or columns.guess_mapping(table.headers),
        by_id=actor.membership_id,
        touched_at=now(),
    )
    batch: list[SpreadsheetRow] = []
    for line, cells in table.rows:
        batch.append(
            SpreadsheetRow(
                jobcentre_id=actor.jobcentre_id, sheet_id=sheet.pk, line=line, cells=cells
            )
        )
        if len(batch) == STAGED:
            sheet.rows_count += _stage(batch)
    sheet.rows_count += _stage(batch)
    if not sheet.rows_count:
        raise Refused("file_empty", N_("The file has headers and no rows below them."))
    sheet.how_read = {
        "separator": table.separator, "sheet": table.sheet, "encodings": table.encodings,
    }  # fmt: skip
    sheet.save(update_fields=["rows_count", "how_read"])
    return sheet


def _stage(batch: list[SpreadsheetRow]) -> int:
    """Store a batch and empty it; a line of a file with quoted line breaks is numbered once."""
    SpreadsheetRow.objects.bulk_create(batch, batch_size=STAGED)
    number = len(batch)
    batch.clear()
    return number


def _mapping_of(actor: Viewer, mark: str) -> list[str] | None:
    """Return the columns chosen last time for the same headers in this jobcentre."""
    return (
        Spreadsheet.objects.filter(jobcentre_id=actor.jobcentre_id, fingerprint=mark)
        .exclude(state=SheetState.UPLOADED)
        .order_by("-id")
        .values_list("mapping", flat=True)
        .first()
    )


@action
def choose_columns(sheet: Spreadsheet, mapping: list[str], *, actor: Viewer) -> Spreadsheet:
    """Say which column is which field, and have the rows looked at."""
    _may_import(actor)
    sheet = _locked(sheet, actor)
    mapping = [field if field in columns.FIELDS else "" for field in mapping]
    if wrong := columns.check_mapping(mapping):
        raise Refused(wrong, WRONG_MAPPING[wrong])
    _move(sheet, (SheetState.UPLOADED, SheetState.CHECKED), SheetState.CHECKING)
    sheet.mapping = mapping
    _save(sheet, "mapping")
    return sheet


@action
def mend_rows(
    sheet: Spreadsheet, cells: dict[int, dict[str, str]], left_out: set[int], *, actor: Viewer
) -> Spreadsheet:
    """Write what was corrected in the preview, by line and field; all rows are looked at anew."""
    _may_import(actor)
    sheet = _locked(sheet, actor)
    _move(sheet, (SheetState.CHECKED,), SheetState.CHECKING)
    rows = list(sheet.rows.filter(jobcentre_id=actor.jobcentre_id, line__in={*cells, *left_out}))
    for row in rows:
        for field, text in cells.get(row.line, {}).items():
            if field not in sheet.mapping:
                continue
            at = sheet.mapping.index(field)
            row.cells[at] = text.replace("\x00", "").strip()[:1_000]
        row.result = RowResult.LEFT_OUT if row.line in left_out else RowResult.WAITING
    SpreadsheetRow.objects.bulk_update(rows, ["cells", "result"])
    _save(sheet)
    return sheet


@action
def run_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Start to bring the good rows in; pressing twice brings them in once."""
    _may_import(actor)
    sheet = _locked(sheet, actor)
    _move(sheet, (SheetState.CHECKED,), SheetState.RUNNING)
    sheet.run_at = now()
    _save(sheet, "run_at")
    return sheet


@action
def undo_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Start to take a whole import back."""
    _may_import(actor)
    sheet = _locked(sheet, actor)
    if sheet.forgotten_at is not None:
        raise Refused(
            "spreadsheet_forgotten",
            N_("Its rows are deleted after %(days)s days. It can no longer be undone."),
            days=KEPT.days,
        )
    _move(sheet, (SheetState.DONE,), SheetState.UNDOING)
    sheet.undone_by_id = actor.membership_id
    _save(sheet, "undone_by")
    return sheet


@action
def discard_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Put a file away that was never run; its rows are deleted, its columns are remembered."""
    _may_import(actor)
    sheet = _locked(sheet, actor)
    _move(sheet, (SheetState.UPLOADED, SheetState.CHECKED), SheetState.DISCARDED)
    sheet.rows.filter(jobcentre_id=actor.jobcentre_id).delete()
    _save(sheet)
    return sheet


@action
def forget_old_spreadsheets(*, actor: Viewer) -> int:
    """Delete the rows of imports nobody has touched for 30 days; return how many imports.

    They hold names, numbers and addresses of people, also of those that were never brought in.
    What was never run is put away with them.
    """
    _may_import(actor)
    old = (
        Spreadsheet.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(
            jobcentre_id=actor.jobcentre_id,
            forgotten_at__isnull=True,
            touched_at__lt=now() - KEPT,
        )
        .exclude(state__in=RUNNING)
        .order_by("pk")
    )
    number = 0
    for sheet in old:
        sheet.rows.filter(jobcentre_id=actor.jobcentre_id).delete()
        if sheet.state in (SheetState.UPLOADED, SheetState.CHECKED):
            sheet.state = SheetState.DISCARDED
        sheet.forgotten_at = now()
        sheet.version += 1
        sheet.save(update_fields=["state", "forgotten_at", "version"])
        number += 1
    return number


@action
def go_on(sheet: Spreadsheet, world: World | None, *, actor: Viewer) -> tuple[bool, World | None]:
    """Do the next batch of whatever the import is at; False when there is nothing more.

    Safe to run twice and at once: the lock on the import holds the second until the first has
    committed, and it goes on from the line that was reached. Looking at rows needs to remember the
    rows before, `world`: who comes without it begins anew.
    """
    _may_import(actor)
    sheet = _locked(sheet, actor)
    if sheet.state not in RUNNING:
        return False, None
    sheet.touched_at = now()
    if sheet.state == SheetState.CHECKING:
        if world is None:
            world, sheet.reached = World(actor.jobcentre_id), 0
        return _look(sheet, world, actor), world
    if sheet.state == SheetState.RUNNING:
        return _run(sheet, actor), None
    return _take_back(sheet, actor), None


def _look(sheet: Spreadsheet, world: World, actor: Viewer) -> bool:
    rows = list(_after(sheet, actor)[:BATCH])
    world.load(rows, sheet.mapping, lock=False)
    for row in rows:
        if row.result == RowResult.LEFT_OUT:
            row.problems, row.changes = [], []
            continue
        plan = plan_row(row, sheet.mapping, world)
        row.result, row.problems = plan.result, plan.problems
        row.changes = [] if plan.problems else plan.changes
        row.company_id = plan.company.pk if plan.company else None
        row.company_name = plan.company.name if plan.company else ""
    SpreadsheetRow.objects.bulk_update(
        rows, ["result", "problems", "changes", "company_id", "company_name"], batch_size=500
    )
    return _finish_batch(sheet, rows, SheetState.CHECKED, "result")


def _run(sheet: Spreadsheet, actor: Viewer) -> bool:
    rows = list(_after(sheet, actor)[:BATCH])
    write_rows(sheet, rows, Viewer.of(sheet.by))
    return _finish_batch(sheet, rows, SheetState.DONE, "fate")


def _take_back(sheet: Spreadsheet, actor: Viewer) -> bool:
    rows = list(
        sheet.rows.filter(jobcentre_id=actor.jobcentre_id, fate=RowFate.WRITTEN).order_by("-line")[
            :BATCH
        ]
    )
    who = sheet.undone_by or sheet.by
    take_back_rows(rows, Viewer.of(who))
    if len(rows) < BATCH:
        sheet.undone_at = now()
    return _finish_batch(sheet, rows, SheetState.UNDONE, "fate")


def _after(sheet: Spreadsheet, actor: Viewer) -> Any:
    return sheet.rows.filter(jobcentre_id=actor.jobcentre_id, line__gt=sheet.reached).order_by(
        "line"
    )


def _finish_batch(sheet: Spreadsheet, rows: list[SpreadsheetRow], end: str, what: str) -> bool:
    """Note how far we are; at the end move on and count. Returns whether there is more."""
    more = len(rows) == BATCH
    if more:
        sheet.reached = rows[-1].line
    else:
        sheet.state, sheet.reached = end, 0
        sheet.version += 1
        found = sheet.rows.filter(jobcentre_id=sheet.jobcentre_id).values_list(what, flat=True)
        sheet.counts = {**sheet.counts, what: dict(Counter(found.order_by()))}
    _save(sheet, "counts", "undone_at")
    return more
