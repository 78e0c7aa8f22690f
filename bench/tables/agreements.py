"""Partnership agreements: two hundred in the largest jobcentre, most of them in force.

They are with the companies that have the most contacts and places, so that counting has work.
"""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import World, table
from companies.models import Agreement, AgreementGoal, Contact, ContactPerson

MANY = 200
OTHERS = 20  # of each other jobcentre


def loads(world: World) -> list[Load]:
    """Return how agreements and their goals are filled."""
    return [
        Load(
            Agreement, [insert(Agreement, _source(), _columns(world))],
            after=[Contact, ContactPerson],
        ),
        history_load(Agreement),
        Load(AgreementGoal, _goals(), after=[Agreement]),
        history_load(AgreementGoal),
    ]  # fmt: skip


def _source() -> str:
    """Return a row per agreement: `c` the jobcentre, `n` the number in it."""
    many = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END"
    return (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.contacted) - 1) n"
    )


def _columns(world: World) -> dict[str, str]:
    state = "(ARRAY['signed','signed','signed','signed','sent','signed','draft','expired'])"
    seller = "c.j * 1000 + c.consultants + n % c.sellers"
    starts = f"({world.day} - 60 - ((n * 37) % 300)::int)"
    return {
        "id": "c.j * 1000 + n", "jobcentre_id": "c.j", "company_id": "bench.id(c.j, n)",
        "number": "1", "state": f"{state}[1 + n % 8]", "purpose": "'Fire faste pladser'",
        "starts_on": starts, "ends_on": f"{starts} + 365", "areas": "ARRAY['recruitment']",
        "clauses": """'[{"code": "money", "title": "Økonomi", "text": "Hver sit."}]'""",
        "rhythm": "3", "other_parties": "ARRAY[]::varchar[]",
        "their_signer_id": person_id("n", "0"), "our_signer_id": seller,
        "responsible_id": seller, "no_meeting_reason": "'Aftalt i telefonen'",
        "sent_at": f"{starts}", "signed_at": f"{starts}",
    }  # fmt: skip


def _goals() -> list[str]:
    """Return the statements of three goals to each agreement: people, places, days."""
    name, of = table(AgreementGoal), table(Agreement)
    step = (
        f'INSERT INTO {name} (jobcentre_id, public_id, created_at, agreement_id, "order", side,'
        " kind, text, number, due_on) SELECT a.jobcentre_id, bench.pid({tag}, a.id), now(), a.id,"
        " {order}, '{side}', '{kind}', '', {number}, a.ends_on FROM " + of + " a"
    )
    return [
        step.format(tag=810_001, order=1, side="company", kind="people", number="1 + a.id % 8"),
        step.format(tag=810_002, order=2, side="company", kind="places", number="1 + a.id % 4"),
        step.format(tag=810_003, order=3, side="jobcentre", kind="days", number="14"),
    ]
