"""The states of a placement: one table of moves, who may make them and what must hold.

draft → agreed → running → ended or interrupted; draft and agreed can be cancelled. A placement
that has ended, been interrupted or cancelled never moves again: what follows is a new record.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date

from jobcenter.calendar import working_days_between
from jobcenter.errors import N_, Refused

DRAFT = "draft"
AGREED = "agreed"
RUNNING = "running"
ENDED = "ended"
INTERRUPTED = "interrupted"
CANCELLED = "cancelled"

STATES = (DRAFT, AGREED, RUNNING, ENDED, INTERRUPTED, CANCELLED)
OPEN_STATES = frozenset({DRAFT, AGREED, RUNNING})
CLOSED_STATES = frozenset({ENDED, INTERRUPTED, CANCELLED})

STATE_LABELS = {
    DRAFT: N_("Draft"),
    AGREED: N_("Agreed"),
    RUNNING: N_("Running"),
    ENDED: N_("Ended as planned"),
    INTERRUPTED: N_("Interrupted"),
    CANCELLED: N_("Cancelled"),
}

# What may still change after the agreement; everything else needs a new record.
FIELDS_OPEN_AFTER_AGREEMENT = frozenset({"mentor", "consultant", "weekly_hours", "considerations"})

INTERRUPT_REASONS = {
    "hired_here": N_("Hired by the company"),
    "hired_elsewhere": N_("Got a job elsewhere"),
    "education": N_("Started an education"),
    "illness": N_("Illness"),
    "private_matters": N_("Matters at home"),
    "absence_unknown_cause": N_("Stays away, cause not yet known"),
    "not_the_right_match": N_("Not the right match"),
    "no_tasks": N_("The company has no tasks any more"),
    "company_changes": N_("Changes in the company"),
    "conditions_not_met": N_("The legal conditions are no longer met"),
    "moved": N_("Moved to another municipality"),
    "other": N_("Another reason, written in the note"),
}

CANCEL_REASONS = {
    "company_withdrew": N_("The company withdrew"),
    "citizen_withdrew": N_("The citizen withdrew"),
    "hired_here": N_("Hired by the company"),
    "hired_elsewhere": N_("Got a job elsewhere"),
    "education": N_("Started an education"),
    "illness": N_("Illness"),
    "not_taken_on": N_("The company chose somebody else"),
    "conditions_not_met": N_("The legal conditions are not met"),
    "entered_by_mistake": N_("Entered by mistake"),
    "other": N_("Another reason, written in the note"),
}

INITIATIVES = {
    "citizen": N_("The citizen"),
    "company": N_("The company"),
    "jobcentre": N_("The jobcentre"),
    "together": N_("All together"),
}

OTHER = "other"


@dataclass(frozen=True)
class Facts:
    """What the guards look at: the placement on the day `today`, as plain values."""

    starts_on: date
    ends_on: date
    today: date
    has_purpose: bool = True
    has_mentor: bool = True
    has_consultant: bool = True
    weekly_hours_known: bool = True


Guard = Callable[[Facts], None]


@dataclass(frozen=True)
class Move:
    """One allowed move: from any of `sources` to `target`, by any of `roles`."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    roles: frozenset[str]
    guards: tuple[Guard, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """Tell whether the move is a negative one that must say why."""
        return bool(self.reasons)


def _has_purpose(facts: Facts) -> None:
    if not facts.has_purpose:
        raise Refused(
            "move_needs_purpose",
            N_(
                "Choose the purpose of the placement first; the agreement must state it (BAB § 60)."
            ),
        )


def _has_hours(facts: Facts) -> None:
    if not facts.weekly_hours_known:
        raise Refused("move_needs_hours", N_("Write the weekly hours first."))


def _has_mentor(facts: Facts) -> None:
    if not facts.has_mentor:
        raise Refused(
            "move_needs_mentor",
            N_("Name a mentor at the company first; the weekly link goes to the mentor."),
        )


def _has_consultant(facts: Facts) -> None:
    if not facts.has_consultant:
        raise Refused("move_needs_consultant", N_("Name the consultant who follows up first."))


def _has_begun(facts: Facts) -> None:
    if facts.today < facts.starts_on:
        raise Refused(
            "move_too_early",
            N_("The placement starts on %(day)s; it can be set running from that day."),
            day=facts.starts_on,
        )


def _is_not_over(facts: Facts) -> None:
    if facts.today > facts.ends_on:
        raise Refused(
            "move_too_late",
            N_("The period ended on %(day)s; make a new placement with new dates."),
            day=facts.ends_on,
        )


def _last_working_day_reached(facts: Facts) -> None:
    if working_days_between(facts.today, facts.ends_on) > 1:
        raise Refused(
            "move_before_end",
            N_(
                "The placement runs until %(day)s. If it stops before, interrupt it and write "
                "why – also when the reason is a job."
            ),
            day=facts.ends_on,
        )


CONSULTANTS = frozenset({"job_consultant", "company_consultant", "team_leader"})
FOLLOW_UP = frozenset({"job_consultant", "team_leader"})
AUTHORITY = frozenset({"case_worker"})

MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            name="agree",
            label=N_("Agree"),
            sources=frozenset({DRAFT}),
            target=AGREED,
            roles=CONSULTANTS | AUTHORITY,
            guards=(_has_purpose, _has_hours, _has_consultant, _is_not_over),
        ),
        Move(
            name="start",
            label=N_("Start"),
            sources=frozenset({AGREED}),
            target=RUNNING,
            roles=FOLLOW_UP,
            guards=(_has_mentor, _has_consultant, _has_begun, _is_not_over),
        ),
        Move(
            name="end",
            label=N_("End"),
            sources=frozenset({RUNNING}),
            target=ENDED,
            roles=FOLLOW_UP | AUTHORITY,
            guards=(_last_working_day_reached,),
        ),
        Move(
            name="interrupt",
            label=N_("Interrupt"),
            sources=frozenset({RUNNING}),
            target=INTERRUPTED,
            roles=FOLLOW_UP | AUTHORITY,
            reasons=tuple(INTERRUPT_REASONS),
        ),
        Move(
            name="cancel",
            label=N_("Cancel"),
            sources=frozenset({DRAFT, AGREED}),
            target=CANCELLED,
            roles=CONSULTANTS | AUTHORITY,
            reasons=tuple(CANCEL_REASONS),
        ),
    )
}


def check_can_move(
    name: str,
    state: str,
    *,
    roles: Set[str],
    facts: Facts,
    reason: str = "",
    note: str = "",
) -> Move:
    """Refuse a move from `state` that the table does not allow, and say why.

    `roles` are the actor's role codes. A negative move needs a reason code of its list, and the
    reason "other" needs a note. Returns the move; its `target` is the new state.
    """
    move = MOVES[name]
    if state not in move.sources:
        _refuse_state(move, state)
    if not roles & move.roles:
        raise Refused(
            "move_role",
            N_("Your role may not make this move. Ask the consultant of the placement."),
        )
    if move.needs_reason:
        _check_reason(move, reason, note)
    for guard in move.guards:
        guard(facts)
    return move


def _refuse_state(move: Move, state: str) -> None:
    if state in CLOSED_STATES:
        raise Refused(
            "move_closed",
            N_("The placement is closed and cannot be changed. Make a new one linked to it."),
            state=state,
        )
    if move.name in {"end", "interrupt"}:
        raise Refused(
            "move_not_running",
            N_("The placement has not begun. Cancel it if it comes to nothing."),
            state=state,
        )
    if move.name == "cancel":
        raise Refused(
            "move_is_running",
            N_("The placement is running. Interrupt it and write why."),
            state=state,
        )
    if move.name == "start" and state == DRAFT:
        raise Refused(
            "move_not_agreed", N_("The placement must be agreed before it starts."), state=state
        )
    raise Refused("move_done_already", N_("The placement has already come further."), state=state)


def _check_reason(move: Move, reason: str, note: str) -> None:
    if reason not in move.reasons:
        raise Refused("move_needs_reason", N_("Choose the reason."))
    if reason == OTHER and not note.strip():
        raise Refused("move_needs_note", N_("Write the reason in the note."))


def moves_from(state: str, roles: Set[str]) -> tuple[Move, ...]:
    """Return the moves that someone with `roles` may try from `state`, in the table's order."""
    return tuple(move for move in MOVES.values() if state in move.sources and roles & move.roles)
