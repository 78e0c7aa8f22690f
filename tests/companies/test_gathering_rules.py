"""Who gets a seat and when one may answer, as tables of cases without a database."""

from datetime import timedelta

import pytest

from companies.rules import gatherings as rules
from jobcenter.clock import now, today
from jobcenter.errors import Refused


class TestRules:
    @pytest.mark.parametrize(
        ("wanted", "free", "expected"),
        [(1, 1, "coming"), (2, 2, "coming"), (2, 1, "waiting"), (1, 0, "waiting")],
    )
    def test_answer(self, wanted, free, expected) -> None:
        assert rules.answer_for(wanted, free) == expected

    @pytest.mark.parametrize(
        ("waiting", "free", "expected"),
        [
            ([(1, 1), (2, 1)], 1, [1]),
            ([(1, 3), (2, 1)], 2, [2]),  # who wants more lets the next one pass
            ([(1, 2), (2, 2), (3, 1)], 3, [1, 3]),
            ([(1, 1)], 0, []),
            ([], 5, []),
        ],
    )
    def test_next_in(self, waiting, free, expected) -> None:
        assert rules.next_in(waiting, free) == expected

    @pytest.mark.parametrize(
        ("state", "days", "by_link", "code"),
        [
            ("cancelled", -1, True, "called_off"), ("cancelled", -1, False, "called_off"),
            ("held", 1, False, "begun"), ("planned", 0, True, "begun"),
            ("planned", 0, False, None), ("planned", -1, True, "too_late"),
            ("planned", -1, False, None), ("planned", -3, True, None),
        ],
    )  # fmt: skip
    def test_when_one_may_answer(self, state, days, by_link, code) -> None:
        begin = now()
        asked = {
            "state": state, "starts_at": begin, "answer_by": today() - timedelta(days=2),
            "at": begin + timedelta(days=days), "day": today() + timedelta(days=days),
            "by_link": by_link,
        }  # fmt: skip
        if code is None:
            rules.check_can_answer(**asked)
        else:
            with pytest.raises(Refused) as refused:
                rules.check_can_answer(**asked)
            assert refused.value.code == code
