"""Every figure counted by hand in a small world."""

from datetime import date, timedelta

import pytest

from insight import indicators
from insight.indicators import Cell, all_indicators, get
from insight.populations import population_of
from jobcenter.tenancy import acting_in
from placements.choices import State
from tests.citizens.factories import keep_open, match_group

D = date
WEEK_47 = D(2026, 11, 16)
TUESDAY = D(2026, 11, 24)


def values(code, jobcentre, first, last=None, populations=()):
    cells = get(code).compute(jobcentre.pk, first, last or first, list(populations))
    return {
        (c.day, c.team_id, c.breakdown): (c.numerator, c.denominator)
        if c.denominator is not None
        else c.numerator
        for c in cells
    }


def test_every_figure_says_what_it_is_in_both_languages():
    from django.utils import translation

    assert [i.code for i in all_indicators()] == [
        "candidates",
        "places_in_use",
        "check_ins_on_time",
        "visits_on_time",
    ]
    for indicator in all_indicators():
        said = {}
        for language in ("da", "en"):
            with translation.override(language):
                said[language] = (str(indicator.name), str(indicator.definition))
        assert said["da"][0] != said["en"][0]
        assert said["da"][1] != said["en"][1]
        assert len(said["da"][1]) > 60, "a definition in words"
        assert indicator.rows.columns
        assert indicator.is_share == bool(indicator.sign)


def test_a_code_is_used_once():
    with pytest.raises(ValueError, match="registered already"):
        indicators.register(get("candidates"))
    assert indicators.find("gone") is None


def test_candidates_are_those_whose_started_placement_is_around_the_day(world, north):
    east, west = world.team("Øst"), world.team("Vest")
    one, two = world.consultant(east), world.consultant(west)
    day = D(2026, 11, 10)
    world.placement(one, D(2026, 11, 10), D(2026, 12, 1))  # first day
    world.placement(one, D(2026, 10, 1), D(2026, 11, 10), state=State.ENDED, ended_on=day)
    world.placement(two, D(2026, 10, 1), D(2026, 12, 1))
    world.placement(two, D(2026, 11, 11), D(2026, 12, 1))  # starts tomorrow
    world.placement(  # interrupted the day before
        two, D(2026, 10, 1), D(2026, 12, 1), state=State.INTERRUPTED, ended_on=D(2026, 11, 9)
    )
    world.placement(one, D(2026, 10, 1), D(2026, 12, 1), state=State.AGREED)
    world.placement(one, D(2026, 10, 1), D(2026, 12, 1), state=State.DRAFT)
    world.placement(one, D(2026, 10, 1), D(2026, 12, 1), state=State.CANCELLED)
    found = values("candidates", north, day)
    assert found == {(day, east.pk, ""): 2, (day, west.pk, ""): 1, (day, None, ""): 3}


def test_nobody_is_a_value_too(world, north):
    day = D(2026, 11, 10)
    assert values("candidates", north, day) == {(day, None, ""): 0}


def test_a_population_counts_each_person_once_over_any_scheme(world, north):
    keep_open(north, "match-5", "match-3")
    who = world.consultant(world.team("Øst"))
    both = world.citizen("match-5/4", "match-3/2")
    hard = world.citizen("match-5/5")
    late = world.citizen("match-5/4", from_on=D(2026, 11, 20))
    other = world.citizen("match-5/2")
    for citizen in (both, hard, late, other):
        world.placement(who, D(2026, 10, 1), D(2026, 12, 30), citizen=citizen)
    four_five = population_of([match_group("4"), match_group("5")])
    mixed = population_of([match_group("4"), match_group("2", "match-3")])
    empty = population_of([match_group("1")])
    found = values("candidates", north, D(2026, 11, 19), D(2026, 11, 20), [four_five, mixed, empty])
    assert four_five.key == "match-5/4+match-5/5"
    assert found[D(2026, 11, 19), None, four_five.key] == 2
    assert found[D(2026, 11, 20), None, four_five.key] == 3
    assert found[D(2026, 11, 19), None, mixed.key] == 1
    assert found[D(2026, 11, 20), None, mixed.key] == 2
    assert found[D(2026, 11, 20), None, empty.key] == 0


def test_places_in_use_of_those_open(world, north):
    east = world.team("Øst")
    who = world.consultant(east)
    nobody = world.consultant(None)
    day = D(2026, 11, 10)
    used = world.place(who)
    world.place(who)  # empty
    world.place(nobody)  # empty, of no team
    world.place(who, open_from=D(2026, 11, 11))  # not open yet
    world.place(who, open_to=D(2026, 11, 9))  # no longer
    world.placement(who, D(2026, 11, 1), D(2026, 11, 30), place=used)
    world.placement(
        who,
        D(2026, 10, 1),
        D(2026, 10, 30),
        place=used,
        state=State.ENDED,
        ended_on=D(2026, 10, 30),
    )
    assert values("places_in_use", north, day) == {
        (day, east.pk, ""): (1, 2),
        (day, None, ""): (1, 3),
    }


def test_a_place_that_was_closed_was_open_until_then(world, north):
    """Closed through the history, as the action does it."""
    who = world.consultant(world.team("Øst"))
    place = world.place(who)
    place.state = "closed"
    place.save(update_fields=["state"])
    # The history's own clock is the database's: the place counts on every day before its today.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Europe/Copenhagen')::date")
        closed_on = cursor.fetchone()[0]
    before = closed_on - timedelta(days=1)
    assert values("places_in_use", north, before)[before, None, ""] == (0, 1)
    assert values("places_in_use", north, closed_on) == {}


CHECK_INS = [
    # given on, counts as on time. Week 47: due Friday 20, the consultant steps in Tuesday 24.
    (D(2026, 11, 20), True),
    (D(2026, 11, 23), True),
    (D(2026, 11, 24), False),
    (None, False),
]


@pytest.mark.parametrize(("given_on", "on_time"), CHECK_INS)
def test_a_check_in_is_on_time_before_the_consultant_steps_in(world, north, given_on, on_time):
    who = world.consultant(world.team("Øst"))
    placement = world.placement(who, WEEK_47, D(2027, 1, 15))
    if given_on:
        world.check_in(placement, WEEK_47, given_on)
    whole = {day: v for (day, team, _), v in values(
        "check_ins_on_time", north, D(2026, 11, 23), D(2026, 12, 1)
    ).items() if team is None}  # fmt: skip
    assert D(2026, 11, 23) not in whole, "not decided on Monday"
    for offset in range(7):
        assert whole[TUESDAY + timedelta(days=offset)] == (int(on_time), 1)
    assert whole[D(2026, 12, 1)] == (0, 1), "the next week took its place"


def test_check_ins_by_team_and_an_ended_placement_asks_no_more(world, north):
    east, west = world.team("Øst"), world.team("Vest")
    one, two = world.consultant(east), world.consultant(west)
    for number in range(3):
        placement = world.placement(one, D(2026, 11, 2), D(2027, 1, 15))
        if number:
            world.check_in(placement, WEEK_47, D(2026, 11, 20))
    world.placement(
        two, D(2026, 9, 1), D(2026, 12, 1), state=State.INTERRUPTED, ended_on=D(2026, 11, 13)
    )
    assert values("check_ins_on_time", north, TUESDAY) == {
        (TUESDAY, east.pk, ""): (2, 3),
        (TUESDAY, None, ""): (2, 3),
    }
    assert get("check_ins_on_time").missing_by_workplace(north.pk, TUESDAY) == {
        None: {world.workplace.pk: 1},
        east.pk: {world.workplace.pk: 1},
    }


def test_visits_of_the_last_full_week(world, north):
    east = world.team("Øst")
    who = world.consultant(east)
    visited = world.placement(who, D(2026, 11, 2), D(2027, 1, 15))
    world.visit(visited, D(2026, 11, 18))
    world.visit(visited, D(2026, 11, 19))  # twice counts once
    unvisited = world.placement(who, D(2026, 11, 2), D(2027, 1, 15))
    world.visit(unvisited, D(2026, 11, 13))  # the week before
    world.placement(who, D(2026, 11, 23), D(2027, 1, 15))  # began this week
    found = values("visits_on_time", north, D(2026, 11, 23), D(2026, 11, 29))
    assert set(found.values()) == {(1, 2)}
    assert len(found) == 7 * 2
    assert values("visits_on_time", north, D(2026, 11, 22))[D(2026, 11, 22), None, ""] == (1, 2)


def test_another_jobcentre_counts_nothing(world, north, south):
    who = world.consultant(world.team("Øst"))
    world.placement(who, D(2026, 11, 2), D(2027, 1, 15))
    with acting_in(south):
        for indicator in all_indicators():
            assert not [
                cell
                for cell in indicator.compute(south.pk, TUESDAY, TUESDAY, [])
                if cell.numerator or cell.denominator
            ]


def test_a_cell_is_of_the_jobcentre_unless_it_says_otherwise():
    cell = Cell(TUESDAY, 3)
    assert (cell.team_id, cell.breakdown, cell.denominator) == (None, "", None)
