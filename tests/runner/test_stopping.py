"""However the parent ends, no process stays, and what was written is there at the next start."""

import os
import signal
import socket
import sys
from pathlib import Path

import psycopg
import pytest

from tests.runner.conftest import Runner, descendants, is_alive, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_services_leave_no_process(runner: Runner, signum: signal.Signals) -> None:
    process = runner.start("services", ready="Ready")
    family = descendants(process.pid)
    assert len(family) > 3
    process.send_signal(signum)
    wait_until(lambda: not any(is_alive(pid) for pid in family), 15)
    process.wait()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGKILL])
def test_the_application_leaves_no_process(migrated_runner: Runner, signum: signal.Signals) -> None:
    runner = migrated_runner
    process = runner.start("run", ready="Stop: Ctrl-C", BRO_PORT=free_port())
    wait_until((runner.var / "log" / "beat.log").exists)
    family = descendants(process.pid)
    process.send_signal(signum)
    wait_until(lambda: not any(is_alive(pid) for pid in family), 25)
    process.wait()


def test_an_open_client_does_not_hold_up_the_stop(runner: Runner) -> None:
    process = runner.start("services", ready="Ready")
    with psycopg.connect(runner.settings()["DATABASE_URL"]):
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_data_survive_a_kill(runner: Runner) -> None:
    process = runner.start("services", ready="Ready", BRO_THROWAWAY="0")
    with psycopg.connect(runner.settings()["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('here')")
    process.kill()
    process.wait()
    runner.start("services", ready="Ready", BRO_THROWAWAY="0")  # at once: the old one still ends
    with psycopg.connect(runner.settings()["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("here",)


def test_a_process_id_of_somebody_else_is_not_in_the_way(runner: Runner) -> None:
    assert runner.call("services", "--daemon").returncode == 0
    runner.call("stop")
    (runner.var / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n/elsewhere\n0\n")
    assert runner.call("services", "--daemon").returncode == 0


def test_a_fallen_child_is_started_again(runner: Runner) -> None:
    process = runner.start("services", ready="Ready")
    before = descendants(process.pid)
    valkey = next(pid for pid in before if "valkey" in command_of(pid))
    os.kill(valkey, signal.SIGKILL)
    wait_until(lambda: "valkey ended and is started again" in runner.output())
    wait_until(lambda: any("valkey" in command_of(p) for p in descendants(process.pid) - before))


def test_a_child_that_keeps_falling_ends_everything_with_one_sentence(runner: Runner) -> None:
    process = runner.start("services", ready="Ready")
    family = descendants(process.pid)
    while process.poll() is None:
        for pid in descendants(process.pid) - {process.pid}:
            if "valkey" in command_of(pid):
                os.kill(pid, signal.SIGKILL)
    assert process.returncode == 1
    assert "valkey fell 4 times within a minute" in runner.output()
    assert "Traceback" not in runner.output()
    assert not any(is_alive(pid) for pid in family)


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def test_an_interrupted_command_leaves_nothing_of_its_own(
    fresh_runner: Runner, tmp_path: Path
) -> None:
    started = tmp_path / "pid"
    script = tmp_path / "test_long.py"
    script.write_text(
        "import subprocess, time\n"
        "def test_long():\n"
        "    child = subprocess.Popen(['sleep', '300'], start_new_session=True)\n"
        f"    open({str(started)!r}, 'w').write(str(child.pid) + '\\n')\n"
        "    time.sleep(300)\n"
    )
    command = ["test", str(script), "-p", "no:cacheprovider", "-p", "no:django"]
    process = fresh_runner.start(*command, "-o", "addopts=", ready="test session starts")
    wait_until(lambda: started.exists() and started.read_text().endswith("\n"), 60)
    family = descendants(process.pid) | {int(started.read_text())}
    process.send_signal(signal.SIGTERM)
    assert process.wait(40) == 130
    assert not any(is_alive(pid) for pid in family)
