"""Development and demo: mail stays in the house and is read on a page."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from followup.models import InboxMail
from jobcenter import clock
from jobcenter.models import Jobcentre


class InboxBackend(BaseEmailBackend):
    """A mail backend that keeps every mail as an InboxMail row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each mail once per recipient."""
        count = 0
        for mail in email_messages:
            code = mail.extra_headers.get("X-Bro-Jobcentre")
            jobcentre = Jobcentre.objects.filter(code=code).first() if code else None
            for recipient in mail.recipients():
                keep_in_inbox(
                    jobcentre_id=jobcentre.pk if jobcentre else None,
                    channel="mail",
                    recipient=recipient,
                    sender=mail.from_email,
                    title=mail.subject,
                    text=str(mail.body),
                    html=_html_of(mail),
                    message_id=mail.extra_headers.get("Message-ID", ""),
                )
            count += 1
        return count


def keep_in_inbox(**values: Any) -> InboxMail:
    """Keep one mail or text message for the inbox page."""
    return InboxMail.objects.create(at=clock.now(), **values)


def _html_of(mail: EmailMessage) -> str:
    for alternative in getattr(mail, "alternatives", []):
        if alternative[1] == "text/html":
            return str(alternative[0])
    return ""
