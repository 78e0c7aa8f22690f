"""What a campaign writes by mail, to people who agreed to it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.letters import CAMPAIGN_MAIL
from companies.models import CampaignRow, ContactPerson
from companies.queries.letters import merged
from followup.kinds import MessageKind, Text


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
        words = merged(row.campaign.letter_text, row.company, person.name)
        paragraphs = [part.strip() for part in words.replace("\r", "").split("\n\n")]
        return Text(
            title=merged(row.campaign.letter_title, row.company),
            lines=[
                *(part for part in paragraphs if part),
                _("You get this mail because you agreed to mail from us. Answer it to say stop."),
            ],
        )
