"""What somebody at a company is written about a clear word: a link, and later that it has ended.

Never a name, and nothing about anybody: mail is read on other screens than ours.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.kinds import Link, MessageKind, Text
from followup.outbox import send_soon
from jobcenter.clock import COPENHAGEN, today
from jobcenter.doors import make_door, revoke_doors
from placements.choices.sharing import DOOR, WordState
from placements.mails import mentor_recipient
from placements.models import Sharing, SharingReader
from placements.queries.texts import pretty_phone

LINK, STOPPED = "placements.word_link", "placements.word_stopped"


def send_link(reader: SharingReader) -> bool:
    """Put a mail with a link into the outbox; False if there is no address, or another."""
    return _send(LINK, reader)


def tell_stopped(reader: SharingReader) -> bool:
    """Put a mail into the outbox that says that nothing is shared any more."""
    return _send(STOPPED, reader)


def _send(kind: str, reader: SharingReader) -> bool:
    if not reader.is_same:
        return False
    message = send_soon(
        kind, jobcentre_id=reader.jobcentre_id, subject=reader.public_id,
        recipient=mentor_recipient(reader.person),
    )  # fmt: skip
    return message is not None


def word_link(reader: SharingReader, sharing: Sharing) -> str:
    """Make a door to one text and return its address; it closes when the approval runs out."""
    assert sharing.until is not None  # noqa: S101  held by a constraint
    revoke_doors(DOOR, reader.public_id)  # a link sent anew is the only one: the former may be lost
    closes = datetime.combine(sharing.until + timedelta(days=1), time(0), COPENHAGEN)
    token = make_door(
        DOOR, jobcentre_id=reader.jobcentre_id, subject=reader.public_id, expires_at=closes
    )
    return settings.BASE_URL.rstrip("/") + reverse("placements:word_door", args=[token])


def _found(message: Any, jobcentre: Any) -> SharingReader | None:
    """Return the reader a message is to, if it still goes to the same person."""
    reader = (
        SharingReader.objects.filter(jobcentre_id=jobcentre.pk, public_id=message.subject)
        .select_related("person", "sharing__placement", "sharing__by")
        .order_by()
        .first()
    )
    if reader is None or f"contact:{reader.person.public_id}" != message.recipient_key:
        return None
    if reader.person.left_on is not None or not reader.is_same:
        return None
    return reader


class WordLink(MessageKind):
    """There is something to read before somebody comes."""

    code = LINK
    label = gettext_lazy("link to what a company is told")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if it was withdrawn meanwhile."""
        reader = _found(message, jobcentre)
        if reader is None:
            return None
        sharing = Sharing.objects.live(today()).filter(
            jobcentre_id=jobcentre.pk, pk=reader.sharing_id
        )
        if not sharing.exists():
            return None
        by = reader.sharing.by
        return Text(
            title=_("Something to read about a candidate"),
            lines=[
                _("A candidate has said yes to telling you what is good to know at work."),
                _("It stands behind the link, for you alone: please do not forward it."),
                *(
                    [
                        _("Rather talk? Call %(name)s, %(number)s.")
                        % {"name": by.name, "number": pretty_phone(by.phone)}
                    ]
                    if by.phone and by.ended_on is None
                    else []
                ),
            ],
            link=Link(_("Read it"), word_link(reader, reader.sharing)),
        )


class WordStopped(MessageKind):
    """What was shared is shared no longer."""

    code = STOPPED
    label = gettext_lazy("what a company was told is withdrawn")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if a new text has been shared meanwhile."""
        reader = _found(message, jobcentre)
        if reader is None or reader.sharing.state != WordState.WITHDRAWN:
            return None
        again = Sharing.objects.live(today()).filter(
            jobcentre_id=jobcentre.pk, citizen_id=reader.sharing.citizen_id,
            company_id=reader.sharing.company_id,
        )  # fmt: skip
        if again.exists():
            return None
        return Text(
            title=_("Something is no longer shared with you"),
            lines=[
                _("What you could read about a candidate is no longer shared, and the link is"
                  " closed."),
                _("Please destroy what you have printed or written down from it."),
            ],
        )  # fmt: skip
