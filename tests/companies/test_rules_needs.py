"""When a company is asked, when a need lapses, what can be lifted: tables of cases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from companies.rules import needs as rules
from jobcenter.errors import Refused

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("gone", "step", "due"),
    [(0, 0, 9), (9, 0, 9), (20, 0, 9), (21, 1, 21), (44, 1, 21), (45, 2, 45), (80, 2, 45)],
)
def test_the_question_of_the_day(gone: int, step: int, due: int) -> None:
    asked = rules.question(DAY, DAY + timedelta(days=gone))
    assert asked == (step, DAY + timedelta(days=due))


def test_it_lapses_a_week_after_the_last_question() -> None:
    assert rules.lapses_on(DAY) == DAY + timedelta(days=52)


@pytest.mark.parametrize(("starts_in", "runs_in"), [(-10, 0), (0, 0), (45, 0), (46, 1), (400, 355)])
def test_a_need_told_long_before_is_left_in_peace(starts_in: int, runs_in: int) -> None:
    begins = rules.runs_from(DAY, DAY + timedelta(days=starts_in))
    assert begins == DAY + timedelta(days=runs_in)


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [("waiting", "propose", "proposed"), ("proposed", "propose", "proposed"),
     ("waiting", "close", "closed"), ("filled", "empty", "filled")],
)  # fmt: skip
def test_moves(state: str, move: str, after: str) -> None:
    assert rules.check_need_move(state, move) == after


@pytest.mark.parametrize(
    ("state", "move"),
    [("filled", "fill"), ("closed", "fill"), ("closed", "propose"), ("filled", "close"),
     ("closed", "renew"), ("waiting", "reopen"), ("filled", "edit")],
)  # fmt: skip
def test_moves_the_table_does_not_have(state: str, move: str) -> None:
    with pytest.raises(Refused):
        rules.check_need_move(state, move)


@pytest.mark.parametrize(
    ("asked", "word"),
    [(rules.Asked(1, DAY + timedelta(days=2000)), "five years"),
     (rules.Asked(1, DAY - timedelta(days=400)), "long ago"),
     (rules.Asked(1, DAY, filled=2), "fewer"), (rules.Asked(0, DAY), "fewer")],
)  # fmt: skip
def test_days_and_numbers_that_cannot_be(asked: rules.Asked, word: str) -> None:
    with pytest.raises(Refused, match=word):
        rules.check_need(asked, DAY)


@pytest.mark.parametrize(
    ("state", "closing", "candidates", "most", "status"),
    [("waiting", "", 0, None, "handled"), ("proposed", "", 3, None, "handled"),
     ("proposed", "", 3, 3, "inactive"), ("filled", "", 3, 3, "filled"),
     ("closed", "lapsed", 0, None, "expired"), ("closed", "no_profile", 0, None, "expired")],
)  # fmt: skip
def test_status_as_a_job_order(state, closing, candidates, most, status) -> None:
    assert rules.register_status(state, closing, candidates, most) == status


def test_hours_are_summed() -> None:
    tasks = [rules.Task(240, "introduced", True), rules.Task(500, "experienced", True),
             rules.Task(900, "skilled", False)]  # fmt: skip
    assert rules.check_can_lift(tasks) == Decimal("12.3")
    rules.check_tasks(tasks, Decimal(37))


@pytest.mark.parametrize(
    ("tasks", "word"),
    [([rules.Task(60, "introduced", False)], "at least one"),
     ([rules.Task(2220, "introduced", True)], "37")],
)  # fmt: skip
def test_what_cannot_be_lifted(tasks: list[rules.Task], word: str) -> None:
    with pytest.raises(Refused, match=word):
        rules.check_can_lift(tasks)


@pytest.mark.parametrize(
    ("task", "word"),
    [(rules.Task(60, "skilled", True), "cannot be lifted"),
     (rules.Task(2400, "experienced", False), "the job has")],
)  # fmt: skip
def test_tasks_that_do_not_add_up(task: rules.Task, word: str) -> None:
    with pytest.raises(Refused, match=word):
        rules.check_tasks([task], Decimal(37))
