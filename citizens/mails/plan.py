"""The message with the link to the plan: nothing about the person in it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.models import Citizen
from citizens.rules.plan import LINK, LINK_LASTS
from followup.choices import MessageState
from followup.kinds import Link, MessageKind, Recipient, Text
from followup.models import Message
from followup.outbox import send_soon
from jobcenter.clock import now
from jobcenter.doors import make_door, revoke_doors

PLAN_LINK = "citizens.plan_link"


def send_link(citizen: Citizen) -> None:
    """Put the link into the outbox, to the citizen's own mail or phone."""
    send_soon(
        PLAN_LINK, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        recipient=Recipient(
            kind="citizen", public_id=citizen.public_id, email=citizen.email,
            phone=str(citizen.phone or ""), language="en" if citizen.language == "en" else "da",
        ),
    )  # fmt: skip


def stop_links(citizen: Citizen) -> int:
    """Take back links that wait to be sent and return how many."""
    return Message.objects.filter(
        jobcentre_id=citizen.jobcentre_id, kind=PLAN_LINK, subject=citizen.public_id,
        state=MessageState.WAITING,
    ).update(state=MessageState.CANCELLED, last_error="taken back")  # fmt: skip


def plan_link(citizen: Citizen) -> str:
    """Make a door to the plan, close the former ones, and return its address."""
    revoke_doors(LINK, citizen.public_id)
    token = make_door(
        LINK, jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id,
        expires_at=now() + LINK_LASTS,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("plan_door:link", args=[token])


class PlanLink(MessageKind):
    """A link to the own plan."""

    code = PLAN_LINK
    label = gettext_lazy("link to the own plan")
    names_people = False

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if the address is another one by now."""
        citizen = Citizen.objects.filter(
            jobcentre_id=jobcentre.pk, public_id=message.subject
        ).first()
        if citizen is None or message.address not in {citizen.email, str(citizen.phone or "")}:
            return None
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        return Text(
            title=_("Your plan: read it and answer"),
            lines=[
                _("%(house)s has written a plan with you. You can answer it in your own words.")
                % {"house": house},
                _("The link is yours. The page asks for your birthday, and closes by itself."),
            ],
            link=Link(_("Open the page"), plan_link(citizen)),
        )
