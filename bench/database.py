"""The bench's own database, beside the application's in the same cluster: made as its owner."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier, Literal

from jobcenter.grants import grant_app
from jobcenter.settings.environment import ROOT, env

ROOMS = ("jobcenter", "followup", "companies", "citizens", "placements", "insight", "actionplans")


class NoOwner(Exception):
    """The owner's address is not known here."""


def become(role: str, database: str) -> None:
    """Let Django's connection be a role's ("owner" or "app") in a database."""
    key = {"owner": "DATABASE_OWNER_URL", "app": "DATABASE_URL"}[role]
    if not env(key):
        raise NoOwner(f"{key} is not set: the bench needs the owner and the application.")
    connection.close()
    parts = dj_database_url.parse(env(key))
    connection.settings_dict.update(
        {name: parts[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    )
    connection.settings_dict["NAME"] = database


def owner_dsn(database: str) -> str:
    """Return the owner's address of a database, for connections beside Django's."""
    parts = dj_database_url.parse(env("DATABASE_OWNER_URL"))
    return psycopg.conninfo.make_conninfo(
        host=str(parts["HOST"]), port=parts["PORT"] or 5432, user=str(parts["USER"]),
        password=str(parts["PASSWORD"]), dbname=database, options="-c timezone=UTC",
    )  # fmt: skip


def wanted_stamp() -> str:
    """Return what the data depend on: the migrations and this builder."""
    files = [path for room in ROOMS for path in sorted((ROOT / room / "migrations").glob("*.py"))]
    here = Path(__file__).parent
    files += [here / name for name in ("sizes.py", "functions.sql", "loading.py", "build.py")]
    files += sorted((here / "tables").glob("*.py"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_stamp(database: str) -> dict[str, Any]:
    """Return what a finished build left on the database; nothing if there is none."""
    with maintenance() as made:
        row = made.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [database],
        ).fetchone()
    try:
        return dict(json.loads(row[0])) if row and row[0] else {}
    except ValueError:
        return {}


def write_stamp(database: str, day: date, seconds: float) -> None:
    """Say on the database itself that it is whole."""
    note = {"stamp": wanted_stamp(), "day": day.isoformat(), "build_seconds": round(seconds)}
    with maintenance() as made:
        made.execute(
            SQL("COMMENT ON DATABASE {} IS {}").format(
                Identifier(database), Literal(json.dumps(note))
            )
        )


@contextmanager
def maintenance() -> Iterator["psycopg.Connection[Any]"]:
    """Have a connection as the owner outside the bench's database."""
    name = dj_database_url.parse(env("DATABASE_OWNER_URL"))["NAME"]
    with psycopg.connect(owner_dsn(str(name)), autocommit=True) as made:
        yield made


def make_empty(database: str, template: str = "") -> None:
    """Make the database anew with the present schema and the app's rights; become its owner.

    A template is a migrated database without rows of tenants and without connections.
    """
    connection.close()
    with maintenance() as made:
        name = Identifier(database)
        made.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        source = Identifier(template or "template0")
        made.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(name, source))
        made.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        made.execute(SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO bro_app").format(name))
    become("owner", database)
    if not template:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    grant_app()


def drop(database: str) -> None:
    """Remove the database."""
    connection.close()
    with maintenance() as made:
        made.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))


def be_nice(level: int = 10) -> None:
    """Let others go first while building."""
    if os.nice(0) < level:
        os.nice(level - os.nice(0))
