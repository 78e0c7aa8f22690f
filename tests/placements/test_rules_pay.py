"""Mentor pay as tables of cases: those of docs/rules/mentor-pay.md, and properties."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from jobcenter.calendar import iso_week, monday_of
from jobcenter.errors import Refused
from placements.rules import pay

MONDAY = date(2026, 9, 7)
CONTRACT = pay.Contract(date(2026, 1, 1))
FIXED = pay.Terms(date(2025, 12, 29), week_ore=35_000, row=1)
HOURLY = pay.Terms(date(2025, 12, 29), hour_ore=20_000, steps=pay.USUAL_STEPS, row=1)


def stay(first, last, citizen=1, **facts):
    return pay.Stay(citizen, facts.pop("placement", citizen), first, last, **facts)


def due(*terms, stays=(), contract=CONTRACT, places=4, since=MONDAY, weeks=4, **facts):
    until = since + timedelta(weeks=weeks, days=-1)
    return pay.reckon(
        contract, terms, stays, lambda _monday: places, since=since, until=until, **facts
    )


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        (MONDAY, MONDAY + timedelta(days=27), 4),
        (MONDAY + timedelta(days=4), MONDAY + timedelta(days=7), 2),  # a Friday and a Monday
        (MONDAY + timedelta(days=5), MONDAY + timedelta(days=6), 0),  # a weekend is no week
        (MONDAY - timedelta(days=30), MONDAY, 1),
        (MONDAY, MONDAY - timedelta(days=1), 0),
    ],
)
def test_a_started_week_is_paid_whole(first, last, weeks):
    found = due(FIXED, stays=[stay(first, last)]).due
    assert len(found) == weeks
    assert {each.ore for each in found} <= {35_000}


def test_two_placements_of_one_candidate_in_a_week_are_one_week():
    stays = [stay(MONDAY, MONDAY + timedelta(days=2), placement=1),
             stay(MONDAY + timedelta(days=3), MONDAY + timedelta(days=9), placement=2)]  # fmt: skip
    assert [each.placement for each in due(FIXED, stays=stays).due] == [1, 2]


@pytest.mark.parametrize(("places", "hours"), [(0, 0), (3, 0), (4, 10), (7, 10), (8, 15), (20, 15)])
def test_bought_free_hours_by_places(places, hours):
    assert HOURLY.hours_for(places) == hours
    found = due(HOURLY, places=places, weeks=1).due
    assert sum(each.ore for each in found) == hours * 20_000


@pytest.mark.parametrize(
    ("last", "hours"),
    [
        (MONDAY + timedelta(days=6), "10.00"), (MONDAY + timedelta(days=4), "10.00"),
        (MONDAY + timedelta(days=2), "6.00"), (MONDAY, "2.00"),
    ],
)  # fmt: skip
def test_a_contract_that_ends_within_the_week(last, hours):
    contract = pay.Contract(date(2026, 1, 1), last)
    found = due(HOURLY, contract=contract).due
    assert [each.quantity for each in found] == [Decimal(hours)]
    fixed = due(FIXED, stays=[stay(MONDAY, MONDAY + timedelta(days=60))], contract=contract).due
    assert len(fixed) == 1, "started under the contract: whole"


def test_without_a_mentor_no_hours_are_bought_free():
    left = MONDAY + timedelta(weeks=2)
    assert len(due(HOURLY, has_mentor=lambda monday: monday < left).due) == 2


def test_attendance_where_agreed():
    terms = pay.Terms(FIXED.valid_from, week_ore=40_000, by_attendance=True)
    came = {MONDAY: 3, MONDAY + timedelta(weeks=1): 0}
    found = due(terms, stays=[stay(MONDAY, MONDAY + timedelta(days=20), came=came)])
    assert [each.week for each in found.due] == [MONDAY]
    assert found.unanswered == [(1, MONDAY + timedelta(weeks=2))]


def test_the_start_is_paid_once_in_the_first_week():
    terms = pay.Terms(FIXED.valid_from, week_ore=1, start_ore=2_000_000)
    found = due(terms, since=date(2025, 12, 29), weeks=20).due
    assert [(each.kind, each.week) for each in found] == [("start", date(2025, 12, 29))]
    assert not due(terms).due
    saturday = pay.Contract(MONDAY + timedelta(days=5))
    (started,) = due(terms, contract=saturday).due
    assert (started.kind, started.week) == ("start", MONDAY)


def test_week_53_is_of_one_month():
    assert pay.weeks_of_month(2026, 12) == (date(2026, 12, 7), date(2027, 1, 3))
    assert iso_week(date(2027, 1, 3)) == (2026, 53)
    assert pay.weeks_of_month(2027, 1)[0] == date(2027, 1, 4)
    found = due(FIXED, stays=[stay(date(2026, 12, 21), date(2027, 1, 8))],
                since=date(2026, 12, 21), weeks=3).due  # fmt: skip
    assert [iso_week(each.week) for each in found] == [(2026, 52), (2026, 53), (2027, 1)]


def test_every_week_of_ten_years_is_of_one_month():
    """Property: the months' weeks follow each other without a gap or an overlap."""
    following = None
    for number in range(120):
        first, last = pay.weeks_of_month(2020 + number // 12, number % 12 + 1)
        assert first.isoweekday() == 1
        assert last.isoweekday() == 7
        assert following in (None, first)
        following = last + timedelta(days=1)


class TestLists:
    since, until = MONDAY, MONDAY + timedelta(weeks=4, days=-1)

    def listed(self, lines, before=None):
        held = dict(before or {})
        for line in lines:
            have = held.get(line.due.key, pay.Listed(0, 0))
            assert (have.rows, have.ore) == (line.edition, line.before_ore)
            held[line.due.key] = pay.Listed(have.ore + line.ore, have.rows + 1)
        return held

    def left(self, due_, held):
        return pay.left_to_list(due_, held, since=self.since, until=self.until)

    def test_nothing_twice(self):
        found = due(FIXED, stays=[stay(MONDAY, self.until)]).due
        held = self.listed(self.left(found, {}))
        assert self.left(found, held) == []

    def test_a_price_changed_backwards_is_a_list_of_the_difference(self):
        there = [stay(MONDAY, self.until)]
        held = self.listed(self.left(due(FIXED, stays=there).due, {}))
        changed = pay.Terms(MONDAY + timedelta(weeks=2), week_ore=40_000, row=2)
        lines = self.left(due(FIXED, changed, stays=there).due, held)
        assert [(line.due.week, line.ore, line.edition) for line in lines] == [
            (MONDAY + timedelta(weeks=2), 5_000, 1), (MONDAY + timedelta(weeks=3), 5_000, 1),
        ]  # fmt: skip

    def test_what_is_no_longer_due_is_taken_back(self):
        held = self.listed(self.left(due(FIXED, stays=[stay(MONDAY, self.until)]).due, {}))
        shorter = due(FIXED, stays=[stay(MONDAY, MONDAY + timedelta(days=7))]).due
        lines = self.left(shorter, held)
        assert [line.ore for line in lines] == [-35_000, -35_000]
        held = self.listed(lines, held)
        assert self.left(shorter, held) == []
        again = self.left(due(FIXED, stays=[stay(MONDAY, self.until)]).due, held)
        assert [(line.edition, line.ore) for line in again] == [(2, 35_000), (2, 35_000)]

    def test_lists_always_end_at_what_is_due(self):
        """Property: whatever changes in whatever order, the lists' sum is what is due now."""
        random = Random(6)
        for _round in range(60):
            held, terms = {}, [FIXED]
            for _list in range(5):
                if random.random() < 0.5:
                    day = MONDAY + timedelta(weeks=random.randrange(-2, 4))
                    edition = sum(each.valid_from == day for each in terms)
                    terms.append(pay.Terms(
                        day, edition, week_ore=random.randrange(0, 5) * 10_000,
                        hour_ore=random.choice((0, 20_000)), steps=pay.USUAL_STEPS,
                    ))  # fmt: skip
                stays = [
                    stay(MONDAY + timedelta(days=random.randrange(20)),
                         MONDAY + timedelta(days=random.randrange(28)), citizen=each)
                    for each in range(random.randrange(4))
                ]  # fmt: skip
                now_due = due(*terms, stays=stays, places=random.randrange(10)).due
                assert len({each.key for each in now_due}) == len(now_due)
                held = self.listed(self.left(now_due, held), held)
                assert sum(each.ore for each in held.values()) == sum(e.ore for e in now_due)
                assert self.left(now_due, held) == []


def terms(**facts):
    return pay.Terms(facts.pop("valid_from", MONDAY), **facts)


@pytest.mark.parametrize(
    ("given", "is_trained", "code"),
    [
        (terms(week_ore=35_000), False, None),
        (terms(start_ore=1, hour_ore=20_000, steps=pay.USUAL_STEPS), False, None),
        (terms(), True, None),
        (terms(start_ore=1), True, None),
        (terms(), False, "pay_nothing"),
        (terms(start_ore=1), False, "pay_start_alone"),
        (terms(week_ore=-1), False, "pay_amount"),
        (terms(week_ore=1_000_001), False, "pay_amount"),
        (terms(hour_ore=20_000), False, "pay_hours"),
        (terms(week_ore=1, steps=pay.USUAL_STEPS), False, "pay_hours"),
        (terms(hour_ore=1, steps=((8, Decimal(15)), (4, Decimal(10)))), False, "pay_steps"),
        (terms(hour_ore=1, steps=((4, Decimal(15)), (8, Decimal(10)))), False, "pay_steps"),
        (terms(valid_from=MONDAY + timedelta(days=1), week_ore=1), False, "pay_monday"),
        (terms(valid_from=date(2025, 12, 22), week_ore=1), False, "pay_before"),
    ],
)
def test_terms_that_are_refused(given, is_trained, code):
    if code is None:
        pay.check_terms(given, is_trained=is_trained, first=CONTRACT.first)
        return
    with pytest.raises(Refused) as told:
        pay.check_terms(given, is_trained=is_trained, first=CONTRACT.first)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("name", "state", "by", "reason", "code"),
    [
        ("approve", "waiting", 2, "", None),
        ("return", "waiting", 2, "Uge 40 mangler", None),
        ("approve", "waiting", 1, "", "pay_own"),
        ("return", "waiting", 1, "Uge 40 mangler", "pay_own"),
        ("return", "waiting", 2, " x ", "pay_reason"),
        ("approve", "approved", 2, "", "pay_decided"),
        ("return", "approved", 2, "Uge 40 mangler", "pay_decided"),
        ("approve", "returned", 2, "", "pay_decided"),
    ],
)
def test_who_decides_and_when(name, state, by, reason, code):
    if code is None:
        assert pay.move(name, state, made_by=1, by=by, reason=reason) == pay.MOVES[name][1]
        return
    with pytest.raises(Refused) as told:
        pay.move(name, state, made_by=1, by=by, reason=reason)
    assert told.value.code == code


def test_weeks_begin_on_monday():
    assert monday_of(MONDAY) == MONDAY
