"""When messages leave: quiet hours, holidays, summer time, backoff."""

from datetime import datetime, timedelta

import pytest

from followup.rules import COPENHAGEN, WAITS, is_quiet, next_open, next_try


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-17 10:00", "2026-11-17 10:00"),  # a Tuesday morning
        ("2026-11-17 06:59", "2026-11-17 07:00"),
        ("2026-11-17 17:00", "2026-11-18 07:00"),
        ("2026-11-20 17:30", "2026-11-23 07:00"),  # Friday evening
        ("2026-11-21 10:00", "2026-11-23 07:00"),  # Saturday
        ("2026-04-01 18:00", "2026-04-07 07:00"),  # before Easter: Maundy Thursday to Monday
        ("2026-03-28 12:00", "2026-03-30 07:00"),  # the night summer time begins
        ("2026-10-24 12:00", "2026-10-26 07:00"),  # the night it ends
    ],
)
def test_messages_leave_in_working_hours(moment: str, opens: str) -> None:
    assert next_open(at(moment)) == at(opens)
    assert not is_quiet(next_open(at(moment)))


def test_a_temporary_failure_is_tried_again_later_and_later_then_given_up() -> None:
    morning = at("2026-11-17 08:00")
    waits = [next_try(morning, n, is_urgent=True) - morning for n in range(1, len(WAITS) + 1)]  # type: ignore[operator]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=2)
    assert next_try(morning, len(WAITS) + 1, is_urgent=True) is None


def test_a_second_try_waits_for_the_morning_unless_it_is_urgent() -> None:
    evening = at("2026-11-17 16:59")
    assert next_try(evening, 1, is_urgent=False) == at("2026-11-18 07:00")
    assert next_try(evening, 1, is_urgent=True) == at("2026-11-17 17:01")
