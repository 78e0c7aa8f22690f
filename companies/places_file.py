"""A file of places from the address register: P number;latitude;longitude, a line per workplace."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection

from companies.rules.places import Place, check_place
from jobcenter.errors import N_, Refused

BATCH = 1_000
KEPT = 200  # bad lines told one by one; the others are counted only


@dataclass
class PlacesReport:
    """What a file of places did."""

    lines: int = 0
    placed: int = 0  # workplaces that got a place, or another one
    same: int = 0
    unknown: int = 0  # P numbers that the register does not hold
    bad: int = 0
    bad_lines: list[tuple[int, str, Refused]] = field(default_factory=list)


UNKNOWN = N_("No workplace has this P number. Import the CVR register first.")


def import_places(lines: Iterable[str]) -> PlacesReport:
    """Place the workplaces of a file; each thousand lines are one statement, safe to run twice.

    A bad line stops no other: it is told with its number and the reason.
    """
    report = PlacesReport()
    rows = _read(lines, report)
    while batch := list(islice(rows, BATCH)):
        _write(batch, report)
    return report


def _read(lines: Iterable[str], report: PlacesReport) -> Iterator[tuple[int, Place]]:
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip().strip('"') for cell in line.split(";")]
        if not any(cells) or (number == 1 and _is_heading(cells)):
            continue
        report.lines += 1
        try:
            yield number, check_place(cells)
        except Refused as problem:
            _tell_bad(report, number, cells[0][:20], problem)


def _is_heading(cells: list[str]) -> bool:
    """Whether the first line names the columns: no digit stands in it."""
    return not any(sign.isdigit() for cell in cells for sign in cell)


def _tell_bad(report: PlacesReport, line: int, number: str, problem: Refused) -> None:
    report.bad += 1
    if len(report.bad_lines) < KEPT:
        report.bad_lines.append((line, number, problem))


_SQL = """
WITH sent AS (
  SELECT DISTINCT ON (p_number) * FROM unnest(%(numbers)s::text[], %(north)s::float8[],
    %(east)s::float8[]) WITH ORDINALITY AS t(p_number, latitude, longitude, place)
   ORDER BY p_number, place DESC
), known AS (
  SELECT w.id, w.p_number, s.latitude, s.longitude,
         (w.latitude, w.longitude) IS DISTINCT FROM (s.latitude, s.longitude) AS is_new
    FROM companies_workplace w JOIN sent s ON s.p_number = w.p_number
), moved AS (
  UPDATE companies_workplace w SET latitude = k.latitude, longitude = k.longitude
    FROM known k WHERE k.is_new AND w.id = k.id RETURNING 1
)
SELECT p_number, is_new, (SELECT count(*) FROM moved) FROM known
"""


def _write(batch: list[tuple[int, Place]], report: PlacesReport) -> None:
    """Place a batch's workplaces; of a P number that stands there twice the last line counts."""
    values: dict[str, Any] = {
        "numbers": [place.p_number for _line, place in batch],
        "north": [place.latitude for _line, place in batch],
        "east": [place.longitude for _line, place in batch],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        known = {number: is_new for number, is_new, _moved in cursor.fetchall()}
    report.placed += sum(known.values())
    report.same += sum(not is_new for is_new in known.values())
    for line, place in batch:
        if place.p_number not in known:
            report.unknown += 1
            _tell_bad(report, line, place.p_number, Refused("place_unknown", UNKNOWN))
