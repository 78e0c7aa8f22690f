"""`make lint`, `make test`, `make soak`: every check, then every test, in a `var/` of its own."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from runner import browser, messages
from runner.children import Supervisor
from runner.install import node_env
from runner.places import ROOT
from runner.services import services
from runner.speech import say, step

SOAK_ROUNDS = 10
MOST_PROCESSES = 4
IMPORT_LINTER = "from importlinter.cli import lint_imports_command as run; run()"
CHECKS: dict[str, list[str]] = {
    "ruff": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "import-linter": ["-c", IMPORT_LINTER],
    "djlint": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "mypy": ["-m", "mypy", "."],
}
# Complete production settings, with nothing secret in them, for `check --deploy`.
DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "jobcenter.settings.production",
    "SECRET_KEY": "checked-not-used-" + "0123456789abcdefghij" * 3,
    "BRO_CPR_KEYS": "1:" + "A" * 43 + "=",
    "BRO_CPR_HASH_KEY": "B" * 43 + "=",
    "BRO_BASE_URL": "https://bro.example",
    "BRO_HOSTS": "bro.example",
    "BRO_DEMO": "0",
}


def lint() -> int:
    """Run all checks, two at a time; print what they found; 0 if they found nothing."""
    with step(f"Checking ({', '.join(CHECKS)})"), ThreadPoolExecutor(2) as pool:
        results = dict(zip(CHECKS, pool.map(_check, CHECKS.items()), strict=True))
    failed = [name for name, (status, _) in results.items() if status]
    for name in failed:
        say(f"── {name} " + "─" * (70 - len(name)) + "\n" + results[name][1])
    say(f"✗ Checks that failed: {', '.join(failed)}" if failed else "✓ All checks passed")
    return 1 if failed else 0


def _check(check: tuple[str, list[str]]) -> tuple[int, str]:
    name, arguments = check
    env = {**os.environ, **(DEPLOYED if name == "check --deploy" else {})}
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return result.returncode, result.stdout.strip()


def test(arguments: list[str]) -> int:
    """Run the checks and the whole suite; pytest's closing line comes last when all is well."""
    supervisor = Supervisor()
    messages.compile_all()
    wanted = not arguments or any("browser" in word for word in arguments)
    chromium = browser.find_chromium() if wanted else None
    with services(supervisor):
        linted = 0 if arguments else lint()
        tested = _pytest(supervisor, arguments or suite(chromium is not None), chromium)
    if linted:
        say("✗ The checks before the tests failed: see above.")
    if not wanted or chromium:
        return linted or tested
    say(browser.WAIVED if browser.is_waived() else browser.NOT_RUN)
    return linted or tested or (0 if browser.is_waived() else 1)


def suite(with_browser: bool) -> list[str]:
    """Return pytest's arguments for everything, on as many cores as there are (at most four)."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    # Without groups, "loadgroup" hands out one test at a time; "load" would hand out hundreds.
    side_by_side = ["-n", str(processes), "--dist", "loadgroup"] if processes > 1 else []
    return [*side_by_side, *([] if with_browser else ["-m", "not browser"])]


def soak() -> int:
    """Repeat the tests marked `kill` ten times; the first failure ends it."""
    supervisor = Supervisor()
    with services(supervisor):
        for number in range(1, SOAK_ROUNDS + 1):
            began = time.monotonic()
            say(f"· Round {number} of {SOAK_ROUNDS}")
            if status := _pytest(supervisor, ["-m", "kill", "-q"], None):
                say(f"✗ Round {number} failed.")
                return status
            say(f"  {time.monotonic() - began:.0f} s")
    say(f"✓ The kill tests passed {SOAK_ROUNDS} times in a row.")
    return 0


def screenshots() -> int:
    """Take one picture of each persona's page into `docs/`, against a running test server."""
    supervisor = Supervisor()
    messages.compile_all()
    chromium = browser.find_chromium()
    if chromium is None:
        say(browser.NOT_RUN)
        return 1
    with services(supervisor):
        return _pytest(supervisor, ["tests/browser", "-m", "screenshots", "-q"], chromium)


def _pytest(supervisor: Supervisor, arguments: list[str], chromium: Path | None) -> int:
    # Every process must collect the same tests in the same order, those made from sets too.
    settled = {"DJANGO_SETTINGS_MODULE": "jobcenter.settings.test", "PYTHONHASHSEED": "0"}
    env = {**node_env(), **settled}
    if chromium:
        env |= browser.environment(chromium)
    return supervisor.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=env)
