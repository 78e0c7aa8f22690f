"""Computing figures: the nightly run, today's on demand, and a chosen stretch."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max

from companies.models import Workplace
from insight.changes import earliest_change, present_marks
from insight.indicators import Cell, Indicator, all_indicators
from insight.models import ComputeRun, IndicatorValue, Reason
from insight.populations import Population, populations_of
from insight.rules.standout import concentration
from jobcenter.actions import action
from jobcenter.clock import now, today
from jobcenter.errors import N_, Refused
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

# Shares look back a week and a deadline may lie three weeks after its Monday: these days are
# always computed again. Further back only when the history changed, and at most so far.
ALWAYS_AGAIN = timedelta(days=8)
FURTHEST_BACK = timedelta(days=400)
OVERLAP = timedelta(hours=1)
PORTION = timedelta(days=92)
_LOCK = 4107

Key = tuple[str, str, int | None, date]


@action
def compute_incrementally(*, actor: Viewer, reason: str = Reason.NIGHTLY) -> ComputeRun:
    """Bring a jobcentre's figures up to today, and mend the days whose history changed.

    Safe to run twice and at the same time: the second waits, and finds nothing to change.
    """
    _check(actor)
    _one_at_a_time(actor.jobcentre_id)
    last = today()
    first = last - ALWAYS_AGAIN
    before = _last_day(actor.jobcentre_id)
    first = min(first, before) if before else last - FURTHEST_BACK
    if (touched := earliest_change(actor.jobcentre_id, _marks(actor.jobcentre_id))) is not None:
        first = min(first, touched)
    first = max(first, last - FURTHEST_BACK)
    run = _run(actor, first, last, reason)
    if run.first_day > last - FURTHEST_BACK:
        run.changed += _give_a_past(actor.jobcentre_id, last)
        run.save(update_fields=["changed"])
    return run


@action
def compute_days(first: date, last: date, *, actor: Viewer) -> ComputeRun:
    """Compute a stretch of days from scratch, however far back."""
    _check(actor)
    _one_at_a_time(actor.jobcentre_id)
    return _run(actor, first, min(last, today()), Reason.CORRECTION)


@action
def compute_population(
    population: Population, first: date, *, actor: Viewer, indicator: Indicator
) -> int:
    """Compute the past of a population that was not followed before; return what changed."""
    _check(actor)
    _one_at_a_time(actor.jobcentre_id)
    if "population" not in indicator.breakdowns or not population.group_ids:
        return 0
    return _past_of(actor.jobcentre_id, indicator, population, first, today())


def _check(actor: Viewer) -> None:
    if (
        actor.kind != "system"
        and not actor.can(Can.SEE_DASHBOARD)
        and not actor.can(Can.WRITE_PLAN)
    ):
        raise Refused("compute_role", N_("Your role may not compute the figures."))


def _one_at_a_time(jobcentre_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, jobcentre_id])


def _last_day(jobcentre_id: int) -> date | None:
    runs = ComputeRun.objects.filter(jobcentre_id=jobcentre_id)
    newest: date | None = runs.aggregate(day=Max("last_day"))["day"]
    return newest


def _marks(jobcentre_id: int) -> dict[str, int]:
    """Return the marks to look for changes after: an hour older than the newest run's.

    A change not committed when the newest run read the history has a lower number than its
    mark. An hour before it had no number yet, or was committed in time to be read.
    """
    runs = ComputeRun.objects.filter(jobcentre_id=jobcentre_id)
    newest = runs.order_by("-started_at").first()
    if newest is None:
        return {}
    older = runs.filter(started_at__lte=newest.started_at - OVERLAP).order_by("-started_at").first()
    known: dict[str, int] = (older or runs.order_by("started_at").first() or newest).marks
    return known


def _give_a_past(jobcentre_id: int, last: date) -> int:
    """Compute the past of populations that have none: a new scheme, a target made yesterday."""
    changed = 0
    for indicator in all_indicators():
        if "population" not in indicator.breakdowns:
            continue
        known = set(
            IndicatorValue.objects.filter(
                jobcentre_id=jobcentre_id,
                indicator=indicator.code,
                team__isnull=True,
                day=last - PORTION,
            ).values_list("breakdown", flat=True)
        )
        new = [p for p in populations_of(jobcentre_id) if p.key not in known]
        if not new:
            continue
        for population in new:
            changed += _past_of(jobcentre_id, indicator, population, last - FURTHEST_BACK, last)
    return changed


def _past_of(
    jobcentre_id: int, indicator: Indicator, population: Population, first: date, last: date
) -> int:
    """Compute and store one population; never back into a demo's made-up days."""
    made_up = IndicatorValue.objects.filter(
        jobcentre_id=jobcentre_id, indicator=indicator.code, breakdown="", made_up=True
    ).aggregate(day=Max("day"))["day"]
    if made_up is not None:
        first = max(first, made_up + timedelta(days=1))
    cells = [
        cell
        for cell in indicator.compute(jobcentre_id, first, last, [population])
        if cell.breakdown == population.key
    ]
    return _store(jobcentre_id, indicator, first, last, cells, breakdown=population.key)


def _run(actor: Viewer, first: date, last: date, reason: str) -> ComputeRun:
    started_at, marks = now(), present_marks()
    populations = populations_of(actor.jobcentre_id)
    changed = 0
    begin = first
    while begin <= last:
        end = min(begin + PORTION - timedelta(days=1), last)
        for indicator in all_indicators():
            cells = indicator.compute(actor.jobcentre_id, begin, end, populations)
            changed += _store(actor.jobcentre_id, indicator, begin, end, cells)
        begin = end + timedelta(days=1)
    return ComputeRun.objects.create(
        jobcentre_id=actor.jobcentre_id,
        clusters=_clusters(actor.jobcentre_id, last),
        started_at=started_at,
        finished_at=now(),
        first_day=first,
        last_day=last,
        changed=changed,
        reason=reason,
        marks=marks,
    )


def _clusters(jobcentre_id: int, day: date) -> dict[str, Any]:
    """Return where what is missing gathers, by indicator and team ("" is the jobcentre)."""
    clusters: dict[str, Any] = {}
    for indicator in all_indicators():
        if indicator.missing_by_workplace is None:
            continue
        by_team = indicator.missing_by_workplace(jobcentre_id, day)
        found = {str(team or ""): concentration(missing) for team, missing in by_team.items()}
        named = {team: each for team, each in found.items() if each}
        names = dict(
            Workplace.objects.filter(pk__in={pk for each in named.values() for pk in each.where})
            .order_by()
            .values_list("pk", "name")
        )
        if named:
            clusters[indicator.code] = {
                team: {
                    "part": each.part, "of": each.of,
                    "where": [names[pk] for pk in each.where if pk in names],
                }
                for team, each in named.items()
            }  # fmt: skip
    return clusters


def _store(
    jobcentre_id: int,
    indicator: Indicator,
    first: date,
    last: date,
    cells: Iterable[Cell],
    *,
    breakdown: str | None = None,
) -> int:
    """Make the stored values of the days be `cells`: write what differs, remove what is gone."""
    stored = IndicatorValue.objects.filter(
        jobcentre_id=jobcentre_id, indicator=indicator.code, day__gte=first, day__lte=last
    )
    if breakdown is not None:
        stored = stored.filter(breakdown=breakdown)
    present = {_key(value): value for value in stored}
    computed_at = now()
    wanted: dict[Key, IndicatorValue] = {}
    for cell in cells:
        value = IndicatorValue(
            jobcentre_id=jobcentre_id,
            indicator=indicator.code,
            breakdown=cell.breakdown,
            team_id=cell.team_id,
            day=cell.day,
            numerator=cell.numerator,
            denominator=cell.denominator,
            computed_at=computed_at,
        )
        wanted[_key(value)] = value
    different = [
        value
        for key, value in wanted.items()
        if key not in present or (not present[key].made_up and _differs(present[key], value))
    ]
    gone = [value.pk for key, value in present.items() if key not in wanted and not value.made_up]
    if gone:
        IndicatorValue.objects.filter(jobcentre_id=jobcentre_id, pk__in=gone).delete()
    _write(different)
    return len(different) + len(gone)


def _write(values: Sequence[IndicatorValue]) -> None:
    IndicatorValue.objects.bulk_create(
        values,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["jobcentre", "indicator", "breakdown", "team", "day"],
        update_fields=["numerator", "denominator", "computed_at"],
    )


def _key(value: IndicatorValue) -> Key:
    return value.indicator, value.breakdown, value.team_id, value.day


def _differs(one: IndicatorValue, other: IndicatorValue) -> bool:
    return (one.numerator, one.denominator) != (other.numerator, other.denominator)
