"""The suite's database and people: set up as owner, used as the application."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.personas"]

# Two busy cores are slow now and then; that is no finding about the code.
hypothesis_settings.register_profile(
    "bro", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("bro")

# Nothing set is an error in tests: silence would hide a forgotten jobcentre.
STRICT_FUNCTION = """
CREATE OR REPLACE FUNCTION bro_jobcentre() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$ BEGIN
  IF COALESCE(current_setting('bro.jobcentre', true), '') = ''
     AND COALESCE(current_setting('bro.user', true), '') = ''
     AND COALESCE(current_setting('bro.nothing', true), '') = '' THEN
    RAISE EXCEPTION 'A tenant table was read with no jobcentre set.';
  END IF;
  RETURN NULLIF(current_setting('bro.jobcentre', true), '')::bigint;
END $$
"""


def _needs_processes(item: pytest.Item) -> int:
    """Rank a test by the processes it starts: none, workers, servers, a browser."""
    place = item.path.as_posix()
    if "/tests/browser/" in place:
        return 3
    if "/tests/runner/" in place:
        return 2
    return 1 if item.get_closest_marker("kill") else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, long tests with processes of their own come first and the others fill up.

    Alone they come last: after the first journey this process has a running event loop.
    """
    if os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        items.sort(key=lambda item: _needs_processes(item) or 9)
    else:
        items.sort(key=_needs_processes)


def become(url: str) -> None:
    """Reconnect the default database as the role of `url`, keeping the test database's name."""
    import dj_database_url
    from django.db import connection

    connection.close()
    role = dj_database_url.parse(url)
    connection.settings_dict.update({key: role[key] for key in ("USER", "PASSWORD")})


def owner_url() -> str:
    """Return the owner's address, which only the set-up knows."""
    url = settings.DATABASE_OWNER_URL
    if not url:
        pytest.exit("DATABASE_OWNER_URL is not set: start `python -m runner services --daemon`.")
    return url


@pytest.fixture(scope="session")
def app_url() -> str:
    """The application's address."""
    from jobcenter.settings.environment import env

    return env("DATABASE_URL")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
    app_url: str,
) -> Iterator[None]:
    """Make the test database as owner, grant, and go on as the application."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from jobcenter.grants import grant_app

    with django_db_blocker.unblock():
        become(owner_url())
        made = setup_databases(
            verbosity=0,
            interactive=False,
            keepdb=django_db_keepdb,
            aliases={"default"},
            serialized_aliases=set(),
        )
        grant_app()
        with connection.cursor() as cursor:
            cursor.execute(STRICT_FUNCTION)
        become(app_url)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            become(owner_url())
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _flush_as_owner(app_url: str) -> Iterator[None]:
    """A transactional test empties tables with TRUNCATE, which only the owner may."""
    plain = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(self: Any) -> None:
        become(owner_url())
        self.available_apps = []  # spares what follows migrations: grants stay, rows come below
        try:
            plain(self)
            from tests.national import load_national

            load_national()
        finally:
            become(app_url)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = plain  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _fresh_cache(request: pytest.FixtureRequest) -> None:
    """Rate limits of one test do not reach the next."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()


@pytest.fixture(autouse=True)
def _real_clock() -> None:
    """No test inherits a moved clock."""
    if settings.CLOCK_FILE:
        Path(settings.CLOCK_FILE).unlink(missing_ok=True)


@pytest.fixture
def client_as(db: None) -> Callable[[Any], Client]:
    """Return a client signed in as a membership, working in its jobcentre."""

    def make(membership: Any) -> Client:
        client = Client()
        client.force_login(
            membership.user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["jobcentre_id"] = membership.jobcentre_id
        session.save()
        return client

    return make


@pytest.fixture
def nothing_set(db: None) -> Iterator[None]:
    """Allow reads with nothing set, to show that they see nothing."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bro.nothing', 'on', true)")
        cursor.execute("SELECT set_config('bro.jobcentre', '', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('bro.nothing', '', true)")
