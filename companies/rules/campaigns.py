"""Decisions of campaigns: who gets which company, what may start, who is left out of a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobcenter.errors import N_, Refused

ROW_STATES = ("todo", "contacted", "declined", "skipped")
# What a person may set; contacted comes from the log.
ROW_MOVES = {
    "todo": {"declined", "skipped"},
    "declined": {"todo"},
    "skipped": {"todo"},
}
MOVES = {"draft": {"running"}, "running": {"closed"}, "closed": set()}


def share_out(
    companies: Sequence[int], consultants: Sequence[int], owners: Mapping[int, int]
) -> dict[int, int]:
    """Return who gets each company: its fixed contact if among `consultants`, the rest so that
    everybody ends with as near the same number as can be.
    """
    if not consultants:
        raise Refused("nobody_works", N_("Choose at least one consultant."))
    load = dict.fromkeys(consultants, 0)
    given: dict[int, int] = {}
    for company in companies:
        owner = owners.get(company)
        if owner in load:
            given[company] = owner
            load[owner] += 1
    for company in companies:
        if company not in given:
            least = min(load, key=lambda each: load[each])
            given[company] = least
            load[least] += 1
    return given


def check_can_start(found: int, *, is_everything: bool, is_confirmed: bool, most: int) -> None:
    """Refuse to start with nobody, or with everybody unless that is said on purpose."""
    if found == 0:
        raise Refused("nobody", N_("No company matches the criteria. Loosen one of them."))
    if is_everything and not is_confirmed:
        raise Refused(
            "everybody",
            N_("No criterion is chosen, so every company matches. Say that you mean that: then"
               " the first %(number)s are taken."),
            number=most,
        )  # fmt: skip


def check_move(before: str, after: str) -> None:
    """Refuse a campaign's move that the table does not have."""
    if after not in MOVES.get(before, set()):
        raise Refused("wrong_state", N_("The campaign is no longer where you saw it."))


def check_row_move(before: str, after: str, reason: str) -> None:
    """Refuse a row's move that the table does not have, or a no without a reason."""
    if after not in ROW_MOVES.get(before, set()):
        raise Refused("wrong_row_state", N_("The company is no longer where you saw it."))
    if after in {"declined", "skipped"} and not reason.strip():
        raise Refused("no_reason", N_("Write why."))


@dataclass(frozen=True)
class Addressee:
    """What decides whether a company may be written to."""

    is_protected: bool  # no advertising, CVR law § 19
    is_active: bool
    segment: int | None
    is_finished: bool = False  # it declined or was skipped
    has_address: bool = True  # for a letter: a street; for a mail: somebody who agreed


def left_out(who: Addressee) -> str:
    """Return why a company is left out of a letter; '' if it is written to."""
    if not who.is_active:
        return "ceased"
    if who.is_protected:
        return "protected"
    if who.segment in {1, 2}:
        return "personal"
    if who.is_finished:
        return "finished"
    if not who.has_address:
        return "address"
    return ""


LEFT_OUT = {
    "ceased": N_("has ceased"),
    "protected": N_("no advertising, by the register"),
    "personal": N_("group 1 or 2: a personal meeting instead"),
    "finished": N_("declined or skipped"),
    "address": N_("nobody there has agreed to mail, or there is no address"),
}


def weekly_share(left: int, days_left: int) -> int:
    """Return how many companies a week it takes to be done in time, rounded up."""
    weeks = max(1, -(-max(days_left, 1) // 7))
    return -(-left // weeks)
