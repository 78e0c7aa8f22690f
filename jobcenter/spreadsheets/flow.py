"""The way of a spreadsheet into a room: taken in, looked at, run, taken back.

The rooms' actions call these inside their own transaction, each with its `Importer`: what it reads,
and how it looks at rows, writes them and takes them back.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any, TypeVar

from django.core.exceptions import PermissionDenied

from jobcenter.actions import lock_then_read
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.models.sheets import RowFate, RowResult, SheetBase, SheetState
from jobcenter.permissions import Can
from jobcenter.rewriting import rewrite
from jobcenter.spreadsheets.cells import without_hidden
from jobcenter.spreadsheets.columns import Columns, fingerprint
from jobcenter.spreadsheets.reading import read_table
from jobcenter.viewer import Viewer

Sheet = TypeVar("Sheet", bound=SheetBase)

BATCH = 500
KEPT = timedelta(days=30)
STAGED = 2_000
# Rows that are looked at and written while the page waits; more go to a worker.
AT_ONCE = 500
RUNNING = (SheetState.CHECKING, SheetState.RUNNING, SheetState.UNDOING)


@dataclass(frozen=True)
class Importer:
    """What a room brings in. `sheets` and `rows` are its models, `world` is what is there.

    `look` sets result, problems and changes of a batch and returns the fields it set; `write` and
    `take_back` store the batch themselves.
    """

    sheets: Any
    rows: Any
    can: Can
    columns: Columns
    # Returns a code of `wrong`, whose sentence says what is the matter with a mapping.
    check_mapping: Callable[[list[str]], str]
    wrong: Mapping[str, str]
    world: Callable[[Any], Any]
    look: Callable[[Any, list[Any], Any], list[str]]
    write: Callable[[Any, list[Any], Viewer], None]
    take_back: Callable[[list[Any], Viewer], None]

    def check_may(self, actor: Viewer) -> None:
        """Raise unless the actor may import."""
        if actor.kind != "system" and not actor.can(self.can):
            raise PermissionDenied


def _locked(kind: Importer, sheet: Sheet, actor: Viewer) -> Sheet:
    kind.check_may(actor)
    rows = kind.sheets.objects.filter(jobcentre_id=actor.jobcentre_id, pk=sheet.pk)
    found: Sheet | None = lock_then_read(rows, "by", "undone_by")
    if found is None:
        raise NotYours
    return found


def _move(sheet: Any, allowed: tuple[str, ...], to: str) -> None:
    if sheet.state not in allowed:
        raise Refused(
            "spreadsheet_elsewhere",
            N_("The import is not where it was: somebody has moved it on. Look at it again."),
        )
    sheet.state, sheet.reached, sheet.touched_at = to, 0, now()
    sheet.version += 1


def _save(sheet: Any, *more: str) -> None:
    sheet.save(update_fields=["state", "reached", "touched_at", "version", *more])


def take(kind: Importer, file: IO[bytes], name: str, size: int, *, actor: Viewer) -> Any:
    """Read an uploaded file into rows and guess its columns; nothing else is touched yet."""
    kind.check_may(actor)
    if actor.membership_id is None:
        raise NotYours
    table = read_table(file, size, kind.columns.header_score)
    mark = fingerprint(table.headers)
    sheet = kind.sheets.objects.create(
        jobcentre_id=actor.jobcentre_id,
        file_name=without_hidden(" ".join(name.split()))[-200:] or "-",
        size=size,
        kind=table.kind,
        headers=table.headers,
        fingerprint=mark,
        mapping=_mapping_of(kind, actor, mark) or kind.columns.guess_mapping(table.headers),
        by_id=actor.membership_id,
        touched_at=now(),
    )
    batch: list[Any] = []
    for line, cells in table.rows:
        batch.append(
            kind.rows(jobcentre_id=actor.jobcentre_id, sheet_id=sheet.pk, line=line, cells=cells)
        )
        if len(batch) == STAGED:
            sheet.rows_count += _stage(kind, batch)
    sheet.rows_count += _stage(kind, batch)
    if not sheet.rows_count:
        raise Refused("file_empty", N_("The file has headers and no rows below them."))
    sheet.how_read = {
        "separator": table.separator, "sheet": table.sheet, "encodings": table.encodings,
    }  # fmt: skip
    sheet.save(update_fields=["rows_count", "how_read"])
    return sheet


def _stage(kind: Importer, batch: list[Any]) -> int:
    """Store a batch and empty it; a line of a file with quoted line breaks is numbered once."""
    kind.rows.objects.bulk_create(batch, batch_size=STAGED)
    number = len(batch)
    batch.clear()
    return number


def _mapping_of(kind: Importer, actor: Viewer, mark: str) -> list[str] | None:
    """Return the columns chosen last time for the same headers in this jobcentre."""
    return (
        kind.sheets.objects.filter(jobcentre_id=actor.jobcentre_id, fingerprint=mark)
        .exclude(state=SheetState.UPLOADED)
        .order_by("-id")
        .values_list("mapping", flat=True)
        .first()
    )


def choose(
    kind: Importer, sheet: Sheet, mapping: list[str], *, actor: Viewer, **options: object
) -> Sheet:
    """Say which column is which field, and have the rows looked at.

    `options` are fields of the room's own sheet that are chosen with the columns.
    """
    sheet = _locked(kind, sheet, actor)
    mapping = [field if field in kind.columns.fields else "" for field in mapping]
    if wrong := kind.check_mapping(mapping):
        raise Refused(wrong, kind.wrong[wrong])
    _move(sheet, (SheetState.UPLOADED, SheetState.CHECKED), SheetState.CHECKING)
    sheet.mapping = mapping
    for name, value in options.items():
        setattr(sheet, name, value)
    _save(sheet, "mapping", *options)
    return sheet


def mend(
    kind: Importer,
    sheet: Sheet,
    cells: dict[int, dict[str, str]],
    left_out: set[int],
    *,
    actor: Viewer,
    answers: Mapping[int, str] | None = None,
) -> Sheet:
    """Write what was corrected in the preview, by line and field; all rows are looked at anew.

    `answers` are for rooms whose rows ask something: what a person chose, by line.
    """
    sheet = _locked(kind, sheet, actor)
    _move(sheet, (SheetState.CHECKED,), SheetState.CHECKING)
    answers = answers or {}
    lines = {*cells, *left_out, *answers}
    rows = list(sheet.rows.filter(jobcentre_id=actor.jobcentre_id, line__in=lines))
    for row in rows:
        if row.line in answers:
            row.answer = answers[row.line]
        for field, text in cells.get(row.line, {}).items():
            if field not in sheet.mapping:
                continue
            at = sheet.mapping.index(field)
            row.cells[at] = text.replace("\x00", "").strip()[:1_000]
        row.result = RowResult.LEFT_OUT if row.line in left_out else RowResult.WAITING
    rewrite(rows, ["cells", "result", *(["answer"] if answers else [])])
    _save(sheet)
    return sheet


def run(kind: Importer, sheet: Sheet, *, actor: Viewer) -> Sheet:
    """Start to bring the good rows in; pressing twice brings them in once."""
    sheet = _locked(kind, sheet, actor)
    _move(sheet, (SheetState.CHECKED,), SheetState.RUNNING)
    sheet.run_at, sheet.started_by_id = now(), actor.membership_id
    _save(sheet, "run_at", "started_by")
    return sheet


def undo(kind: Importer, sheet: Sheet, *, actor: Viewer) -> Sheet:
    """Start to take a whole import back."""
    sheet = _locked(kind, sheet, actor)
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


def discard(kind: Importer, sheet: Sheet, *, actor: Viewer) -> Sheet:
    """Put a file away that was never run; its rows are deleted, its columns are remembered."""
    sheet = _locked(kind, sheet, actor)
    _move(sheet, (SheetState.UPLOADED, SheetState.CHECKED), SheetState.DISCARDED)
    sheet.rows.filter(jobcentre_id=actor.jobcentre_id).delete()
    _save(sheet)
    return sheet


def forget_old(kind: Importer, *, actor: Viewer) -> int:
    """Delete the rows of imports nobody has touched for 30 days; return how many imports.

    They hold names, numbers and addresses of people, also of those that were never brought in.
    What was never run is put away with them.
    """
    kind.check_may(actor)
    old = (
        kind.sheets.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
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


def go_on(kind: Importer, sheet: Any, world: Any, *, actor: Viewer) -> tuple[bool, Any]:
    """Do the next batch of whatever the import is at; False when there is nothing more.

    Safe to run twice and at once: the lock on the import holds the second until the first has
    committed, and it goes on from the line that was reached. Looking at rows needs to remember the
    rows before, `world`: who comes without it begins anew.
    """
    sheet = _locked(kind, sheet, actor)
    if sheet.state not in RUNNING:
        return False, None
    sheet.touched_at = now()
    if sheet.state == SheetState.CHECKING:
        if world is None:
            world, sheet.reached = kind.world(sheet), 0
        return _look(kind, sheet, world, actor), world
    if sheet.state == SheetState.RUNNING:
        return _run(kind, sheet, actor), None
    return _take_back(kind, sheet, actor), None


def _look(kind: Importer, sheet: Any, world: Any, actor: Viewer) -> bool:
    rows = list(_after(sheet, actor)[:BATCH])
    changed = kind.look(sheet, rows, world)
    rewrite(rows, changed)
    return _finish_batch(sheet, rows, SheetState.CHECKED, "result")


def _run(kind: Importer, sheet: Any, actor: Viewer) -> bool:
    rows = list(_after(sheet, actor)[:BATCH])
    kind.write(sheet, rows, Viewer.of(sheet.by))
    return _finish_batch(sheet, rows, SheetState.DONE, "fate")


def _take_back(kind: Importer, sheet: Any, actor: Viewer) -> bool:
    rows = list(
        sheet.rows.filter(jobcentre_id=actor.jobcentre_id, fate=RowFate.WRITTEN).order_by("-line")[
            :BATCH
        ]
    )
    who = sheet.undone_by or sheet.by
    kind.take_back(rows, Viewer.of(who))
    if len(rows) < BATCH:
        sheet.undone_at = now()
    return _finish_batch(sheet, rows, SheetState.UNDONE, "fate")


def _after(sheet: Any, actor: Viewer) -> Any:
    return sheet.rows.filter(jobcentre_id=actor.jobcentre_id, line__gt=sheet.reached).order_by(
        "line"
    )


def _finish_batch(sheet: Any, rows: list[Any], end: str, what: str) -> bool:
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
