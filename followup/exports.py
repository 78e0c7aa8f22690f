"""Tells whoever asked for a long list's file that it is ready."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.kinds import Link, MessageKind, Recipient, Text
from followup.outbox import send_soon

if TYPE_CHECKING:
    from followup.models import Message
    from jobcenter.models import Export, Jobcentre


class ExportReady(MessageKind):
    """Your file is ready: a link that asks for a login, nothing of what is in it."""

    code = "followup.export_ready"
    label = gettext_lazy("a file is ready")
    names_people = False

    def text(self, message: "Message", jobcentre: "Jobcentre") -> Text | None:
        """Return the text; nothing about the list's rows or filters."""
        url = settings.BASE_URL + reverse("jobcenter:file", args=[message.subject])
        return Text(
            _("Your file is ready"),
            [
                _("The list you took out is ready."),
                _("It is deleted after a day, and only you can fetch it."),
            ],
            Link(_("Fetch the file"), url, is_private=False),
        )


def tell_ready(export: "Export") -> None:
    """Write the message to the outbox, once per file."""
    person = export.by
    send_soon(
        ExportReady.code,
        jobcentre_id=export.jobcentre_id,
        subject=export.public_id,
        occurrence=str(export.public_id),
        recipient=Recipient(
            "membership", person.public_id, person.name, str(person.email), str(person.phone),
            language=export.language,
        ),
    )  # fmt: skip
