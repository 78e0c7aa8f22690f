"""A tiny database is built in earnest, every constraint back in place, and two pages measured."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from bench import build, database, report
from bench.pages import TINY
from bench.sizes import SIZES, centres, row_id, share

SIZE = SIZES["tiny"]
# By name and what they hold together: conditions are spelt differently once they were read again.
CONSTRAINTS = """
SELECT format('%s.%s %s %s %s', conrelid::regclass, conname, contype, conkey, confrelid::regclass)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND convalidated ORDER BY 1
"""
INDEXES = """
SELECT format('%s %s %s %s', indexrelid::regclass, indisunique, indkey, indpred IS NULL)
FROM pg_index JOIN pg_class c ON c.oid = indexrelid
WHERE relnamespace = 'public'::regnamespace AND indisvalid ORDER BY 1
"""
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'"


@pytest.fixture(scope="module")
def tiny(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, list[str]]]:
    """Build beside the test database, with its schema; give name, folder and what was said."""
    before = dict(connection.settings_dict)
    template = str(before["NAME"])
    name = f"{template}_bench"
    folder = tmp_path_factory.mktemp("bench")
    said: list[str] = []
    with django_db_blocker.unblock():
        connection.close()
        try:
            build.build(SIZE, name, said.append, template=template)
            report.measure(SIZE, name, folder, said.append, only=TINY, runs=3, nightly=False)
        finally:
            connection.close()
            connection.settings_dict.update(before)
        yield name, folder, said
        database.drop(name)


def ask(name: str, sql: str) -> list[Any]:
    """Return the first column of a question to a database, as the owner."""
    with psycopg.connect(database.owner_dsn(name)) as made:
        return [row[0] for row in made.execute(sql)]  # type: ignore[arg-type]


def test_every_constraint_index_and_trigger_is_back(tiny: tuple[str, Path, list[str]]) -> None:
    template = str(connection.settings_dict["NAME"])
    assert ask(tiny[0], CONSTRAINTS) == ask(template, CONSTRAINTS)
    assert ask(tiny[0], INDEXES) == ask(template, INDEXES)
    assert ask(tiny[0], TRIGGERS) == [0]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("jobcenter_jobcentre", SIZE.jobcentres),
        ("companies_company", SIZE.companies),
        ("companies_workplace", SIZE.workplaces),
        ("citizens_citizen", SIZE.citizens),
        ("companies_contact", SIZE.contacts),
        ("companies_contactevent", SIZE.contacts),
        ("placements_placement", SIZE.placements),
        ("placements_placement WHERE state = 'running'", sum(c.running for c in centres(SIZE))),
        ("jobcenter_event WHERE kind LIKE 'companies.contact%'", SIZE.contacts),
        ("jobcenter_searchword WHERE kind = 'citizen'", SIZE.citizens * 2),
    ],
)
def test_as_much_as_promised(tiny: tuple[str, Path, list[str]], table: str, rows: int) -> None:
    assert ask(tiny[0], f"SELECT count(*) FROM {table}") == [rows]


def test_check_ins_come_with_history_and_timeline(tiny: tuple[str, Path, list[str]]) -> None:
    (count,) = ask(tiny[0], "SELECT count(*) FROM placements_checkin")
    assert count > SIZE.placements * 5
    assert ask(tiny[0], "SELECT count(*) FROM placements_checkinevent") == [count]
    of_events = "SELECT count(*) FROM jobcenter_event WHERE kind = 'placements.check_in'"
    assert ask(tiny[0], of_events) == [count]


def test_the_first_jobcentre_holds_its_share(tiny: tuple[str, Path, list[str]]) -> None:
    mine = ask(tiny[0], "SELECT count(*) FROM citizens_citizen WHERE jobcentre_id = 1")
    assert mine == [share(SIZE, SIZE.citizens, 1)] == [SIZE.citizens // 2]
    third = row_id(SIZE, 3, 0)
    assert ask(tiny[0], f"SELECT jobcentre_id FROM citizens_citizen WHERE id = {third}") == [3]


def test_pages_are_measured_as_the_application(tiny: tuple[str, Path, list[str]]) -> None:
    lines = (tiny[1] / "tiny-some.jsonl").read_text().splitlines()
    figures = {figure["page"]: figure for figure in map(json.loads, lines)}
    for page in TINY:
        assert figures[page]["status"] == 200
        assert 4 < figures[page]["queries"] <= 12
        assert figures[page]["p95_ms"] >= figures[page]["p50_ms"] > 0
    assert figures["build"]["p50_ms"] > 0
    assert connection.settings_dict["NAME"] != tiny[0]
