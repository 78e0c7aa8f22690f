"""The service centre's card: punches granted, spent, taken back."""

from datetime import date

from companies.actions.checks import may_write
from companies.actions.offers import may_declare
from companies.models import Company, PunchCard, PunchUse
from companies.rules import offers as rules
from companies.rules.enquiries import plain_text
from jobcenter.actions import action, lock_then_read
from jobcenter.clock import now, today
from jobcenter.errors import N_, NotYours, Refused
from jobcenter.events import log_event
from jobcenter.viewer import Viewer


@action
def grant_card(
    company: Company, granted: int, *, actor: Viewer, starts_on: date, ends_on: date
) -> PunchCard:
    """Give a company a card; it costs the company nothing."""
    may_declare(actor)
    if actor.membership_id is None:
        raise NotYours
    if not 1 <= granted <= rules.PUNCHES_MOST:
        raise Refused("punches_granted", N_("Grant between 1 and 500 punches."))
    if ends_on < starts_on:
        raise Refused("card_period", N_("The last day is before the first."))
    card = PunchCard.objects.create(
        jobcentre_id=actor.jobcentre_id, company=company, granted=granted, starts_on=starts_on,
        ends_on=ends_on, given_by_id=actor.membership_id,
    )  # fmt: skip
    _tell("card_granted", card, granted, actor)
    return card


def _locked(card: PunchCard, actor: Viewer) -> PunchCard:
    """Lock the card: what is left is decided by one at a time."""
    rows = PunchCard.objects.filter(jobcentre_id=actor.jobcentre_id, pk=card.pk)
    found = lock_then_read(rows, "company")
    if found is None:
        raise NotYours
    return found


@action
def spend_punches(
    card: PunchCard, number: int, *, actor: Viewer, profession: str, what_for: str,
    used_on: date | None = None,
) -> PunchUse:  # fmt: skip
    """Spend punches of a card that holds on that day and has enough."""
    may_write(actor)
    if actor.membership_id is None:
        raise NotYours
    found = _locked(card, actor)
    day = used_on or today()
    rules.check_can_spend(
        number, balance=found.balance, starts_on=found.starts_on, ends_on=found.ends_on,
        used_on=day, day=today(),
    )  # fmt: skip
    words = " ".join(plain_text(what_for).split())[:200]
    if not words:
        raise Refused("no_words", N_("Write what it was for."))
    use = PunchUse.objects.create(
        jobcentre_id=actor.jobcentre_id, card=found, profession=profession, punches=number,
        what_for=words, used_on=day, by_id=actor.membership_id,
    )  # fmt: skip
    found.spent += number
    found.save(update_fields=["spent"])
    _tell("punches_spent", found, number, actor)
    return use


@action
def take_back_use(use: PunchUse, *, actor: Viewer) -> None:
    """Give punches back to the card: they were noted by mistake. The row stays, struck out."""
    may_write(actor)
    if use.jobcentre_id != actor.jobcentre_id:
        raise NotYours
    found = _locked(use.card, actor)
    row = PunchUse.objects.select_for_update(of=("self",), no_key=True).get(
        jobcentre_id=actor.jobcentre_id, pk=use.pk
    )
    if row.taken_back_at is not None:
        raise Refused("taken_back", N_("It has been taken back already."))
    row.taken_back_at = now()
    row.save(update_fields=["taken_back_at"])
    found.spent -= row.punches
    found.save(update_fields=["spent"])
    _tell("punches_back", found, row.punches, actor)


def _tell(kind: str, card: PunchCard, number: int, actor: Viewer) -> None:
    log_event(
        f"companies.{kind}", actor=actor, company_id=card.company_id,
        subject=card.company.public_id, text=str(number),
    )  # fmt: skip
