"""Messages: what was sent, when and where; what needs a decision; pauses; the demo's inbox."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages as flash
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from followup import access, actions, queries
from followup.choices import Channel, MessageState
from followup.forms import PauseForm, ResendForm
from followup.hours import is_quiet
from followup.letters import preview
from followup.models import Message
from jobcenter import clock
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow

TONES = {
    "waiting": "plain",
    "sending": "info",
    "sent": "ok",
    "failed": "bad",
    "bounced": "bad",
    "doubtful": "warn",
    "cancelled": "plain",
}
TABS = [
    ("", gettext_lazy("All")),
    (queries.NEEDS_PERSON, gettext_lazy("Needs you")),
    (MessageState.WAITING, gettext_lazy("Waiting")),
    (MessageState.SENT, gettext_lazy("Sent")),
    (MessageState.DOUBTFUL, gettext_lazy("Doubtful")),
    (MessageState.FAILED, gettext_lazy("Failed")),
    (MessageState.BOUNCED, gettext_lazy("Bounced")),
    (MessageState.CANCELLED, gettext_lazy("Cancelled")),
]


def _shown(message: Message) -> dict[str, object]:
    """Return a message as a row shows it; a candidate's name and address stay masked."""
    return {
        "message": message,
        "tone": TONES[message.state],
        "about": queries.what_it_says(message),
        "is_masked": message.recipient_kind == "citizen",
        "needs_person": message.state in actions.UNSURE and not message.settled,
    }


@allow(Can.READ_MESSAGES)
@require_GET
def message_list(request: Request) -> HttpResponse:
    """The jobcentre's messages, newest first; what needs a decision on top of the first page."""
    known = {code for code, _label in TABS}
    state = request.GET.get("tilstand", "")
    state = state if state in known else ""
    recipient = request.GET.get("til", "")[:80].replace("\x00", "")
    cursor = request.GET.get("side", "").replace("-", "")
    page = queries.messages_page(request.viewer, state=state, recipient=recipient, cursor=cursor)
    counts = queries.outbox_counts(request.viewer.jobcentre_id)
    needs = counts["doubtful"] + counts["failed"] + counts["bounced"]
    is_start = not (state or recipient or cursor)
    unsure = queries.unsure_messages(request.viewer) if needs and is_start else []
    return render(
        request,
        "followup/list.html",
        {
            "rows": [_shown(message) for message in page.rows],
            "page": page,
            "state": state,
            "recipient": recipient,
            "tabs": [
                {"code": code, "label": label, "count": needs if code == "needs" else None}
                for code, label in TABS
            ],
            "needs": needs,
            "unsure": [_shown(message) for message in unsure],
            "shows_inbox": _has_inbox(request),
            "is_quiet": is_quiet(clock.now()),
        },
    )


@allow(Can.READ_MESSAGES)
@require_GET
def message_page(request: Request, public_id: UUID) -> HttpResponse:
    """One message: when and where it was sent, what it said, and what can be done."""
    message = access.message_for(request.viewer, public_id)
    return _message_page(request, message, ResendForm(initial={"address": message.address}))


def _message_page(
    request: Request, message: Message, form: ResendForm, status: int = 200
) -> HttpResponse:
    reminders = queries.reminders_of(request.viewer, message)
    return render(
        request,
        "followup/message.html",
        {
            "message": message,
            "tone": TONES[message.state],
            "about": queries.about(message, reminders),
            "is_masked": message.recipient_kind == "citizen",
            "needs_person": message.state in actions.UNSURE and not message.settled,
            "pause": queries.pause_of(request.viewer, message.recipient_key),
            "may_pause": request.viewer.can(Can.PAUSE_MESSAGES),
            "resend": queries.resend_of(request.viewer, message),
            "text": preview(message),
            "form": form,
        },
        status=status,
    )


@allow(Can.READ_MESSAGES)
@require_POST
def resend(request: Request, public_id: UUID) -> HttpResponse:
    """Send a doubtful, failed or bounced message again, perhaps to a mended address."""
    message = access.message_for(request.viewer, public_id)
    form = ResendForm(request.POST)
    if form.is_valid():
        _check_address(form, message.channel)
    if not form.is_valid():
        return _message_page(request, message, form, status=422)
    again = actions.resend_message(
        message, actor=request.viewer, address=form.cleaned_data["address"]
    )
    flash.success(request, _("It is sent again now. The first one is marked as resent."))
    return redirect("followup:message", again.public_id)


def _check_address(form: ResendForm, channel: str) -> None:
    address = form.cleaned_data["address"]
    try:
        if channel == Channel.MAIL:
            validate_email(address)
        elif not PhoneNumber.from_string(address, region="DK").is_valid():
            raise ValidationError("")
    except (ValidationError, NumberParseException):
        kind = _("an e-mail address") if channel == Channel.MAIL else _("a telephone number")
        form.add_error("address", _("This does not look like %(kind)s.") % {"kind": kind})


@allow(Can.READ_MESSAGES)
@require_POST
def arrived(request: Request, public_id: UUID) -> HttpResponse:
    """Note that a doubtful message arrived."""
    message = access.message_for(request.viewer, public_id)
    actions.confirm_arrival(message, actor=request.viewer)
    flash.success(request, _("Noted: it arrived."))
    return redirect("followup:message", public_id)


@allow(Can.PAUSE_MESSAGES)
@require_POST
def cancel(request: Request, public_id: UUID) -> HttpResponse:
    """Take a waiting message out of the outbox."""
    message = access.message_for(request.viewer, public_id)
    actions.cancel_message(message, actor=request.viewer)
    flash.success(request, _("The message is not sent."))
    return redirect("followup:message", public_id)


@allow(Can.READ_MESSAGES)
@require_GET
def pause_list(request: Request) -> HttpResponse:
    """Who and what is paused now."""
    return render(
        request,
        "followup/pauses.html",
        {
            "pauses": queries.pauses_shown(request.viewer),
            "may_pause": request.viewer.can(Can.PAUSE_MESSAGES),
        },
    )


@allow(Can.PAUSE_MESSAGES)
@require_http_methods(["GET", "POST"])
def pause_recipient(request: Request, public_id: UUID) -> HttpResponse:
    """Pause all reminders to a message's recipient."""
    message = access.message_for(request.viewer, public_id)
    name = "" if message.recipient_kind == "citizen" else message.recipient_name
    return _pause(
        request,
        name or _("the recipient"),
        {"recipient_key": message.recipient_key},
        message.public_id,
    )


@allow(Can.PAUSE_MESSAGES)
@require_http_methods(["GET", "POST"])
def pause_subject(request: Request, subject: UUID) -> HttpResponse:
    """Pause all reminders about one thing, such as a placement."""
    return _pause(request, _("this"), {"subject": subject}, None)


def _pause(request: Request, what: str, target: dict[str, Any], back: UUID | None) -> HttpResponse:
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                actions.pause_reminders(actor=request.viewer, **form.cleaned_data, **target)
        except Refused as refused:
            form.add_error("until", _(refused.message) % refused.params)
        else:
            flash.success(request, _("Paused. You can end the pause at any time."))
            return redirect("followup:pauses")
    return render(
        request,
        "followup/pause.html",
        {"form": form, "what": what, "back": back},
        status=422 if form.errors else 200,
    )


@allow(Can.PAUSE_MESSAGES)
@require_POST
def end_pause(request: Request, public_id: UUID) -> HttpResponse:
    """Let reminders go again."""
    actions.end_pause(access.pause_for(request.viewer, public_id), actor=request.viewer)
    flash.success(request, _("The pause has ended. Reminders go again."))
    return redirect("followup:pauses")


def _has_inbox(request: Request) -> bool:
    if "InboxBackend" not in settings.EMAIL_BACKEND:
        return False
    return settings.DEMO or request.viewer.can(Can.ADMINISTER)


@allow.member
@require_GET
def inbox(request: Request) -> HttpResponse:
    """Development and demo: what would have been sent. In demo every persona may look."""
    if not _has_inbox(request):
        raise NotYours
    cursor = request.GET.get("side", "").replace("-", "")
    page = queries.inbox_page(request.viewer, cursor=cursor)
    return render(request, "followup/inbox.html", {"page": page})


@allow.member
@require_GET
def inbox_mail(request: Request, pk: int) -> HttpResponse:
    """One mail of the inbox, its links ready to press."""
    if not _has_inbox(request):
        raise NotYours
    mail = access.inbox_mail_for(request.viewer, pk, is_demo=settings.DEMO)
    return render(request, "followup/inbox_mail.html", {"mail": mail})
