"""The price of a place as tables of cases: those of docs/rules/price-of-a-place.md."""

from datetime import date
from decimal import Decimal

import pytest

from jobcenter.errors import Refused
from placements.rules import price as rules

SKIVE = rules.SKIVE


def with_(**figures):
    return {**SKIVE, **{code: Decimal(value) for code, value in figures.items()}}


class TestSkive:
    def test_the_figures_give_the_price_that_was_told(self):
        price = rules.price_of(SKIVE)
        parts = [rules.rounded(each) for each in (price.consultant, price.mentor, price.courses)]
        assert parts == [Decimal("206.04"), Decimal("346.15"), Decimal("27.47")]
        assert rules.rounded(price.week) == Decimal("579.67")
        assert abs(price.week - rules.SKIVE_SAYS) < 1

    def test_year_use_and_candidates(self):
        assert rules.year_of(SKIVE) == 1_055_000
        assert rules.even_use(SKIVE) == 53
        assert rules.even_candidates(SKIVE) == (31, 36)

    def test_mentor_pay_is_not_the_hourly_price(self):
        low, high = rules.month_by_the_hour()
        assert (low, high) == (Decimal("1841.67"), Decimal("2708.33"))
        assert low > SKIVE[rules.MENTOR]


@pytest.mark.parametrize(
    ("figures", "week"),
    [
        ({}, "579.67"),
        ({"consultant_year": 0}, "373.63"),
        ({"consultant_load": 1}, "7585.16"),
        ({"mentor_month": 0}, "233.52"),
        ({"places": 1}, "1513.74"),
        ({"courses_year": 0, "mentor_month": 0, "consultant_year": 0}, "0.00"),
    ],
)
def test_each_figure_by_itself(figures, week):
    assert rules.rounded(rules.price_of(with_(**figures)).week) == Decimal(week)


@pytest.mark.parametrize(
    ("share", "kroner"), [("1", "579.67"), ("0.8", "724.59"), ("0.5", "1159.34")]
)
def test_an_empty_place_is_paid_by_those_in_use(share, kroner):
    assert rules.rounded(rules.price_of(SKIVE).used(Decimal(share))) == Decimal(kroner)


def test_no_use_is_enough_and_nothing_is_saved():
    assert rules.even_use(with_(municipal_week=500)) is None
    assert rules.even_use(with_(municipal_week=0)) is None
    assert rules.even_candidates(with_(saving_low=0, saving_high=0)) == (0, 0)


@pytest.mark.parametrize(
    ("code", "value", "day", "refusal"),
    [
        ("consultant_load", 0, date(2026, 1, 1), "price_number"),
        ("places", 10_001, date(2026, 1, 1), "price_number"),
        ("mentor_month", -1, date(2026, 1, 1), "price_amount"),
        ("mentor_month", 100_000_001, date(2026, 1, 1), "price_amount"),
        ("mentor_month", 1, date(1999, 12, 31), "price_day"),
        ("mentor_month", 0, date(2026, 1, 1), None),
    ],
)
def test_what_is_refused(code, value, day, refusal):
    if refusal is None:
        rules.check_figure(code, Decimal(value), day)
        return
    with pytest.raises(Refused) as told:
        rules.check_figure(code, Decimal(value), day)
    assert told.value.code == refusal


def entry(code, value, day, edition=0):
    return rules.Entry(code, Decimal(value), day, edition)


class TestOverTime:
    first, second = date(2025, 1, 1), date(2026, 1, 1)

    def test_what_holds_on_a_day(self):
        entries = [
            entry("mentor_month", 2_000, self.second),
            entry("mentor_month", 1_600, self.first),
            entry("mentor_month", 2_100, self.second, 1),
        ]
        for day, value in (
            (date(2024, 12, 31), 1_500), (self.first, 1_600), (date(2025, 12, 31), 1_600),
            (self.second, 2_100),
        ):  # fmt: skip
            assert rules.figures_on(entries, day)["mentor_month"] == value, day

    def test_backwards_changes_only_until_the_next_figure(self):
        entries = [entry("mentor_month", 1_600, self.first),
                   entry("mentor_month", 2_000, self.second)]  # fmt: skip
        day = date(2025, 7, 1)
        assert rules.changes(entries, entry("mentor_month", 1_730, day)) == [
            rules.Change(day, date(2025, 12, 31), Decimal("602.75"), Decimal("632.75"))
        ]
        assert rules.changes(entries, entry("mentor_month", 1_600, day)) == []

    def test_other_figures_part_the_days(self):
        entries = [entry("courses_year", 100_000, self.second)]
        found = rules.changes(entries, entry("mentor_month", 1_630, self.first))
        assert [(each.first, each.last) for each in found] == [
            (self.first, date(2025, 12, 31)), (self.second, None),
        ]  # fmt: skip
        assert {each.after - each.before for each in found} == {Decimal("30.00")}
        assert rules.difference(found, Decimal(35), date(2026, 1, 7)) == Decimal("55800.00")

    def test_every_day_is_priced_by_the_latest_figure(self):
        """Property: whatever order the entries come in, each day has one price."""
        entries = [
            entry("mentor_month", 1_000 + number, date(2026, 1 + number % 12, 1), number // 12)
            for number in range(30)
        ]
        for month in range(1, 13):
            day = date(2026, month, 15)
            there = [e for e in entries if e.valid_from <= day]
            latest = max(there, key=lambda e: (e.valid_from, e.edition))
            for order in (entries, entries[::-1], entries[7:] + entries[:7]):
                assert rules.figures_on(order, day)["mentor_month"] == latest.value


class TestCentre:
    def test_hours_are_paid_for_an_empty_place_too(self):
        found = rules.centre_price(SKIVE, places=4, hours=Decimal(10), hour_kr=Decimal(200))
        assert found.hours == 500
        assert rules.rounded(found.empty) == rules.rounded(found.used) == Decimal("706.04")

    def test_the_fixed_amount_is_paid_only_for_who_is_there(self):
        found = rules.centre_price(
            SKIVE, places=8, week_kr=Decimal(350), start_kr=Decimal(20_800), is_trained=True
        )
        assert found.start == 50
        assert rules.rounded(found.empty) == Decimal("283.52")
        assert rules.rounded(found.used) == Decimal("633.52")
