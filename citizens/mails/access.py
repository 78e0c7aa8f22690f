"""Tells whoever asked to see a citizen what the answer is: a mail, and a line on my day.

Neither names the citizen or repeats what was written; both stand behind the login.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.access import pseudonym
from citizens.choices import RequestState
from citizens.models import AccessRequest
from followup.brought import Shown, bring_one
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.outbox import send_soon
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.viewer import Viewer

ANSWERED = "citizens.access_answered"


class AccessAnswered(MessageKind):
    """Your request for access is answered: yes and until when, or no."""

    code = ANSWERED
    label = gettext_lazy("answer to a request for access")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if the one who asked has seen the answer meanwhile."""
        asked = (
            AccessRequest.objects.filter(
                jobcentre_id=jobcentre.pk, public_id=message.subject, seen_at__isnull=True
            )
            .exclude(state=RequestState.ASKED)
            .select_related("citizen")
            .order_by()
            .first()
        )
        if asked is None:
            return None
        if asked.state == RequestState.GRANTED and asked.until:
            line = _("You can read the page to and including %(day)s. Every look is logged.") % {
                "day": say(asked.until, "j. F Y")
            }
        else:
            line = _("The answer is no. The reason stands on the page.")
        url = settings.BASE_URL.rstrip("/")
        url += reverse("citizens:page", args=[asked.citizen.public_id])
        return Text(
            _("Your request for access is answered"),
            [line],
            Link(_("Open the page"), url, is_private=False),
        )


def tell_answer(asked: AccessRequest) -> None:
    """Write the message to the outbox, once per request."""
    member = asked.membership
    if member.ended_on is not None:
        return
    send_soon(
        ANSWERED,
        jobcentre_id=asked.jobcentre_id,
        subject=asked.public_id,
        occurrence=str(asked.public_id),
        recipient=Recipient(
            kind="membership",
            public_id=member.public_id,
            name=member.name,
            email=member.email or member.user.email,
            language=member.user.language,
        ),
    )


def answers_of(viewer: Viewer, day: date) -> QuerySet[AccessRequest]:
    """Return the answers the viewer got and has not seen."""
    return AccessRequest.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        membership_id=viewer.membership_id or 0,
        decided_at__isnull=False,
        seen_at__isnull=True,
    )


_SHOWN = Shown(
    AccessRequest,
    lambda viewer, day: answers_of(viewer, day).order_by("-decided_at", "-pk"),
    ("public_id", "state", "until", "answer", "decided_by__name", "citizen__public_id"),
)  # fmt: skip


def answer_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return them as lines of my day, the newest first."""
    return [_row(asked, viewer, day) for asked in bring_one(viewer, day, _SHOWN, limit)]


def _row(asked: AccessRequest, viewer: Viewer, day: date) -> QueueRow:
    granted = asked.state == RequestState.GRANTED
    who = asked.decided_by.name if asked.decided_by else ""
    if granted and asked.until:
        told = {"name": who, "day": say(asked.until, "j. F Y")}
        why = _("%(name)s said yes, to and including %(day)s.") % told
    else:
        why = _("%(name)s said no.") % {"name": who}
    letters = {"letters": pseudonym(asked.citizen.public_id)}
    url = reverse("citizens:see_answer", args=[asked.public_id])
    return QueueRow(
        severity="week", title=_("Citizen %(letters)s") % letters,
        why=f"{why} {asked.answer}".strip(), actions=[Action(_("Open"), url, "post")],
        subject=asked.public_id,
        tag=Tag(_("Access granted") if granted else _("Access refused"),
                "ok" if granted else "warn"),
    )  # fmt: skip


ANSWERS = QueueKind(
    code=ANSWERED,
    label=gettext_lazy("Answers to your requests for access"),
    order=72,
    find=answer_rows,
    waiting=answers_of,
    shown=_SHOWN,
    row=_row,
)
