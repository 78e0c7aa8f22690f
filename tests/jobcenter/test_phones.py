"""Telephone numbers as people read them."""

import pytest

from jobcenter.phones import in_pairs


@pytest.mark.parametrize(
    ("stored", "read"),
    [("+4598000077", "98 00 00 77"), ("", ""), ("ring", "ring"), ("123", "123")],
)
def test_numbers_in_pairs(stored, read) -> None:
    assert in_pairs(stored) == read
