"""The state table of a placement: every move from every state, by every role."""

from dataclasses import replace
from datetime import date

import pytest

from jobcenter.errors import Refused
from placements.rules import states
from placements.rules.states import Facts

START, END = date(2026, 9, 7), date(2026, 12, 6)
FACTS = Facts(starts_on=START, ends_on=END, today=START)
ROLES = (
    "job_consultant",
    "company_consultant",
    "case_worker",
    "team_leader",
    "manager",
    "plan_leader",
    "business_department",
    "administrator",
    "reader",
)


def outcome(
    name: str, state: str, role: str = "job_consultant", facts: Facts = FACTS, **words: str
) -> str:
    """Return the new state, or the code of the refusal."""
    try:
        return states.check_can_move(
            name, state, roles=frozenset({role}), facts=facts, **words
        ).target
    except Refused as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("agree", "draft", "agreed"),
        ("agree", "agreed", "move_done_already"),
        ("agree", "running", "move_done_already"),
        ("agree", "ended", "move_closed"),
        ("start", "draft", "move_not_agreed"),
        ("start", "agreed", "running"),
        ("start", "running", "move_done_already"),
        ("start", "cancelled", "move_closed"),
        ("end", "agreed", "move_not_running"),
        ("end", "interrupted", "move_closed"),
        ("interrupt", "draft", "move_not_running"),
        ("interrupt", "running", "interrupted"),
        ("interrupt", "ended", "move_closed"),
        ("cancel", "draft", "cancelled"),
        ("cancel", "agreed", "cancelled"),
        ("cancel", "running", "move_is_running"),
        ("cancel", "cancelled", "move_closed"),
    ],
)
def test_moves(name: str, state: str, expected: str) -> None:
    assert outcome(name, state, reason="illness") == expected


def test_no_closed_state_is_ever_left() -> None:
    for name in states.MOVES:
        for state in states.CLOSED_STATES:
            assert outcome(name, state, reason="illness") == "move_closed"


@pytest.mark.parametrize(
    ("name", "state", "allowed"),
    [
        ("agree", "draft", {"job_consultant", "company_consultant", "case_worker", "team_leader"}),
        ("start", "agreed", {"job_consultant", "team_leader"}),
        ("interrupt", "running", {"job_consultant", "case_worker", "team_leader"}),
        ("cancel", "draft", {"job_consultant", "company_consultant", "case_worker", "team_leader"}),
    ],
)
def test_roles(name: str, state: str, allowed: set[str]) -> None:
    may = {role for role in ROLES if outcome(name, state, role, reason="illness") != "move_role"}
    assert may == allowed


@pytest.mark.parametrize(
    ("name", "state", "facts", "expected"),
    [
        ("agree", "draft", replace(FACTS, has_purpose=False), "move_needs_purpose"),
        ("agree", "draft", replace(FACTS, weekly_hours_known=False), "move_needs_hours"),
        ("agree", "draft", replace(FACTS, has_consultant=False), "move_needs_consultant"),
        ("agree", "draft", replace(FACTS, has_mentor=False), "agreed"),
        ("agree", "draft", replace(FACTS, today=date(2026, 12, 7)), "move_too_late"),
        ("start", "agreed", replace(FACTS, has_mentor=False), "move_needs_mentor"),
        ("start", "agreed", replace(FACTS, today=date(2026, 9, 4)), "move_too_early"),
        ("start", "agreed", replace(FACTS, today=END), "running"),
        ("start", "agreed", replace(FACTS, today=date(2026, 12, 7)), "move_too_late"),
        ("end", "running", replace(FACTS, today=date(2026, 12, 3)), "move_before_end"),
        ("end", "running", replace(FACTS, today=date(2026, 12, 4)), "ended"),
        ("end", "running", replace(FACTS, today=date(2027, 1, 4)), "ended"),
    ],
)
def test_guards(name: str, state: str, facts: Facts, expected: str) -> None:
    assert outcome(name, state, facts=facts) == expected


@pytest.mark.parametrize(
    ("name", "state", "words", "expected"),
    [
        ("interrupt", "running", {}, "move_needs_reason"),
        ("interrupt", "running", {"reason": "lazy"}, "move_needs_reason"),
        ("interrupt", "running", {"reason": "other"}, "move_needs_note"),
        ("interrupt", "running", {"reason": "other", "note": "Bus stopped"}, "interrupted"),
        ("cancel", "draft", {}, "move_needs_reason"),
        ("cancel", "draft", {"reason": "company_withdrew"}, "cancelled"),
        ("cancel", "draft", {"reason": "absence_unknown_cause"}, "move_needs_reason"),
    ],
)
def test_negative_moves_say_why(
    name: str, state: str, words: dict[str, str], expected: str
) -> None:
    assert outcome(name, state, **words) == expected


def test_moves_offered_are_moves_that_the_table_has() -> None:
    assert [each.name for each in states.moves_from("draft", frozenset({"job_consultant"}))] == [
        "agree",
        "cancel",
    ]
    assert states.moves_from("running", frozenset({"manager"})) == ()
    assert states.moves_from("ended", frozenset(ROLES)) == ()
    for move in states.MOVES.values():
        assert move.sources <= states.OPEN_STATES
        assert move.target in states.STATES
