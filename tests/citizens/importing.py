"""A file from the case system, taken to where a test wants it."""

import io
from typing import Any

from citizens.actions import imports
from citizens.models import CitizenFile
from jobcenter.viewer import Viewer

HEAD = (
    "CPR-nr.;Sagsnr.;Fornavn;Efternavn;Født;Telefon;Mail;Målgruppe;Opdeling;Ydelse;Fra dato;"
    "Matchkategori;Sagsbehandler\r\n"
)


def line(**said: str) -> str:
    """Return a row under HEAD."""
    names = (
        "cpr", "case", "first", "last", "born", "phone", "mail", "target", "flag", "benefit",
        "since", "match", "worker",
    )  # fmt: skip
    assert set(said) <= set(names)
    return ";".join(said.get(name, "") for name in names) + "\r\n"


def take(viewer: Viewer, text: str | bytes, name: str = "borgere.csv") -> CitizenFile:
    raw = text if isinstance(text, bytes) else text.encode()
    return imports.take_spreadsheet(io.BytesIO(raw), name, len(raw), actor=viewer)


def work(sheet: CitizenFile, viewer: Viewer) -> CitizenFile:
    more, world = True, None
    while more:
        more, world = imports.go_on(sheet, world, actor=viewer)
    sheet.refresh_from_db()
    return sheet


def look(viewer: Viewer, text: str | bytes, *, overwrites: bool = False) -> CitizenFile:
    sheet = take(viewer, text)
    imports.choose_columns(sheet, sheet.mapping, actor=viewer, overwrites=overwrites)
    return work(sheet, viewer)


def run(viewer: Viewer, text: str | bytes, *, overwrites: bool = False) -> CitizenFile:
    return go(viewer, look(viewer, text, overwrites=overwrites))


def go(viewer: Viewer, sheet: CitizenFile) -> CitizenFile:
    imports.run_spreadsheet(sheet, actor=viewer)
    return work(sheet, viewer)


def undo(viewer: Viewer, sheet: CitizenFile) -> CitizenFile:
    imports.undo_spreadsheet(sheet, actor=viewer)
    return work(sheet, viewer)


def answer(viewer: Viewer, sheet: CitizenFile, answers: dict[int, str]) -> CitizenFile:
    imports.mend_rows(sheet, {}, set(), actor=viewer, answers=answers)
    return work(sheet, viewer)


def results(sheet: CitizenFile) -> dict[int, str]:
    rows = sheet.rows.filter(jobcentre_id=sheet.jobcentre_id).order_by("line")
    return {row.line: row.result for row in rows}


def why(sheet: CitizenFile) -> dict[int, list[Any]]:
    rows = sheet.rows.filter(jobcentre_id=sheet.jobcentre_id).order_by("line")
    return {row.line: [(p["field"], p["code"]) for p in row.problems] for row in rows}
