"""A runner of one's own: its folder has a space in its name, and nothing of it may stay behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "BRO_CPR_KEYS",
           "BRO_CPR_HASH_KEY", "BRO_PORT", "DJANGO_SETTINGS_MODULE"}  # fmt: skip


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; fail if it does not become so."""
    limit = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < limit, "It did not happen in time."
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Say whether a process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def descendants(pid: int) -> set[int]:
    """Return the process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found, todo = {pid}, [pid]
    while todo:
        below = children.get(todo.pop(), [])
        found.update(below)
        todo.extend(below)
    return found


@dataclass
class Runner:
    """Starts the runner's commands over a `var/` of its own."""

    var: Path
    env: dict[str, str]
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def call(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "runner", *arguments],
            cwd=ROOT,
            env={**self.env, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=200,
        )

    def start(self, *arguments: str, ready: str, **env: str) -> subprocess.Popen[str]:
        """Start a command and return it when its output says that it is ready."""
        output = self.var.parent / "output.txt"
        with output.open("w") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "runner", *arguments],
                cwd=ROOT,
                env={**self.env, **env},
                stdout=sink,
                stderr=sink,
                text=True,
            )
        self.processes.append(process)
        wait_until(lambda: ready in output.read_text() or process.poll() is not None, 150)
        assert process.poll() is None, output.read_text()
        return process

    def output(self) -> str:
        """Return what the last started command has said."""
        return (self.var.parent / "output.txt").read_text()

    def settings(self) -> dict[str, str]:
        """Return what `<BRO_VAR>/env` holds."""
        lines = (self.var / "env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def make_runner(folder: Path) -> Runner:
    """Return a runner over `folder`, with nothing of the outer environment's servers."""
    var = folder / "a var" / "var"
    var.parent.mkdir()
    kept = {key: value for key, value in os.environ.items() if key not in OUTSIDE}
    return Runner(var, {**kept, "BRO_VAR": str(var), "BRO_THROWAWAY": "1", "BRO_DEMO": "0"})


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's user can reach when we are root (pytest's own are closed)."""
    folder = Path(tempfile.mkdtemp(prefix="bro runner "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def fresh_runner(open_folder: Path) -> Iterator[Runner]:
    """A runner that has never started; its every process is gone after the test."""
    runner = make_runner(open_folder)
    yield runner
    for process in runner.processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    if runner.var.exists():
        runner.call("stop")


@pytest.fixture(scope="session")
def made_var() -> Iterator[Path]:
    """A `var/` with a finished cluster, to copy from."""
    folder = Path(tempfile.mkdtemp(prefix="bro made "))
    folder.chmod(0o755)
    runner = make_runner(folder)
    assert runner.call("services", "--daemon").returncode == 0
    runner.call("stop")
    yield runner.var
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def migrated_var(made_var: Path) -> Iterator[Path]:
    """The same with every table in it."""
    folder = Path(tempfile.mkdtemp(prefix="bro migrated "))
    folder.chmod(0o755)
    runner = make_runner(folder)
    subprocess.run(["cp", "-a", str(made_var), str(runner.var)], check=True)
    result = runner.call("manage", "migrate", "--verbosity", "0")
    assert result.returncode == 0, result.stdout
    yield runner.var
    shutil.rmtree(folder)


@pytest.fixture
def migrated_runner(fresh_runner: Runner, migrated_var: Path) -> Runner:
    """A runner whose database has every table."""
    subprocess.run(["cp", "-a", str(migrated_var), str(fresh_runner.var)], check=True)
    return fresh_runner


@pytest.fixture
def runner(fresh_runner: Runner, made_var: Path) -> Runner:
    """A runner that has started before."""
    subprocess.run(["cp", "-a", str(made_var), str(fresh_runner.var)], check=True)
    return fresh_runner
