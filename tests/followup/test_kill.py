"""Real PostgreSQL, Valkey, Celery workers, beats and a mail server, killed and doubled.

Each test asserts the same promises (`World.check_promises`): each message once in the outbox, none
lost, at most one delivery per Message-ID, every missing one shown as doubtful.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from followup.hints import hint
from followup.outbox import send_soon
from followup.tasks import sweep_jobcentre
from jobcenter.celery import app
from jobcenter.ids import uuid7
from jobcenter.tenancy import acting_in
from tests.conftest import owner_url
from tests.followup.kinds import UrgentNote, person
from tests.followup.world import World, world

pytestmark = [pytest.mark.kill, pytest.mark.timeout(180)]


@pytest.fixture
def scene(
    django_db_setup: None, django_db_blocker: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """A world of its own, in a folder whose socket path is short enough."""
    folder = Path(tempfile.mkdtemp(prefix="bro-"))
    with django_db_blocker.unblock():
        try:
            with world(folder, owner_url()) as made:
                settings.CLOCK_FILE = str(made.clock)
                from followup import kinds

                monkeypatch.setitem(kinds.message_kinds, UrgentNote.code, UrgentNote())
                with _publishing_to(made.broker):
                    yield made
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class _publishing_to:  # noqa: N801  reads as a sentence
    """Let this process publish to the world's Valkey."""

    def __init__(self, broker: str) -> None:
        self.broker = broker

    def __enter__(self) -> None:
        self.before = app.conf.broker_url
        self._use(self.broker)

    def __exit__(self, *_: object) -> None:
        self._use(self.before)

    def _use(self, broker: str) -> None:
        app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = broker
        if app._pool is not None:
            app._pool.force_close_all()
            app._pool = None
        app.amqp._producer_pool = None


def test_a_worker_killed_while_sending(scene: World) -> None:
    scene.add_teams(8)
    scene.mail.wait_after = 0.4  # long enough to be killed in
    scene.start("first", "beat")
    scene.wait_until(
        lambda: len(scene.mail.delivered) >= 3 and scene.mail.in_flight > 0, "a mail on its way"
    )
    scene.kill("first")
    scene.mail.wait_after = 0.0
    scene.start("second")
    scene.wait_until(lambda: scene.is_settled(16), "every message sent or doubtful")
    scene.check_promises(16)
    assert "doubtful" in scene.states().values()


def test_a_worker_killed_before_the_server_took_the_mail(scene: World) -> None:
    scene.add_teams(4)
    scene.mail.answers = ["250 OK"] * 2
    scene.mail.wait_before = 0.5
    scene.start("first", "beat")
    scene.wait_until(lambda: scene.mail.in_flight > 0, "a mail on its way")
    scene.kill("first")
    scene.mail.wait_before = 0.0
    scene.start("second")
    scene.wait_until(lambda: scene.is_settled(8), "every message sent or doubtful")
    scene.check_promises(8)
    assert "doubtful" in scene.states().values()


def test_two_beats_at_once_and_then_the_one_that_ticks_dies(scene: World) -> None:
    scene.add_teams(5)
    scene.start("worker", "beat-a", "beat-b")
    scene.wait_until(lambda: scene.is_settled(10), "every message sent")
    ticking = [name for name in ("beat-a", "beat-b") if _ticks(scene, name)]
    assert len(ticking) == 1
    scene.kill(ticking[0])
    scene.add_teams(5, "again")
    scene.wait_until(lambda: scene.is_settled(20), "every message sent by the other beat")
    scene.check_promises(20)
    assert set(scene.states().values()) == {"sent"}


def _ticks(scene: World, name: str) -> bool:
    return "This beat ticks." in scene.log(name).read_text()


def test_redis_away_for_a_while(scene: World) -> None:
    scene.add_teams(4)
    scene.start("worker", "beat")
    north = scene.centres[0]
    with acting_in(north):
        send_soon(UrgentNote.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
    scene.wait_until(lambda: scene.is_settled(9), "every message sent")
    scene.kill("valkey")
    scene.socket.unlink(missing_ok=True)
    scene.add_teams(4, "again")
    began = time.monotonic()
    with acting_in(north):  # the page that caused it answers all the same
        send_soon(UrgentNote.code, jobcentre_id=north.pk, subject=uuid7(), recipient=person())
    assert time.monotonic() - began < 3
    time.sleep(1)
    scene.start_valkey()
    scene.wait_until(lambda: scene.is_settled(18), "every message sent after Valkey came back")
    states = scene.states()
    assert set(states.values()) == {"sent"}
    assert dict(scene.mail.delivered) == dict.fromkeys(states, 1)


def test_redis_dies_while_every_hand_is_full(scene: World) -> None:
    """What cannot be acknowledged must not count as at work for ever."""
    scene.add_teams(3)
    scene.mail.wait_after = 1.0
    scene.start("worker", "beat")
    scene.wait_until(lambda: scene.mail.in_flight == 2, "a mail in either hand")
    scene.kill("valkey")
    scene.socket.unlink(missing_ok=True)
    scene.mail.wait_after = 0.0
    scene.wait_until(lambda: scene.is_settled(6), "what was at hand")
    time.sleep(1)  # both hands have tried to say so
    scene.start_valkey()
    scene.add_teams(3, "again")
    scene.wait_until(lambda: scene.is_settled(12), "every message sent after Valkey came back")
    scene.check_promises(12)


def test_two_workers_sweeping_and_sending_at_once(scene: World) -> None:
    scene.add_teams(20)
    scene.start("one", "two")
    for _ in range(15):
        for jobcentre in scene.centres:
            hint(sweep_jobcentre, jobcentre.pk)
    scene.wait_until(lambda: scene.is_settled(40), "every message sent")
    scene.check_promises(40)
    assert set(scene.states().values()) == {"sent"}
