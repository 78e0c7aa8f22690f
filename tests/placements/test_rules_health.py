"""The health of a centre: shares from five and up, causes where five share them, signs in words."""

from datetime import date, timedelta

import pytest

from placements.rules.health import Run, cause_of, health_of

MONDAY = date(2026, 3, 2)


def run(weeks, why=""):
    return Run(MONDAY, MONDAY + timedelta(weeks=weeks, days=-3), why)


@pytest.mark.parametrize(
    ("runs", "whole", "early", "jobs"),
    [
        ([run(13)] * 4, None, None, None),
        ([run(13)] * 4 + [run(12)], 80, 0, 0),
        ([run(13)] * 5, 100, 0, 0),
        ([run(13)] * 3 + [run(4, "illness")] * 2, 60, 40, 0),
        ([run(13)] * 3 + [run(4, "hired_here"), run(20, "education")], 80, 0, 40),
    ],
)
def test_shares(runs, whole, early, jobs):
    told = health_of(runs, weeks_due=0, weeks_answered=0)
    assert (told.whole, told.early, told.jobs) == (whole, early, jobs)


def test_a_cause_that_few_share_is_not_told_nor_what_would_betray_it():
    few = [run(2, "illness")] * 4
    told = health_of([run(13)] * 5 + few, weeks_due=0, weeks_answered=0)
    assert told.causes == {}
    beside = health_of([run(2, "no_tasks")] * 6 + few, weeks_due=0, weeks_answered=0)
    assert beside.causes == {}  # with the share of all the rest could be reckoned
    many = health_of(
        [run(2, "no_tasks")] * 6 + [run(2, "private_matters")] * 5, weeks_due=0, weeks_answered=0
    )
    assert many.causes == {"company": 6, "person": 5}


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
    fine = [run(13)] * 4 + [run(6, "hired_here")]
    assert health_of(fine, weeks_due=50, weeks_answered=45).signs == []
    hollow = [run(13)] * 3 + [run(2, "not_the_right_match")] * 2
    assert health_of(hollow, weeks_due=50, weeks_answered=30).signs == [
        "early",
        "no_jobs",
        "silent",
    ]
    assert health_of([run(2, "illness")], weeks_due=4, weeks_answered=0).signs == []
