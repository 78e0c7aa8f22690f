"""A file from the case system: taken in, looked at, run, taken back."""

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from citizens.access import record_looks
from citizens.models import Citizen, CitizenFile, CitizenFileRow
from citizens.models.imports import PersonResult
from citizens.spreadsheets import columns
from citizens.spreadsheets.planning import World, plan_row
from citizens.spreadsheets.undoing import take_back_rows
from citizens.spreadsheets.writing import write_rows
from jobcenter.actions import action
from jobcenter.errors import N_
from jobcenter.permissions import Can
from jobcenter.spreadsheets import flow
from jobcenter.spreadsheets.flow import AT_ONCE, KEPT, RUNNING, Importer
from jobcenter.viewer import Viewer

__all__ = ["AT_ONCE", "KEPT", "RUNNING", "WRONG_MAPPING"]

PURPOSE = "citizen.import"
WRONG_MAPPING = {
    "field_twice": N_("Two columns are chosen as the same field."),
    "nobody": N_("Choose the column with the citizen number, the internal id or the name."),
    "nothing_to_bring": N_("Choose at least one column to bring in."),
    "name_twice": N_("Choose either the whole name, or first and last name."),
}


def _world(sheet: CitizenFile) -> World:
    """Return the world before the first row; note whether every first zero of a number is gone."""
    if "cpr" in sheet.mapping:
        lengths = set()
        rows = CitizenFileRow.objects.filter(jobcentre_id=sheet.jobcentre_id, sheet_id=sheet.pk)
        for row in rows.only("cells").order_by("line").iterator(chunk_size=2_000):
            digits = "".join(filter(str.isdigit, row.cell_of("cpr", sheet.mapping)))
            lengths.add((len(digits), digits.startswith("0")))
        sheet.how_read["zeros_lost"] = (9, False) in lengths and (10, True) not in lengths
        sheet.save(update_fields=["how_read"])
    return World(sheet)


def _look(sheet: CitizenFile, rows: list[CitizenFileRow], world: World) -> list[str]:
    """Look at a batch. Who is compared with what we know of them is in the log of looks."""
    world.load(rows, sheet.mapping, lock=False)
    looked_at: list[Citizen] = []
    asked: set[UUID] = set()  # told apart by letters: who asks learns that they are here
    for row in rows:
        if row.result == PersonResult.LEFT_OUT:
            row.problems, row.changes = [], []
            continue
        plan = plan_row(row, world)
        asked |= _candidates(plan.problems) - _candidates(row.problems)
        row.result, row.problems = plan.result, plan.problems
        row.changes = [] if plan.problems else plan.changes
        if plan.citizen is not None and row.citizen_id != plan.citizen.pk:
            looked_at.append(plan.citizen)
        row.citizen_id = plan.citizen.pk if plan.citizen else None
    seen = {citizen.public_id for citizen in looked_at} | asked
    record_looks(Viewer.of(sheet.by), sorted(seen), PURPOSE)
    return ["result", "problems", "changes", "citizen_id"]


def _candidates(problems: list[dict[str, Any]]) -> set[UUID]:
    found = (each.get("candidates", []) for each in problems)
    return {UUID(public_id) for pairs in found for public_id, _why in pairs}


IMPORT = Importer(
    sheets=CitizenFile,
    rows=CitizenFileRow,
    can=Can.IMPORT_CITIZENS,
    columns=columns.COLUMNS,
    check_mapping=columns.check_mapping,
    wrong=WRONG_MAPPING,
    world=_world,
    look=_look,
    write=write_rows,
    take_back=take_back_rows,
)


@action
def take_spreadsheet(file: IO[bytes], name: str, size: int, *, actor: Viewer) -> CitizenFile:
    """Read an uploaded file into sealed rows and guess its columns; nothing else is touched yet."""
    sheet: CitizenFile = flow.take(IMPORT, file, name, size, actor=actor)
    return sheet


@action
def choose_columns(
    sheet: CitizenFile, mapping: list[str], *, actor: Viewer, overwrites: bool = False
) -> CitizenFile:
    """Say which column is which field, and whether the file fills blanks or replaces."""
    return flow.choose(IMPORT, sheet, mapping, actor=actor, overwrites=overwrites)


@action
def mend_rows(
    sheet: CitizenFile,
    cells: dict[int, dict[str, str]],
    left_out: set[int],
    *,
    actor: Viewer,
    answers: Mapping[int, str] | None = None,
) -> CitizenFile:
    """Write what was corrected and answered in the preview; all rows are looked at anew."""
    return flow.mend(IMPORT, sheet, cells, left_out, actor=actor, answers=answers)


@action
def run_spreadsheet(sheet: CitizenFile, *, actor: Viewer) -> CitizenFile:
    """Start to bring the good rows in; pressing twice brings them in once."""
    return flow.run(IMPORT, sheet, actor=actor)


@action
def undo_spreadsheet(sheet: CitizenFile, *, actor: Viewer) -> CitizenFile:
    """Start to take a whole import back."""
    return flow.undo(IMPORT, sheet, actor=actor)


@action
def discard_spreadsheet(sheet: CitizenFile, *, actor: Viewer) -> CitizenFile:
    """Put a file away that was never run; its rows are deleted, its columns are remembered."""
    return flow.discard(IMPORT, sheet, actor=actor)


@action
def forget_old_files(*, actor: Viewer) -> int:
    """Delete the rows of imports nobody has touched for 30 days; return how many imports."""
    return flow.forget_old(IMPORT, actor=actor)


@action
def go_on(sheet: CitizenFile, world: World | None, *, actor: Viewer) -> tuple[bool, Any]:
    """Do the next batch of whatever the import is at; False when there is nothing more."""
    return flow.go_on(IMPORT, sheet, world, actor=actor)
