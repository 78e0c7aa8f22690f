"""Retention cases: what a large jobcentre has in five years, most of them closed and erased."""

from bench.loading import Load, history_load, insert
from bench.tables.world import World
from companies.models import RetentionCase, RetentionStep

MANY = 4_000  # cases of the largest jobcentre; one in ten is open
FEWER = 20  # the others have one in twenty
STEPS = 4


def loads(world: World) -> list[Load]:
    """Return how they are filled; open ones have a plan of four steps."""
    seller = "c.j * 1000 + c.consultants + n % c.sellers"
    is_open = "(n / c.sellers) % 10 = 0"  # every seller has some
    day = f"({world.day} - (n % 60)::int)"
    case = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j", "number": "n + 1",
        "company_id": "bench.id(c.j, n % c.contacted)", "owner_id": seller,
        "state": f"CASE WHEN {is_open} THEN 'planned' ELSE 'closed' END",
        "label": f"CASE WHEN {is_open} THEN 'A.K.' ELSE '' END", "weekly_hours": "37",
        "municipality_code": "''", "municipality": "''", "told_whom": "''",
        "first_absence_on": f"CASE WHEN {is_open} THEN {day} END", "mark_done": "0",
        "opened_on": f"{day} - 500", "touched_on": day,
        "next_on": f"CASE WHEN {is_open} THEN {day} + 21 END",
        "next_kind": f"CASE WHEN {is_open} THEN 'mark' ELSE '' END",
        "closed_on": f"CASE WHEN NOT ({is_open}) THEN {day} - 400 END",
        "erased_on": f"CASE WHEN NOT ({is_open}) THEN {day} - 10 END",
        "outcome": f"CASE WHEN {is_open} THEN '' ELSE 'kept' END",
    }  # fmt: skip
    step = {
        "id": f"c.j * 1000000 + n * {STEPS} + s", "jobcentre_id": "c.j",
        "case_id": "c.j * 100000 + n", "starts_on": f"{day} + s * 14", "hours": "8 + s * 8",
        "by_id": seller,
    }  # fmt: skip
    source = _source()
    steps = f"{source} CROSS JOIN generate_series(0, {STEPS} - 1) s WHERE {is_open}"
    return [
        Load(RetentionCase, [insert(RetentionCase, source, case)]),
        history_load(RetentionCase),
        Load(RetentionStep, [insert(RetentionStep, steps, step)], after=[RetentionCase]),
    ]


def _source() -> str:
    """Return a row per case: `c` the jobcentre, `n` the number in it."""
    number = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {MANY} / {FEWER} END"
    return f"FROM bench.centre c CROSS JOIN LATERAL generate_series(0, {number} - 1) n"
