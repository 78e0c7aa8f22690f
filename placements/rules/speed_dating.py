"""Who sits with whom in which round of a speed dating: plain Python, the same answer each time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from jobcenter.errors import N_, Refused

SURE, OPEN, NOT = 2, 1, 0  # what a pair is worth


@dataclass(frozen=True)
class Company:
    """A company that comes: its invitation, its own id and its section of industries."""

    invitation: int
    company: int
    industry: str


@dataclass(frozen=True)
class Candidate:
    """A candidate: what they look for (nothing: open to all), and where they have been before."""

    pk: int
    looks_for: frozenset[str] = frozenset()
    has_been_at: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Date:
    """One conversation."""

    round: int
    invitation: int
    candidate: int


def fit(company: Company, candidate: Candidate) -> int:
    """Return how well a pair fits: the wanted industry, open to everything, or not at all.

    Who has been in a placement at the company knows it: that conversation needs no event.
    """
    if company.company in candidate.has_been_at:
        return NOT
    if not candidate.looks_for:
        return OPEN
    return SURE if company.industry in candidate.looks_for else NOT


def plan(companies: Sequence[Company], candidates: Sequence[Candidate], rounds: int) -> list[Date]:
    """Return the conversations: in a round everybody sits with one at most, no pair meets twice.

    Round by round as many pairs as possible; who has talked least so far goes first, and pairs
    that are sure before those that are merely open.
    """
    met: set[tuple[int, int]] = set()
    talked = {each.pk: 0 for each in candidates}
    dates: list[Date] = []
    for number in range(1, rounds + 1):
        order = sorted(candidates, key=lambda each: (talked[each.pk], each.pk))
        pairs: dict[int, int] = {}  # invitation → candidate
        for worth in (SURE, OPEN):
            wanted = {
                each.pk: [
                    company.invitation
                    for company in _turned(companies, number)
                    if fit(company, each) >= worth and (company.invitation, each.pk) not in met
                ]
                for each in order
            }
            for each in order:
                if each.pk not in pairs.values():
                    _seat(each.pk, wanted, pairs, set())
        for invitation, candidate in sorted(pairs.items()):
            met.add((invitation, candidate))
            talked[candidate] += 1
            dates.append(Date(number, invitation, candidate))
        if not pairs:
            break
    return dates


def _turned(companies: Sequence[Company], number: int) -> list[Company]:
    """Begin each round with another company, so that the free ones are not always the same."""
    start = number % len(companies) if companies else 0
    return [*companies[start:], *companies[:start]]


def _seat(
    candidate: int, wanted: Mapping[int, Sequence[int]], pairs: dict[int, int], tried: set[int]
) -> bool:
    """Find a company for a candidate, moving others aside where they can sit elsewhere."""
    for invitation in wanted[candidate]:
        if invitation in tried:
            continue
        tried.add(invitation)
        if invitation not in pairs or _seat(pairs[invitation], wanted, pairs, tried):
            pairs[invitation] = candidate
            return True
    return False


def check_can_change(kind: str, state: str) -> None:
    """Refuse candidates at an event that is no speed dating, or is over."""
    if kind != "speed_dating":
        raise Refused("no_speed_dating", N_("This event is no speed dating."))
    if state != "planned":
        raise Refused("event_over", N_("The event is over or called off: it stays as it was."))


def check_can_plan(outcomes: Collection[str], companies: int, candidates: int) -> None:
    """Refuse a new plan over conversations that were held, or without two sides."""
    if any(outcomes):
        raise Refused("held_already", N_("Outcomes are written already: the plan stays."))
    if not companies or not candidates:
        raise Refused(
            "one_sided", N_("A plan needs companies that are coming, and candidates who take part.")
        )
