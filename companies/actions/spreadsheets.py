"""A spreadsheet with relations and contact persons: taken in, looked at, run, taken back."""

from typing import IO

from companies.models import Spreadsheet, SpreadsheetRow
from companies.models.spreadsheets import RowResult
from companies.rules import columns
from companies.spreadsheets.planning import World, plan_row
from companies.spreadsheets.writing import take_back_rows, write_rows
from jobcenter.actions import action
from jobcenter.errors import N_
from jobcenter.permissions import Can
from jobcenter.spreadsheets import flow
from jobcenter.spreadsheets.flow import AT_ONCE, KEPT, RUNNING, Importer
from jobcenter.viewer import Viewer

__all__ = ["AT_ONCE", "KEPT", "RUNNING", "WRONG_MAPPING"]

WRONG_MAPPING = {
    "field_twice": N_("Two columns are chosen as the same field."),
    "no_number": N_("Choose the column with the CVR number or the P number."),
    "nothing_to_bring": N_("Choose at least one column to bring in."),
    "no_name": N_("Contact persons need a name: choose the column that holds it."),
}


def _look(sheet: Spreadsheet, rows: list[SpreadsheetRow], world: World) -> list[str]:
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
    return ["result", "problems", "changes", "company_id", "company_name"]


IMPORT = Importer(
    sheets=Spreadsheet,
    rows=SpreadsheetRow,
    can=Can.IMPORT_COMPANIES,
    columns=columns.COLUMNS,
    check_mapping=columns.check_mapping,
    wrong=WRONG_MAPPING,
    world=lambda sheet: World(sheet.jobcentre_id),
    look=_look,
    write=write_rows,
    take_back=take_back_rows,
)


@action
def take_spreadsheet(file: IO[bytes], name: str, size: int, *, actor: Viewer) -> Spreadsheet:
    """Read an uploaded file into rows and guess its columns; nothing else is touched yet."""
    sheet: Spreadsheet = flow.take(IMPORT, file, name, size, actor=actor)
    return sheet


@action
def choose_columns(sheet: Spreadsheet, mapping: list[str], *, actor: Viewer) -> Spreadsheet:
    """Say which column is which field, and have the rows looked at."""
    return flow.choose(IMPORT, sheet, mapping, actor=actor)


@action
def mend_rows(
    sheet: Spreadsheet, cells: dict[int, dict[str, str]], left_out: set[int], *, actor: Viewer
) -> Spreadsheet:
    """Write what was corrected in the preview, by line and field; all rows are looked at anew."""
    return flow.mend(IMPORT, sheet, cells, left_out, actor=actor)


@action
def run_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Start to bring the good rows in; pressing twice brings them in once."""
    return flow.run(IMPORT, sheet, actor=actor)


@action
def undo_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Start to take a whole import back."""
    return flow.undo(IMPORT, sheet, actor=actor)


@action
def discard_spreadsheet(sheet: Spreadsheet, *, actor: Viewer) -> Spreadsheet:
    """Put a file away that was never run; its rows are deleted, its columns are remembered."""
    return flow.discard(IMPORT, sheet, actor=actor)


@action
def forget_old_spreadsheets(*, actor: Viewer) -> int:
    """Delete the rows of imports nobody has touched for 30 days; return how many imports."""
    return flow.forget_old(IMPORT, actor=actor)


@action
def go_on(sheet: Spreadsheet, world: World | None, *, actor: Viewer) -> tuple[bool, World | None]:
    """Do the next batch of whatever the import is at; False when there is nothing more."""
    return flow.go_on(IMPORT, sheet, world, actor=actor)
