"""The rules of agreements as tables: moves, goals, lights, anniversaries, differences."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from companies.rules import agreements as rules
from jobcenter.errors import Refused

BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)  # 364 days


def promise(kind="people", number=8, delivered=None, due_on=END, done_on=None) -> rules.Promise:
    amount = None if number is None else Decimal(str(number))
    counted = None if delivered is None else Decimal(str(delivered))
    return rules.Promise(kind, amount, BEGIN, due_on, counted, done_on)


@pytest.mark.parametrize(
    ("delivered", "day", "light"),
    [
        (0, date(2026, 1, 20), "on_track"),  # 8 × 19/364 is less than 1
        (0, date(2026, 3, 1), "at_risk"),  # asks for 1
        (4, date(2026, 7, 2), "on_track"),  # half the year, half the number
        (3, date(2026, 7, 20), "behind"),  # asks for 4
        (2, date(2026, 7, 20), "behind"),  # exactly half of it
        (1, date(2026, 7, 20), "at_risk"),
        (8, date(2026, 2, 1), "reached"),
        (9, date(2027, 2, 1), "reached"),
        (7, date(2026, 12, 31), "behind"),  # the last day is not over
        (7, date(2027, 1, 1), "at_risk"),
        (None, date(2026, 7, 2), "unknown"),
    ],
)
def test_light_of_a_number(delivered, day, light) -> None:
    assert rules.light_of(promise(delivered=delivered), day) == light


@pytest.mark.parametrize(
    ("done_on", "day", "light"),
    [
        (None, date(2026, 6, 1), "on_track"),
        (None, date(2026, 12, 2), "behind"),
        (None, date(2027, 1, 1), "at_risk"),
        (date(2026, 5, 1), date(2027, 1, 1), "reached"),
    ],
)
def test_light_of_a_milestone(done_on, day, light) -> None:
    assert rules.light_of(promise("milestone", None, done_on=done_on), day) == light


@pytest.mark.parametrize(("delivered", "light"), [(14, "reached"), (15, "at_risk")])
def test_light_of_at_most(delivered, light) -> None:
    assert rules.light_of(promise("days", 14, delivered), date(2026, 7, 1)) == light


def test_an_agreement_shows_its_worst_goal() -> None:
    assert rules.worst(["reached", "behind", "unknown"]) == "behind"
    assert rules.worst(["unknown"]) == "unknown"
    assert rules.worst([]) == "unknown"


@pytest.mark.parametrize(
    ("state", "move", "target"),
    [
        ("draft", "send", "sent"),
        ("sent", "take_back", "draft"),
        ("sent", "sign_first", "signed_one"),
        ("signed_one", "sign_second", "signed"),
        ("signed", "replace", "renewed"),
        ("expired", "replace", "renewed"),
        ("signed", "end", "ended"),
    ],
)
def test_moves_there_are(state, move, target) -> None:
    assert rules.check_agreement_move(state, move) == target


@pytest.mark.parametrize(
    ("state", "move"),
    [
        ("signed", "sign_second"),
        ("expired", "sign_first"),
        ("draft", "sign_first"),
        ("signed_one", "take_back"),
        ("ended", "end"),
        ("renewed", "replace"),
        ("sent", "send"),
    ],
)
def test_moves_there_are_not(state, move) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_agreement_move(state, move)
    assert refused.value.message == rules.SAYS[state]


@pytest.mark.parametrize(
    ("side", "kind", "number", "due_on", "code"),
    [
        ("company", "people", None, END, "goal_without_number"),
        ("company", "other", None, END, "goal_without_number"),
        ("company", "people", Decimal(0), END, "goal_number_positive"),
        ("company", "people", Decimal(-3), END, "goal_number_positive"),
        ("company", "people", Decimal(3), date(2027, 1, 1), "goal_after_end"),
        ("company", "needs", Decimal(3), END, "goal_of_other_side"),
        ("jobcentre", "hires", Decimal(3), END, "goal_of_other_side"),
    ],
)
def test_goals_that_are_refused(side, kind, number, due_on, code) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_goal(side, kind, number, due_on, END)
    assert refused.value.code == code


def test_a_milestone_needs_no_number() -> None:
    rules.check_goal("jobcentre", "milestone", None, END, END)


@pytest.mark.parametrize(
    ("since", "today", "day"),
    [
        (date(2025, 3, 1), date(2026, 2, 14), None),
        (date(2025, 3, 1), date(2026, 2, 15), date(2026, 3, 1)),
        (date(2025, 3, 1), date(2026, 4, 30), date(2026, 3, 1)),
        (date(2025, 3, 1), date(2026, 5, 1), None),
        (date(2026, 3, 1), date(2026, 3, 1), None),  # the first day is no anniversary
        (date(2024, 2, 29), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2024, 12, 30), date(2026, 1, 20), date(2025, 12, 30)),
    ],
)
def test_anniversaries(since, today, day) -> None:
    assert rules.anniversary(since, today) == day


def test_who_has_an_anniversary_began_on_one_of_the_days_asked_for() -> None:
    began = [date(2024, 1, 1) + timedelta(days=number) for number in range(366)]
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(0, 731, 3)]
    for today in [
        *days,
        date(2027, 2, 14),
        date(2028, 2, 14),
        date(2028, 2, 15),
        date(2027, 4, 29),
    ]:
        asked = rules.days_of_year_about(today)
        for since in began:
            if rules.anniversary(since, today):
                assert any(
                    month == since.month and first <= since.day <= last
                    for month, first, last in asked
                ), (since, today)


def test_two_texts_clause_by_clause() -> None:
    before = [("a", "Formål", "x"), ("b", "Penge", "1"), ("c", "Ophør", "z")]
    after = [("a", "Formål", "x"), ("b", "Penge", "2"), ("d", "Ny", "n")]
    rows = rules.differences(before, after)
    assert [(row.title, row.kind) for row in rows] == [
        ("Formål", "same"), ("Penge", "changed"), ("Ny", "new"), ("Ophør", "gone"),
    ]  # fmt: skip


def test_the_hash_stands_for_every_letter() -> None:
    one, two = {"a": "ø", "b": 1}, {"b": 1, "a": "ø"}
    assert rules.text_hash(one) == rules.text_hash(two)
    assert rules.text_hash(one) != rules.text_hash({**one, "a": "ö"})
