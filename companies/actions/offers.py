"""Service offers: declared, handed out, ordered, delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from companies.actions.checks import hold_person, may_write, of_this_house, people_of_company
from companies.choices.offer import Way
from companies.models import Company, Contact, ContactPerson, OfferHanding, ServiceOffer
from companies.rules import offers as rules
from jobcenter.actions import action, lock_then_read
from jobcenter.calendar import add_working_days
from jobcenter.clock import today
from jobcenter.errors import N_, NotYours, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

FIELDS = ("kind", "name", "what", "from_whom", "days", "promise", "is_published")


@dataclass(frozen=True)
class OfferFacts:
    """A declaration as it is written."""

    kind: str
    name: str
    what: str
    from_whom: str
    days: int
    promise: str
    is_published: bool = True


def may_declare(actor: Viewer) -> None:
    """Refuse who may not say what we offer."""
    if actor.kind != "system" and not actor.can(Can.WRITE_AGREEMENTS):
        raise PermissionDenied


@action
def write_offer(
    facts: OfferFacts, *, actor: Viewer, offer: ServiceOffer | None = None, version: int = 0
) -> ServiceOffer:
    """Write a new offer or change one; Stale if somebody changed it since `version` was read."""
    may_declare(actor)
    found = ServiceOffer(jobcentre_id=actor.jobcentre_id, version=0)
    if offer is not None:
        rows = ServiceOffer.objects.filter(jobcentre_id=actor.jobcentre_id, pk=offer.pk)
        locked = lock_then_read(rows)
        if locked is None:
            raise NotYours
        if locked.version != version:
            raise Stale
        found = locked
    for name in FIELDS:
        setattr(found, name, getattr(facts, name))
    found.name = " ".join(facts.name.split())
    found.name_key = danish_key(found.name)
    found.version += 1
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        raise Refused("offer_name", N_("There is already an offer with that name.")) from None
    return found


@action
def hand_out(
    company: Company,
    offers: Sequence[ServiceOffer],
    *,
    actor: Viewer,
    way: str,
    person: ContactPerson | None = None,
    contact: Contact | None = None,
    asked: bool = False,
) -> list[OfferHanding]:
    """Note that a company got to know of offers; by mail they are sent now."""
    from companies.mails.offers import send_offers

    may_write(actor)
    of_this_house(actor, contact)
    if actor.membership_id is None or any(o.jobcentre_id != actor.jobcentre_id for o in offers):
        raise NotYours
    if not offers:
        raise Refused("no_offer", N_("Choose at least one offer."))
    held = hold_person(actor, person)
    people_of_company(company, held)
    if contact is not None and contact.company_id != company.pk:
        raise NotYours
    if way == Way.MAIL:
        rules.check_can_mail(
            email=held.email if held else "", agreed=bool(held and held.may_receive_mail),
            asked=asked,
        )  # fmt: skip
    made = [
        OfferHanding.objects.create(
            jobcentre_id=actor.jobcentre_id, offer=offer, company=company, person=held,
            contact=contact, way=way, handed_on=today(), by_id=actor.membership_id,
        )
        for offer in offers
    ]  # fmt: skip
    names = ", ".join(offer.name for offer in offers)
    log_event("companies.offers_handed", actor=actor, company_id=company.pk,
              subject=company.public_id, text=names)  # fmt: skip
    if way == Way.MAIL and held is not None:
        send_offers(made, held)
    return made


def _locked(handing: OfferHanding, actor: Viewer) -> OfferHanding:
    may_write(actor)
    rows = OfferHanding.objects.filter(jobcentre_id=actor.jobcentre_id, pk=handing.pk)
    found = lock_then_read(rows, "offer", "company")
    if found is None:
        raise NotYours
    return found


@action
def order_offer(handing: OfferHanding, *, actor: Viewer) -> OfferHanding:
    """Note that the company wants it: from today our promise runs."""
    found = _locked(handing, actor)
    if found.ordered_on is not None:
        raise Refused("ordered_already", N_("The company has ordered it already."))
    found.ordered_on = today()
    found.due_on = add_working_days(today(), found.offer.days)
    try:
        with transaction.atomic():
            found.save(update_fields=["ordered_on", "due_on"])
    except IntegrityError:
        raise Refused("ordered_already", N_("The company has ordered it already.")) from None
    _tell("offer_ordered", found, actor)
    return found


@action
def deliver_offer(handing: OfferHanding, *, actor: Viewer, on: date | None = None) -> OfferHanding:
    """Note that the company got what it ordered."""
    found = _locked(handing, actor)
    day = on or today()
    if found.ordered_on is None:
        raise Refused("not_ordered", N_("Note first that the company has ordered it."))
    if found.delivered_on is not None:
        raise Refused("delivered_already", N_("It is noted as delivered already."))
    if not found.ordered_on <= day <= today():
        raise Refused("wrong_day", N_("It cannot be delivered before it was ordered."))
    found.delivered_on = day
    found.save(update_fields=["delivered_on"])
    _tell("offer_delivered", found, actor)
    return found


def _tell(kind: str, found: OfferHanding, actor: Viewer) -> None:
    log_event(
        f"companies.{kind}", actor=actor, company_id=found.company_id,
        subject=found.company.public_id, text=found.offer.name,
    )  # fmt: skip
