"""Purpose, hours, last employer and the employees' statement, as tables."""

from datetime import date
from decimal import Decimal

import pytest

from jobcenter.errors import Refused
from placements.rules import conditions
from placements.rules.conditions import LastEmployer, Statement

DAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    ("number", "flag", "expected"),
    [
        (3, "", ["ordinary_hours", "training", "clarification"]),
        (1, "", ["ordinary_hours", "training", "clarification", "availability_test"]),
        (6, "", ["ordinary_hours", "training", "clarification"]),
        (6, "in_job", ["ordinary_hours", "training", "clarification", "retention"]),
        (7, "in_job", ["ordinary_hours", "training", "clarification", "retention"]),
    ],
)
def test_purposes_open_to_a_target_group(number: int, flag: str, expected: list[str]) -> None:
    assert [each.code for each in conditions.purposes_for(number, flag, DAY)] == expected


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("", "purpose_missing"), ("sport", "purpose_missing"), ("retention", "purpose_not_for_group")],
)
def test_a_purpose_that_does_not_fit_is_refused(code: str, refusal: str) -> None:
    with pytest.raises(Refused) as caught:
        conditions.check_purpose_fits(code, target_group_number=3, flag="", on=DAY)
    assert caught.value.code == refusal


@pytest.mark.parametrize(
    ("hours", "normal", "code"),
    [
        ("37", None, None),
        ("0.5", None, None),
        ("0", None, "hours_not_positive"),
        ("-1", None, "hours_not_positive"),
        ("37.5", None, "hours_above_full_time"),
        ("35", "32", "hours_above_workplace"),
        ("32", "32", None),
    ],
)
def test_weekly_hours(hours: str, normal: str | None, code: str | None) -> None:
    refused = None
    try:
        conditions.check_weekly_hours(
            Decimal(hours), DAY, normal_hours_of_workplace=Decimal(normal) if normal else None
        )
    except Refused as refusal:
        refused = refusal.code
    assert refused == code


NEW = LastEmployer(new_function=True, difference="From the kitchen to the office")
SAME = LastEmployer()
AGREED = LastEmployer(person_agrees=True)


@pytest.mark.parametrize(
    ("number", "flag", "last", "expected"),
    [
        (1, "", None, ""),
        (1, "", NEW, "last_employer_blocked"),
        (2, "", SAME, "last_employer_blocked"),
        (4, "", AGREED, "last_employer_blocked"),
        (12, "jobparat", NEW, "last_employer_blocked"),
        (12, "aktivitetsparat", NEW, "VP-LASTEMP-B"),
        (3, "", NEW, "VP-LASTEMP-B"),
        (3, "", SAME, "last_employer_same_function"),
        (3, "", AGREED, "last_employer_same_function"),
        (3, "", LastEmployer(new_function=True), "last_employer_difference_missing"),
        (6, "", AGREED, "VP-LASTEMP-C"),
        (7, "", AGREED, "VP-LASTEMP-C"),
        (7, "", SAME, "last_employer_same_function"),
        (7, "", NEW, "VP-LASTEMP-B"),
        (6, "in_job", SAME, "VP-MIX-67"),
    ],
)
def test_the_last_employer(
    number: int, flag: str, last: LastEmployer | None, expected: str
) -> None:
    try:
        used = conditions.check_last_employer(
            DAY, target_group_number=number, flag=flag, last_employer=last
        )
    except Refused as refusal:
        used = refusal.code
    assert used == expected


THIRTEEN = date(2026, 12, 6)
LONGER = date(2026, 12, 7)
SIGNED = Statement(employer_signed=True, representative_signed=True, condition_met=True)


@pytest.mark.parametrize(
    ("ends_on", "number", "own", "statement", "code"),
    [
        (THIRTEEN, 3, False, None, None),
        (LONGER, 3, False, None, "employee_statement_missing"),
        (LONGER, 3, False, Statement(employer_signed=True), "employee_statement_missing"),
        (LONGER, 3, False, SIGNED, None),
        (LONGER, 3, False, Statement(True, True, False), "employee_statement_negative"),
        (LONGER, 3, False, Statement(True, True, None), "employee_statement_negative"),
        (LONGER, 6, True, None, None),
        (LONGER, 6, False, None, "employee_statement_missing"),
        (LONGER, 3, True, None, "employee_statement_missing"),
    ],
)
def test_the_employees_statement(
    ends_on: date, number: int, own: bool, statement: Statement | None, code: str | None
) -> None:
    refused = None
    try:
        conditions.check_employee_statement(
            DAY, ends_on, statement, target_group_number=number, at_own_workplace=own
        )
    except Refused as refusal:
        refused = refusal.code
    assert refused == code


def test_representatives_sign_in_order() -> None:
    assert conditions.representative_order(DAY)[0] == "shop_steward_p"
    assert set(conditions.representative_order(DAY)) == set(conditions.REPRESENTATIVES)
    assert not conditions.next_representative_may_sign(DAY, 3)
    assert conditions.next_representative_may_sign(DAY, 4)


def test_what_follows_is_decided_two_weeks_before_the_end() -> None:
    assert conditions.decision_due_on(THIRTEEN) == date(2026, 11, 22)
    assert conditions.warning_on_decision(THIRTEEN, date(2026, 11, 21)) is None
    today = conditions.warning_on_decision(THIRTEEN, date(2026, 11, 22))
    late = conditions.warning_on_decision(THIRTEEN, date(2026, 11, 23))
    assert today is not None
    assert late is not None
    assert "today" in str(today)
    assert "should have been" in str(late)
