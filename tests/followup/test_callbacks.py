"""What comes back from outside: receipts of text messages, news of the mail service."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from followup import sending
from followup.models import Message
from followup.sweep import sweep
from jobcenter.tenancy import acting_in
from tests.followup.factories import make_message
from tests.followup.kinds import person

pytestmark = pytest.mark.usefixtures("tuesday", "published")


@pytest.fixture
def sms(north: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A text message that has left, and what the gateway was given."""
    import followup.channels as channels

    settings.SMS_URL_TEMPLATE = "https://gateway.example/send/{id}"
    settings.SMS_SECRET = "shared"
    given: dict[str, Any] = {}

    class Answer:
        def __enter__(self) -> "Answer":
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, size: int) -> bytes:
            return b'{"id": "gw-7"}'

    class Opener:
        def open(self, request: Any, timeout: float) -> Answer:
            given.update(json.loads(request.data), url=request.full_url, timeout=timeout)
            given["signature"] = request.headers["X-bro-signature"]
            given["body"] = request.data
            return Answer()

    monkeypatch.setattr(channels, "build_opener", lambda *_: Opener())
    return given


def signed(body: bytes) -> str:
    return "sha256=" + hmac.new(b"shared", body, hashlib.sha256).hexdigest()


def test_a_text_message_goes_to_the_gateway_and_its_receipt_is_checked(
    north: Any, kind: Any, sms: dict[str, Any], client: Client
) -> None:
    kind.add(north, person("", phone="+4572000199"))
    sweep(north.pk)
    sending.send_waiting(north.pk)
    with acting_in(north):
        sent = Message.objects.get(jobcentre_id=north.pk)
    assert (sent.state, sent.provider_id, sms["to"]) == ("sent", "gw-7", "+4572000199")
    assert sms["signature"] == signed(sms["body"])
    assert sms["timeout"] <= 15
    where = urlsplit(sms["callback"]).path
    body = json.dumps({"status": "failed"}).encode()
    post = {"data": body, "content_type": "application/json"}
    assert client.post(where, **post).status_code == 403
    assert client.get(where).status_code == 405
    wrong = client.post(
        where.replace("kvittering/", "kvittering/x"),
        **post,
        headers={"X-Bro-Signature": signed(body)},
    )
    assert wrong.status_code == 404
    assert client.post(where, **post, headers={"X-Bro-Signature": signed(body)}).status_code == 204
    with acting_in(north):
        sent.refresh_from_db()
        assert sent.state == "bounced"


def test_the_mail_services_news_reach_the_message(north: Any, south: Any, kind: Any) -> None:
    from anymail.signals import AnymailTrackingEvent, tracking

    with acting_in(north):
        message = make_message(north, state="doubtful")

    def news(kind_of_news: str, jobcentre: Any) -> None:
        event = AnymailTrackingEvent(
            event_type=kind_of_news, metadata={"bro": f"{jobcentre.pk}.{message.public_id}"}
        )
        tracking.send(sender=None, event=event, esp_name="x")
        with acting_in(north):
            message.refresh_from_db()

    news("bounced", south)
    assert message.state == "doubtful"
    news("delivered", north)
    assert message.state == "sent"
    news("bounced", north)
    assert message.state == "bounced"
    tracking.send(sender=None, event=AnymailTrackingEvent(event_type="bounced"), esp_name="x")


def test_the_webhook_answers_for_the_service_in_use_only(
    client: Client, settings: Any, db: None
) -> None:
    url = reverse("followup:bounce", args=["brevo"])
    assert client.post(url).status_code == 404
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    assert client.post(url).status_code == 404
    settings.ANYMAIL = {"WEBHOOK_SECRET": "a:b", "BREVO_API_KEY": "x"}
    assert client.post(url, b"{}", content_type="application/json").status_code == 400
