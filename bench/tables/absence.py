"""Sickness absence: two years of months for the companies of a service centre."""

from bench.loading import Load, history_load, insert
from bench.tables.world import World
from companies.models import AbsenceFigure, AbsenceStart

MANY = 400  # companies of the largest jobcentre that tell; the others have one in twenty
FEWER = 20
MONTHS = 24


def loads(world: World) -> list[Load]:
    """Return how they are filled."""
    this = f"date_trunc('month', {world.day}::timestamp)"
    month = f"({this} - make_interval(months => (m + 1)::int))::date"
    figure = {
        "id": f"c.j * 100000 + n * {MONTHS} + m", "jobcentre_id": "c.j",
        "company_id": "bench.id(c.j, n % c.contacted)", "month": month, "employees": "40 + n",
        "working_days": "21", "absence_days": "30 + m",
        "by_id": "c.j * 1000 + c.consultants + n % c.sellers",
    }  # fmt: skip
    start = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j",
        "company_id": "bench.id(c.j, n % c.contacted)",
        "month": f"({this} - make_interval(months => 12))::date", "long_share": "40",
    }  # fmt: skip
    number = f"LEAST(CASE WHEN c.j = 1 THEN {MANY} ELSE {MANY} / {FEWER} END, c.contacted)"
    source = f"FROM bench.centre c CROSS JOIN LATERAL generate_series(0, {number} - 1) n"
    return [
        Load(
            AbsenceFigure,
            [insert(AbsenceFigure, f"{source} CROSS JOIN generate_series(0, {MONTHS} - 1) m",
                    figure)],
        ),
        history_load(AbsenceFigure),
        Load(AbsenceStart, [insert(AbsenceStart, source, start)]),
        history_load(AbsenceStart),
    ]  # fmt: skip
