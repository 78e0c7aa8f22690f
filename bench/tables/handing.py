"""Cases handed over, one each and one in fifty open; own access for every third candidate."""

from bench.loading import Load, history, history_load, insert
from bench.tables.world import World, rows
from citizens.models import CaseHandover, Citizen, OwnAccess


def loads(world: World) -> list[Load]:
    """Return how they are filled."""
    count = world.size.citizens
    is_open = "(r.k % 50 = 0)"
    at = f"({world.day}::timestamptz - (r.k % 700) * interval '1 day')"
    handover = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
        "giver_id": "c.j * 1000 + c.consultants + c.sellers + r.k % c.workers",
        "taker_id": "c.j * 1000 + r.k % c.consultants",
        "state": f"CASE WHEN {is_open} THEN 'proposed' ELSE 'accepted' END",
        "agreed": "'Vil gerne arbejde med dyr'", "open_barriers": "1",
        "conversation_on": f"{at}::date", "proposed_at": at,
        "decided_at": f"CASE WHEN NOT {is_open} THEN {at} + interval '2 days' END",
    }  # fmt: skip
    own = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
        "invited_at": f"{world.day} - 30", "invited_by_id": "c.j * 1000 + r.k % c.consultants",
        "last_used_at": f"CASE WHEN r.k % 2 = 0 THEN {world.day} - 3 END",
    }  # fmt: skip
    return [
        Load(CaseHandover, [insert(CaseHandover, rows(count), handover)], after=[Citizen]),
        history_load(CaseHandover, history(CaseHandover, "t.proposed_at")),
        Load(OwnAccess, [insert(OwnAccess, f"{rows(count)} WHERE r.k % 3 = 0", own)],
             after=[Citizen]),
        history_load(OwnAccess),
    ]  # fmt: skip
