"""Work that takes a while: twenty thousand people brought in, and what is old erased."""

import csv
import io
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bench import database
from bench.measure import Figure, measure_work
from citizens.actions.erasing import propose_erasure
from citizens.actions.imports import (
    IMPORT,
    choose_columns,
    go_on,
    run_spreadsheet,
    take_spreadsheet,
    undo_spreadsheet,
)
from citizens.erasing.running import one_batch
from citizens.models import CitizenFile
from jobcenter.models import Jobcentre, Membership
from jobcenter.spreadsheets.working import work_through
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer

PEOPLE = 20_000
IMPORT_SECONDS, ERASE_SECONDS = 60, 60


class _NotKept(Exception):
    """Takes back what was erased for the measurement."""


def people_file(rows: int) -> bytes:
    """Return a file of a case system: made-up people with numbers that nobody has (day + 60)."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";")
    lines.writerow(["CPR", "Sagsnr", "Fornavn", "Efternavn", "Mail", "Målgruppe", "Ydelse", "Fra"])
    for n in range(rows):
        born = date(1960 + n % 40, 1 + n // 40 % 12, 1 + n // 480 % 28)
        number = f"{born.day + 60:02}{born.month:02}{born:%y}{4000 + n // 13440:04}"
        lines.writerow([
            number, f"K-{n:06}", f"Navn{n % 997}", f"Efternavn{n % 1009}",
            f"person{n}@mail.example", "2", "", "",
        ])  # fmt: skip
    return out.getvalue().encode()


def measure_heavy(jobcentre: Jobcentre, name: str) -> Iterator[Figure]:
    """Measure an import of people and its way back, and an erasure over the jobcentre.

    The erasure is done as the owner and rolled back batch by batch: what is old stays for the
    next measurement.
    """
    with acting_in(jobcentre):
        actor = Viewer.of(
            Membership.objects.select_related("user", "jobcentre").get(
                jobcentre=jobcentre, user__email="ole@nord.example"
            )
        )
    kept: dict[str, CitizenFile] = {}
    content = people_file(PEOPLE)

    def step(sheet: CitizenFile) -> int:
        work_through(IMPORT, go_on, jobcentre.pk, sheet.pk)
        with acting_in(jobcentre):
            kept["file"] = CitizenFile.objects.get(jobcentre=jobcentre, pk=sheet.pk)
        return PEOPLE

    def bring_in() -> int:
        with acting_in(jobcentre, membership_id=actor.membership_id):
            sheet = take_spreadsheet(io.BytesIO(content), "folk.csv", len(content), actor=actor)
            sheet = choose_columns(sheet, sheet.mapping, actor=actor)
        step(sheet)
        with acting_in(jobcentre, membership_id=actor.membership_id):
            sheet = run_spreadsheet(kept["file"], actor=actor)
        return step(sheet)

    def take_back() -> int:
        with acting_in(jobcentre, membership_id=actor.membership_id):
            sheet = undo_spreadsheet(kept["file"], actor=actor)
        return step(sheet)

    yield measure_work("import of 20,000 people", bring_in, bar_seconds=IMPORT_SECONDS)
    yield measure_work("import of 20,000 people, taken back", take_back)
    yield erasing(jobcentre, actor, name)


def erasing(jobcentre: Jobcentre, actor: Viewer, name: str) -> Figure:
    """Measure a preview and every batch of the erasure it names."""
    longest = 0.0

    def erase() -> int:
        nonlocal longest
        erased = 0
        database.become("owner", name)
        try:
            with suppress(_NotKept), acting_in(jobcentre):
                run = propose_erasure(actor=actor)
                for count in run.counts.filter(jobcentre=jobcentre):
                    more = True
                    while more:
                        began = time.perf_counter()
                        more = one_batch(run, count)
                        longest = max(longest, time.perf_counter() - began)
                    erased += count.erased
                raise _NotKept
        finally:
            database.become("app", name)
        return erased

    figure = measure_work("erasing what is old in a jobcentre", erase, bar_seconds=ERASE_SECONDS)
    return replace(figure, note=f"longest batch {longest * 1000:.0f} ms")
