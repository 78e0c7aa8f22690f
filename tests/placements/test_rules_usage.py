"""Use in percent: tables."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from placements.rules.occupancy import Use
from placements.rules.usage import Figures, use_of

D = date(2026, 10, 1)


def day(n: int) -> date:
    return D + timedelta(days=n)


@pytest.mark.parametrize(
    ("opened", "closes", "uses", "percent"),
    [
        (-99, None, [], 0),
        (-99, None, [(0, 99, 37)], 100),
        (-99, None, [(0, 99, 20)], 54),  # 20 of 37 hours
        (-99, None, [(0, 49, 37)], 50),
        (-99, None, [(-50, 49, 15), (0, 99, 15)], 61),  # shared
        (50, None, [(50, 99, 37)], 100),  # days before it opened are in neither
        (-99, 49, [(0, 49, 37)], 100),  # nor those after it closed
        (-99, 49, [(0, 99, 37)], 100),
        (200, None, [], None),
        (-99, -1, [], None),
    ],
)
def test_use(opened, closes, uses, percent):
    found = use_of(
        Decimal(37), day(opened), None if closes is None else day(closes),
        [Use(day(first), day(last), Decimal(hours)) for first, last, hours in uses],
        day(0), day(99),
    )  # fmt: skip
    assert found.percent == percent


def test_groups_add_up_by_hours_not_by_place():
    total = Figures()
    for hours, held in ((Decimal(37), 37), (Decimal(10), 0)):
        total.add(use_of(hours, day(0), None, [Use(day(0), day(9), Decimal(held))], D, day(9)))
    assert (total.places, total.percent) == (2, 79)
