"""`make backup` and `make restore`: PostgreSQL's own dump, taken and brought back as the owner.

Policies, grants, triggers and history travel in the dump. The keys do not: who finds the dump
cannot read a citizen's number. They are in `<BRO_VAR>/env` or in the installation's own
environment, and belong in another safe.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from runner.children import Supervisor
from runner.places import VAR
from runner.postgres import DEMO, MIGRATED, binary
from runner.secrets_file import env_path, read_env
from runner.services import Claim, own_database, services
from runner.speech import Trouble, run_logged, say, step

KEYS = "BRO_CPR_KEYS, BRO_CPR_HASH_KEY and SECRET_KEY"
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
# Everything the owner has in the schema, not the schema: its grants stay as they are.
EMPTY = """
DO $$ DECLARE thing record; BEGIN
  FOR thing IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' LOOP
    EXECUTE format('DROP VIEW IF EXISTS %s CASCADE', thing.name); END LOOP;
  FOR thing IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') LOOP
    EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', thing.name); END LOOP;
  FOR thing IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS %s CASCADE', thing.name); END LOOP;
  FOR thing IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name); END LOOP;
END $$
"""


def backup(name: str = "") -> int:
    """Write the whole database to a file (mode 600), in one move when it is complete."""
    with services(Supervisor()):
        target = dump(Path(name) if name else default_name("bro"))
    say(f"· {target} ({target.stat().st_size / 1e6:.1f} MB)")
    say(f"  The keys ({KEYS}) are not in it: without them nobody can read a citizen's")
    say(f"  number. Keep a copy of {env_path()} or of your own settings in another place.")
    return 0


def restore(name: str) -> int:
    """Bring a dump back into an empty database, or with REPLACE=yes in place of everything."""
    source = Path(name)
    if not source.is_file():
        raise Trouble(f"There is no file {source}.", "Name a dump: make restore FILE=…")
    if pid := Claim("run").holder().get("pid"):
        raise Trouble(f"Bro runs (process {pid}).", "Stop it first: Ctrl-C, or make stop")
    with services(Supervisor()):
        if query(TABLES) != "0":
            if os.environ.get("REPLACE") != "yes":
                raise Trouble(
                    "The database is not empty, so nothing was restored.",
                    f"To replace all of it: make restore FILE={name} REPLACE=yes",
                )
            kept = dump(default_name("before-restore"))
            say(f"· What was there is kept in {kept}")
            query(EMPTY)
        for stamp in (MIGRATED, DEMO):
            stamp.unlink(missing_ok=True)
        with step("Restoring"):
            options = ["--exit-on-error", "--single-transaction", "--no-owner", "--dbname="]
            command: list[str | Path] = [tool("pg_restore"), *options, source.resolve()]
            run_logged(command, "restore", env=as_owner())
        tables = query(TABLES)
    say(f"· Restored: {tables} tables, with policies, grants and history.")
    say(f"  Citizens' numbers can be read with the keys ({KEYS}) of the day of the dump.")
    return 0


def dump(target: Path) -> Path:
    """Dump into `target`, which appears only when it is whole."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    with step("Dumping the database"):
        draft.touch(mode=0o600)
        command = [tool("pg_dump"), "--format=custom", f"--file={draft}", "--dbname="]
        run_logged(command, "backup", env=as_owner())
    draft.replace(target)
    return target


def default_name(stem: str) -> Path:
    """Return a name in `var/backup/` with the moment in it."""
    return VAR / "backup" / f"{stem}-{time.strftime('%Y%m%d-%H%M%S')}.dump"


def query(sql: str) -> str:
    """Run one statement as the owner and return its one value."""
    command = [tool("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql]
    result = subprocess.run(
        [str(part) for part in command],
        env=as_owner(),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise Trouble(f"The database refused: {result.stderr.strip()[-600:]}")
    return result.stdout.strip()


def tool(name: str) -> str:
    """Return a PostgreSQL program: for a server of the user's own the system's, which knows TLS."""
    found = shutil.which(name) if own_database() else None
    return found or str(binary(name))


def as_owner() -> dict[str, str]:
    """Return an environment in which PostgreSQL's programs connect as the owner.

    By environment, since a command line with the password could be read by everyone."""
    address = os.environ.get("DATABASE_OWNER_URL") or read_env()["DATABASE_OWNER_URL"]
    url = urlsplit(address)
    place, _, port = url.netloc.rpartition("@")[2].partition(":")
    env = {
        **os.environ,
        "PGHOST": unquote(place),
        "PGPORT": port or "5432",
        "PGUSER": unquote(url.username or ""),
        "PGPASSWORD": unquote(url.password or ""),
        "PGDATABASE": unquote(url.path.lstrip("/")),
    }
    for key, value in parse_qsl(url.query):
        env[f"PG{key.upper()}"] = value
    return env
