"""Keys to companies' own pages: two thousand in the largest jobcentre, one correction in ten."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import World
from companies.models import ContactPerson, Correction, PageKey

MANY = 2_000
OTHERS = 200  # of each other jobcentre


def loads(world: World) -> list[Load]:
    """Return how keys and corrections are filled."""
    key = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j", "person_id": person_id("n", "0"),
        "given_by_id": "c.j * 1000 + c.consultants + n % c.sellers",
        "code_hash": "''", "code_tries": "0",
    }  # fmt: skip
    correction = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j", "company_id": "bench.id(c.j, n)",
        "person_id": person_id("n", "0"), "told_by_id": person_id("n", "0"), "kind": "'change'",
        "changes": """'{"title": "driftsleder"}'""", "state": "'open'", "reason": "''",
    }  # fmt: skip
    return [
        Load(PageKey, [insert(PageKey, _source(1), key)], after=[ContactPerson]),
        history_load(PageKey),
        Load(Correction, [insert(Correction, _source(10), correction)], after=[ContactPerson]),
        history_load(Correction),
    ]


def _source(step: int) -> str:
    """Return a row per key or correction: `c` the jobcentre, `n` the number of the company."""
    many = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END"
    return (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.contacted) - 1, {step}) n"
    )
