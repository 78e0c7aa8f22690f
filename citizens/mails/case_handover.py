"""Mail about a handover, to the colleague whose turn it is: never who it is about."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models import CaseHandover
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.outbox import send_soon
from jobcenter.models import Membership

HANDOVER = "citizens.case_handover"


def tell(row: CaseHandover, member: Membership) -> None:
    """Tell a colleague that a handover waits for them, or what became of theirs."""
    if member.ended_on is not None:
        return
    send_soon(
        HANDOVER, jobcentre_id=row.jobcentre_id, subject=row.public_id,
        occurrence=f"{row.public_id}:{row.rounds}:{row.state}",
        recipient=Recipient(
            kind="membership", public_id=member.public_id, name=member.name,
            email=member.email or member.user.email, language=member.user.language,
        ),
    )  # fmt: skip


class HandoverMessage(MessageKind):
    """A handover waits for you, was accepted, or came back."""

    code = HANDOVER
    label = gettext_lazy("handover of a candidate")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if the handover has moved on meanwhile."""
        row = CaseHandover.objects.filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject
        ).first()
        if row is None or not message.occurrence.endswith(f":{row.rounds}:{row.state}"):
            return None
        said = {
            "proposed": (
                _("A candidate is to be handed over to you"),
                _("Read what was agreed, and answer: accept it, or send it back with a reason."),
            ),
            "accepted": (
                _("Your handover is accepted"), _("The consultant is in the case team now."),
            ),
            "returned": (
                _("Your handover came back"), _("The reason stands on the page."),
            ),
        }.get(row.state)  # fmt: skip
        if said is None:
            return None
        url = settings.BASE_URL.rstrip("/")
        url += reverse("citizens:case_handover", args=[row.public_id])
        return Text(said[0], [said[1]], Link(_("Open the page"), url, is_private=False))
