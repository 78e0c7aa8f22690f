"""What other jobcentres may know: that we work with a company, and contacts a colleague shares."""

from collections.abc import Collection

from companies.actions.checks import may_write, of_this_house
from companies.choices import ContactState, RelationStatus
from companies.models import CompanyRelation, Contact, Presence, SharedContact
from jobcenter.actions import action
from jobcenter.clock import local_day, now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@action
def note_presence(relation: CompanyRelation, *, actor: Viewer) -> None:
    """Be present at a company while cooperating, and no longer; the first day is kept."""
    may_write(actor)
    ours = {"jobcentre_id": actor.jobcentre_id, "company_id": relation.company_id}
    if relation.status != RelationStatus.COOPERATING:
        Presence.objects.filter(**ours).delete()
        return
    Presence.objects.bulk_create([Presence(**ours, since=today())], ignore_conflicts=True)


@action
def note_presences(company_ids: Collection[int], *, actor: Viewer) -> None:
    """Be present at those of many companies we cooperate with, and at no other of them."""
    may_write(actor)
    ours = {"jobcentre_id": actor.jobcentre_id}
    cooperating = set(
        CompanyRelation.objects.filter(
            **ours, company_id__in=company_ids, status=RelationStatus.COOPERATING
        ).values_list("company_id", flat=True)
    )
    gone = Presence.objects.filter(**ours, company_id__in=company_ids)
    gone.exclude(company_id__in=cooperating).delete()
    Presence.objects.bulk_create(
        [Presence(**ours, company_id=pk, since=today()) for pk in sorted(cooperating)],
        ignore_conflicts=True,
    )


@action
def share_contact(contact: Contact, *, actor: Viewer) -> SharedContact:
    """Share a held contact with jobcentres that work with the company: a copy without people."""
    may_write(actor)
    contact = _held(contact, actor)
    shared, is_new = SharedContact.objects.update_or_create(
        jobcentre_id=actor.jobcentre_id,
        contact_public_id=contact.public_id,
        defaults=_copy(contact),
        create_defaults={**_copy(contact), "company_id": contact.company_id, "shared_at": now()},
    )
    if is_new:
        _tell("companies.contact_shared", contact, actor)
    return shared


@action
def withdraw_contact(contact: Contact, *, actor: Viewer) -> bool:
    """Take a shared contact back; False if it was not shared any more."""
    may_write(actor)
    of_this_house(actor, contact)
    gone, _by_table = SharedContact.objects.filter(
        jobcentre_id=actor.jobcentre_id, contact_public_id=contact.public_id
    ).delete()
    if gone:
        _tell("companies.contact_withdrawn", contact, actor)
    return bool(gone)


@action
def renew_shared(contact: Contact, *, actor: Viewer) -> None:
    """Let the shared copy say what the contact says now, if it is shared."""
    may_write(actor)
    of_this_house(actor, contact)
    SharedContact.objects.filter(
        jobcentre_id=actor.jobcentre_id, contact_public_id=contact.public_id
    ).update(**_copy(contact))


def _copy(contact: Contact) -> dict[str, object]:
    assert contact.held_at is not None  # noqa: S101  a held contact has its moment
    return {
        "day": local_day(contact.held_at),
        "channel": contact.channel,
        "purpose": contact.purpose,
        "outcome": contact.outcome,
    }


def _held(contact: Contact, actor: Viewer) -> Contact:
    found = (
        Contact.objects.select_for_update(of=("self",), no_key=True)
        .filter(jobcentre_id=actor.jobcentre_id, pk=contact.pk)
        .first()
    )
    if found is None:
        raise NotYours
    if found.state != ContactState.HELD:
        raise Refused("not_held", N_("Only a contact that was held can be shared."))
    return found


def _tell(kind: str, contact: Contact, actor: Viewer) -> None:
    log_event(
        kind,
        actor=actor,
        company_id=contact.company_id,
        workplace_id=contact.workplace_id,
        subject=contact.public_id,
        text=contact.purpose,
    )
