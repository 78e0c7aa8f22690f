"""Service offers and punches: when a promise is kept, when a card can be used."""

from datetime import date

from jobcenter.errors import N_, Refused

DAYS_MOST = 250  # working days an offer may promise
PUNCHES_MOST = 500


def is_kept(due_on: date | None, delivered_on: date | None, day: date) -> bool | None:
    """Return whether a promise was kept; None while nobody can say.

    Nothing ordered, or ordered and not due yet, is neither kept nor broken.
    """
    if due_on is None:
        return None
    if delivered_on is not None:
        return delivered_on <= due_on
    return False if day > due_on else None


def check_can_mail(*, email: str, agreed: bool, asked: bool) -> None:
    """Refuse mail with offers to nobody, or to somebody who neither agreed nor asked for it."""
    if not email:
        raise Refused("no_address", N_("Choose a contact person with an e-mail address."))
    if not (agreed or asked):
        raise Refused(
            "not_asked",
            N_("Nobody is sent offers unasked (Marketing Practices Act § 10): tick that they asked "
               "for it, or hand the leaflet over."),
        )  # fmt: skip


def check_can_spend(
    number: int, *, balance: int, starts_on: date, ends_on: date, used_on: date, day: date
) -> None:
    """Refuse punches that the card has not, or on a day it does not cover."""
    if number < 1:
        raise Refused("punches_none", N_("Spend at least one punch."))
    if used_on > day:
        raise Refused("used_ahead", N_("The day lies ahead: note it when it has happened."))
    if not starts_on <= used_on <= ends_on:
        raise Refused(
            "card_not_valid", N_("The card holds from %(first)s to %(last)s."),
            first=starts_on, last=ends_on,
        )  # fmt: skip
    if number > balance:
        raise Refused(
            "too_few_punches", N_("There are %(left)s punches left on the card."), left=balance
        )
