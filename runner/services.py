"""PostgreSQL and Valkey together: in the foreground, in the background, and who holds them."""

import contextlib
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from runner import postgres, valkey
from runner.children import Supervisor
from runner.identity import choose_identity
from runner.places import ROOT, VAR, log_file, socket_folder
from runner.secrets_file import env_path, read_env, with_secrets, write_env
from runner.speech import Trouble, say, tail

READY_SECONDS = 120


class Claim:
    """A lock file held for life: the kernel lets go of it however its holder dies."""

    def __init__(self, name: str) -> None:
        self.path = VAR / f"{name}.lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Take it; False if another process holds it."""
        VAR.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        self.note(state="starting")
        return True

    def note(self, **facts: object) -> None:
        """Tell others about the holder."""
        assert self._file
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), **facts}, self._file)
        self._file.flush()

    def release(self) -> None:
        """Let go."""
        if self._file:
            self._file.close()
            self._file = None

    def holder(self) -> dict[str, object]:
        """Return what the present holder noted; nothing if nobody holds it."""
        if not self.path.exists():
            return {}
        with contextlib.suppress(OSError), self.path.open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                with contextlib.suppress(ValueError):
                    file.seek(0)
                    return dict(json.load(file))
                return {"pid": 0, "state": "starting"}
        return {}


def own_database() -> bool:
    """Say whether the environment names a database, so that ours is not needed."""
    named = [key for key in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(key)]
    if len(named) == 1:
        missing = ({"DATABASE_URL", "DATABASE_OWNER_URL"} - set(named)).pop()
        raise Trouble(
            f"{named[0]} is set but {missing} is not.",
            "Set both (the application's role and the owner's), or neither.",
        )
    return bool(named)


def own_redis() -> bool:
    """Say whether the environment names a Redis, so that ours is not needed."""
    return bool(os.environ.get("REDIS_URL"))


def start_services(supervisor: Supervisor) -> None:
    """Start what the environment does not name, and write `<BRO_VAR>/env`."""
    env = with_secrets(read_env())
    identity = None
    if not own_database():
        identity = choose_identity(postgres.DATA, postgres.binary("postgres"))
        env = postgres.prepare(env, identity)
    if not own_redis():
        env = valkey.prepare(env)
    write_env(env)
    if identity:
        postgres.publish_cluster()
        supervisor.start(postgres.child(identity), postgres.is_ready)
    if not own_redis():
        supervisor.start(valkey.child(), valkey.is_ready)


@contextlib.contextmanager
def services(supervisor: Supervisor) -> Iterator[None]:
    """Have the services while the block runs; leave those of a background process running."""
    claim = Claim("services")
    if claim.take():
        try:
            start_services(supervisor)
            claim.note(state="ready")
            yield
        finally:
            supervisor.stop()
            with contextlib.suppress(OSError):  # not empty: a server of ours was killed
                socket_folder().rmdir()
            claim.release()
    else:
        _wait_until_ready(claim)
        try:
            yield
        finally:
            supervisor.stop()


def run_in_foreground() -> int:
    """Run the services until told to stop."""
    supervisor = Supervisor()
    if holder := Claim("services").holder():
        raise Trouble(
            f"The services already run (process {holder['pid']}).", "Stop: python -m runner stop"
        )
    with services(supervisor):
        say(f"· Ready. Addresses and keys: {env_path()}")
        supervisor.watch()
    return 0


def run_in_background() -> int:
    """Start the services unless they run, and return when they are ready."""
    claim = Claim("services")
    process: subprocess.Popen[bytes] | None = None
    if not claim.holder():
        log = log_file("services")
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "runner", "services"],
                cwd=ROOT,
                env={key: value for key, value in os.environ.items() if key != "MAKELEVEL"},
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )
    _wait_until_ready(claim, process)
    return 0


def stop_background() -> int:
    """Stop what runs over this `var/`: the application, or the services alone."""
    stopped = False
    for name in ("run", "services"):
        pid = Claim(name).holder().get("pid")
        if isinstance(pid, int) and pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            limit = time.monotonic() + 45
            while Claim(name).holder().get("pid") == pid and time.monotonic() < limit:
                time.sleep(0.05)
            stopped = True
    say("· Stopped." if stopped else "· Nothing was running.")
    return 0


def _wait_until_ready(claim: Claim, process: subprocess.Popen[bytes] | None = None) -> None:
    limit = time.monotonic() + READY_SECONDS
    while claim.holder().get("state") != "ready":
        if process and process.poll() is not None and not claim.holder():
            raise Trouble(f"The services did not start:\n{_log_of_services()}")
        if not process and not claim.holder():
            raise Trouble("The services stopped while starting.", "Try again.")
        if time.monotonic() > limit:
            raise Trouble("The services are not ready.", f"See {log_file('services')}")
        time.sleep(0.05)


def _log_of_services() -> str:
    return tail(Path(log_file("services")))
