"""What the rules say reaches the reader in plain Danish, dates and decimals included."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from jobcenter.errors import Refused
from jobcenter.views.errors import sentence
from placements.rules import duration, ratio
from placements.rules.ratio import Occupied

MONDAY = date(2026, 9, 7)


def test_a_refusal_beyond_four_weeks_in_danish_and_english() -> None:
    with pytest.raises(Refused) as caught:
        duration.check_can_start_for(MONDAY, date(2026, 12, 6), target_group_number=2)
    with translation.override("da"):
        assert sentence(caught.value) == (
            "Virksomhedspraktik for målgruppe 2 varer højst 4 uger, her til og med "
            "4. oktober 2026 (LAB § 61)."
        )
    with translation.override("en"):
        assert "at most 4 weeks, here until" in sentence(caught.value)


def test_the_ratio_is_explained_with_a_decimal_comma() -> None:
    result = ratio.assess(Decimal("44.5"), Occupied(work_trial=Decimal("5.2")), Decimal(1), MONDAY)
    with translation.override("da"):
        assert sentence(result.explanation) == "44,5 årsværk → 8 pladser, 2,8 tilbage (BAB § 65)"
    with translation.override("en"):
        assert sentence(result.explanation).startswith("44.5 full-time equivalents")
