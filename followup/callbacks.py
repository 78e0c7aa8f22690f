"""What the mail service and the text message gateway tell us afterwards."""

import hmac
import json
from typing import Any
from uuid import UUID

from anymail.signals import tracking
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from followup.channels import DELIVERY_DOOR, signature
from followup.choices import MessageState
from followup.models import Message
from jobcenter import clock
from jobcenter.doors import open_door
from jobcenter.permissions import allow
from jobcenter.tenancy import acting_in

BAD_NEWS = {"bounced", "rejected", "failed", "undelivered", "expired"}
GOOD_NEWS = {"delivered", "opened", "clicked"}


def note_delivery(jobcentre_id: int, public_id: UUID, news: str, reason: str = "") -> bool:
    """Note what became of a message that left the house; False if it changed nothing.

    A receipt turns a doubtful message into a sent one; a bounce is final for the message.
    """
    rows = Message.objects.filter(jobcentre_id=jobcentre_id, public_id=public_id)
    with acting_in(jobcentre_id):
        if news in BAD_NEWS:
            known = [MessageState.SENT, MessageState.DOUBTFUL, MessageState.SENDING]
            values: dict[str, Any] = {
                "state": MessageState.BOUNCED,
                "last_error": f"{news} {reason}".strip()[:300],
            }
        elif news in GOOD_NEWS:
            known = [MessageState.DOUBTFUL]
            values = {"state": MessageState.SENT, "sent_at": clock.now(), "last_error": ""}
        else:
            return False
        return bool(rows.filter(state__in=known).update(**values))


@csrf_exempt
@allow.door(DELIVERY_DOOR)
@require_POST
def delivery(request: HttpRequest, token: str) -> HttpResponse:
    """The text message gateway's receipt: JSON `{"status": "delivered"}`, signed by our secret."""
    door = open_door(DELIVERY_DOOR, token)
    if door is None:
        raise Http404
    given = request.headers.get("X-Bro-Signature", "")
    if settings.SMS_SECRET and not hmac.compare_digest(given, signature(request.body)):
        raise PermissionDenied
    try:
        news = str(json.loads(request.body)["status"])[:40]
    except (ValueError, KeyError, TypeError):
        return HttpResponse("Expected JSON with a status.", status=422, content_type="text/plain")
    note_delivery(door.jobcentre_id, door.subject, news)
    return HttpResponse(status=204)


@csrf_exempt
@allow.public
@require_http_methods(["GET", "HEAD", "POST"])
def bounce(request: HttpRequest, provider: str) -> HttpResponse:
    """The mail service's webhook: Anymail checks its secret and sends `tracking` signals.

    Only the service in use is answered, and only with a webhook secret set.
    """
    in_use = f"anymail.backends.{provider}.EmailBackend" == settings.EMAIL_BACKEND
    if not (in_use and settings.ANYMAIL.get("WEBHOOK_SECRET")):
        raise Http404
    try:
        match = resolve(f"/{provider}/tracking/", urlconf="anymail.urls")
    except Resolver404 as error:
        raise Http404 from error
    return match.func(request, *match.args, **match.kwargs)


def on_tracking(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """Take one event of the mail service; what is not ours is left alone."""
    where, _, public_id = str((event.metadata or {}).get("bro", "")).partition(".")
    try:
        jobcentre_id, subject = int(where), UUID(public_id)
    except ValueError:
        return
    note_delivery(jobcentre_id, subject, event.event_type, event.reject_reason or "")


tracking.connect(on_tracking, dispatch_uid="followup.tracking")
