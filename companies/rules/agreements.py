"""Partnership agreements: which way a state moves, what a goal needs, and when a light turns.

Plain Python: days are passed in.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from jobcenter.errors import N_, Refused

# move → (from which states, to which)
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "send": (frozenset({"draft"}), "sent"),
    "take_back": (frozenset({"sent"}), "draft"),
    "sign_first": (frozenset({"sent"}), "signed_one"),
    "sign_second": (frozenset({"signed_one"}), "signed"),
    "end": (frozenset({"sent", "signed_one", "signed"}), "ended"),
    "expire": (frozenset({"sent", "signed_one", "signed"}), "expired"),
    "replace": (frozenset({"signed", "expired"}), "renewed"),
}
SAYS = {
    "draft": N_("This agreement is a draft: send it first."),
    "sent": N_("This agreement is out for signing: take it back first."),
    "signed_one": N_("One side has signed already: end the agreement and write a new one."),
    "signed": N_("This agreement is signed by both sides already."),
    "expired": N_("This agreement has expired. Renew it."),
    "ended": N_("This agreement was ended early."),
    "renewed": N_("This agreement has been replaced by a newer one."),
}
RENEWABLE = frozenset({"signed", "expired"})
RENEW_BEFORE = timedelta(days=60)
LINK_LASTS = timedelta(days=60)
EVALUATE_FROM = timedelta(days=14)  # before the anniversary the forms go out
EVALUATE_UNTIL = timedelta(days=60)  # after it nobody is asked any more
MOST_GOALS = 12
NUMBERLESS = frozenset({"milestone"})
# Which goals a side can promise: what it does itself.
KINDS_OF = {
    "company": frozenset({"places", "people", "hires", "absence", "other", "milestone"}),
    "jobcentre": frozenset({"needs", "days", "other", "milestone"}),
}


def check_agreement_move(state: str, move: str) -> str:
    """Return the state a move leads to; refuse one that the table does not have."""
    sources, target = MOVES[move]
    if state not in sources:
        raise Refused(f"agreement_{state}", SAYS[state])
    return target


def check_can_edit_agreement(state: str) -> None:
    """Refuse to change a text that somebody may be signing."""
    if state != "draft":
        raise Refused(f"agreement_{state}", SAYS[state])


def check_can_send(
    *, goals: int, ends_on: date, today: date, met: bool, reason: str, signers: bool
) -> None:
    """Refuse to send what nobody could sign: cooperation is always agreed at a meeting."""
    if not met and not reason.strip():
        raise Refused(
            "no_meeting",
            N_("Choose the meeting at which it was agreed, or write why there was none."),
        )
    if not goals:
        raise Refused("no_goal", N_("Write at least one goal."))
    if not signers:
        raise Refused("no_signer", N_("Choose who signs for each side."))
    if ends_on < today:
        raise Refused("agreement_over", N_("The agreement ends before today."))


def check_goal(side: str, kind: str, number: Decimal | None, due_on: date, ends_on: date) -> None:
    """Refuse a goal without a number where one is needed, and one nobody can promise."""
    if kind not in KINDS_OF[side]:
        raise Refused("goal_of_other_side", N_("That goal is the other side's to promise."))
    if kind not in NUMBERLESS and number is None:
        raise Refused("goal_without_number", N_("Write a number, or make the goal a milestone."))
    if number is not None and number <= 0:
        raise Refused("goal_number_positive", N_("The number of a goal is more than 0."))
    if due_on > ends_on:
        raise Refused("goal_after_end", N_("A goal is due before the agreement ends."))


@dataclass(frozen=True)
class Promise:
    """A goal as the light sees it: delivered is None where nothing counts it."""

    kind: str
    number: Decimal | None
    since: date
    due_on: date
    delivered: Decimal | None = None
    done_on: date | None = None


def light_of(promise: Promise, today: date) -> str:
    """Return how a goal stands: reached, on_track, behind, at_risk or unknown.

    What the time gone asks for is the number's share of the days gone, rounded down.
    At least that is on track, at least half of it is behind, less is at risk; so is a goal whose
    day has passed. A milestone is on track until 30 days before its day, then behind.
    A goal of “at most” is reached or at risk: it has no half-way.
    """
    if promise.kind == "milestone":
        return _light_of_milestone(promise, today)
    if promise.delivered is None or promise.number is None:
        return "unknown"
    if promise.kind in {"absence", "days"}:
        return "reached" if promise.delivered <= promise.number else "at_risk"
    if promise.delivered >= promise.number:
        return "reached"
    if today > promise.due_on:
        return "at_risk"
    asked = expected(promise, today)
    if promise.delivered >= asked:
        return "on_track"
    return "behind" if promise.delivered * 2 >= asked else "at_risk"


def expected(promise: Promise, today: date) -> int:
    """Return what the days gone ask for of a number, rounded down."""
    whole = max((promise.due_on - promise.since).days, 1)
    gone = min(max((today - promise.since).days, 0), whole)
    return int((promise.number or Decimal()) * gone / whole)


def _light_of_milestone(promise: Promise, today: date) -> str:
    if promise.done_on is not None:
        return "reached"
    if today > promise.due_on:
        return "at_risk"
    return "behind" if today > promise.due_on - timedelta(days=30) else "on_track"


WORST_FIRST = ("at_risk", "behind", "on_track", "reached", "unknown")


def worst(lights: list[str]) -> str:
    """Return the light of a whole agreement: its worst goal's; unknown says nothing."""
    return next((light for light in WORST_FIRST if light in lights), "unknown")


def anniversary(since: date, today: date) -> date | None:
    """Return the yearly day to be evaluated now; None between the times.

    From 14 days before each anniversary until 60 days after it.
    """
    for year in (today.year - 1, today.year, today.year + 1):
        day = _on_year(since, year)
        if day > since and day - EVALUATE_FROM <= today <= day + EVALUATE_UNTIL:
            return day
    return None


def days_of_year_about(today: date) -> list[tuple[int, int, int]]:
    """Return (month, first day, last day): who did not begin on one has no `anniversary` now."""
    first, last = today - EVALUATE_UNTIL, today + EVALUATE_FROM
    found = []
    while first <= last:
        until = last.day if (first.year, first.month) == (last.year, last.month) else 31
        if (first.month, until) == (2, 28):
            until = 29  # kept on the 28th in most years
        found.append((first.month, first.day, until))
        first = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
    return found


def _on_year(since: date, year: int) -> date:
    try:
        return since.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)


def text_hash(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a text as it was sent, in hex: what a signature stands under."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """A clause in two versions: same, changed, new or gone."""

    title: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """What happened to it."""
        if self.before == self.after:
            return "same"
        if not self.before:
            return "new"
        return "changed" if self.after else "gone"


Sections = list[tuple[str, str, str]]  # code, title, text


def differences(before: Sections, after: Sections) -> list[Difference]:
    """Set two versions side by side, clause by clause, in the order of the newer one."""
    old = {code: (title, text) for code, title, text in before}
    rows = [Difference(title, old.pop(code, ("", ""))[1], text) for code, title, text in after]
    return rows + [Difference(title, text, "") for title, text in old.values()]
