"""A case handed over to a consultant: states, who moves them, what it must contain."""

from datetime import date

from jobcenter.errors import N_, Refused

PROPOSED, ACCEPTED, RETURNED, WITHDRAWN = "proposed", "accepted", "returned", "withdrawn"
OPEN = (PROPOSED, RETURNED)

# move → (from these states, who does it, the state after)
MOVES = {
    "accept": ({PROPOSED}, "taker", ACCEPTED),
    "return": ({PROPOSED}, "taker", RETURNED),
    "propose_again": ({RETURNED}, "team", PROPOSED),
    "withdraw": ({PROPOSED, RETURNED}, "team", WITHDRAWN),
}


def check_can_move(move: str, state: str, who: str) -> str:
    """Return the state after a move; refuse one from another state, or by somebody else."""
    allowed, mover, after = MOVES[move]
    if state not in allowed:
        raise Refused("handover_moved", N_("Somebody has dealt with the handover already."))
    if who != mover:
        raise Refused("handover_mover", N_("That is for somebody else to do."))
    return after


def check_content(*, benefit: str, wishes: str, barriers_reviewed: bool, agreed: str) -> None:
    """Refuse a handover without what the consultant needs on the first day."""
    if not benefit:
        raise Refused("handover_benefit", N_("Write what the candidate lives on first."))
    if not wishes.strip():
        raise Refused("handover_wish", N_("Write the candidate's own wish first."))
    if not barriers_reviewed:
        raise Refused("handover_barriers", N_("Go through the open barriers, and tick it off."))
    if len(agreed.strip()) < 10:
        raise Refused("handover_agreed", N_("Write in a sentence or two what was agreed."))


def check_conversation(on: date | None, why_not: str) -> None:
    """Refuse a handover without a joint conversation or a reason why there is none."""
    if on is None and len(why_not.strip()) < 10:
        raise Refused(
            "handover_conversation",
            N_("Write when the joint conversation is, or why there is none."),
        )


def check_held(on: date | None, today: date) -> None:
    """Refuse to accept before the joint conversation: it beats a note in the journal."""
    if on is not None and on > today:
        raise Refused(
            "handover_before",
            N_("The joint conversation is on %(day)s. Accept after it, or correct the date."),
            day=on,
        )


def check_leaves(on: date | None, today: date) -> None:
    """Refuse a giver who left before the handover."""
    if on is not None and on < today:
        raise Refused("handover_leaves", N_("The last day in the case team has passed."))


def check_reason(reason: str) -> None:
    """Refuse a return or a withdrawal that tells nobody why."""
    if len(reason.strip()) < 10:
        raise Refused("handover_reason", N_("Write a sentence about why: your colleague reads it."))


def is_same_again(consultants: int) -> bool:
    """Return whether a citizen has told the story to many: a third consultant is worth a look."""
    return consultants >= 3
