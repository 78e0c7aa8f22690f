"""The drill: dump, restore into an empty database, and find rows, policies and grants again."""

import stat
from pathlib import Path

import psycopg
import pytest

from tests.runner.conftest import Runner

CATALOGUE = {
    "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies",
    "secured": "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    "grants": "SELECT table_name, grantee, privilege_type FROM "
    "information_schema.role_table_grants WHERE table_schema = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    "constraints": "SELECT conrelid::regclass::text, conname, contype, convalidated "
    "FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "rows": "SELECT app, name FROM django_migrations",
}


def catalogue(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return what a restored database must have, in a fixed order."""
    with psycopg.connect(url) as connection:
        return {
            name: sorted(connection.execute(sql).fetchall(), key=repr)
            for name, sql in CATALOGUE.items()
        }


@pytest.mark.timeout(300)
def test_what_was_dumped_comes_back_whole(migrated_runner: Runner, tmp_path: Path) -> None:
    runner = migrated_runner
    runner.call("services", "--daemon")
    before = catalogue(runner.settings()["DATABASE_OWNER_URL"])
    assert before["policies"]
    assert any("bro_app" in row for row in before["grants"])

    dump = tmp_path / "a dump.dump"
    result = runner.call("backup", str(dump))
    assert result.returncode == 0, result.stdout
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600
    assert "BRO_CPR_KEYS" in result.stdout
    for secret in ("BRO_CPR_KEYS", "BRO_CPR_HASH_KEY", "SECRET_KEY"):
        assert runner.settings()[secret].encode() not in dump.read_bytes()

    result = runner.call("restore", str(dump))
    assert result.returncode == 1
    assert "not empty, so nothing was restored" in result.stdout

    other = {"BRO_VAR": str(runner.var / "other")}
    try:
        runner.call("services", "--daemon", **other)
        result = runner.call("restore", str(dump), **other)
        assert result.returncode == 0, result.stdout
        values = (runner.var / "other" / "env").read_text()
        url = values.split("DATABASE_OWNER_URL=")[1].split("\n")[0]
        assert catalogue(url) == before
    finally:
        runner.call("stop", **other)

    result = runner.call("restore", str(dump), REPLACE="yes")
    assert result.returncode == 0, result.stdout
    assert catalogue(runner.settings()["DATABASE_OWNER_URL"]) == before
    assert len(list(runner.var.glob("backup/before-restore-*.dump"))) == 1


def test_a_missing_dump_is_one_sentence(runner: Runner) -> None:
    result = runner.call("restore", "nowhere.dump")
    assert result.returncode == 1
    assert "There is no file nowhere.dump" in result.stdout
