"""Form fields that several rooms use."""

from decimal import Decimal

import pytest
from django import forms

from jobcenter.fields import HoursField


@pytest.mark.parametrize(
    ("stored", "shown"),
    [(Decimal("30.0"), 30), (Decimal("18.5"), Decimal("18.5")), (None, None), ("x", "x")],
)
def test_whole_hours_are_shown_without_a_tenth(stored, shown) -> None:
    assert HoursField().prepare_value(stored) == shown


def test_a_twentieth_of_an_hour_is_refused() -> None:
    with pytest.raises(forms.ValidationError):
        HoursField().clean("18.55")
    assert HoursField().clean("18.5") == Decimal("18.5")
