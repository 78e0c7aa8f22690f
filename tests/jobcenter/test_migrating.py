"""A new database comes out of all migrations at once just as it does out of one after another."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from jobcenter import migrating
from runner.backup import tool

ROOT = Path(__file__).parents[2]
NATIONAL = ("citizens_targetgroup", "citizens_matchscheme", "citizens_matchgroup")
Make = Callable[..., str]


@pytest.fixture
def made_database() -> Iterator[Make]:
    """Return a maker of databases of their own, migrated by the command; it returns the address."""
    from jobcenter.settings.environment import env

    owner, made = env("DATABASE_OWNER_URL"), []

    def make(name: str, *words: str) -> str:
        name = f"bro_{name}_{os.getpid()}"
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        made.append(name)
        url = urlunsplit(urlsplit(owner)._replace(path=f"/{name}"))
        told = subprocess.run(
            [sys.executable, "manage.py", "migrate", *words], cwd=ROOT, check=False, text=True,
            env={**os.environ, "DATABASE_OWNER_URL": url}, capture_output=True,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr[-2000:]
        assert ("migrations at once" in told.stdout) is (not words)
        return url

    yield make
    with psycopg.connect(owner, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _schema(url: str) -> list[str]:
    """Return the whole schema with its grants, and the national rows that migrations write."""
    rows = [f"--table={name}" for name in NATIONAL]
    told = []
    for what in (["--schema-only"], ["--data-only", "--inserts", *rows]):
        dump = [tool("pg_dump"), "--restrict-key=same", *what, f"--dbname={url}"]
        told.append(subprocess.run(dump, check=True, capture_output=True, text=True).stdout)
    return "".join(told).splitlines()


def _applied(url: str) -> set[tuple[str, str]]:
    with psycopg.connect(url) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations").fetchall())


@pytest.mark.timeout(300)
def test_at_once_is_the_same_as_one_by_one(made_database: Make) -> None:
    """Where this fails for a new migration, write `one_by_one = True` into its class."""
    at_once, in_turn = made_database("at_once"), made_database("in_turn", "--one-by-one")
    ours, theirs = _schema(at_once), _schema(in_turn)
    assert sorted(set(ours) ^ set(theirs))[:20] == []
    assert ours == theirs
    assert len(ours) > 10_000, "whole"
    assert _applied(at_once) == _applied(in_turn)


def test_what_must_be_run_in_turn_is_left_with_all_that_follows() -> None:
    plan = [SimpleNamespace(name="1"), SimpleNamespace(name="2", one_by_one=True),
            SimpleNamespace(name="3")]  # fmt: skip
    executor = SimpleNamespace(
        loader=SimpleNamespace(graph=SimpleNamespace(leaf_nodes=list)),
        migration_plan=lambda targets: [(each, False) for each in plan],
    )
    assert [each.name for each in migrating.in_one(cast("Any", executor))] == ["1"]


@pytest.mark.django_db
def test_a_database_with_tables_is_left_alone() -> None:
    from django.db import connection

    assert migrating.migrate_at_once(connection) == 0
