"""The rules of figures as tables: suppression, trend, what stands out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.rules.standout import Reading, concentration, findings, heaviest, percent
from insight.rules.suppression import Size, hidden_cells, hidden_shares, is_small
from insight.rules.trend import trend_of

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("people", "small"), [(0, False), (1, True), (4, True), (5, False), (200, False)]
)
def test_a_group_of_one_to_four_is_small(people, small):
    assert is_small(people) is small


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 61, "b": 54, "c": 57}, set()),
        ({"a": 61, "b": 3, "c": 57}, {"b", "c"}),  # else found by subtraction
        ({"a": 61, "b": 3, "c": 2}, {"b", "c"}),  # five together
        ({"a": 61, "b": 1, "c": 2}, {"a", "b", "c"}),  # three together: hide one more
        ({"a": 61, "b": 0, "c": 57}, set()),  # nobody at all can be said
        ({"a": 61, "b": 4, "c": 0}, {"a", "b"}),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_what_is_hidden_in_a_table_whose_total_is_shown(sizes, hidden):
    assert hidden_cells(sizes) == hidden


def test_without_a_total_only_the_small_ones_are_hidden():
    assert hidden_cells({"a": 61, "b": 3}, total_is_shown=False) == {"b"}


def test_a_share_is_as_small_as_its_whole():
    assert hidden_shares({"a": Size(1, 40), "b": Size(3, 4), "c": Size(9, 50)}) == {"a", "b"}


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 30), max_size=8))
def test_nothing_small_can_be_found_by_subtraction(sizes):
    hidden = hidden_cells(sizes)
    rest = sum(sizes.values()) - sum(n for key, n in sizes.items() if key not in hidden)
    everything_hidden = all(key in hidden for key, n in sizes.items() if n)
    assert not is_small(rest) or everything_hidden
    assert all(key in hidden for key, n in sizes.items() if is_small(n))
    if hidden and not everything_hidden:
        assert len(hidden) >= 2


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(58, 70, 83), (1, 8, 13), (1, 200, 1), (1, 201, 0), (0, 5, 0), (5, 5, 100), (172, None, 172)],
)
def test_percent_is_rounded_half_up(part, whole, shown):
    assert percent(part, whole) == shown


def weekly(*values):
    return [(DAY - timedelta(weeks=len(values) - 1 - n), v) for n, v in enumerate(values)]


def test_a_straight_line_goes_on_straight():
    trend = trend_of(weekly(100, 110, 120, 130, 140, 150))
    expected = trend.expected(DAY + timedelta(weeks=2))
    assert (expected.low, expected.middle, expected.high) == pytest.approx((170, 170, 170))
    assert trend.reaches(190) == DAY + timedelta(weeks=4)
    assert trend.reaches(120) == DAY


def test_noise_widens_what_is_expected_and_so_does_distance():
    trend = trend_of(weekly(100, 118, 113, 134, 128, 150, 149, 171))
    near, far = trend.expected(DAY + timedelta(weeks=1)), trend.expected(DAY + timedelta(weeks=8))
    assert near.low < near.middle < near.high
    assert far.high - far.low > near.high - near.low


def test_a_number_goes_on_from_today_and_a_share_from_the_line():
    values = weekly(100, 100, 100, 100, 100, 100, 100, 124)
    line, today = trend_of(values), trend_of(values, from_last=True)
    assert today.at(DAY) == 124
    assert line.at(DAY) == pytest.approx(110)
    assert today.slope == line.slope


@pytest.mark.parametrize(
    "values", [[], [5, 6, 7, 8, 9], [None] * 10, [1, None, None, 4, 5, None, 7, 8]]
)
def test_too_few_weeks_say_nothing(values):
    assert trend_of(weekly(*values)) is None


def test_what_is_impossible_is_not_expected():
    falling = trend_of(weekly(60, 50, 40, 30, 20, 10))
    assert falling.expected(DAY + timedelta(weeks=5)).low == 0
    assert falling.reaches(50) is None
    rising = trend_of(weekly(50, 60, 70, 80, 90, 95))
    assert rising.expected(DAY + timedelta(weeks=5), highest=100).high == 100
    assert trend_of(weekly(*[50] * 8)).reaches(60) is None


def share(now, of, before, before_of):
    return Reading(now, of, before, before_of)


EAST, NORTH = 1, 2

STANDS_OUT = [
    # a team's fall of ten points or more
    (share(40, 54, 45, 50), {EAST: share(37, 50, 45, 50)}, [(EAST, "worse", 90, 74)]),
    # nine points are not worth a sentence
    (share(81, 100, 90, 100), {EAST: share(81, 100, 90, 100)}, []),
    # too few to say anything
    (None, {EAST: share(1, 4, 4, 4)}, []),
    # a rise is good
    (None, {EAST: share(45, 50, 35, 50)}, [(EAST, "better", 70, 90)]),
    # only one of the teams stands out: its own sentence, although the whole fell too
    (
        share(75, 100, 92, 100),
        {EAST: share(29, 50, 45, 50), NORTH: share(46, 50, 47, 50)},
        [(EAST, "worse", 90, 58)],
    ),
    # every team stands out the same way: one sentence for all
    (
        share(70, 100, 90, 100),
        {EAST: share(35, 50, 45, 50), NORTH: share(35, 50, 45, 50)},
        [(None, "worse", 90, 70)],
    ),
    # one up, one down: each its own
    (
        share(80, 100, 90, 100),
        {EAST: share(30, 50, 48, 50), NORTH: share(50, 50, 42, 50)},
        [(EAST, "worse", 96, 60), (NORTH, "better", 84, 100)],
    ),
    # a number: a tenth and three people
    (Reading(50, None, 60, None), {}, [(None, "worse", 60, 50)]),
    (Reading(58, None, 60, None), {}, []),
    (Reading(7, None, 5, None), {}, []),
]


@pytest.mark.parametrize(("whole", "teams", "expected"), STANDS_OUT)
def test_what_stands_out(whole, teams, expected):
    found = findings("visits_on_time", higher_is_better=True, whole=whole, teams=teams)
    assert [(f.team, f.kind, f.params["before"], f.params["now"]) for f in found] == expected


def test_a_rise_is_bad_where_lower_is_better():
    (found,) = findings("absence", higher_is_better=False, whole=share(30, 100, 10, 100), teams={})
    assert found.is_worse


def test_the_heaviest_comes_first_and_good_news_only_alone():
    small = findings("a", higher_is_better=True, whole=share(4, 10, 8, 10), teams={})
    large = findings("b", higher_is_better=True, whole=share(40, 100, 80, 100), teams={})
    good = findings("c", higher_is_better=True, whole=share(90, 100, 50, 100), teams={})
    assert [f.indicator for f in heaviest([*small, *good, *large])] == ["b", "a"]
    assert [f.indicator for f in heaviest(good)] == ["c"]
    assert heaviest([]) == []


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ({7: 6, 8: 5, 9: 1, 10: 1, 11: 1}, (11, 14, (7, 8))),
        ({7: 9, 8: 1, 9: 1}, (9, 11, (7,))),
        ({7: 2, 8: 2, 9: 2, 10: 2}, None),  # spread
        ({7: 2, 8: 1}, None),  # too few to name anybody
        ({7: 6}, None),  # there is no other place to compare with
        ({}, None),
    ],
)
def test_where_the_missing_gather(missing, expected):
    found = concentration(missing)
    assert (found and (found.part, found.of, found.where)) == expected


PACES = [
    # now, target, what is said of the target
    (150, 150, "Målet holdes i dag."),
    (150, 170, "Målet nås ca. uge 49 i 2026."),
    (150, 2000, "Målet nås ikke i det tempo."),
]


@pytest.mark.parametrize(("now", "target", "said"), PACES)
def test_the_pace_in_words(now, target, said):
    from django.utils import translation

    from insight.goals import Goal
    from insight.indicators import get
    from insight.words import pace_sentence

    trend = trend_of(weekly(100, 110, 120, 130, 140, 150), from_last=True)
    goal = Goal("candidates", "", "", target, DAY + timedelta(weeks=2), "")
    with translation.override("da"):
        text = pace_sentence(get("candidates"), trend, goal, now)
    assert text == f"I det tempo: 170 den 6. december. {said}"


def test_a_share_below_its_target_is_never_called_reached():
    from django.utils import translation

    from insight.goals import Goal
    from insight.indicators import get
    from insight.words import pace_sentence

    trend = trend_of(weekly(100, 100, 100, 100, 100, 100, 100, 81))
    goal = Goal("check_ins_on_time", "", "", 90, None, "")
    with translation.override("da"):
        assert "Målet" not in pace_sentence(get("check_ins_on_time"), trend, goal, 81)
        assert "Målet holdes" in pace_sentence(get("check_ins_on_time"), trend, goal, 95)
