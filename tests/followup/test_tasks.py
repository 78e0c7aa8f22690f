"""Tasks: safe twice, alone in their jobcentre, also after an exception and on a used connection."""

from typing import Any

import pytest
from django.db import connection
from kombu.exceptions import OperationalError

from followup import tasks
from followup.hints import _publish
from followup.models import Message, Reminder
from jobcenter.tenancy import acting_in, acting_jobcentre_id

pytestmark = [
    pytest.mark.usefixtures("tuesday", "published"),
    pytest.mark.django_db(transaction=True),
]


def states(jobcentre: Any) -> list[str]:
    with acting_in(jobcentre):
        return list(
            Message.objects.filter(jobcentre_id=jobcentre.pk)
            .order_by("id")
            .values_list("state", flat=True)
        )


def test_a_task_sees_its_own_jobcentre_only_and_leaves_nothing_set(
    north: Any, south: Any, kind: Any
) -> None:
    kind.add(north)
    kind.add(south)
    for _ in range(2):  # twice, on one and the same connection
        for centre in (north, south):
            tasks.sweep_jobcentre(centre.pk)
            tasks.send_in_jobcentre(centre.pk)
            assert connection.in_atomic_block is False
    for centre in (north, south):
        assert states(centre) == ["sent"]
        with acting_in(centre):  # no filter of our own: row security alone
            assert set(Reminder.objects.values_list("jobcentre_id", flat=True)) == {centre.pk}


def test_after_an_exception_the_next_task_starts_clean(north: Any, south: Any, kind: Any) -> None:
    kind.add(south)

    def broken(jobcentre_id: int, today: Any) -> Any:
        Reminder.objects.create(jobcentre_id=south.pk)  # another jobcentre's row is refused
        return []

    kind.candidates, plain = broken, kind.candidates
    tasks.sweep_jobcentre(north.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(current_setting('bro.jobcentre', true), '')")
        assert cursor.fetchone()[0] == ""
    kind.candidates = plain
    tasks.sweep_jobcentre(south.pk)
    assert states(south) == ["waiting"]
    assert states(north) == []


def test_every_jobcentre_is_asked_for_once(north: Any, south: Any, published: list[Any]) -> None:
    tasks.sweep_every_jobcentre()
    tasks.send_waiting()
    assert published == [
        (f"followup.tasks.{name}", centre.pk)
        for name in ("sweep_jobcentre", "send_in_jobcentre")
        for centre in (north, south)
    ]
    assert not connection.in_atomic_block


def test_without_redis_a_hint_is_lost_and_nothing_else(
    north: Any, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_: Any) -> None:
        raise OperationalError("nobody listens")

    monkeypatch.setattr(tasks.send_in_jobcentre, "apply_async", away)
    assert _publish(tasks.send_in_jobcentre, (north.pk,)) is False


def test_acting_is_known_inside_candidates(north: Any, kind: Any) -> None:
    seen = []
    kind.candidates = lambda jobcentre_id, today: seen.append(acting_jobcentre_id()) or []
    tasks.sweep_jobcentre(north.pk)
    assert seen == [north.pk]
