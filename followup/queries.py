"""Read models of the messages' pages: keyset pages along an index, capped counts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from followup.actions import UNSURE
from followup.kinds import label_of
from followup.models import InboxMail, Message, MessageLine, Pause, Reminder
from followup.pauses import open_pauses
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

PAGE = 25
NEEDS_PERSON = "needs"  # the filter that is no single state


@dataclass(frozen=True)
class Page:
    """Rows newest first, and the keys of the neighbouring pages."""

    rows: list[Any]
    previous: str
    following: str


def messages_page(
    viewer: Viewer, *, state: str = "", recipient: str = "", cursor: str = "", size: int = PAGE
) -> Page:
    """Return a page of the jobcentre's messages, newest first.

    The key is the row id of the first row to show ("" for the newest); with "<" before it, the
    page that ends just before that row.
    """
    rows = Message.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if state == NEEDS_PERSON:
        rows = rows.filter(state__in=UNSURE, settled="")
    elif state:
        rows = rows.filter(state=state)
    if recipient:
        rows = rows.filter(recipient_key=recipient)
    return _keyset(_with_lines(rows, viewer), cursor, size)


def _keyset(rows: Any, cursor: str, size: int) -> Page:
    backwards, number = cursor.startswith("<"), cursor.lstrip("<")
    key = int(number) if number.isdigit() and len(number) < 19 else None
    if backwards and key is not None:
        found = list(rows.filter(pk__gt=key).order_by("pk")[: size + 1])
        has_more = len(found) > size
        shown = found[:size][::-1]
        return Page(
            shown, f"<{shown[0].pk}" if shown and has_more else "", str(key) if shown else ""
        )
    if key is not None:
        rows = rows.filter(pk__lte=key)
    found = list(rows.order_by("-pk")[: size + 1])
    shown, rest = found[:size], found[size:]
    return Page(
        shown,
        f"<{shown[0].pk}" if shown and key is not None else "",
        str(rest[0].pk) if rest else "",
    )


def what_it_says(message: Message) -> list[Any]:
    """Return what a message is about, in the labels of its kinds."""
    if message.kind:
        return [label_of(message.kind)]
    return [label_of(line.reminder.kind) for line in message.lines.all()]


def unsure_messages(viewer: Viewer, limit: int = 10) -> list[Message]:
    """Return the messages a person has to decide on: the doubtful first, then oldest first."""
    rows = Message.objects.filter(jobcentre_id=viewer.jobcentre_id, state__in=UNSURE, settled="")
    doubtful_first = Case(When(state="doubtful", then=0), default=1)
    return list(_with_lines(rows, viewer).order_by(doubtful_first, "id")[:limit])


def _with_lines(rows: QuerySet[Message], viewer: Viewer) -> QuerySet[Message]:
    lines = MessageLine.objects.filter(jobcentre_id=viewer.jobcentre_id)
    return rows.defer("body").prefetch_related(
        Prefetch("lines", lines.select_related("reminder").order_by("id"))
    )


def outbox_counts(jobcentre_id: int) -> dict[str, int]:
    """Return how many messages wait, are doubtful, failed or bounced: read from small indexes."""
    return Message.objects.filter(
        Q(state__in=["waiting", "sending"]) | Q(state__in=UNSURE, settled=""),
        jobcentre_id=jobcentre_id,
    ).aggregate(
        **{
            state: Count("id", filter=Q(state=state))
            for state in ("waiting", "sending", "doubtful", "failed", "bounced")
        }
    )


def reminders_of(viewer: Viewer, message: Message) -> list[Reminder]:
    """Return the reminders a message carries."""
    return list(
        Reminder.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            lines__message=message,
            lines__jobcentre_id=viewer.jobcentre_id,
        ).order_by("due_on", "id")
    )


def pause_of(viewer: Viewer, recipient_key: str) -> Pause | None:
    """Return the pause that holds a person's reminders today."""
    return (
        open_pauses(viewer.jobcentre_id)
        .select_related("made_by")
        .filter(recipient_key=recipient_key)
        .first()
    )


def pauses_about(viewer: Viewer, subject: UUID) -> Pause | None:
    """Return the pause that holds reminders about a subject today."""
    return (
        open_pauses(viewer.jobcentre_id).select_related("made_by").filter(subject=subject).first()
    )


def about(message: Message, reminders: list[Reminder]) -> list[tuple[Any, Any]]:
    """Return what a message is about: each kind's label and the day it was due."""
    if message.kind:
        return [(label_of(message.kind), None)]
    return [(label_of(reminder.kind), reminder.due_on) for reminder in reminders]


def resend_of(viewer: Viewer, message: Message) -> Message | None:
    """Return the message that repeats this one."""
    if not message.settled:
        return None
    return Message.objects.filter(jobcentre_id=viewer.jobcentre_id, resend_of=message).first()


def pauses_shown(viewer: Viewer, limit: int = 100) -> list[dict[str, Any]]:
    """Return the pauses that hold today with the name of whom they hold, soonest end first."""
    pauses = list(
        open_pauses(viewer.jobcentre_id)
        .select_related("made_by")
        .annotate(
            who=Subquery(
                Message.objects.filter(
                    jobcentre_id=viewer.jobcentre_id,
                    recipient_key=OuterRef("recipient_key"),
                    recipient_kind__in=["contact", "membership"],
                )
                .order_by("-id")
                .values("recipient_name")[:1]
            ),
            what=Subquery(
                Reminder.objects.filter(
                    jobcentre_id=viewer.jobcentre_id, subject=OuterRef("subject")
                )
                .order_by("-id")
                .values("kind")[:1]
            ),
        )
        .order_by("until", "id")[:limit]
    )
    return [{"pause": p, "who": p.who, "what": label_of(p.what) if p.what else ""} for p in pauses]


def messages_about(viewer: Viewer, subject: UUID, limit: int = 20) -> list[Message]:
    """Return the newest messages about a subject, direct ones and the day's.

    For the pages of rooms above: “when and where was it sent”.
    """
    carried = MessageLine.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        reminder__jobcentre_id=viewer.jobcentre_id,
        reminder__subject=subject,
    ).order_by("-message_id")[:limit]
    ids = {line.message_id for line in carried}
    direct = Message.objects.filter(jobcentre_id=viewer.jobcentre_id, subject=subject)
    ids |= set(direct.order_by("-id").values_list("pk", flat=True)[:limit])
    return list(
        Message.objects.filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
        .defer("body")
        .order_by("-id")[:limit]
    )


def inbox_page(viewer: Viewer, *, cursor: str = "", size: int = PAGE) -> Page:
    """Return a page of the development inbox: the jobcentre's own mails.

    An administrator sees mails of no jobcentre (logins, passwords) as well.
    """
    whose = Q(jobcentre_id=viewer.jobcentre_id)
    if viewer.can(Can.ADMINISTER):
        whose |= Q(jobcentre_id__isnull=True)
    return _keyset(InboxMail.objects.filter(whose).defer("html"), cursor, size)
