"""A start that cannot be says so in one sentence; one that can mends what is broken."""

import os
import shutil
import socket
import stat
import subprocess
import sys

import psycopg
import pytest

from runner.install import _explain
from tests.runner.conftest import ROOT, Runner


def test_the_keys_are_private_and_stay(fresh_runner: Runner) -> None:
    assert fresh_runner.call("services", "--daemon").returncode == 0
    path = fresh_runner.var / "env"
    first = fresh_runner.settings()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(first) == {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY",
                          "BRO_CPR_KEYS", "BRO_CPR_HASH_KEY"}  # fmt: skip
    assert (
        fresh_runner.call("services", "--daemon").returncode == 0
    )  # a second time: the same servers
    fresh_runner.call("stop")
    assert fresh_runner.call("services", "--daemon").returncode == 0
    assert fresh_runner.settings() == first


def test_the_application_owns_nothing_and_needs_its_password(runner: Runner) -> None:
    runner.call("services", "--daemon")
    url = runner.settings()["DATABASE_URL"]
    with psycopg.connect(url) as connection:
        role = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = user"
        assert connection.execute(role).fetchone() == (False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine ()")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(url.split(":")[2].split("@")[0], "wrong"))


def test_a_busy_port_is_one_sentence(fresh_runner: Runner) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = fresh_runner.call("run", BRO_PORT=str(port))
    assert result.returncode == 1
    assert f"Port {port} is already in use" in result.stdout
    assert f"BRO_PORT={port + 1}" in result.stdout
    assert "Traceback" not in result.stdout
    assert not (fresh_runner.var / "postgres").exists()


def test_an_interrupted_first_start_is_made_again(fresh_runner: Runner) -> None:
    (fresh_runner.var / "postgres.new" / "base").mkdir(parents=True)
    result = fresh_runner.call("services", "--daemon")
    assert result.returncode == 0
    assert "interrupted earlier" in (fresh_runner.var / "log" / "services.log").read_text()
    assert not (fresh_runner.var / "postgres.new").exists()


def test_a_folder_that_is_no_database_is_put_aside(fresh_runner: Runner) -> None:
    (fresh_runner.var / "postgres").mkdir(parents=True)
    (fresh_runner.var / "postgres" / "PG_VERSION").write_text("18\n")
    assert fresh_runner.call("services", "--daemon").returncode == 0
    assert len(list(fresh_runner.var.glob("postgres.broken-*/PG_VERSION"))) == 1


def test_a_database_without_its_keys_is_told(runner: Runner) -> None:
    runner.call("services", "--daemon")
    runner.call("stop")
    (runner.var / "env").unlink()
    result = runner.call("services", "--daemon")
    assert result.returncode == 1
    assert "with the passwords and keys is missing" in result.stdout
    assert "Traceback" not in result.stdout
    assert not (runner.var / "env").exists()


def test_servers_of_ones_own_replace_the_embedded(fresh_runner: Runner) -> None:
    own = {"DATABASE_URL": "postgresql://bro_app:x@db.example/bro",
           "DATABASE_OWNER_URL": "postgresql://bro_owner:x@db.example/bro"}  # fmt: skip
    assert fresh_runner.call("services", "--daemon", **own).returncode == 0
    assert not (fresh_runner.var / "postgres").exists()
    assert set(fresh_runner.settings()) == {
        "SECRET_KEY",
        "BRO_CPR_KEYS",
        "BRO_CPR_HASH_KEY",
        "REDIS_URL",
    }
    fresh_runner.call("stop")
    result = fresh_runner.call("services", "--daemon", REDIS_URL="redis://cache.example/0")
    assert result.returncode == 0
    assert (fresh_runner.var / "postgres").exists()


def test_half_a_database_of_ones_own_is_told(fresh_runner: Runner) -> None:
    result = fresh_runner.call(
        "services", "--daemon", DATABASE_URL="postgresql://a:b@db.example/bro"
    )
    assert result.returncode == 1
    assert "DATABASE_URL is set but DATABASE_OWNER_URL is not." in result.stdout


def test_a_long_path_still_has_short_sockets(runner: Runner) -> None:
    long = runner.var / ("a" * 60) / ("b" * 60)
    result = runner.call("services", "--daemon", BRO_VAR=str(long))
    try:
        assert result.returncode == 0, result.stdout
        values = (long / "env").read_text()
        socket_path = values.split("REDIS_URL=unix://")[1].split("\n")[0]
        assert len(socket_path) < 108
    finally:
        runner.call("stop", BRO_VAR=str(long))


@pytest.mark.skipif(os.getuid() != 0, reason="only root is refused by PostgreSQL")
def test_root_starts_in_a_folder_closed_to_others(runner: Runner) -> None:
    runner.var.parent.chmod(0o700)
    shutil.rmtree(runner.var / "postgres")
    if subprocess.run(["unshare", "--user", "true"], capture_output=True).returncode:
        pytest.skip("no user namespaces here")
    assert runner.call("services", "--daemon").returncode == 0
    assert (runner.var / "postgres").stat().st_uid == 0


def test_a_folder_that_cannot_be_written_is_one_sentence(fresh_runner: Runner) -> None:
    result = fresh_runner.call("services", BRO_VAR="/sys/bro")
    assert result.returncode == 1
    assert "cannot be written" in result.stdout
    assert "Traceback" not in result.stdout


def test_an_old_python_is_one_sentence() -> None:
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_module('runner')"
    result = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True, env=os.environ
    )
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed, this is 3.9" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: command 'gcc' failed: No such file or directory", "no C compiler"),
        ("Failed to fetch: dns error: failed to lookup address", "could not be reached"),
        ("npm error code ENOTFOUND", "could not be reached"),
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
    ],
)
def test_a_failed_installation_is_explained(output: str, sentence: str) -> None:
    assert sentence in str(_explain(output))
