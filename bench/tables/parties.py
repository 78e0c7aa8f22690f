"""Agreements of several jobcentres: the first one leads fifty, and is a party to five of each."""

from bench.loading import Load, insert
from bench.tables.world import World, table
from companies.models import (
    Agreement,
    AgreementGoal,
    PartyAnswer,
    PartyGoal,
    PartyInvitation,
    SharedAgreement,
)

LED, LED_BY_OTHERS = 50, 5
GOALS = ("people", 1), ("places", 2)  # of the company's promises; numbered as in agreements.py
CONTENT = """'{"title": "Fire faste pladser", "parties": ["Nordby", "Sønderby"],
  "signers": {"company": "", "jobcentre": ""}, "responsible": "Carl Dam", "period": "et år",
  "rhythm": "hvert kvartal", "areas": ["rekruttering"], "goals": {"company": ["Otte personer"],
  "jobcentre": []}, "clauses": [{"code": "money", "title": "Økonomi", "text": "Hver sit."}]}'"""


def loads(world: World) -> list[Load]:
    """Return how published copies, invitations, answers and counts are filled."""
    source = (
        "FROM bench.centre c CROSS JOIN LATERAL generate_series(0,"
        f" CASE WHEN c.j = 1 THEN {LED} ELSE {LED_BY_OTHERS} END - 1) n"
        f" JOIN {table(Agreement)} a ON a.id = c.j * 1000 + n AND a.jobcentre_id = c.j"
    )
    ids = {"id": "a.id", "jobcentre_id": "c.j"}
    party = "CASE WHEN c.j = 1 THEN 2 + n % 2 ELSE 1 END"
    lines = ", ".join(
        f"jsonb_build_object('id', bench.pid({810_000 + order}, a.id), 'side', 'company', 'kind',"
        f" '{kind}', 'text', '', 'number', '4', 'due_on', a.ends_on, 'done_on', NULL)"
        for kind, order in GOALS
    )
    shared = {
        **ids, "agreement_id": "a.id", "company_id": "a.company_id", "state": "'signed'",
        "starts_on": "a.starts_on", "ends_on": "a.ends_on", "content": f"{CONTENT}::jsonb",
        "goals": f"jsonb_build_array({lines})", "counts": "'{}'::jsonb",
        "published_at": f"{world.day} - 1",
    }  # fmt: skip
    invitation = {
        **ids, "party_id": party, "shared_id": "a.id", "company_id": "a.company_id",
        "purpose": "a.purpose", "starts_on": "a.starts_on", "ends_on": "a.ends_on",
        "invited_at": f"{world.day} - 50",
    }  # fmt: skip
    answer = {
        "id": "a.id", "jobcentre_id": party, "lead_id": "c.j", "shared_id": "a.id",
        "invitation_id": "a.id", "state": "'accepted'", "answered_at": f"{world.day} - 40",
        "joined_on": f"{world.day} - 40",
    }  # fmt: skip
    goal = {
        "id": "a.id * 10 + g.number", "jobcentre_id": party, "lead_id": "c.j",
        "shared_id": "a.id", "answer_id": "a.id",
        "goal_public_id": "bench.pid((810000 + g.number)::int, a.id)", "share": "2",
        "delivered": "5", "counted_at": f"{world.day} - 1",
    }  # fmt: skip
    numbers = ", ".join(f"({order})" for _kind, order in GOALS)
    return [
        Load(SharedAgreement, [insert(SharedAgreement, source, shared)],
             after=[Agreement, AgreementGoal]),
        Load(PartyInvitation, [insert(PartyInvitation, source, invitation)],
             after=[SharedAgreement]),
        Load(PartyAnswer, [insert(PartyAnswer, source, answer)], after=[PartyInvitation]),
        Load(PartyGoal,
             [insert(PartyGoal, f"{source} CROSS JOIN (VALUES {numbers}) g(number)", goal)],
             after=[PartyAnswer]),
    ]  # fmt: skip
