"""The demo's action plan: one approved floor, the real example of the action plan's guide."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from actionplans import actions
from actionplans.models import ActionPlan, EffortTarget
from citizens.models import MatchGroup
from insight.demo import make_up_population
from insight.models import IndicatorValue
from insight.populations import population_of
from jobcenter.clock import COPENHAGEN, clock_at, today
from jobcenter.models import Jobcentre
from jobcenter.viewer import Viewer

NOTES = [
    (150, "Følgegruppen: tempoet er godt. Carl tager tre nye pladser op med bagerierne."),
    (85, "Sommeren kostede otte forløb. Ingen nye udsættelser; vi ser på det igen i oktober."),
    (22, "Hold Vest har flyttet sig mest. Vi aftaler introduktionsmøder hver anden uge."),
]


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Write this year's plan for North with a target sized to the demo's own candidates."""
    if jobcentre.code != "0901" or ActionPlan.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    mads = Viewer.of(people["mads"])
    groups = list(
        MatchGroup.objects.filter(scheme__code="match-5", code__in=["4", "5"])
        .select_related("scheme")
        .order_by("order")
    )
    make_up_population(jobcentre, population_of(groups))
    now, then, then_on = _values(jobcentre, population_of(groups).key)
    number = max(5, -(-int(now * 1.12) // 5) * 5)
    year, deadline = today().year, _deadline()
    with clock_at(_morning(300)):
        plan = actions.make_plan(
            actor=mads,
            year=year,
            title=f"Handlingsplan {year}/{year + 1}",
            summary="Få mål med tal. Hvert mål har én ansvarlig og tages op hver anden måned.",
        )
        target = actions.add_target(
            plan,
            actions.TargetFacts(
                text=f"Der er løbende mindst {number} kandidater fra match 4 og 5 på virksomhed",
                reason="De to grupper står længst fra arbejdsmarkedet og har mest gavn af at være "
                "en del af en arbejdsplads. Det løftes fra lejlighedsvis til løbende.",
                kind="floor",
                indicator="candidates",
                groups=groups,
                target_value=Decimal(number),
                baseline_value=Decimal(then),
                baseline_on=then_on,
                deadline=deadline,
                responsible=people["mads"],
            ),
            actor=mads,
        )
        actions.approve_plan(plan, actor=mads)
    for days, text in NOTES:
        with clock_at(_morning(days)):
            actions.add_note(target, actor=mads, text=text, value=_value_on(target))


def _deadline() -> date:
    """Return the end of the quarter that ends at least five weeks from now."""
    day = today() + timedelta(weeks=5)
    year, quarter = day.year, (day.month - 1) // 3
    after = date(year + 1, 1, 1) if quarter == 3 else date(year, 3 * quarter + 4, 1)
    return after - timedelta(days=1)


def _morning(days_ago: int) -> datetime:
    return datetime.combine(today() - timedelta(days=days_ago), time(10, 5), COPENHAGEN)


def _values(jobcentre: Jobcentre, key: str) -> tuple[int, int, date]:
    """Return today's value, and the value and day of a year before."""
    rows = IndicatorValue.objects.filter(
        jobcentre_id=jobcentre.pk, indicator="candidates", breakdown=key
    )
    newest = rows.order_by("-day").first()
    oldest = rows.filter(day__gte=today() - timedelta(days=365)).order_by("day").first()
    if newest is None or oldest is None:
        return 0, 0, today() - timedelta(days=365)
    return newest.numerator, oldest.numerator, oldest.day


def _value_on(target: EffortTarget) -> float | None:
    row = IndicatorValue.objects.filter(
        jobcentre_id=target.jobcentre_id,
        indicator=target.indicator,
        breakdown=target.population,
        day=today(),
    ).first()
    return float(row.numerator) if row else None
