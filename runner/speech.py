"""What the runner says: steps with their time, and troubles as one sentence with the mend."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from runner.lifeline import die_with_parent
from runner.places import log_file

HEARTBEAT_SECONDS = 10


class Trouble(Exception):
    """Something the reader can mend: what happened, then what to do."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(f"{what} {mend}".strip())


def say(line: str) -> None:
    """Print one line at once."""
    print(line, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step and, if it was worth waiting for, how long it took."""
    say(f"· {title} …")
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    if seconds >= 1:
        say(f"  done in {seconds:.0f} s")


def run_logged(
    command: Sequence[str | Path],
    log: str,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    explain: Callable[[str], Trouble | None] = lambda output: None,
    become: Callable[[], None] | None = None,
) -> None:
    """Run a long command into `var/log/<log>.log` with a sign of life; explain a failure."""
    path = log_file(log)
    parent = os.getpid()

    def before_exec() -> None:
        if become:
            become()
        die_with_parent(signal.SIGTERM, parent)

    began = last = time.monotonic()
    with path.open("wb") as sink:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            preexec_fn=before_exec,
        )
        try:
            while process.poll() is None:
                time.sleep(0.05)
                if time.monotonic() - last > HEARTBEAT_SECONDS:
                    last = time.monotonic()
                    say(f"  {last - began:.0f} s  {last_line(path)[:90]}")
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode == -signal.SIGINT:  # Ctrl-C reached it first
        raise KeyboardInterrupt
    if process.returncode:
        output = path.read_text(errors="replace")
        raise explain(output) or Trouble(
            f"{' '.join(str(part) for part in command[:4])} failed:\n{tail(path)}\n",
            f"The whole output is in {path}.",
        )


def last_line(path: Path) -> str:
    """Return the last written line of a log."""
    lines = path.read_text(errors="replace").split("\n") if path.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def tail(path: Path, lines: int = 12) -> str:
    """Return the last lines of a log, indented."""
    text = path.read_text(errors="replace") if path.exists() else ""
    return "\n".join(f"    {line}" for line in text.strip().split("\n")[-lines:])


def complain(trouble: object) -> int:
    """Print a trouble and return the exit status for it."""
    print(f"bro: {trouble}", file=sys.stderr, flush=True)
    return 1
