"""The reasonableness ratio: BAB § 65 with the examples of docs/rules/ratio.md."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobcenter.errors import Refused
from placements.rules import ratio
from placements.rules.ratio import Occupied

DAY = date(2026, 9, 7)
FTE = st.decimals(min_value=0, max_value=5000, places=2)


@pytest.mark.parametrize(
    ("ordinary", "floor", "fractional"),
    [
        ("0", "1", "1"),
        ("3", "1", "1"),
        ("10", "2", "2"),
        ("44.5", "8", "8.9"),
        ("50", "10", "10"),
        ("59.9", "10", "10.99"),
        ("60", "11", "11"),
        ("100", "15", "15"),
        ("237", "28", "28.7"),
    ],
)
def test_capacity(ordinary: str, floor: str, fractional: str) -> None:
    assert ratio.capacity(Decimal(ordinary), DAY) == Decimal(floor)
    assert ratio.capacity(Decimal(ordinary), DAY, mode="fractional") == Decimal(fractional)


@pytest.mark.parametrize(
    ("used", "planned", "verdict", "words"),
    [
        ("5.2", "1", "allowed", "44.5 full-time equivalents → 8 places, 2.8 left (BAB § 65)"),
        ("7", "1", "allowed", "44.5 full-time equivalents → 8 places, 1 left (BAB § 65)"),
        ("7.2", "1", "doubtful", "fits only if parts of a place count"),
        ("8", "1", "breach", "44.5 full-time equivalents → 8 places, 0 left."),
        ("9", "0.5", "breach", "0 left. The placement needs 0.5"),
    ],
)
def test_the_verdict_is_said_in_words(used: str, planned: str, verdict: str, words: str) -> None:
    result = ratio.assess(
        Decimal("44.5"), Occupied(work_trial=Decimal(used)), Decimal(planned), DAY
    )
    assert result.verdict == verdict
    assert words in str(result.explanation)


def test_a_breach_is_refused_and_a_doubt_is_not() -> None:
    with pytest.raises(Refused) as caught:
        ratio.check_can_take(Decimal(10), Occupied(wage_subsidy=Decimal(2)), Decimal(1), DAY)
    assert caught.value.code == "ratio_breach"
    assert "BAB § 65" in str(caught.value)
    doubtful = ratio.check_can_take(Decimal(12), Occupied(), Decimal("2.4"), DAY)
    assert doubtful.verdict == "doubtful"


def test_everyone_subsidised_counts() -> None:
    everyone = Occupied(*(Decimal(1) for _ in range(5)))
    assert everyone.counted_on(DAY) == 5
    assert everyone.counted_on(date(2024, 12, 31)) == 5
    assert ratio.counts_nytteindsats(DAY)


def test_the_mean_needs_four_months() -> None:
    months = [Decimal(each) for each in ("100", "44", "45", "44", "45")]
    assert ratio.mean_ordinary_fte(months, DAY) == Decimal("44.5")
    with pytest.raises(Refused) as caught:
        ratio.mean_ordinary_fte(months[:3], DAY)
    assert caught.value.code == "ratio_months_missing"


def test_before_2020_heads_were_counted_so_there_is_no_answer() -> None:
    with pytest.raises(Refused) as caught:
        ratio.capacity(Decimal(10), date(2019, 12, 31))
    assert caught.value.code == "ratio_no_rule"


@given(fte=FTE)
def test_whole_places_never_exceed_parts_of_places(fte: Decimal) -> None:
    whole = ratio.capacity(fte, DAY)
    parts = ratio.capacity(fte, DAY, mode="fractional")
    assert 1 <= whole <= parts < whole + 2
    assert whole == whole.to_integral_value()


@given(fte=FTE, more=FTE)
def test_a_larger_workplace_never_has_fewer_places(fte: Decimal, more: Decimal) -> None:
    assert ratio.capacity(fte + more, DAY) >= ratio.capacity(fte, DAY)


@given(fte=FTE, used=FTE, planned=st.decimals(min_value="0.01", max_value=1, places=2))
def test_allowed_never_passes_the_capacity(fte: Decimal, used: Decimal, planned: Decimal) -> None:
    result = ratio.assess(fte, Occupied(work_trial=used), planned, DAY)
    assert result.is_allowed == (used + planned <= result.capacity)
