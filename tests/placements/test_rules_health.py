"""The health of a centre: shares from five and up, causes where five share them, signs in words."""

from datetime import date, timedelta
from itertools import count

import pytest

from placements.rules.health import Run, cause_of, health_of

MONDAY = date(2026, 3, 2)
NUMBERS = count(1)


def run(weeks, why="", who=None):
    last_on = MONDAY + timedelta(weeks=weeks, days=-3)
    return Run(MONDAY, last_on, why, who=who or next(NUMBERS))


@pytest.mark.parametrize(
    ("runs", "whole", "early", "jobs"),
    [
        ([run(13) for _each in range(4)], None, None, None),
        ([run(13) for _each in range(4)] + [run(12)], 80, 0, 0),
        ([run(13) for _each in range(5)], 100, 0, 0),
        ([run(13) for _each in range(3)] + [run(4, "illness") for _each in range(2)], 60, 40, 0),
        ([run(13) for _each in range(3)] + [run(4, "hired_here"), run(20, "education")], 80, 0, 40),
    ],
)
def test_shares(runs, whole, early, jobs):
    told = health_of(runs, weeks_due=0, weeks_answered=0)
    assert (told.whole, told.early, told.jobs) == (whole, early, jobs)


def test_a_cause_that_few_share_is_not_told_nor_what_would_betray_it():
    few = [run(2, "illness") for _each in range(4)]
    told = health_of([run(13) for _each in range(5)] + few, weeks_due=0, weeks_answered=0)
    assert told.causes == {}
    beside = health_of(
        [run(2, "no_tasks") for _each in range(6)] + few, weeks_due=0, weeks_answered=0
    )
    assert beside.causes == {}  # with the share of all the rest could be reckoned
    many = health_of(
        [run(2, "no_tasks") for _each in range(6)]
        + [run(2, "private_matters") for _each in range(5)],
        weeks_due=0,
        weeks_answered=0,
    )
    assert many.causes == {"company": 6, "person": 5}


def test_five_times_of_one_person_are_one_person():
    alone = health_of([run(2, "illness", who=7)] * 5, weeks_due=0, weeks_answered=0)
    assert (alone.ended, alone.early, alone.causes, alone.signs) == (5, None, {}, [])
    among = [run(13) for _each in range(5)] + [run(2, "illness", who=7)] * 5
    assert health_of(among, weeks_due=0, weeks_answered=0).causes == {}


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("illness", "person"), ("absence_unknown_cause", "person"),
        ("not_the_right_match", "match"), ("no_tasks", "company"), ("conditions_not_met", "other"),
    ],
)  # fmt: skip
def test_where_a_stop_had_its_cause(reason, cause):
    assert cause_of(reason) == cause


def test_what_stands_out():
    fine = [run(13) for _each in range(4)] + [run(6, "hired_here")]
    assert health_of(fine, weeks_due=50, weeks_answered=45).signs == []
    hollow = [run(13) for _each in range(3)] + [run(2, "not_the_right_match") for _each in range(2)]
    assert health_of(hollow, weeks_due=50, weeks_answered=30).signs == [
        "early",
        "no_jobs",
        "silent",
    ]
    assert health_of([run(2, "illness")], weeks_due=4, weeks_answered=0).signs == []
