"""The newsletter: write it, send it to who agreed, note who agrees and who stops."""

from datetime import date

from django.template.defaultfilters import date as date_text
from django.utils import translation
from django.utils.translation import gettext as _

from companies.actions.campaigns import may_manage
from companies.actions.checks import hold_person, may_write
from companies.actions.gatherings import recipient_of
from companies.choices.network import NEWSLETTER_DOOR, BlockKind, ConsentWay, LetterState, StopWay
from companies.models import ContactPerson, Gathering, Newsletter, NewsletterConsent
from companies.rules import newsletters as rules
from followup.outbox import send_many
from jobcenter.actions import action
from jobcenter.clock import COPENHAGEN, now, today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

NEWSLETTER = "companies.newsletter"
Blocks = list[dict[str, str]]


def _locked(newsletter: Newsletter, actor: Viewer, version: int | None = None) -> Newsletter:
    found = (
        Newsletter.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=newsletter.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if version is not None and found.version != version:
        raise Stale
    return found


@action
def write_newsletter(
    title: str, blocks: Blocks, *, actor: Viewer, newsletter: Newsletter | None = None,
    version: int | None = None,
) -> Newsletter:  # fmt: skip
    """Write an issue, or change one that has not been sent."""
    may_manage(actor)
    if actor.membership_id is None:
        raise NotYours
    if newsletter is None:
        return Newsletter.objects.create(
            jobcentre_id=actor.jobcentre_id, title=" ".join(title.split()), blocks=blocks,
            written_by_id=actor.membership_id,
        )  # fmt: skip
    found = _locked(newsletter, actor, version)
    rules.check_can_edit(found.state)
    found.title, found.blocks = " ".join(title.split()), blocks
    found.version += 1
    found.save(update_fields=["title", "blocks", "version"])
    return found


@action
def send_newsletter(newsletter: Newsletter, *, actor: Viewer) -> int:
    """Write one mail to each person who agreed; once for each issue. Returns how many."""
    may_manage(actor)
    found = _locked(newsletter, actor)
    rows = recipients(actor)
    rules.check_can_send(found.state, found.blocks, len(rows))
    found.blocks = [whole(actor, block) for block in found.blocks]
    number = send_many(
        NEWSLETTER, jobcentre_id=actor.jobcentre_id, occurrence="issue",
        to=[(found.public_id, recipient_of(row.person)) for row in rows],
    )  # fmt: skip
    found.state, found.sent_at, found.sent_to = LetterState.SENT, now(), number
    found.version += 1
    found.save(update_fields=["blocks", "state", "sent_at", "sent_to", "version"])
    log_event("companies.newsletter_sent", actor=actor, subject=found.public_id, text=found.title)
    return number


def recipients(actor: Viewer) -> list[NewsletterConsent]:
    """Return who agreed, is still at the company and has an address: one query."""
    rows = NewsletterConsent.objects.filter(
        jobcentre_id=actor.jobcentre_id, stopped_at__isnull=True, person__left_on__isnull=True
    ).exclude(person__email="")  # fmt: skip
    return list(rows.select_related("person").order_by("id"))


def whole(actor: Viewer, block: dict[str, str]) -> dict[str, str]:
    """Return a block with its text: events and addresses are read when it is shown or sent.

    Danish, whatever language the colleague works in: so are the newsletter's own words.
    """
    with translation.override("da"):
        if block["kind"] == BlockKind.EVENTS:
            rows = Gathering.objects.filter(
                jobcentre_id=actor.jobcentre_id, state="planned", starts_at__gt=now()
            ).order_by("starts_at", "id")[:8]
            lines = [
                f"{date_text(row.starts_at.astimezone(COPENHAGEN), 'j. F')}: {row.title},"
                f" {row.place}"
                for row in rows
            ]
            return {**block, "text": "\n".join(lines) or _("No event is planned")}
        if block["kind"] == BlockKind.CONTACT:
            house = Jobcentre.objects.get(pk=actor.jobcentre_id)
            lines = [f"{house.unit_label} {house.name}"]
            if house.entrance_phone:
                lines.append(str(house.entrance_phone.as_national))
            return {**block, "text": "\n".join([*lines, house.entrance_email]).strip()}
    return block


@action
def drop_newsletter(newsletter: Newsletter, *, actor: Viewer) -> None:
    """Delete an issue that was not sent."""
    may_manage(actor)
    found = _locked(newsletter, actor)
    rules.check_can_edit(found.state)
    found.delete()


@action
def note_consent(
    person: ContactPerson, *, actor: Viewer, given_on: date, way: str
) -> NewsletterConsent:
    """Note that a person agreed to the newsletter, when and how."""
    may_write(actor)
    held = hold_person(actor, person)
    if held is None:
        raise NotYours
    if given_on > today():
        raise Refused("in_the_future", N_("That day is still to come."))
    if not held.email:
        raise Refused("no_address", N_("We have no e-mail address of %(name)s."), name=held.name)
    row, made = NewsletterConsent.objects.get_or_create(
        jobcentre_id=actor.jobcentre_id, person=held, stopped_at=None,
        defaults={
            "given_on": given_on, "way": ConsentWay(way), "noted_by_id": actor.membership_id
        },
    )  # fmt: skip
    if not made:
        raise Refused("gets_it", N_("%(name)s gets the newsletter already."), name=held.name)
    return row


@action
def stop_newsletter(consent: NewsletterConsent, *, actor: Viewer, way: str) -> bool:
    """Stop the newsletter to a person; a second time changes nothing. Returns whether it did."""
    if actor.subject is not None:
        if actor.kind != NEWSLETTER_DOOR or actor.subject != consent.public_id:
            raise NotYours
    else:
        may_write(actor)
    return bool(
        NewsletterConsent.objects.filter(
            jobcentre_id=actor.jobcentre_id, pk=consent.pk, stopped_at__isnull=True
        ).update(stopped_at=now(), stopped_way=StopWay(way))
    )
