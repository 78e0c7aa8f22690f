"""Keys of citizen numbers: rotated as the owner, in batches, without a trace of the old one."""

import base64
import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from citizens.actions import reveal_cpr
from citizens.models import Citizen
from jobcenter.management.commands.rotate_cpr_keys import keys_in, rotate
from jobcenter.tenancy import acting_in
from tests.citizens.factories import make_citizen
from tests.conftest import become, owner_url

PURPOSE = "citizens.Citizen.cpr"
TABLE, COLUMN = "citizens_citizen", "cpr_encrypted"


def a_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def as_owner(app_url: str) -> Iterator[Callable[[], None]]:
    """Return a switch to the owner's role; afterwards the application is back."""
    yield lambda: become(owner_url())
    become(app_url)


@pytest.mark.django_db(transaction=True)
def test_rotation_leaves_no_old_key_and_no_history(
    nora: Any, sol: Any, settings: LazySettings, as_owner: Callable[[], None], app_url: str
) -> None:
    old, new = a_key(), a_key()
    settings.CPR_KEYS = f"1:{old}"
    citizens = [make_citizen(nora) for _ in range(5)] + [make_citizen(sol)]
    with acting_in(nora.jobcentre_id):
        before = reveal_cpr(citizens[0], actor=viewer_of(nora), reason="identity")
    settings.CPR_KEYS = f"1:{old},2:{new}"
    as_owner()
    assert keys_in(TABLE, COLUMN) == [(1, 6)]
    history = count("citizens_citizenevent")
    rotate(TABLE, COLUMN, PURPOSE, batch=2)
    assert keys_in(TABLE, COLUMN) == [(2, 6)]
    assert rotate(TABLE, COLUMN, PURPOSE) == (0, 0), "nothing is done twice"
    assert count("citizens_citizenevent") == history
    settings.CPR_KEYS = f"2:{new}"
    become(app_url)
    with acting_in(nora.jobcentre_id):
        citizen = Citizen.objects.get(pk=citizens[0].pk)
        assert reveal_cpr(citizen, actor=viewer_of(nora), reason="identity") == before


@pytest.mark.django_db(transaction=True)
def test_rotation_reports_what_no_key_opens(
    nora: Any, settings: LazySettings, as_owner: Callable[[], None]
) -> None:
    settings.CPR_KEYS = f"1:{a_key()}"
    make_citizen(nora)
    settings.CPR_KEYS = f"2:{a_key()}"
    make_citizen(nora)
    as_owner()
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 rows still carry another key"):
        call_command("rotate_cpr_keys", stdout=out, stderr=err)
    assert "key 1: 1 rows" in out.getvalue()
    assert "can't be opened" in err.getvalue()


def test_rotation_is_refused_to_the_application(db: None) -> None:
    with pytest.raises(CommandError, match="as the owner"):
        call_command("rotate_cpr_keys")


def viewer_of(membership: Any) -> Any:
    from jobcenter.viewer import Viewer

    return Viewer.of(membership)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
