"""What mentors are written: a first name, a week and a link; nothing else about anybody."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import ContactPerson
from followup.kinds import Link, MessageKind, Recipient, Text
from jobcenter.clock import now
from jobcenter.doors import make_door
from placements.access import MENTOR_DOOR
from placements.choices import State
from placements.models import Placement
from placements.queries.texts import pretty_phone

NEW_LINK = "placements.new_link"
LINK_LASTS = timedelta(days=14)


def recipient_of(
    public_id: UUID, name: str, email: str, phone: str, language: str, preferred: str
) -> Recipient:
    """Return a mentor's columns as somebody to write to, by the channel they prefer."""
    return Recipient(
        kind="contact", public_id=public_id, name=name, email=email, phone=phone or "",
        language=language, prefers="sms" if preferred == "sms" else "mail",
    )  # fmt: skip


def mentor_recipient(mentor: ContactPerson) -> Recipient:
    """Return the mentor as somebody to write to."""
    return recipient_of(
        mentor.public_id, mentor.name, mentor.email, str(mentor.phone or ""), mentor.language,
        mentor.preferred_channel,
    )  # fmt: skip


def mentor_link(placement: Placement) -> str:
    """Make a door to this placement and return its address: a token and nothing else."""
    token = make_door(
        MENTOR_DOOR,
        jobcentre_id=placement.jobcentre_id,
        subject=placement.public_id,
        expires_at=now() + LINK_LASTS,
    )
    return settings.BASE_URL.rstrip("/") + reverse("placements:door", args=[token])


def ask_about_week(placement: Placement, week: date | None) -> Text:
    """Return the text that asks how the week went; `week` is its Monday."""
    name = placement.citizen.first_name
    if week is None:
        question = _("How is it going for %(name)s?") % {"name": name}
    else:
        question = _("How did week %(week)s go for %(name)s?") % {
            "name": name,
            "week": week.isocalendar().week,
        }
    url = mentor_link(placement)
    return Text(
        title=_("How did the week go?"),
        lines=[
            question,
            _("Three taps, no password. It takes a minute."),
            *_who_to_call(placement),
        ],
        link=Link(_("Answer for %(name)s") % {"name": name}, url),
        sms=f"{question} {url}",
    )


def _who_to_call(placement: Placement) -> list[str]:
    """Return the line with the consultant's direct number, if there is one."""
    consultant = placement.consultant
    if not consultant.phone:
        return []
    said = {"name": consultant.name, "number": pretty_phone(consultant.phone)}
    return [_("Rather talk? Call %(name)s, %(number)s.") % said]


class NewLink(MessageKind):
    """A new link, asked for by a colleague or at an expired door. Not urgent: office hours."""

    code = NEW_LINK
    label = gettext_lazy("new link to the mentor")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new door; nothing if the placement has stopped meanwhile."""
        placement = (
            Placement.objects.select_related("citizen", "mentor", "consultant")
            .filter(jobcentre_id=jobcentre.pk, public_id=message.subject_id, state=State.RUNNING)
            .first()
        )
        if placement is None or placement.mentor is None:
            return None
        if f"contact:{placement.mentor.public_id}" != message.recipient_key:
            return None  # another mentor by now: the link is not for this address
        return ask_about_week(placement, None)
