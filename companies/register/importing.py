"""Brings the register's documents into companies and workplaces: in batches, twice over safely.

Two passes over the file, companies first, so that a workplace may stand before its company. Each
batch is one transaction together with the line it reached: a killed run goes on from there.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from companies.choices import ImportState
from companies.models import ImportRejection, ImportRun
from companies.register import cvr
from companies.register.batches import BROKEN, batches_of
from companies.register.bulk import RegisterTable, companies_table, workplaces_table
from companies.register.cvr import Rejection
from jobcenter.clock import now
from jobcenter.errors import N_, Refused

REJECTIONS_KEPT = 10_000
BATCH = 1_000
LOCK = 0x62726F_637672  # "bro" and "cvr": one import at a time in the whole database

REASONS = {
    "company_unknown": N_("The workplace belongs to a company that is not in the register."),
    "not_stored": N_("The database refused the facts of this line."),
}


def reason_in_words(code: str, params: dict[str, Any]) -> str:
    """Return the sentence of a rejection in the reader's language."""
    text = _(REASONS.get(code) or cvr.REASONS.get(code) or code)
    return text % params if params else text


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the one lock of imports; refuse with a sentence if another process has it.

    The lock belongs to the connection: it goes when the process is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Refused("import_running", N_("Another import is running. Wait until it is done."))
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def import_register(path: Path, *, tell: Callable[[ImportRun], None] | None = None) -> ImportRun:
    """Import a file of register documents and return the finished run.

    Refused when another import runs or the file cannot be read to its end; what was read until
    then is kept, and the same command goes on with it.
    """
    with only_import():
        run = _take_up(path)
        try:
            if run.phase == ImportRun.Phase.COMPANIES:
                _read(path, run, companies_table(), tell)
                run.phase, run.last_line = ImportRun.Phase.WORKPLACES, 0
                run.save(update_fields=["phase", "last_line"])
            _read(path, run, workplaces_table(), tell)
            with transaction.atomic():
                mark_main_workplaces()
                run.state, run.finished_at = ImportState.DONE, now()
                run.save(update_fields=["state", "finished_at"])
        except BROKEN as problem:
            _stop(run)
            raise Refused(
                "file_broken",
                N_("The file is broken after line %(line)s. What was read is kept."),
                line=run.last_line,
            ) from problem
        except BaseException:
            if not connection.needs_rollback:
                _stop(run)
            raise
    return run


def _stop(run: ImportRun) -> None:
    run.state = ImportState.STOPPED
    run.save(update_fields=["state"])


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _take_up(path: Path) -> ImportRun:
    """Return the unfinished run of this very file, or a new one. Holding the lock, no run runs."""
    digest = file_hash(path)
    ImportRun.objects.filter(state=ImportState.RUNNING).update(state=ImportState.STOPPED)
    last = ImportRun.objects.order_by("-started_at", "-id").first()
    if last is not None and last.file_hash == digest and last.state == ImportState.STOPPED:
        last.state = ImportState.RUNNING
        last.times_resumed += 1
        last.save(update_fields=["state", "times_resumed"])
        return last
    return ImportRun.objects.create(file_name=path.name[-255:], file_hash=digest, started_at=now())


def _read(
    path: Path,
    run: ImportRun,
    table: RegisterTable,
    tell: Callable[[ImportRun], None] | None,
) -> None:
    """Bring in the documents of one table from the line after the run's last one.

    Another process reads while this one and the database write.
    """
    is_workplaces = run.phase == ImportRun.Phase.WORKPLACES
    reading = batches_of(path, workplaces=is_workplaces, after=run.last_line, size=BATCH)
    with closing(reading) as batches:
        for number, batch in enumerate(batches, start=1):
            _commit(run, table, batch.facts, batch.rejections, batch.line)
            if tell and number % 10 == 0:
                tell(run)


@transaction.atomic
def _commit(
    run: ImportRun,
    table: RegisterTable,
    batch: dict[str, Any],
    rejections: list[Rejection],
    line: int,
) -> None:
    """Write a batch, its rejections and the line it reached, all or nothing."""
    rejections = list(rejections)
    facts = []
    known = table.known_companies(batch.values())
    for found in batch.values():
        if known is not None and found.cvr not in known:
            number = found.p_number
            rejections.append(Rejection(found.line, "company_unknown", {}, number))
        else:
            facts.append(found)
    created, changed, refused = _merge(table, facts, known)
    rejections += refused
    room = max(0, REJECTIONS_KEPT - run.rejected)
    ImportRejection.objects.bulk_create(
        ImportRejection(
            run=run, line=each.line, number=each.number, code=each.code, params=each.params
        )
        for each in rejections[:room]
    )
    run.created += created
    run.changed += changed
    run.unchanged += len(facts) - len(refused) - created - changed
    run.rejected += len(rejections)
    run.last_line = line
    run.save(update_fields=["created", "changed", "unchanged", "rejected", "last_line"])


def _merge(
    table: RegisterTable, facts: list[Any], companies: dict[str, int] | None
) -> tuple[int, int, list[Rejection]]:
    """Merge the facts at once; if the database refuses some, one by one to find which."""
    if not facts:
        return 0, 0, []
    try:
        with transaction.atomic():
            created, changed = table.merge(facts, companies)
        return created, changed, []
    except (DataError, IntegrityError):
        if len(facts) == 1:
            return 0, 0, [Rejection(facts[0].line, "not_stored", {}, table.key(facts[0]))]
    half = len(facts) // 2
    first = _merge(table, facts[:half], companies)
    second = _merge(table, facts[half:], companies)
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def mark_main_workplaces() -> None:
    """Mark each company's workplace at its own address as main; the lowest P number wins.

    The others of a company are asked for row by row along their index: right after a first
    import the planner knows nothing of the tables, and a join of them could take hours.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE companies_workplace w SET is_main = NOT w.is_main"
            " FROM companies_company c WHERE c.id = w.company_id AND w.is_main <> ("
            "  w.address = c.address AND w.postcode = c.postcode AND NOT EXISTS ("
            "   SELECT 1 FROM companies_workplace o WHERE o.company_id = w.company_id"
            "    AND o.address = w.address AND o.postcode = w.postcode"
            "    AND (o.status, o.p_number) < (w.status, w.p_number)))"
        )
