"""The lights of effort targets as tables."""

from datetime import date

import pytest

from actionplans.rules import (
    AMBER,
    FLOOR,
    GREEN,
    MILESTONE,
    NONE,
    NUMBER,
    RED,
    RELATIVE,
    check_target,
    lack,
    light,
    rise,
    weeks_below,
)
from jobcenter.errors import Refused

TODAY, LATER, EARLIER = date(2026, 11, 22), date(2026, 12, 31), date(2026, 10, 1)

LIGHTS = [
    # value, deadline, expected at the deadline, light
    (200, LATER, None, GREEN),
    (214, EARLIER, None, GREEN),
    (172, LATER, 205, AMBER),  # the pace gets there
    (172, LATER, 183, RED),  # 14 % lacking, and the pace does not
    (185, LATER, 190, AMBER),  # close
    (180, LATER, None, AMBER),  # exactly the margin
    (179, LATER, None, RED),
    (185, EARLIER, None, AMBER),  # over, nearly held
    (150, EARLIER, 300, RED),  # over: a pace helps no more
    (172, None, None, RED),
    (0, LATER, None, RED),
    (None, LATER, 300, NONE),
]


@pytest.mark.parametrize(("value", "deadline", "expected", "wanted"), LIGHTS)
def test_the_light_of_a_floor_of_200(value, deadline, expected, wanted):
    verdict = light(
        value,
        target=200,
        deadline=deadline,
        today=TODAY,
        margin_percent=10,
        expected_at_deadline=expected,
    )
    assert verdict.light == wanted
    assert verdict.reason.endswith(".")


def test_on_the_deadline_itself_it_is_not_over():
    args = {"target": 200, "today": TODAY, "margin_percent": 0}
    assert "deadline has passed" not in light(150, deadline=TODAY, **args).reason
    assert "deadline has passed" in light(150, deadline=EARLIER, **args).reason


def test_where_lower_is_better():
    args = {
        "target": 10, "deadline": LATER, "today": TODAY, "margin_percent": 10,
        "higher_is_better": False,
    }  # fmt: skip
    assert light(9, **args).light == GREEN
    assert light(11, **args).light == AMBER
    assert light(14, **args).light == RED
    assert light(14, expected_at_deadline=9.5, **args).light == AMBER


@pytest.mark.parametrize(
    ("value", "target", "lacking"), [(172, 200, 14), (200, 200, 0), (0, 200, 100), (0, 0, 0)]
)
def test_what_lacks_in_percent_of_the_target(value, target, lacking):
    assert lack(value, target) == lacking


@pytest.mark.parametrize(
    ("baseline", "target", "percent"),
    [(136, 200, 47), (118, 200, 69), (200, 180, -10), (None, 200, None), (0, 200, None)],
)
def test_the_rise_from_baseline_to_target(baseline, target, percent):
    assert rise(baseline, target) == percent


@pytest.mark.parametrize(
    ("values", "below"),
    [
        ([10, 20, 30], (0, 0)),  # never held: there is no floor to break yet
        ([190, 200, 205, 199, 201], (1, 4)),
        ([200, None, 200], (0, 2)),
        ([200, 150, 150], (2, 3)),
        ([], (0, 0)),
    ],
)
def test_how_often_a_floor_of_200_was_broken(values, below):
    assert weeks_below(values, 200) == below


GOOD = {
    "kind": FLOOR, "indicator": "candidates", "target": 200, "baseline": None,
    "baseline_on": None, "deadline": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, None),
        ({"baseline": 136, "baseline_on": EARLIER, "deadline": LATER}, None),
        ({"kind": MILESTONE, "indicator": "", "target": None, "deadline": LATER}, None),
        ({"indicator": ""}, "target_needs_indicator"),
        ({"target": None}, "target_needs_number"),
        ({"target": 0}, "target_needs_number"),
        ({"kind": NUMBER}, "target_needs_deadline"),
        ({"kind": RELATIVE, "deadline": LATER}, "target_needs_baseline"),
        ({"baseline": 136}, "baseline_needs_day"),
        ({"baseline_on": EARLIER}, "baseline_needs_day"),
        (
            {"baseline": 136, "baseline_on": LATER, "deadline": EARLIER},
            "deadline_before_start",
        ),
    ],
)
def test_the_parts_of_a_target_fit_together(wrong, code):
    if code is None:
        check_target(**{**GOOD, **wrong})
    else:
        with pytest.raises(Refused) as refused:
            check_target(**{**GOOD, **wrong})
        assert refused.value.code == code
