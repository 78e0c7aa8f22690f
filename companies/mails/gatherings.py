"""What people are written about an event: the invitation, and what became of their answer."""

from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as date_text
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.gatherings import INVITE, TOLD, may_be_written_to
from companies.choices.gathering import DOOR, LINK_AFTER, Answer, GatheringState
from companies.models import Gathering, Invitation
from followup.kinds import Link, MessageKind, Text
from jobcenter.calendar_files import appointment
from jobcenter.clock import COPENHAGEN, now
from jobcenter.doors import make_door


def when(gathering: Gathering) -> str:
    """Return the day and the hours of an event in words."""
    first, last = (at.astimezone(COPENHAGEN) for at in (gathering.starts_at, gathering.ends_at))
    hours = {"day": date_text(first, "l j. F Y"), "from": f"{first:%H.%M}", "to": f"{last:%H.%M}"}
    return _("%(day)s, %(from)s to %(to)s") % hours


def calendar_of(
    gathering: Gathering, jobcentre: Any, *, is_sure: bool = True, link: str = ""
) -> str:
    """Return the event for a calendar; a later version replaces the one there."""
    return appointment(
        uid=f"{gathering.public_id}@bro", title=gathering.title, starts_at=gathering.starts_at,
        ends_at=gathering.ends_at, place=gathering.place, text="\n".join(
            part for part in (gathering.purpose, link) if part
        ),
        organizer=f"{jobcentre.unit_label} {jobcentre.name}",
        organizer_mail=jobcentre.entrance_email, sequence=gathering.version, is_sure=is_sure,
        is_cancelled=gathering.state == GatheringState.CANCELLED,
    )  # fmt: skip


def door_to(invitation: Invitation) -> str:
    """Make the person's own link and return its address."""
    token = make_door(
        DOOR, jobcentre_id=invitation.jobcentre_id, subject=invitation.public_id,
        expires_at=max(invitation.gathering.ends_at, now()) + LINK_AFTER,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("gatherings:answer", args=[token])


def _invitation(message: Any, jobcentre: Any) -> Invitation | None:
    return (
        Invitation.objects.select_related("gathering", "person", "company")
        .filter(jobcentre_id=jobcentre.pk, public_id=message.subject)
        .first()
    )


class GatheringInvite(MessageKind):
    """Asks a person to come; the answer takes one press, without a login."""

    code = INVITE
    label = gettext_lazy("invitation to an event")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text with a new link; nothing if it is over, answered or no longer wanted."""
        row = _invitation(message, jobcentre)
        if row is None or row.state != Answer.INVITED or not may_be_written_to(row):
            return None
        gathering = row.gathering
        if gathering.state != GatheringState.PLANNED or gathering.starts_at <= now():
            return None
        house = f"{jobcentre.unit_label} {jobcentre.name}"
        paragraphs = [part.strip() for part in gathering.text.replace("\r", "").split("\n\n")]
        lines = [
            _("%(house)s invites you: %(title)s.") % {"house": house, "title": gathering.title},
            _("%(when)s. %(place)s.") % {"when": when(gathering), "place": gathering.place},
            gathering.purpose,
            *(part for part in paragraphs if part),
        ]
        if gathering.answer_by:
            day = date_text(gathering.answer_by, "j. F")
            lines.append(_("Please answer by %(day)s.") % {"day": day})
        return Text(
            title=_("Invitation: %(title)s") % {"title": gathering.title}, lines=lines,
            link=Link(_("Say yes or no"), door_to(row)),
            calendar=calendar_of(gathering, jobcentre, is_sure=False),
        )  # fmt: skip


class GatheringTold(MessageKind):
    """Tells a person what became of the answer, or of the event."""

    code = TOLD
    label = gettext_lazy("answer about an event")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write what still holds at the moment of sending; nothing if it does not."""
        row = _invitation(message, jobcentre)
        if row is None:
            return None
        what, gathering = message.context.get("what", ""), row.gathering
        is_off = gathering.state == GatheringState.CANCELLED
        holds = {
            "yes": row.state == Answer.COMING, "seat": row.state == Answer.COMING,
            "waiting": row.state == Answer.WAITING, "cancelled": is_off,
            "changed": row.state in {Answer.COMING, Answer.WAITING},
        }.get(what, False)  # fmt: skip
        if not holds or (is_off and what != "cancelled"):
            return None
        told = {"title": gathering.title}
        titles = {
            "yes": _("You have a seat: %(title)s"), "seat": _("There is a seat now: %(title)s"),
            "waiting": _("You are on the waiting list: %(title)s"),
            "cancelled": _("Called off: %(title)s"), "changed": _("Another time: %(title)s"),
        }  # fmt: skip
        lines = [_("%(when)s. %(place)s.") % {"when": when(gathering), "place": gathering.place}]
        if what == "waiting":
            lines.append(_("All seats are taken. We write to you as soon as one is free."))
        if what == "cancelled":
            lines += [gathering.closing_note, _("We are sorry, and hope to see you another time.")]
        elif what != "waiting":
            lines.append(_("Should you be kept from coming, tell us by the link: others wait."))
        return Text(
            title=titles[what] % told, lines=lines,
            link=None if is_off else Link(_("See or change your answer"), door_to(row)),
            calendar="" if what == "waiting" else calendar_of(gathering, jobcentre),
        )  # fmt: skip
