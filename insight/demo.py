"""Thirteen months of figures for the demo: computed from its rows, made up before them.

The demo's placements begin some months ago, so older days would show a jobcentre that was nearly
empty. What lies before the last five weeks is made up, with a fixed seed, to lead up to the
first computed values; such values are marked and never touched by computing.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from math import pi, sin
from random import Random
from typing import Any

from insight import demo_team
from insight.actions import compute_days
from insight.indicators import Indicator, all_indicators, get
from insight.models import IndicatorValue
from insight.populations import Population
from jobcenter.clock import now, today
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

COMPUTED = timedelta(days=34)
MADE_UP = timedelta(days=400)
# What a share was about a year ago, of what it is when computing begins.
SHARES = {"places_in_use": 0.88, "check_ins_on_time": 0.9, "visits_on_time": 0.92}


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Give North a second team, compute what the rows say, and make up what lies before."""
    if IndicatorValue.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    if jobcentre.code == "0901":
        demo_team.build(jobcentre, people)
    first = today() - COMPUTED
    compute_days(first, today(), actor=Viewer.system(jobcentre))
    IndicatorValue.objects.bulk_create(_before(jobcentre, first), batch_size=2000)


def make_up_population(jobcentre: Jobcentre, population: Population) -> None:
    """Make up the past of a population that the demo's plan follows, as `build` does."""
    first = today() - COMPUTED
    indicator = get("candidates")
    cells = indicator.compute(jobcentre.pk, first, today(), [population])
    rows = [cell for cell in cells if cell.breakdown == population.key]
    made = [
        IndicatorValue(
            jobcentre=jobcentre,
            indicator=indicator.code,
            breakdown=population.key,
            day=cell.day,
            numerator=cell.numerator,
            computed_at=now(),
        )
        for cell in rows
    ]
    at_first = min(rows, key=lambda cell: cell.day).numerator
    made += [
        _value(jobcentre, "candidates", day, at_first * share, breakdown=population.key)
        for day, share in _rise(first, Random(population.key))  # noqa: S311
    ]
    IndicatorValue.objects.bulk_create(made, batch_size=2000, ignore_conflicts=True)


def _rise(first: date, rng: Random) -> Iterator[tuple[date, float]]:
    """Yield the days before `first`, newest first, with what part of its value each had.

    From all of it down to two thirds a year before, with a dip in July and some unrest.
    """
    unrest = 0.0
    for back in range(1, MADE_UP.days - COMPUTED.days):
        day = first - timedelta(days=back)
        if back % 7 == 0:
            unrest = 0.6 * unrest + rng.uniform(-0.025, 0.025)
        summer = 0.07 * max(0.0, sin((day.timetuple().tm_yday - 152) / 92 * pi))
        summer = summer if 152 <= day.timetuple().tm_yday <= 244 else 0.0
        yield day, max(0.05, 1 - 0.36 * back / 365 - summer + unrest)


def _before(jobcentre: Jobcentre, first: date) -> Iterator[IndicatorValue]:
    rise = list(_rise(first, Random(jobcentre.code)))  # noqa: S311
    rng = Random(jobcentre.code)  # noqa: S311
    known = {
        (value.indicator, value.breakdown, value.team_id): value
        for value in IndicatorValue.objects.filter(jobcentre_id=jobcentre.pk, day=first)
    }
    teams = sorted({team for _code, _key, team in known if team is not None})
    for indicator in all_indicators():
        starts = {
            team: start
            for team in teams
            if (start := known.get((indicator.code, "", team))) is not None
        }
        drift = dict.fromkeys(starts, 0.0)
        for back, (day, share) in enumerate(rise, start=1):
            if back % 7 == 1:
                drift = {team: rng.uniform(-0.04, 0.04) for team in starts}
            made = [
                _of_team(jobcentre, indicator, day, start, share, back, drift[team])
                for team, start in starts.items()
            ]
            yield from made
            of = sum(value.denominator or 0 for value in made) if indicator.is_share else None
            if of != 0:
                whole = sum(value.numerator for value in made)
                yield _value(jobcentre, indicator.code, day, whole, of=of)
    for (code, key, _team), start in known.items():
        if key:
            for day, share in rise:
                yield _value(jobcentre, code, day, start.numerator * share, breakdown=key)


def _of_team(
    jobcentre: Jobcentre,
    indicator: Indicator,
    day: date,
    start: IndicatorValue,
    share: float,
    back: int,
    drift: float,
) -> IndicatorValue:
    """Return a team's value so many days back, led up to what it was when computing begins."""
    team = start.team_id
    if not indicator.is_share:
        return _value(jobcentre, indicator.code, day, start.numerator * share, team=team)
    whole = start.denominator or 1
    part = start.numerator / whole * (1 - (1 - SHARES[indicator.code]) * back / 365)
    of = max(1, round(whole * share))
    done = min(of, max(0, round(of * (part + drift))))
    return _value(jobcentre, indicator.code, day, done, of=of, team=team)


def _value(
    jobcentre: Jobcentre,
    code: str,
    day: date,
    numerator: float,
    *,
    of: int | None = None,
    team: int | None = None,
    breakdown: str = "",
) -> IndicatorValue:
    return IndicatorValue(
        jobcentre=jobcentre,
        indicator=code,
        breakdown=breakdown,
        team_id=team,
        day=day,
        numerator=round(numerator),
        denominator=of,
        computed_at=now(),
        made_up=True,
    )
