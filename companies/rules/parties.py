"""Several jobcentres in one agreement: who may answer what, and what a count may tell.

Plain Python: days are passed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jobcenter.errors import N_, Refused

# The lead may invite while there is something to be a party to.
INVITES = frozenset({"draft", "sent", "signed_one", "signed"})
TAKES_SHARES = frozenset({"sent", "signed_one", "signed"})  # a draft's goals can still change
# move → from which answers; "" is an invitation that waits.
MOVES: dict[str, frozenset[str]] = {
    "accept": frozenset({"", "declined"}),
    "decline": frozenset({""}),
    "leave": frozenset({"accepted"}),
    "share": frozenset({"accepted"}),
}
SAYS = {
    "": N_("Your jobcentre has not answered the invitation yet."),
    "accepted": N_("Your jobcentre is a party to this agreement already."),
    "declined": N_("Your jobcentre has declined this invitation."),
    "left": N_("Your jobcentre has left this agreement."),
}
NOTICE = timedelta(days=30)  # “a month's notice”, as the template's last clause says
# A count of people leaves a house from five on, as all published figures do (DOMAIN: “under 5”).
# A need filled is a person who began, too; a place that was opened is nobody yet.
SMALL = 5
OF_PEOPLE = frozenset({"people", "hires", "needs"})
ADDED = frozenset({"places", "people", "hires", "needs"})  # numbers of several houses have a sum
COUNTED = ADDED | {"days", "absence"}
SHARED = ADDED | {"other"}  # of these a party can take a share


def check_can_invite(state: str) -> None:
    """Refuse to invite to what is over."""
    if state not in INVITES:
        raise Refused("agreement_over", N_("This agreement is over: nobody can join it."))


def check_party_move(answer: str, move: str, *, is_withdrawn: bool, is_over: bool = False) -> None:
    """Refuse an answer that the table does not have, and any to what was withdrawn or is over."""
    if is_withdrawn:
        raise Refused("withdrawn", N_("The invitation was withdrawn."))
    if answer not in MOVES[move]:
        raise Refused(f"party_{answer or 'waiting'}", SAYS[answer])
    if is_over and move in {"accept", "share"}:
        raise Refused("agreement_over", N_("This agreement is over: nobody can join it."))


def check_leaving(leaves_on: date, today: date) -> None:
    """Refuse to leave sooner than the notice."""
    if leaves_on < today + NOTICE:
        raise Refused("too_soon", N_("The others need 30 days' notice: choose a later day."))


def check_share(kind: str, number: Decimal | None, share: Decimal | None) -> None:
    """Refuse a share of what has no number, and one larger than the whole."""
    if kind not in SHARED or number is None:
        raise Refused("no_share", N_("That goal is not one that can be shared."))
    if share is not None and share <= 0:
        raise Refused("share_positive", N_("A share is more than 0."))
    if share is not None and share > number:
        raise Refused("share_too_large", N_("A share is at most the whole goal."))


@dataclass(frozen=True)
class Count:
    """A house's count as others may know it: a number, or that there are a few, or neither."""

    delivered: Decimal | None = None
    is_few: bool = False


def published(kind: str, delivered: Decimal | None) -> Count:
    """Return what leaves the house of a count: of 1 to 4 people only that there are a few."""
    if delivered is None or kind not in COUNTED:
        return Count()
    if kind in OF_PEOPLE and 0 < delivered < SMALL:
        return Count(is_few=True)
    return Count(delivered)


@dataclass(frozen=True)
class Together:
    """The sum of all parties, from `least` to `most`: equal where nobody has a few."""

    least: Decimal
    most: Decimal

    @property
    def is_exact(self) -> bool:
        """Whether every number is known."""
        return self.least == self.most


def together(kind: str, counts: Iterable[Count]) -> Together | None:
    """Add what the houses delivered; None for what has no sum or that nobody counts.

    A few are one to four: the sum says from where to where, so that it tells no more than they.
    """
    known = [count for count in counts if count.is_few or count.delivered is not None]
    if kind not in ADDED or not known:
        return None
    least = most = Decimal()
    for count in known:
        least += 1 if count.is_few else count.delivered or Decimal()
        most += SMALL - 1 if count.is_few else count.delivered or Decimal()
    return Together(least, most)


def counted_from(starts_on: date, joined_on: date) -> date:
    """Return from when a party's deliveries count: it joined, and the agreement has begun."""
    return max(starts_on, joined_on)
