"""`make run`: services, migrations, translations, demo, then web, worker and beat until Ctrl-C."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from runner import backup, messages, postgres
from runner.children import Child, Supervisor
from runner.install import fingerprint
from runner.places import ROOT, VAR
from runner.services import Claim, own_database, services
from runner.speech import Trouble, run_logged, say, step

HOST = os.environ.get("BRO_HOST", "127.0.0.1")


def run_app() -> int:
    """Run Bro until told to stop."""
    os.environ.setdefault("BRO_DEMO", "1")
    port = chosen_port()
    supervisor = Supervisor()
    claim = Claim("run")
    if not claim.take():
        raise Trouble(
            f"Bro already runs over {VAR} (process {claim.holder().get('pid')}).",
            "Stop it with Ctrl-C in its window, or: python3 -m runner stop",
        )
    refuse_busy_port(port)
    try:
        with services(supervisor):
            prepare_application()
            personas = list_personas()
            supervisor.start(web(port), lambda: answers(port), seconds=60)
            greet(port, personas.communicate()[0] if personas else "")
            supervisor.start(worker(), lambda: True)
            supervisor.start(beat(), lambda: True)
            supervisor.watch()
            say("· Stopping …")
    finally:
        claim.release()
    say("· Stopped. What you entered is kept.")
    return 0


def with_services(command: list[str]) -> int:
    """Run one command of the environment's Python while the services are there."""
    supervisor = Supervisor()
    with services(supervisor):
        return supervisor.run([sys.executable, *command], cwd=ROOT)


def chosen_port() -> int:
    """Return BRO_PORT, 8000 if it is not set."""
    wanted = os.environ.get("BRO_PORT") or "8000"
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Trouble(f"BRO_PORT is “{wanted}”.", "It must be a number from 1 to 65535.")
    return int(wanted)


def refuse_busy_port(port: int) -> None:
    """Raise a Trouble if somebody listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Trouble(
                f"Port {port} is reserved for root.", "Choose another: make run BRO_PORT=8000"
            ) from error
        except OSError as error:
            raise Trouble(
                f"Port {port} is already in use by another program.",
                f"Stop that, or choose another: make run BRO_PORT={port + 1}",
            ) from error


def prepare_application() -> None:
    """Bring the database and the translations up to the code."""
    messages.compile_all()
    (VAR / "static").mkdir(exist_ok=True)
    code = None if own_database() else code_of_rooms()
    if not _is_known(postgres.MIGRATED, code):
        with step("Bringing the database up to date"):
            manage("migrate", "--verbosity", "1", role="owner")
        _know(postgres.MIGRATED, code)
    if os.environ["BRO_DEMO"] == "1" and not (_is_known(postgres.DEMO, code) and _has_people()):
        with step("Preparing the demo municipality"):
            manage("demo")
        _know(postgres.DEMO, code)


def code_of_rooms() -> str:
    """Return a fingerprint of the code that shapes and fills the database."""
    rooms = sorted(path.parent for path in ROOT.glob("*/apps.py"))
    code = [path for room in rooms for path in sorted(room.rglob("*.py"))]
    return fingerprint([*code, ROOT / "requirements" / "base.txt"])


def _is_known(stamp: Path, code: str | None) -> bool:
    """Say whether this very code has done its part in this very cluster; unknown without code."""
    return code is not None and stamp.exists() and stamp.read_text() == code


def _know(stamp: Path, code: str | None) -> None:
    if code is not None:
        stamp.write_text(code)


def _has_people() -> bool:
    """Say whether the demo is still there: somebody may have emptied the database."""
    return backup.query("SELECT EXISTS (SELECT FROM jobcenter_user)") == "t"


def list_personas() -> subprocess.Popen[str] | None:
    """Ask for the demo's personas while the web starts."""
    if os.environ["BRO_DEMO"] != "1":
        return None
    command = [sys.executable, "manage.py", "demo", "--list"]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def manage(*arguments: str, role: str = "app") -> None:
    """Run a management command with its output in a log."""
    env = {**os.environ, "BRO_ROLE": role}
    run_logged([sys.executable, "manage.py", *arguments], arguments[0], cwd=ROOT, env=env)


def web(port: int) -> Child:
    """Return the web server; its output goes to the terminal."""
    options = ["--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4",
               "--worker-class", "gthread", "--graceful-timeout", "5", "--log-level", "warning",
               "--no-control-socket"]  # fmt: skip
    return _python("web", "-m", "gunicorn", *options, "jobcenter.wsgi:application", terminal=True)


def worker() -> Child:
    """Return the Celery worker."""
    return _python("worker", "-m", "celery", "-A", "jobcenter.celery:app", "worker",
                   "--concurrency", "2", "--loglevel", "INFO",
                   "--without-gossip", "--without-mingle")  # fmt: skip


def beat() -> Child:
    """Return Celery's timetable."""
    return _python("beat", "-m", "celery", "-A", "jobcenter.celery:app", "beat", "--loglevel",
                   "INFO", "--pidfile=", "--schedule", str(VAR / "beat-schedule"))  # fmt: skip


def _python(name: str, *arguments: str, terminal: bool = False) -> Child:
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return Child(name, [sys.executable, *arguments], cwd=ROOT, env=env, to_terminal=terminal)


def answers(port: int) -> bool:
    """Say whether the web answers, with any page at all."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def greet(port: int, personas: str) -> None:
    """Print the address, the personas and where the logs are."""
    width = min(shutil.get_terminal_size().columns, 72)
    say("─" * width)
    say(f"  Bro runs at  http://localhost:{port}")
    if personas:
        say(personas.rstrip())
    say(f"  Logs: {_short(VAR / 'log')}   Stop: Ctrl-C")
    say("─" * width)


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
