"""The nightly job: what it stores, that it can run twice, and how it mends the past."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from insight.actions import compute_days, compute_incrementally, compute_population
from insight.indicators import get
from insight.models import ComputeRun, IndicatorValue
from insight.populations import population_of
from insight.tasks import compute_every_jobcentre, compute_jobcentre, compute_past_of_population
from jobcenter.clock import clock_at
from jobcenter.errors import Refused
from jobcenter.tenancy import acting_in
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.models import Placement
from tests.citizens.factories import keep_open, match_group
from tests.insight.conftest import TODAY
from tests.insight.factories import noon


def stored(code="candidates", **where):
    where = {"team": None, "breakdown": "", **where}
    return {v.day: v.numerator for v in IndicatorValue.objects.filter(indicator=code, **where)}


@pytest.fixture
def small(world, north):
    """One team with two running placements, one of them in match group 4."""
    keep_open(north, "match-5")
    team = world.team("Øst")
    who = world.consultant(team)
    one = world.placement(
        who, date(2026, 11, 2), date(2027, 1, 15), citizen=world.citizen("match-5/4")
    )
    two = world.placement(who, date(2026, 11, 9), date(2027, 1, 15))
    world.check_in(one, date(2026, 11, 16), date(2026, 11, 20))
    return team, one, two


def system(jobcentre):
    return Viewer.system(jobcentre)


def test_the_first_run_goes_back_and_the_second_changes_nothing(small, north):
    team, _one, _two = small
    run = compute_incrementally(actor=system(north))
    assert (run.first_day, run.last_day) == (TODAY - timedelta(days=400), TODAY)
    assert run.changed > 400
    whole = stored()
    assert [whole[date(2026, 11, day)] for day in (1, 2, 8, 9, 24)] == [0, 1, 1, 2, 2]
    assert stored(team=team)[TODAY] == 2
    assert stored(breakdown="match-5/4")[TODAY] == 1
    assert stored(breakdown="match-5/5")[TODAY] == 0
    value = IndicatorValue.objects.get(
        indicator="check_ins_on_time", team=None, breakdown="", day=TODAY
    )
    assert (value.numerator, value.denominator) == (1, 2)
    before = list(IndicatorValue.objects.order_by("id").values())
    again = compute_incrementally(actor=system(north))
    assert again.changed == 0
    assert list(IndicatorValue.objects.order_by("id").values()) == before


def test_the_next_night_adds_a_day_and_looks_back_a_week_only(small, north):
    compute_incrementally(actor=system(north))
    with clock_at(noon(TODAY + timedelta(days=1))):
        compute_incrementally(actor=system(north))
    with clock_at(noon(TODAY + timedelta(days=3))):
        run = compute_incrementally(actor=system(north))
    assert run.last_day == TODAY + timedelta(days=3)
    assert run.first_day == run.last_day - timedelta(days=8)
    assert stored()[TODAY + timedelta(days=2)] == 2, "the night that was missed"


CORRECTIONS = [
    # what is written, and what the 25 October and today are afterwards
    ({"starts_on": date(2026, 10, 19), "chain_starts_on": date(2026, 10, 19)}, 1, 2),
    ({"starts_on": date(2026, 11, 16)}, 0, 2),
    (
        {
            "state": State.INTERRUPTED, "ended_on": date(2026, 11, 20), "end_reason": "other",
            "closed_at": noon(TODAY),
        },
        0,
        1,
    ),
    ({"ends_on": date(2026, 11, 20)}, 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "october", "today"), CORRECTIONS)
def test_a_change_of_history_is_mended_the_next_night(small, north, facts, october, today):
    """Written with a bare update: the triggers see that too."""
    compute_incrementally(actor=system(north))
    with clock_at(noon(TODAY + timedelta(hours=26))):
        compute_incrementally(actor=system(north))
    Placement.objects.filter(pk=small[1].pk).update(**facts)
    with clock_at(noon(TODAY + timedelta(days=2))):
        run = compute_incrementally(actor=system(north))
    assert run.changed > 0
    assert stored()[date(2026, 10, 25)] == october
    assert stored()[TODAY] == today


def test_a_mark_is_the_newest_number_given_to_a_history_row(small, north):
    from django.db import connection

    from insight.changes import present_marks

    newest = Placement.history.rel.related_model.objects.order_by("-pgh_id").first().pgh_id
    assert present_marks()["placements.placement"] == newest
    sequence = "pg_get_serial_sequence('placements_placementevent', 'pgh_id')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval({sequence})")
    assert present_marks()["placements.placement"] == newest + 1


def test_a_value_that_lost_its_ground_is_removed(small, north):
    compute_incrementally(actor=system(north))
    assert stored("check_ins_on_time")[TODAY] == 1
    Placement.objects.update(state=State.CANCELLED, end_reason="other", closed_at=noon(TODAY))
    with clock_at(noon(TODAY) + timedelta(hours=3)):
        compute_incrementally(actor=system(north))
    assert TODAY not in stored("check_ins_on_time")
    assert stored()[TODAY] == 0
    assert not stored(team=small[0]).get(TODAY)


def test_what_a_demo_made_up_stays(small, north):
    old = date(2026, 11, 20)
    IndicatorValue.objects.create(
        jobcentre=north, indicator="candidates", day=old, numerator=99,
        computed_at=noon(old), made_up=True,
    )  # fmt: skip
    IndicatorValue.objects.create(
        jobcentre=north, indicator="visits_on_time", day=date(2026, 3, 3), numerator=4,
        denominator=5, computed_at=noon(old), made_up=True,
    )  # fmt: skip
    compute_days(date(2026, 1, 1), TODAY, actor=system(north))
    assert stored()[old] == 99
    assert stored("visits_on_time")[date(2026, 3, 3)] == 4


def test_a_population_that_begins_to_be_followed_gets_its_past(small, north):
    compute_incrementally(actor=system(north))
    population = population_of([match_group("4"), match_group("5")])
    changed = compute_population(
        population, date(2026, 11, 1), actor=system(north), indicator=get("candidates")
    )
    assert changed == 24
    assert stored(breakdown=population.key)[date(2026, 11, 2)] == 1
    key, groups = population.key, sorted(population.group_ids)
    again = compute_past_of_population(north.pk, "candidates", key, groups, "2026-11-01")
    assert again == 0
    assert compute_past_of_population(north.pk, "gone", key, groups, "2026-11-01") == 0


def test_a_scheme_that_is_opened_later_gets_its_past_the_next_night(small, world, north):
    compute_incrementally(actor=system(north))
    keep_open(north, "match-3")
    with clock_at(noon(TODAY) + timedelta(days=1)):
        compute_incrementally(actor=system(north))
    assert stored(breakdown="match-3/1")[date(2026, 1, 10)] == 0


def test_who_may_compute(small, north, south, nora, mads):
    with pytest.raises(Refused):
        compute_incrementally(actor=Viewer.of(nora))
    compute_incrementally(actor=Viewer.of(mads))
    with pytest.raises(RuntimeError), acting_in(south):
        compute_incrementally(actor=Viewer.of(mads))
    with acting_in(south):
        assert not ComputeRun.objects.exists()


def test_the_task_computes_each_jobcentre_by_itself(small, north, south, monkeypatch):
    queued = []
    monkeypatch.setattr(compute_jobcentre, "delay_on_commit", queued.append)
    assert compute_every_jobcentre() == 2
    assert queued == [north.pk, south.pk]
    assert compute_jobcentre(north.pk) > 0
    assert compute_jobcentre(north.pk) == 0
    assert compute_jobcentre(south.pk) > 0  # that nobody was there is a value
    with acting_in(south):
        assert not IndicatorValue.objects.exclude(numerator=0).exists()


def test_the_command_computes_again_from_a_day_on(small, north):
    out = StringIO()
    call_command("compute_indicators", since=date(2026, 11, 1), jobcentre=north.code, stdout=out)
    assert "2026-11-01 to 2026-11-24" in out.getvalue()
    call_command("compute_indicators", stdout=out)
    assert "0902" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("compute_indicators", jobcentre="0000", stdout=out)
    with pytest.raises(CommandError):
        call_command("compute_indicators", since=date(2030, 1, 1), stdout=out)


def test_where_the_missing_gather_is_kept_with_the_run(world, north):
    team = world.team("Øst")
    who = world.consultant(team)
    other = world.another_workplace("Lageret")
    for number in range(7):
        where = other if number > 4 else None
        world.placement(who, date(2026, 11, 2), date(2027, 1, 15), workplace=where)
    run = compute_incrementally(actor=system(north))
    run.refresh_from_db()
    expected = {"part": 5, "of": 7, "where": [world.workplace.name]}
    assert run.clusters["check_ins_on_time"] == {"": expected, str(team.pk): expected}


@pytest.mark.parametrize(
    "wrong",
    [
        {"numerator": 3, "denominator": 2},
        {"numerator": 0, "denominator": 0},
        {"indicator": ""},
    ],
)
def test_the_database_refuses_nonsense(world, north, wrong):
    facts = {
        "jobcentre": north, "indicator": "visits_on_time", "day": TODAY, "numerator": 1,
        "denominator": 2, "computed_at": noon(TODAY), **wrong,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(**facts)


def test_a_value_stands_once_also_without_a_team(world, north):
    facts = {
        "jobcentre": north, "indicator": "candidates", "day": TODAY, "numerator": 1,
        "computed_at": noon(TODAY),
    }  # fmt: skip
    IndicatorValue.objects.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorValue.objects.create(**facts)
