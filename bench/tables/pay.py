"""Mentor pay: every centre pays for each started week and buys hours free."""

from bench.loading import Load, insert
from bench.tables.centres import MANY, OTHERS, PLACES
from bench.tables.world import World
from companies.models import Agreement
from placements.models import CentrePay


def loads(world: World) -> list[Load]:
    """Return how the contracts' prices are filled; lists are made by hand."""
    many = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END"
    source = (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.places / {PLACES}) - 1) n"
    )
    pay = {
        "id": "c.j * 1000 + n", "jobcentre_id": "c.j", "agreement_id": "c.j * 1000 + n",
        "valid_from": f"date_trunc('week', ({world.day} - 700)::timestamp)::date",
        "week_ore": "35000", "hour_ore": "20000", "first_places": str(PLACES),
        "first_hours": "10", "source": "'Kontraktens afsnit om økonomi'",
        "entered_by_id": "c.j * 1000 + c.consultants", "entered_at": f"{world.day} - 700",
    }  # fmt: skip
    return [Load(CentrePay, [insert(CentrePay, source, pay)], after=[Agreement])]
