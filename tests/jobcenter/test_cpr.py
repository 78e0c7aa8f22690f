"""Citizen numbers: form, date part, century by the seventh digit, masks, replacement numbers."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter import cpr
from jobcenter.errors import Refused

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "born", "is_replacement"),
    [
        ("610190-1234", date(1990, 1, 1), True),
        ("6101901234", date(1990, 1, 1), True),
        (" 610190 1234 ", date(1990, 1, 1), True),
        ("910190-4234", date(1990, 1, 31), True),
        ("610105-4234", date(2005, 1, 1), True),
        ("610137-4234", date(1937, 1, 1), True),
        ("610157-5234", date(2057, 1, 1), True),
        ("610158-5234", date(1858, 1, 1), True),
        ("890200-4000", date(2000, 2, 29), True),
    ],
)
def test_reads_form_date_and_century(text: str, born: date, is_replacement: bool) -> None:
    number = cpr.parse(text)
    assert (number.birth_date, number.is_replacement) == (born, is_replacement)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "cpr_form"),
        ("61019012345", "cpr_form"),
        ("610190_1234", "cpr_form"),
        ("٦١٠١٩٠-1234", "cpr_form"),
        ("611390-1234", "cpr_date"),
        ("600190-1234", "cpr_date"),
        ("920190-1234", "cpr_date"),
        ("890201-1234", "cpr_date"),
        ("000000-0000", "cpr_date"),
        ("610127-4234", "cpr_future"),
    ],
)
def test_refuses_without_repeating_the_number(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        cpr.parse(text, today=TODAY)
    assert caught.value.code == code
    assert not text.strip() or text.strip() not in str(caught.value)


def test_modulus_11_is_never_asked() -> None:
    """All ten last digits pass, though at most one of them would satisfy modulus 11."""
    assert all(cpr.parse(f"610190123{last}") for last in range(10))


def test_masks_show_the_date_part_only_when_asked() -> None:
    assert cpr.mask("6101901234") == "••••••-••••"
    assert cpr.mask("6101901234", show_birth_date=True) == "610190-••••"
    assert "6101901234" not in repr(cpr.parse("6101901234"))
    assert str(cpr.parse("6101901234")) == "••••••-••••"
    assert cpr.with_hyphen("6101901234") == "610190-1234"


@given(
    seed=st.integers(),
    born=st.dates(min_value=date(1858, 1, 1), max_value=date(2057, 12, 31)),
)
def test_fictitious_numbers_are_replacements_with_the_same_birth_date(
    seed: int, born: date
) -> None:
    number = cpr.parse(cpr.fictitious_cpr(Random(seed), born))
    assert number.is_replacement
    assert number.birth_date == born


def test_fictitious_numbers_refuse_years_the_table_cannot_write() -> None:
    with pytest.raises(ValueError, match="no room"):
        cpr.fictitious_cpr(Random(1), date(1800, 1, 1))
