"""What a campaign writes by mail, to people who agreed to it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.letters import CAMPAIGN_MAIL
from companies.actions.mail_consent import STOP_DOOR
from companies.models import CampaignRow, ContactPerson
from companies.queries.letters import merged
from followup.kinds import Link, MessageKind, Text
from jobcenter.clock import now
from jobcenter.doors import make_door

LINK_LASTS = timedelta(days=400)  # an old mail can still be stopped


def stop_link(person: ContactPerson) -> str:
    """Make a door of the person's own that ends these mails, and return its address."""
    token = make_door(
        STOP_DOOR, jobcentre_id=person.jobcentre_id, subject=person.public_id,
        expires_at=now() + LINK_LASTS,
    )  # fmt: skip
    return settings.BASE_URL.rstrip("/") + reverse("mail_stop:stop", args=[token])


class CampaignMail(MessageKind):
    """The text of a campaign, asked for again at the moment of sending: consent may be gone."""

    code = CAMPAIGN_MAIL
    label = gettext_lazy("mail of a campaign")

    def text(self, message: Any, jobcentre: Any) -> Text | None:
        """Write the text; nothing if the company or the person said no meanwhile."""
        row = (
            CampaignRow.objects.select_related("campaign", "company")
            .filter(jobcentre_id=jobcentre.pk, public_id=message.subject)
            .first()
        )
        if row is None or row.company.advertising_protected or row.state != "todo":
            return None
        person = (
            ContactPerson.objects.still_there()
            .filter(
                jobcentre_id=jobcentre.pk, public_id=message.recipient_key.partition(":")[2],
                may_receive_mail=True,
            )
            .first()
        )  # fmt: skip
        if person is None:
            return None
        page = stop_link(person)
        words = merged(row.campaign.letter_text, row.company, person.name)
        paragraphs = [part.strip() for part in words.replace("\r", "").split("\n\n")]
        return Text(
            title=merged(row.campaign.letter_title, row.company),
            lines=[
                *(part for part in paragraphs if part),
                _("You get this mail because you agreed to mail from us. Answer it to say stop."),
            ],
            link=Link(_("Stop these mails"), page),
            unsubscribe=page,
        )
