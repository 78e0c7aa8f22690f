"""Questions of the preparation sheet and the order of representatives, as tables of cases."""

from datetime import date, timedelta

import pytest

from companies.register.changes import differences, told_of
from companies.rules.questions import QUESTIONS, SUGGESTED, Known, questions_for
from companies.rules.representatives import Representative, in_order
from jobcenter.calendar import working_days_between
from jobcenter.lines import one_line

DAY = date(2026, 11, 18)  # a Wednesday
# Nothing to remark: talked last week, a manager known, a fresh profile.
QUIET = {"today": DAY, "last_contact_on": DAY - timedelta(days=7), "managers": 1, "people": 1,
         "profile_on": DAY - timedelta(days=30)}  # fmt: skip


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ({}, "openings"),
        ({"overdue_step_on": ago(1)}, "step_overdue"),
        ({"overdue_step_on": DAY}, "openings"),
        ({"open_enquiries": 1}, "open_enquiry"),
        ({"open_objections": 2}, "open_objection"),
        ({"open_objections": 1, "overdue_step_on": ago(3)}, "step_overdue"),
        ({"next_end_on": DAY + timedelta(days=21)}, "placement_ends"),
        ({"next_end_on": DAY + timedelta(days=22)}, "openings"),
        ({"free_places": 1}, "free_place"),
        ({"running_placements": 1}, "running"),
        ({"last_contact_on": None}, "first_contact"),
        ({"last_contact_on": ago(366)}, "silent_for_year"),
        ({"last_contact_on": ago(365)}, "silent_for_long"),
        ({"last_contact_on": ago(180)}, "openings"),
        ({"has_grown": True}, "has_grown"),
        ({"has_shrunk": True}, "has_shrunk"),
        ({"profile_on": None}, "no_profile"),
        ({"profile_on": None, "has_workplace": False}, "openings"),
        ({"profile_on": ago(366)}, "old_profile"),
        ({"managers": 0}, "no_manager"),
        ({"is_cooperating": True}, "no_mentor"),
        ({"is_cooperating": True, "mentors": 1}, "openings"),
    ],
)
def test_the_first_question(known, first) -> None:
    found = questions_for(Known(**{**QUIET, **known}))
    assert found[0].code == first
    assert len(found) == SUGGESTED
    assert len({each.code for each in found}) == SUGGESTED


def test_every_question_is_asked_somewhere_above() -> None:
    assert len({question.code for question, _holds in QUESTIONS}) == len(QUESTIONS)


def person(pk: int, role: str, trade: str = "lager", *, here: bool = True, away: int = 0):
    """A representative, away for `away` calendar days from Monday the 16th."""
    first = date(2026, 11, 16) if away else None
    last = first + timedelta(days=away - 1) if first else None
    return Representative(pk, frozenset({role}), trade, here, first, last)


STEWARD, JOINT, ELECTED = "shop_steward", "joint_shop_steward", "employee_representative"


@pytest.mark.parametrize(
    ("people", "steps", "asked"),
    [
        ([], [], []),
        ([person(1, "mentor")], [], []),
        # The order of the law, whatever the order they are known in.
        (
            [person(4, ELECTED), person(3, JOINT, ""), person(2, STEWARD, here=False),
             person(1, STEWARD)],
            [1, 2, 3, 4], [1],
        ),
        # Away for three working days is waited for; for four the next is asked.
        ([person(1, STEWARD, away=3), person(2, STEWARD, here=False)], [1, 2], [1]),
        ([person(1, STEWARD, away=4), person(2, STEWARD, here=False)], [1, 2], [2]),
        # A weekend is no absence: Monday to Sunday are five working days.
        ([person(1, STEWARD, away=7), person(3, JOINT, "")], [1, 3], [3]),
        # Each trade asks its own; the joint one speaks for all.
        ([person(1, STEWARD, "lager"), person(5, STEWARD, "kontor")], [1, 1], [1, 5]),
        ([person(1, STEWARD, "lager"), person(5, STEWARD, "kontor", away=7),
          person(3, JOINT, "")], [1, 1, 3], [1, 3]),
        # An elected representative of another workplace speaks for nobody here.
        ([person(4, ELECTED, here=False)], [], []),
        ([person(4, ELECTED)], [4], [4]),
        ([person(4, ELECTED, away=9)], [4], []),
    ],
)  # fmt: skip
def test_representatives_in_the_order_of_the_law(people, steps, asked) -> None:
    turns = in_order(people, DAY, working_days_between)
    assert [turn.step for turn in turns] == steps
    assert sorted(turn.id for turn in turns if turn.is_asked) == asked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hanne Holst", "Hanne Holst"),
        ("  Hanne\t\n Holst ", "Hanne Holst"),
        ("Hanne \u202etsloH", "Hanne tsloH"),
        ("\u2067\u200fHanne\u2069", "Hanne"),
        ("Ha\u00adn\u200bne", "Hanne"),
        ("\u202e\u200b", ""),
        ("<b>Hanne</b>", "<b>Hanne</b>"),  # shown as text, not repaired
        ("علي", "علي"),
        ("नमस्\u200dते", "नमस्\u200dते"),
        ("Bjørn Åkjær", "Bjørn Åkjær"),
    ],
)
def test_one_line(typed, kept) -> None:
    assert one_line(typed) == kept


def test_what_the_register_changed() -> None:
    before = told_of("Bageriet", "Havnegade 4", "9990", "Nordby", 20, "active")
    assert differences(before, before) == []
    after = told_of("Bageriet Nord", "Havnegade 4", "9990", "Nordby", 50, "active")
    assert differences(before, after) == [
        ("name", "Bageriet", "Bageriet Nord"),
        ("size", "20", "50"),
    ]
