"""The operations page: alarms in words, for those who see operations."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from followup.operations import read_operations
from followup.sweep import sweep
from jobcenter.clock import clock_at
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from tests.followup.factories import make_message
from tests.followup.kinds import person

pytestmark = pytest.mark.usefixtures("tuesday", "published")


def alarms(jobcentre: Any) -> list[str]:
    with acting_in(jobcentre):
        return [alarm.title for alarm in read_operations(Viewer.system(jobcentre)).alarms]


def test_a_sweep_that_is_missing_raises_an_alarm(north: Any, kind: Any, tuesday: Any) -> None:
    assert len(alarms(north)) == 1
    sweep(north.pk)
    assert alarms(north) == []
    with clock_at(tuesday + timedelta(minutes=16)):
        (late,) = alarms(north)
    assert "17.11.2026 10:00" in late


def test_a_kind_that_is_too_quiet_raises_an_alarm_where_something_is_expected(
    north: Any, kind: Any, tuesday: Any
) -> None:
    kind.add(north, due_on=tuesday.date() + timedelta(days=30))
    sweep(north.pk)
    with clock_at(tuesday + timedelta(days=9)):
        sweep(north.pk)
        assert len(alarms(north)) == 1
        kind.is_expected = False
        assert alarms(north) == []


def test_a_failing_kind_late_reminders_and_stuck_messages_raise_alarms(
    north: Any, kind: Any, tuesday: Any
) -> None:
    kind.add(north, due_on=tuesday.date() - timedelta(days=9))
    kind.add(north, person(""))
    sweep(north.pk)
    kind.fails = True
    with clock_at(tuesday + timedelta(hours=1)):
        sweep(north.pk)
        found = alarms(north)
    assert len(found) == 3  # fails, no address, stuck in the outbox
    with acting_in(north):
        make_message(north, state="doubtful")
        make_message(north, state="failed", recipient_key="contact:x")
    with clock_at(tuesday + timedelta(hours=1)):
        assert len(alarms(north)) == 5


def test_the_operations_page_is_for_those_who_see_operations(
    north: Any, kind: Any, ole: Any, mads: Any, nora: Any, client_as: Any
) -> None:
    url = reverse("operations:page")
    assert client_as(nora).get(url).status_code == 403
    sweep(north.pk)
    client = client_as(ole)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 12
    assert client_as(mads).get(url).status_code == 200
