"""Filling tables by statement: what is not named gets the model's own default.

Foreign keys, unique and exclusion constraints, indexes and triggers are taken off the tables before
and put back after, as the catalogue describes them: every constraint is checked in the end.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from psycopg.sql import Literal

WORKERS = 2


@dataclass
class Load:
    """Statements that fill one table, run one after another; `after` waits for other tables."""

    model: type[models.Model]
    statements: list[str]
    after: Sequence[type[models.Model]] = ()
    weight: int = 0  # the heavy ones begin first

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table


def tag(model: type[models.Model]) -> int:
    """Return the number that tells this table's public ids from another's."""
    return crc32(model._meta.db_table.encode()) % 1_000_000


def public_id(model: type[models.Model], row_id: str) -> str:
    """Return the expression of the public id of the row with that id."""
    return f"bench.pid({tag(model)}, {row_id})"


def insert(model: type[models.Model], source: str, columns: Mapping[str, str]) -> str:
    """Return INSERT … SELECT: `columns` are expressions over `source`, the rest are defaults."""
    wanted = dict(columns)
    names, values = [], []
    for column in model._meta.local_concrete_fields:
        if isinstance(column, models.GeneratedField):
            continue
        names.append(f'"{column.column}"')
        given = wanted.pop(str(column.column), None)
        values.append(given if given is not None else _default(model, column, columns["id"]))
    if wanted:
        raise ValueError(f"{model.__name__} has no column {', '.join(wanted)}")
    select = ", ".join(values)
    return f'INSERT INTO "{model._meta.db_table}" ({", ".join(names)}) SELECT {select} {source}'


def _default(model: type[models.Model], column: Any, row_id: str) -> str:
    if column.name == "public_id":
        return public_id(model, row_id)
    if getattr(column, "auto_now_add", False):
        return "now()"
    if column.default is not NOT_PROVIDED:
        return literal(column.get_db_prep_save(column.get_default(), connection))
    if column.null:
        return "NULL"
    if column.empty_strings_allowed:
        return "''"
    raise ValueError(f"{model.__name__}.{column.name} has no default: the bench must fill it.")


def literal(value: Any) -> str:
    """Return a value as SQL."""
    connection.ensure_connection()
    return Literal(value).as_string(connection.connection)


def words(values: Iterable[str]) -> str:
    """Return a list of texts as SQL."""
    return literal(list(values)) + "::text[]"


def history_load(model: type[models.Model], *statements: str, weight: int = 0) -> "Load":
    """Return the load of a table's change history: one insert each unless told otherwise."""
    event = model.pgh_event_model  # type: ignore[attr-defined]
    return Load(event, list(statements) or [history(model, "t.created_at")], [model], weight)


def history(model: type[models.Model], at: str, *, label: str = "insert", where: str = "",
            **changed: str) -> str:  # fmt: skip
    """Return the statement that writes the change history of a whole table."""
    event = model.pgh_event_model  # type: ignore[attr-defined]
    own = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context"}
    copied = [c.column for c in event._meta.local_concrete_fields if c.column not in own]
    names = ", ".join(f'"{name}"' for name in copied)
    values = ", ".join(changed.get(name, f't."{name}"') for name in copied)
    return (
        f'INSERT INTO "{event._meta.db_table}"'
        f" (pgh_created_at, pgh_label, pgh_obj_id, pgh_context, {names})"
        f" SELECT {at}, '{label}', t.id, '{{\"membership\": 1001}}', {values}"
        f' FROM "{model._meta.db_table}" t {where}'
    )


class LoadFailed(Exception):
    """A statement of the builder was refused; the message names its table."""


class Cluster:
    """Connections as the owner, two at a time, nicely behind everyone else."""

    def __init__(self, dsn: str, say: Callable[[str], None], workers: int = WORKERS) -> None:
        self.dsn, self.say, self.workers = dsn, say, workers
        self.busy = 0.0  # seconds of processor time of the servers, where they can be asked

    @contextmanager
    def connect(self) -> "Iterator[psycopg.Connection[Any]]":
        """Have a connection that need not be quick, with room to sort."""
        made = psycopg.connect(self.dsn, autocommit=True)
        with suppress(OSError):  # another machine's server, or another user's
            os.setpriority(os.PRIO_PROCESS, made.info.backend_pid, 10)
        for setting in (
            "synchronous_commit = off", "work_mem = '192MB'", "maintenance_work_mem = '512MB'",
            "max_parallel_maintenance_workers = 0", "max_parallel_workers_per_gather = 0",
        ):  # fmt: skip
            made.execute(f"SET {setting}")
        with made:
            yield made
            self.busy += processor_seconds(made.info.backend_pid)

    def run(self, jobs: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Run jobs, each a name and its statements, as many at a time as there are workers."""
        with ThreadPoolExecutor(self.workers) as pool:
            list(pool.map(self._one, jobs))

    def _one(self, job: tuple[str, Sequence[str]]) -> None:
        name, statements = job
        began, rows = time.monotonic(), 0
        with self.connect() as made:
            for statement in statements:
                try:
                    rows += max(made.execute(statement).rowcount, 0)
                except psycopg.Error as error:
                    raise LoadFailed(f"{name}: {error}") from error
        seconds = time.monotonic() - began
        if seconds >= 2:
            count = f"{rows:>11,} rows" if rows else ""
            self.say(f"    {name:<44} {count:>16} {seconds:6.0f} s")

    def run_loads(self, loads: Sequence[Load]) -> None:
        """Fill the tables; those that read others wait for them."""
        done: set[type[models.Model]] = set()
        waiting = list(loads)
        while waiting:
            ready = [load for load in waiting if done.issuperset(load.after)]
            if not ready:
                raise ValueError(
                    "Loads wait for each other: " + ", ".join(x.table for x in waiting)
                )
            ready.sort(key=lambda load: -load.weight)
            self.run([(load.table, load.statements) for load in ready])
            waiting = [load for load in waiting if load not in ready]
            done.update({load.model for load in ready} - {load.model for load in waiting})


# What stands on a table, in the order in which it is taken off.
_CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), contype, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'p', 'u', 'x')
  AND (conrelid = ANY(%(tables)s::regclass[])
    OR contype = 'f' AND confrelid = ANY(%(tables)s::regclass[]))
"""
_INDEXES = """
SELECT indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index i WHERE indrelid = ANY(%(tables)s::regclass[])
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid
    AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x'))
"""


def processor_seconds(pid: int) -> float:
    """Return the processor time a process of this machine has used; 0 if it is not here."""
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    except OSError:
        return 0
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


class Stripped:
    """Tables without anything that slows loading down; `dress` puts everything back."""

    def __init__(self, cluster: Cluster, tables: Sequence[str]) -> None:
        self.cluster, self.tables = cluster, list(tables)
        named = {"tables": [f"public.{table}" for table in tables]}
        with cluster.connect() as made:
            constraints = made.execute(_CONSTRAINTS, named).fetchall()
            indexes = made.execute(_INDEXES, named).fetchall()
            with made.transaction():
                for table, name, _kind, _what in sorted(constraints, key=lambda c: c[2] != "f"):
                    made.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
                for _table, name, _what in indexes:
                    made.execute(f"DROP INDEX {name}")
                for table in tables:
                    made.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        add = [
            (table, kind, f"ALTER TABLE {table} ADD CONSTRAINT {name} {what}")
            for table, name, kind, what in constraints
        ]
        self.keys = [(table, sql) for table, kind, sql in add if kind != "f"]
        self.keys += [(table, what) for table, _name, what in indexes]
        self.foreign = [(table, sql) for table, kind, sql in add if kind == "f"]

    def dress(self) -> None:
        """Vacuum, put indexes and constraints back table by table, enable triggers, analyse."""
        with self.cluster.connect() as made:
            size = {
                table: made.execute("SELECT pg_relation_size(%s)", [f'"{table}"']).fetchone()
                for table in self.tables
            }
        self.tables.sort(
            key=lambda table: size[table] or (0,), reverse=True
        )  # the large ones first
        jobs = []
        for table in self.tables:
            made_again = [sql for where, sql in self.keys if where.strip('"') == table]
            jobs.append((f"{table}: {len(made_again)} indexes", [f'VACUUM "{table}"', *made_again]))
        self.cluster.run(jobs)
        foreign: dict[str, list[str]] = {}
        for table, sql in self.foreign:
            foreign.setdefault(table.strip('"'), []).append(sql)
        # One table after another: a foreign key locks two tables, and two could wait in a ring.
        with self.cluster.connect() as made:
            made.execute("SET max_parallel_workers_per_gather = 2")
            for table, statements in sorted(foreign.items()):
                began = time.monotonic()
                for sql in statements:
                    made.execute(sql)
                seconds = time.monotonic() - began
                if seconds >= 2:
                    keys = f"{table}: {len(statements)} foreign keys"
                    self.cluster.say(f"    {keys:<44} {'':>16} {seconds:6.0f} s")
        self.cluster.run(
            [(f"{table}: statistics",
              [f'ALTER TABLE "{table}" ENABLE TRIGGER USER', f'ANALYZE "{table}"'])
             for table in self.tables]
        )  # fmt: skip


def set_sequences(cluster: Cluster) -> None:
    """Let new rows be numbered after those that were given a number."""
    with cluster.connect() as made:
        for table, column in made.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_identity = 'YES'"
        ).fetchall():
            made.execute(
                f"SELECT setval(pg_get_serial_sequence('public.{table}', '{column}'),"
                f' (SELECT COALESCE(max("{column}"), 0) + 1 FROM "{table}"), false)'
            )
