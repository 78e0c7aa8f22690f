"""What a colleague is written when work is handed over to them, and what tops their day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import HandOver
from followup.brought import Shown, bring_one
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.handover import handover_kinds
from jobcenter.models import Membership
from jobcenter.viewer import Viewer

HANDED_OVER = "companies.handed_over"


def colleague(member: Membership) -> Recipient:
    """Return a colleague as somebody to write to."""
    return Recipient(
        kind="membership",
        public_id=member.public_id,
        name=member.name,
        email=member.email or member.user.email,
        language=member.user.language,
    )


def label_of(code: str) -> str:
    """Return what was handed over, in words."""
    kind = handover_kinds.get(code)
    return str(kind.label) if kind else code


class HandedOver(MessageKind):
    """Tells a colleague that something is theirs now; names no company and no person."""

    code = HANDED_OVER
    label = gettext_lazy("work handed over to a colleague")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if the receiver has seen it meanwhile."""
        done = (
            HandOver.objects.select_related("giver")
            .filter(jobcentre_id=jobcentre.pk, public_id=message.subject, seen_at__isnull=True)
            .first()
        )
        if done is None:
            return None
        lines = [
            _("%(what)s: %(number)s, from %(who)s.")
            % {"what": label_of(done.kind), "number": done.number, "who": done.giver.name}
        ]
        if done.note:
            lines.append(done.note)
        url = settings.BASE_URL.rstrip("/") + "/"
        return Text(
            title=_("Work has been handed over to you"),
            lines=lines,
            link=Link(_("See it on My day"), url, is_private=False),
        )


def _unseen(viewer: Viewer, day: date) -> QuerySet[HandOver]:
    return HandOver.objects.filter(
        jobcentre_id=viewer.jobcentre_id, receiver_id=viewer.membership_id, seen_at__isnull=True
    )


_SHOWN = Shown(
    HandOver,
    lambda viewer, day: _unseen(viewer, day).order_by("-id"),
    ("public_id", "kind", "number", "note", "giver__name"),
)  # fmt: skip


def handed_rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return what was handed over to the viewer and not seen yet, the newest first."""
    return [_handed_row(done, viewer, day) for done in bring_one(viewer, day, _SHOWN, limit)]


def _handed_row(done: HandOver, viewer: Viewer, day: date) -> QueueRow:
    told = {"what": label_of(done.kind), "number": done.number}
    why = _("Handed over by %(who)s") % {"who": done.giver.name}
    mine = reverse("companies:hand_over_mine") + f"#{done.kind.replace('.', '-')}"
    seen = reverse("companies:hand_over_seen", args=[done.public_id])
    return QueueRow(
        severity="now", title=_("%(what)s: %(number)s are yours now") % told,
        why=f"{why}. {done.note}" if done.note else why,
        actions=[Action(_("Look at it"), mine, primary=True),
                 Action(_("Seen"), seen, method="post")],
        subject=done.public_id, tag=Tag(_("new"), "info"),
    )  # fmt: skip


QUEUE = QueueKind(
    code=HANDED_OVER,
    label=gettext_lazy("Handed over to you"),
    order=5,
    find=handed_rows,
    waiting=_unseen,
    shown=_SHOWN,
    row=_handed_row,
)
