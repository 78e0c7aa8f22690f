"""Letters of a campaign: mail to those who agreed, and the log of what was posted."""

from django.utils.translation import gettext as _

from companies.actions.campaigns import may_manage
from companies.choices.campaign import CampaignState
from companies.models import Campaign, CampaignRow, Contact
from companies.queries.letters import Recipient, addressees
from followup.kinds import Recipient as Addressee
from followup.outbox import send_soon
from jobcenter import registries
from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.models import Event
from jobcenter.viewer import Viewer

CAMPAIGN_MAIL = "companies.campaign_mail"


def check_can_write(campaign: Campaign, *, actor: Viewer) -> None:
    """Refuse letters of a campaign that is not running, or that has no text."""
    may_manage(actor)
    if campaign.state != CampaignState.RUNNING:
        raise Refused("not_running", N_("The campaign is not running."))
    if not campaign.letter_title.strip() or not campaign.letter_text.strip():
        raise Refused("no_text", N_("Write the heading and the text of the letter first."))


def _locked(campaign: Campaign, actor: Viewer) -> Campaign:
    found = (
        Campaign.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=campaign.pk)
        .first()
    )
    if found is None:
        raise NotYours
    check_can_write(found, actor=actor)
    return found


@action
def send_mails(campaign: Campaign, *, actor: Viewer) -> int:
    """Write a mail to one person of each company who agreed to mail; each once a campaign."""
    found = _locked(campaign, actor)
    sent: list[Recipient] = []
    for each in addressees(actor, found):
        person = each.person
        if person is None or each.left_out("mail") or each.row.lettered_at is not None:
            continue
        recipient = Addressee(
            kind="contact", public_id=person.public_id, name=person.name, email=person.email,
            language=person.language,
        )  # fmt: skip
        if send_soon(
            CAMPAIGN_MAIL, jobcentre_id=actor.jobcentre_id, subject=each.row.public_id,
            recipient=recipient, occurrence="campaign",
        ):  # fmt: skip
            sent.append(each)
    _log(found, sent, "mail", actor)
    return len(sent)


@action
def note_letters_posted(campaign: Campaign, *, actor: Viewer) -> int:
    """Write every letter into its company's log, once: they have been posted."""
    found = _locked(campaign, actor)
    posted = [
        each
        for each in addressees(actor, found)
        if not each.left_out("letter") and each.row.lettered_at is None
    ]
    _log(found, posted, "letter", actor)
    return len(posted)


def _log(campaign: Campaign, who: list[Recipient], channel: str, actor: Viewer) -> None:
    """Log a contact with each, in a few statements however many there are."""
    if actor.membership_id is None:
        raise NotYours
    moment = now()
    made = [
        Contact(
            jobcentre_id=actor.jobcentre_id, company_id=each.company.pk, by_id=actor.membership_id,
            person=each.person if channel == "mail" else None, channel=channel, state="held",
            held_at=moment, purpose=campaign.purpose,
            outcome=_("Sent as part of the campaign “%(name)s”.") % {"name": campaign.name},
        )
        for each in who
    ]  # fmt: skip
    Contact.objects.bulk_create(made, batch_size=1_000)
    kind = "companies.contact_held"
    Event.objects.bulk_create(
        [
            Event(
                jobcentre_id=actor.jobcentre_id, at=moment, kind=kind,
                group=registries.event_kinds[kind].group, actor_id=actor.membership_id,
                actor_kind=actor.kind, company_id=contact.company_id, subject=contact.public_id,
                text=contact.purpose,
            )
            for contact in made
        ],
        batch_size=1_000,
    )  # fmt: skip
    CampaignRow.objects.filter(
        jobcentre_id=actor.jobcentre_id, pk__in=[each.row.pk for each in who]
    ).update(lettered_at=moment)
