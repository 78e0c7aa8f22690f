"""A year of stored figures, and an action plan that follows some of them."""

from actionplans.models import ActionPlan, EffortTarget, TargetNote
from bench.loading import Load, history_load, insert, words
from bench.tables.citizens import schemes
from bench.tables.world import World, chance
from citizens.models import MatchGroup
from insight.indicators import all_indicators
from insight.models import IndicatorValue

YEAR = 365
TARGETS = 6


def loads(world: World) -> list[Load]:
    """Return how figures and plans are filled."""
    every = [
        insert(IndicatorValue, source, {
            "id": f"{number} * 100000000::bigint + row_number() OVER ()",
            "jobcentre_id": "c.j", "indicator": f"'{indicator.code}'", **columns,
            "day": "d.day", "computed_at": "d.day + time '03:00'",
            "numerator": whole if not indicator.is_share else f"{whole} * 8 / 10",
            "denominator": whole if indicator.is_share else "NULL",
        })
        for number, indicator in enumerate(all_indicators())
        for source, columns, whole in sources(world, "population" in indicator.breakdowns)
    ]  # fmt: skip
    # ids of one indicator's sources must not meet: number them anew by an offset for each source
    statements = [
        statement.replace("* 100000000::bigint", f"* 100000000::bigint + {place * 10_000_000}", 1)
        for place, statement in enumerate(every)
    ]
    leader, manager = "c.j * 1000 + c.members - 1", "c.j * 1000 + c.members - 3"
    year = world.today.year
    plan = {
        "id": "c.j", "jobcentre_id": "c.j", "year": str(year), "state": "'approved'",
        "title": f"'Beskæftigelsesplan {year}'", "summary": "'Flere i virksomhederne.'",
        "approved_on": f"DATE '{year}-01-04'", "approved_by_id": manager,
    }  # fmt: skip
    target = {
        "id": "c.j * 10 + n", "jobcentre_id": "c.j", "plan_id": "c.j", '"order"': "n",
        "text": "'Hele tiden mindst ' || (c.running / n) || ' kandidater i virksomhederne'",
        "indicator": "'candidates'", "target_value": "greatest(c.running / n, 1)",
        "population": "CASE WHEN n = 1 THEN '' ELSE 'match-5/' || (n - 1) END",
        "baseline_value": "greatest(c.running / n / 2, 1)", "responsible_id": leader,
        "baseline_on": f"DATE '{year}-01-04'", "deadline": f"DATE '{year}-12-31'",
    }  # fmt: skip
    target["order"] = target.pop('"order"')
    note = {
        "id": "(c.j * 10 + n) * 60 + m", "jobcentre_id": "c.j", "target_id": "c.j * 10 + n",
        "noted_on": f"{world.day} - m * 7", "text": "'Tre nye pladser i denne uge.'",
        "value": "greatest(c.running / n, 1)", "by_id": leader,
    }  # fmt: skip
    numbers = f"FROM bench.centre c, generate_series(1, {TARGETS}) n"
    return [
        Load(IndicatorValue, statements),
        Load(ActionPlan, [insert(ActionPlan, "FROM bench.centre c", plan)]),
        history_load(ActionPlan),
        Load(EffortTarget, [insert(EffortTarget, numbers, target)]),
        history_load(EffortTarget),
        Load(TargetNote, [insert(TargetNote, f"{numbers}, generate_series(1, 40) m", note)]),
        history_load(TargetNote),
    ]


def sources(world: World, has_populations: bool) -> list[tuple[str, dict[str, str], str]]:
    """Return where a figure's values come from: the jobcentre, its teams, its populations."""
    days = f"(SELECT {world.day} - n AS day, n FROM generate_series(1, {YEAR}) n) d"
    base = f"FROM bench.centre c CROSS JOIN {days}"
    luck = chance(111, "c.j * 1000 + d.n")
    whole = f"(c.running + {luck} % 20)"
    found = [
        (base, {}, whole),
        (
            f"{base} CROSS JOIN generate_series(0, c.teams - 1) t",
            {"team_id": "c.j * 100 + t"},
            f"({whole} / c.teams + 1)",
        ),
    ]
    if has_populations:
        keys = words(
            f"{scheme.code}/{code}"
            for scheme, ids in schemes()
            for code in MatchGroup.objects.filter(pk__in=ids).values_list("code", flat=True)
        )
        found.append(
            (f"{base} CROSS JOIN unnest({keys}) key", {"breakdown": "key"}, f"({whole} / 5 + 1)")
        )
    return found
