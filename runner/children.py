"""Child processes that never outlive their parent, and the loop that watches over them.

Each child has its own session, so that Ctrl-C reaches the supervisor alone and it can stop them in
reverse order. On Linux the kernel also sends each child its stop signal the moment the supervisor
dies (PR_SET_PDEATHSIG), kill -9 included.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from runner.lifeline import adopt_orphans, die_with_parent, end_orphans
from runner.places import log_file
from runner.speech import Trouble, say, tail

RESTARTS_ALLOWED = 3
RESTART_WINDOW_SECONDS = 60
FOREGROUND_GRACE_SECONDS = 15.0


@dataclass
class Child:
    """One process to keep running."""

    name: str
    command: Sequence[str | Path]
    stop_signal: int = signal.SIGTERM
    grace_seconds: float = 10
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    become: Callable[[], None] | None = None  # runs in the child, before exec
    to_terminal: bool = False
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """The file its output goes to."""
        return log_file(self.name)

    def start(self) -> None:
        """Start it, tied to this process."""
        parent = os.getpid()

        def before_exec() -> None:
            if self.become:
                self.become()
            die_with_parent(self.stop_signal, parent)

        with self.log.open("ab") as sink:
            output = None if self.to_terminal else sink
            self.process = subprocess.Popen(
                [str(part) for part in self.command],
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=before_exec,
            )

    def is_alive(self) -> bool:
        """Say whether it runs."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send its stop signal."""
        if self.process and self.is_alive():
            self.process.send_signal(self.stop_signal)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop it and what is left of its process group, by force after the grace."""
        if not self.process:
            return
        self.ask_to_stop()
        limit = time.monotonic() + self.grace_seconds
        while self.is_alive() and time.monotonic() < limit and not hurry():
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Starts children in order, restarts the fallen, stops all in reverse."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stop_requests = 0
        self._is_patient = False  # a request is noted and seen to, not an interruption
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._on_signal)
        if os.environ.get("MAKELEVEL"):  # a killed make must not leave us behind
            die_with_parent(signal.SIGTERM, os.getppid())

    def _on_signal(self, signum: int, _frame: FrameType | None) -> None:
        self.stop_requests += 1
        if signum != signal.SIGINT:  # nobody at this keyboard asked for it: say what did
            say(f"· Asked to stop by {signal.Signals(signum).name}")
        if not self._is_patient:
            raise KeyboardInterrupt

    def start(self, child: Child, ready: Callable[[], bool], seconds: float = 30) -> None:
        """Start a child and wait until it is ready; a child that ends first is a Trouble."""
        child.start()
        self.children.append(child)
        limit = time.monotonic() + seconds
        while not ready():
            if not child.is_alive():
                raise Trouble(
                    f"{child.name} ended while starting:\n{tail(child.log)}\n",
                    f"Its log is {child.log}.",
                )
            if time.monotonic() > limit:
                raise Trouble(
                    f"{child.name} was not ready after {seconds:.0f} s:\n{tail(child.log)}\n",
                    f"Its log is {child.log}.",
                )
            time.sleep(0.02)

    def watch(self) -> None:
        """Keep all running until asked to stop; a child that keeps falling is a Trouble."""
        self._is_patient = True
        while not self.stop_requests:
            for child in self.children:
                if not child.is_alive():
                    self._restart(child)
            time.sleep(0.2)

    def run(self, command: Sequence[str | Path], **options: Any) -> int:
        """Run a command in the foreground to its end, and see that nothing of it stays."""
        self._is_patient = True
        parent = os.getpid()
        adopt_orphans()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=lambda: die_with_parent(signal.SIGINT, parent),
            **options,
        )
        reminders = [(0.0, signal.SIGINT), (FOREGROUND_GRACE_SECONDS, signal.SIGKILL)]
        waited = 0.0
        while process.poll() is None:
            time.sleep(0.05)
            waited += 0.05 if self.stop_requests else 0
            if self.stop_requests and reminders and waited >= reminders[0][0]:
                process.send_signal(reminders.pop(0)[1])
        end_orphans({child.process.pid for child in self.children if child.process})
        return 130 if self.stop_requests else process.returncode

    def _restart(self, child: Child) -> None:
        now = time.monotonic()
        child.deaths = [t for t in child.deaths if now - t < RESTART_WINDOW_SECONDS] + [now]
        if len(child.deaths) > RESTARTS_ALLOWED:
            raise Trouble(
                f"{child.name} fell {len(child.deaths)} times within a minute, so everything "
                f"was stopped:\n{tail(child.log)}\n",
                f"Its log is {child.log}.",
            )
        say(f"· {child.name} ended and is started again (log: {child.log})")
        child.stop()  # sweeps up what it left in its process group
        child.start()

    def stop(self) -> None:
        """Stop all in reverse order; a second Ctrl-C stops asking politely."""
        self._is_patient = True
        asked = max(self.stop_requests, 1)
        for child in reversed(self.children):
            child.stop(hurry=lambda: self.stop_requests > asked)
        self.children.clear()
