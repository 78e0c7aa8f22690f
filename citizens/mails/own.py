"""What a citizen is sent about the own page: a code, or the address; nothing about the person."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models import Citizen, OwnCode, OwnRemark
from citizens.rules.own import shown_code
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.outbox import send_soon
from jobcenter.viewer import Viewer

OWN_CODE = "citizens.own_code"
OWN_LINK = "citizens.own_link"
OWN_ANSWER = "citizens.own_answer"


def send_code(row: OwnCode, citizen: Citizen, address: str, language: str) -> None:
    """Put a code into the outbox, to the mail or phone that was typed; it leaves at once."""
    by_mail = "@" in address
    send_soon(
        OWN_CODE, jobcentre_id=row.jobcentre_id, subject=row.public_id,
        recipient=Recipient(
            kind="citizen", public_id=citizen.public_id, language=language,
            email=citizen.email if by_mail else "", phone="" if by_mail else address,
            prefers="mail" if by_mail else "sms",
        ),
    )  # fmt: skip


def recipient_of(citizen: Citizen) -> Recipient:
    """Return a citizen as the recipient of a message that names nobody."""
    return Recipient(
        kind="citizen", public_id=citizen.public_id, email=citizen.email,
        phone=str(citizen.phone or ""), language="en" if citizen.language == "en" else "da",
    )  # fmt: skip


def send_link(citizen: Citizen) -> None:
    """Put the address of the own page into the outbox."""
    send_soon(
        OWN_LINK, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        recipient=recipient_of(citizen),
    )  # fmt: skip


def send_answered(row: OwnRemark) -> None:
    """Tell a citizen that an answer stands on the own page."""
    send_soon(
        OWN_ANSWER, jobcentre_id=row.jobcentre_id, subject=row.public_id,
        occurrence=str(row.public_id), recipient=recipient_of(row.citizen),
    )  # fmt: skip


def own_address(jobcentre: Any) -> str:
    """Return the absolute address where a citizen of a jobcentre asks for a code."""
    return settings.BASE_URL.rstrip("/") + reverse("own:ask", args=[jobcentre.code])


class OwnCodeMessage(MessageKind):
    """A code for whoever asked to open the own page."""

    code = OWN_CODE
    label = gettext_lazy("code to the own page")
    is_urgent = True  # somebody waits at the screen

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new code; nothing if another was asked for meanwhile."""
        from citizens.actions.own import make_code

        row = OwnCode.objects.filter(jobcentre_id=jobcentre.pk, public_id=message.subject).first()
        code = make_code(row, actor=Viewer.system(jobcentre)) if row else None
        if code is None:
            return None
        told = {"code": shown_code(code)}
        return Text(
            title=_("Your code"),
            lines=[
                _("The code is %(code)s. It lasts 10 minutes.") % told,
                _("You did not ask for it? Then somebody typed your address. Nothing is open, and "
                  "you need do nothing."),
            ],
            sms=_("Your code is %(code)s. It lasts 10 minutes.") % told,
        )  # fmt: skip


class OwnLinkMessage(MessageKind):
    """Where the own page is."""

    code = OWN_LINK
    label = gettext_lazy("address of the own page")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; the address is the same for everybody."""
        return Text(
            title=_("Your own page with us"),
            lines=[
                _("You can read what we have written about you, and who has looked at it."),
                _("Type your e-mail or phone number there. We send you a code."),
            ],
            link=Link(_("Open the page"), own_address(jobcentre), is_private=False),
            sms=_("You can read what we have written about you here:"),
        )


class OwnAnswerMessage(MessageKind):
    """An answer stands on the own page."""

    code = OWN_ANSWER
    label = gettext_lazy("answer on the own page")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text: never what was asked or answered."""
        return Text(
            title=_("You have an answer from us"),
            lines=[_("You wrote to us on your own page. The answer stands there.")],
            link=Link(_("Open the page"), own_address(jobcentre), is_private=False),
        )
