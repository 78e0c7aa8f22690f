"""How targets stand: value now, trend, light and reason, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.urls import reverse

from actionplans import rules
from actionplans.choices import Kind, PlanState
from actionplans.models import ActionPlan, EffortTarget, EffortTargetGroup, TargetNote
from citizens.models import MatchGroup
from insight.goals import Goal
from insight.indicators import Indicator, find
from insight.populations import Population
from insight.rules.trend import Expected, Trend, trend_of
from insight.series import (
    Series,
    Value,
    chart_days,
    newest_day,
    points_of,
    series_of,
    today_value,
    trend_days,
    trend_values,
)
from jobcenter.clock import today
from jobcenter.viewer import Viewer

# Counted afresh on every page; the others are weekly by nature and come from the nightly run.
LIVE = "candidates"
NO_VERDICT = rules.Verdict(rules.NONE, "")


@dataclass
class Standing:
    """A target and where it stands today."""

    target: EffortTarget
    indicator: Indicator | None
    groups: list[MatchGroup] = field(default_factory=list)
    value: Value | None = None
    as_of: date | None = None
    verdict: rules.Verdict = NO_VERDICT
    trend: Trend | None = None
    expected: Expected | None = None
    points: list[tuple[date, int | None]] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    below: tuple[int, int] = (0, 0)

    @property
    def goal(self) -> Goal | None:
        """The target as a chart's line."""
        number = self.target.target
        if number is None or self.indicator is None:
            return None
        return Goal(
            self.indicator.code, self.target.population, self.target.text, number,
            self.target.deadline, "",
        )  # fmt: skip


def targets_of(viewer: Viewer, plan: ActionPlan) -> QuerySet[EffortTarget]:
    """Return a plan's targets in their order, each with its newest note."""
    notes = TargetNote.objects.filter(
        jobcentre_id=viewer.jobcentre_id, target_id=OuterRef("pk")
    ).order_by("-noted_on", "-id")
    return (
        EffortTarget.objects.filter(jobcentre_id=viewer.jobcentre_id, plan=plan)
        .select_related("responsible")
        .annotate(
            note_text=Subquery(notes.values("text")[:1]),
            note_on=Subquery(notes.values("noted_on")[:1]),
        )
        .order_by("order", "id")
    )


def standings(viewer: Viewer, targets: Sequence[EffortTarget], day: date) -> list[Standing]:
    """Return how each target stands on `day`: five queries, however many targets."""
    groups = groups_by_target(viewer, targets)
    last = newest_day(viewer.jobcentre_id) or day
    days, weeks = chart_days(last, 12), trend_days(last)
    series = series_of(
        viewer.jobcentre_id,
        [(t.indicator, t.population) for t in targets if t.indicator],
        sorted({*days, *weeks}),
    )
    now = _values_now(viewer, targets, groups, day)
    return [
        _standing(
            target,
            groups.get(target.pk, []),
            series.get((target.indicator, target.population), {}),
            now.get((target.indicator, target.population)),
            day,
            last,
        )
        for target in targets
    ]


def groups_by_target(
    viewer: Viewer, targets: Sequence[EffortTarget]
) -> dict[int, list[MatchGroup]]:
    """Return the match groups of each target, by scheme and order."""
    found: dict[int, list[MatchGroup]] = defaultdict(list)
    rows = (
        EffortTargetGroup.objects.filter(
            jobcentre_id=viewer.jobcentre_id, target_id__in=[t.pk for t in targets]
        )
        .select_related("group__scheme")
        .order_by("group__scheme__valid_from", "group__order", "id")
    )
    for row in rows:
        found[row.target_id].append(row.group)
    return found


def _values_now(
    viewer: Viewer,
    targets: Sequence[EffortTarget],
    groups: dict[int, list[MatchGroup]],
    day: date,
) -> dict[tuple[str, str], Value]:
    indicator = find(LIVE)
    followed = [t for t in targets if t.indicator == LIVE]
    if indicator is None or not followed:
        return {}
    populations = {
        t.population: Population(t.population, frozenset(g.pk for g in groups.get(t.pk, [])))
        for t in followed
    }
    values = today_value(indicator, viewer.jobcentre_id, day, list(populations.values()))
    return {(LIVE, key): value for key, value in values.items()}


def _standing(
    target: EffortTarget,
    groups: list[MatchGroup],
    series: Series,
    now: Value | None,
    day: date,
    last: date,
) -> Standing:
    indicator = find(target.indicator)
    as_of = day if now else max(series, default=None)
    value = now or (series[as_of] if as_of else None)
    if now and last == day:
        series = {**series, day: now}
    days, weeks = chart_days(last, 12), trend_days(last)
    weekly = trend_values(series, weeks)
    standing = Standing(
        target,
        indicator,
        groups,
        value,
        as_of,
        trend=trend_of(weekly, from_last=indicator is not None and not indicator.is_share),
        points=points_of(series, days, hide_small=True),
        days=days,
    )
    number = target.target
    if indicator is None or number is None:
        return standing
    highest = 100.0 if indicator.is_share else None
    trend = standing.trend
    if trend and target.deadline and trend.last < target.deadline <= trend.furthest:
        standing.expected = trend.expected(target.deadline, highest=highest)
    standing.verdict = rules.light(
        value.exact if value else None,
        target=number,
        deadline=target.deadline,
        today=day,
        margin_percent=target.margin_percent,
        expected_at_deadline=standing.expected.middle if standing.expected else None,
        higher_is_better=indicator.higher_is_better,
    )
    if target.kind == Kind.FLOOR:
        standing.below = rules.weeks_below(
            [exact for _day, exact in weekly],
            number,
            higher_is_better=indicator.higher_is_better,
        )
    return standing


def goals(viewer: Viewer) -> list[Goal]:
    """Return the goals of this year's approved plan, else the newest one's, for the charts."""
    this_year = Case(When(year__lte=today().year, then=0), default=1)
    present = (
        ActionPlan.objects.filter(jobcentre_id=viewer.jobcentre_id, state=PlanState.APPROVED)
        .order_by(this_year, "-year")
        .values("pk")[:1]
    )
    targets = EffortTarget.objects.filter(
        jobcentre_id=viewer.jobcentre_id, plan__in=present, kind__in=[Kind.FLOOR, Kind.NUMBER]
    ).order_by("order", "id")
    return [
        Goal(
            target.indicator, target.population, target.text, float(target.target_value),
            target.deadline, reverse("actionplans:target", args=[target.public_id]),
        )
        for target in targets
        if target.target_value is not None and find(target.indicator)
    ]  # fmt: skip


def populations(jobcentre_id: int) -> list[Population]:
    """Return the populations of every target, for the nightly run."""
    groups: dict[str, set[int]] = defaultdict(set)
    rows = EffortTargetGroup.objects.filter(jobcentre_id=jobcentre_id).order_by()
    for key, group_id in rows.values_list("target__population", "group_id"):
        groups[key].add(group_id)
    return [Population(key, frozenset(ids)) for key, ids in sorted(groups.items()) if key]
