"""A real mail server on loopback: what it counts, what it answers, where the line breaks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from followup import sending
from followup.models import Message
from followup.sweep import sweep
from jobcenter.clock import clock_at
from jobcenter.tenancy import acting_in
from tests.followup.mailserver import CountingServer

pytestmark = pytest.mark.usefixtures("tuesday", "published")


@pytest.fixture
def server(settings: Any) -> Iterator[CountingServer]:
    """A mail server that the application sends to."""
    running = CountingServer()
    running.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 1
    yield running
    running.stop()


def only(jobcentre: Any) -> Message:
    with acting_in(jobcentre):
        return Message.objects.get(jobcentre_id=jobcentre.pk)


def send(north: Any, kind: Any) -> Message:
    kind.add(north)
    sweep(north.pk)
    sending.send_waiting(north.pk)
    return only(north)


def test_a_mail_arrives_once_with_its_fixed_id(
    north: Any, kind: Any, server: CountingServer
) -> None:
    sent = send(north, kind)
    assert sent.state == "sent"
    assert dict(server.delivered) == {sent.message_id: 1}
    (mail,) = server.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Jobcenter Nordby <bro@nord.example>"
    assert {part.get_content_type() for part in mail.walk()} >= {"text/plain", "text/html"}


def test_a_busy_server_gets_the_same_mail_again_later(
    north: Any, kind: Any, server: CountingServer, tuesday: Any
) -> None:
    server.answers = ["451 come back"]
    first = send(north, kind)
    assert (first.state, first.last_error) == ("waiting", "SMTP 451")
    with clock_at(tuesday + timedelta(minutes=3)):
        sending.send_waiting(north.pk)
    assert dict(server.delivered) == {first.message_id: 1}
    assert only(north).state == "sent"


def test_a_refused_mail_has_failed(north: Any, kind: Any, server: CountingServer) -> None:
    server.answers = ["550 no such person"]
    assert send(north, kind).state == "failed"


@pytest.mark.parametrize("way", ["hang up", "silence"])
def test_a_line_that_breaks_before_the_receipt_leaves_doubt(
    north: Any, kind: Any, server: CountingServer, tuesday: Any, way: str
) -> None:
    if way == "hang up":
        server.answers = ["hang up"]
    else:
        server.wait_after = 1.5
    message = send(north, kind)
    assert message.state == "doubtful"
    with clock_at(tuesday + timedelta(days=1)):
        sending.send_waiting(north.pk)
    assert dict(server.delivered) == {message.message_id: 1}


def test_without_a_server_nothing_was_handed_over(
    north: Any, kind: Any, server: CountingServer, settings: Any
) -> None:
    settings.EMAIL_PORT = 1
    assert send(north, kind).state == "waiting"
    assert not server.delivered
