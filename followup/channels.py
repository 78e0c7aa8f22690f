"""The two ways out of the house, and what their answers mean.

Every answer becomes one of four: sent; try again (nothing was taken over); refused for good; or
doubtful, when the line broke where the other side may already have taken it.
"""

import hashlib
import hmac
import json
import logging
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from followup.choices import Channel, MessageState
from followup.inbox import keep_in_inbox
from followup.letters import Letter
from followup.models import Message
from jobcenter import clock
from jobcenter.doors import make_door
from jobcenter.models import Jobcentre
from jobcenter.tenancy import acting_in

logger = logging.getLogger("bro.followup")
SMS_SECONDS = 15.0
DELIVERY_DOOR = "delivery"
DELIVERY_DAYS = 14
AGAIN, REFUSED = MessageState.WAITING, MessageState.FAILED
SENT, DOUBTFUL = MessageState.SENT, MessageState.DOUBTFUL


@dataclass(frozen=True)
class Outcome:
    """What became of one try; `error` names it without anything about people."""

    state: str
    error: str = ""
    provider_id: str = ""


def deliver(message: Message, letter: Letter, jobcentre: Jobcentre) -> Outcome:
    """Hand the letter over, outside every transaction. Never raises."""
    send = _deliver_sms if message.channel == Channel.SMS else _deliver_mail
    try:
        return send(message, letter, jobcentre)
    except Exception as error:
        logger.warning("Handing over failed: %s", type(error).__name__, exc_info=error)
        return Outcome(DOUBTFUL, type(error).__name__)


def _deliver_mail(message: Message, letter: Letter, jobcentre: Jobcentre) -> Outcome:
    connection = get_connection()
    mail = _mail(message, letter, jobcentre, connection)
    try:
        mail.message()
    except (ValueError, UnicodeError) as error:  # an address that cannot be written down
        return Outcome(REFUSED, type(error).__name__)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException, AnymailError) as error:  # nothing handed over yet
        return Outcome(AGAIN, f"connecting: {_name(error)}")
    try:
        try:
            connection.send_messages([mail])
        except (OSError, smtplib.SMTPException, AnymailError) as error:
            return _of_mail_error(error)
        status = getattr(mail, "anymail_status", None)
        return Outcome(SENT, provider_id=str(getattr(status, "message_id", "") or ""))
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            logger.info("The mail server did not say goodbye.")


def _mail(
    message: Message, letter: Letter, jobcentre: Jobcentre, connection: object
) -> EmailMultiAlternatives:
    _name_of_house, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMultiAlternatives(
        subject=letter.title,
        body=letter.text,
        from_email=formataddr((str(jobcentre), address)),
        to=[message.address],
        reply_to=[jobcentre.entrance_email] if jobcentre.entrance_email else None,
        headers=_headers(message, letter, jobcentre),
        connection=connection,
    )
    mail.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        mail.attach("moede.ics", letter.calendar, "text/calendar; charset=utf-8")
    # A mail service gives this back with what it reports about the mail.
    mail.metadata = {"bro": f"{jobcentre.pk}.{message.public_id}"}  # type: ignore[attr-defined]
    return mail


def _headers(message: Message, letter: Letter, jobcentre: Jobcentre) -> dict[str, str]:
    """Return the headers by which machines know the mail again; RFC 3834 for automatic ones."""
    headers = {"Message-ID": f"<{message.message_id}>", "X-Bro-Jobcentre": jobcentre.code}
    if letter.is_automatic:
        headers["Auto-Submitted"] = "auto-replied" if letter.answers else "auto-generated"
    if letter.answers:
        headers |= {"In-Reply-To": f"<{letter.answers}>", "References": f"<{letter.answers}>"}
    if letter.unsubscribe:  # RFC 2369 and RFC 8058: the mail program's own button
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _of_mail_error(error: Exception) -> Outcome:
    """Return what a mail server's answer means: 4xx try again, 5xx never, silence is doubtful."""
    code = _smtp_code(error)
    if code is not None and 400 <= code < 600:
        return Outcome(AGAIN if code < 500 else REFUSED, f"SMTP {code}")
    if isinstance(error, AnymailRecipientsRefused):
        return Outcome(REFUSED, "recipient refused")
    if isinstance(error, AnymailAPIError) and error.status_code:
        return _of_http(error.status_code)
    return Outcome(DOUBTFUL, _name(error))


def _smtp_code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return min(codes, default=550)
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code
    return 550 if isinstance(error, smtplib.SMTPNotSupportedError) else None


def _of_http(status: int) -> Outcome:
    if status in {408, 429, 503}:
        return Outcome(AGAIN, f"HTTP {status}")
    # Other 5xx: the service may have taken it over before it fell.
    return Outcome(REFUSED if 300 <= status < 500 else DOUBTFUL, f"HTTP {status}")


def _name(error: Exception) -> str:
    """Name an error without its text, which may hold an address."""
    code = _smtp_code(error)
    return f"SMTP {code}" if code is not None else type(error).__name__


class _NoRedirects(HTTPRedirectHandler):
    """A redirect would turn the POST into a GET, and lead elsewhere."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def signature(body: bytes) -> str:
    """Return the HMAC-SHA256 of a gateway request or callback, under SMS_SECRET."""
    digest = hmac.new(settings.SMS_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def _deliver_sms(message: Message, letter: Letter, jobcentre: Jobcentre) -> Outcome:
    if not settings.SMS_URL_TEMPLATE:
        if settings.DEMO or settings.DEBUG:
            keep_in_inbox(jobcentre_id=jobcentre.pk, channel="sms", recipient=message.address,
                          title=letter.title, text=letter.sms)  # fmt: skip
            return Outcome(SENT)
        return Outcome(REFUSED, "no SMS gateway is set")
    with acting_in(jobcentre):
        token = make_door(
            DELIVERY_DOOR,
            jobcentre_id=jobcentre.pk,
            subject=message.public_id,
            expires_at=clock.now() + timedelta(days=DELIVERY_DAYS),
        )
    callback = settings.BASE_URL + reverse("followup:delivery", args=[token])
    return _post_sms(message, letter, callback)


def _post_sms(message: Message, letter: Letter, callback: str) -> Outcome:
    body = json.dumps(
        {
            "id": message.message_id,
            "to": message.address,
            "text": letter.sms,
            "callback": callback,
        }
    ).encode()
    url = settings.SMS_URL_TEMPLATE.format(id=quote(message.message_id, safe=""))
    if urlsplit(url).scheme not in {"http", "https"}:
        return Outcome(REFUSED, "SMS_URL_TEMPLATE is no http address")
    request = Request(  # noqa: S310  the scheme is checked above
        url,
        data=body,
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": message.message_id,
            "X-Bro-Signature": signature(body),
        },
    )
    try:
        with build_opener(_NoRedirects).open(request, timeout=SMS_SECONDS) as answer:
            return Outcome(SENT, provider_id=_provider_id(answer.read(10_000)))
    except HTTPError as error:
        error.close()
        return _of_http(error.code)
    except URLError as error:
        return _of_unreached(error.reason)
    except OSError as error:  # the answer did not come
        return Outcome(DOUBTFUL, type(error).__name__)


def _of_unreached(reason: object) -> Outcome:
    """A refused connection or unknown host took nothing over; a timeout may have."""
    import socket
    import ssl

    known = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
    return Outcome(AGAIN if isinstance(reason, known) else DOUBTFUL, type(reason).__name__)


def _provider_id(answer: bytes) -> str:
    try:
        found = json.loads(answer)
    except ValueError:
        return ""
    return str(found.get("id", "")) if isinstance(found, dict) else ""
