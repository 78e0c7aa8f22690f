"""Events, invitations to the first of each jobcentre, networks with members, the newsletter."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import World
from companies.models import (
    ContactPerson,
    Gathering,
    Invitation,
    Network,
    NetworkMember,
    NewsletterConsent,
)

EVENTS = 40  # of each jobcentre; every other one is held
INVITED = 400  # to the first event of each jobcentre, and members of its first network
AGREED = 5_000  # to the newsletter, in the largest jobcentre; a tenth in the others


def loads(world: World) -> list[Load]:
    """Return how they are filled; every fourth of the invited comes."""
    seller = "c.j * 1000 + c.consultants + n % c.sellers"
    ours = {"id": "c.j * 100000 + n", "jobcentre_id": "c.j"}
    member = {
        **ours, "company_id": "bench.id(c.j, n)", "person_id": person_id("n", "0"),
    }  # fmt: skip
    first = "c.j * 100000"
    held = "n % 2 = 1"
    gathering = {
        **ours, "kind": "'information'", "title": "'Arrangement ' || n", "place": "'Rådhuset'",
        "purpose": "'Fortælle om reglerne'", "capacity": "500", "responsible_id": seller,
        "taken": f"CASE WHEN n = 0 THEN (LEAST({INVITED}, c.contacted) + 3) / 4 ELSE 0 END",
        "starts_at": f"{world.day} + CASE WHEN {held} THEN -n::int ELSE n::int + 1 END",
        "ends_at": f"{world.day} + CASE WHEN {held} THEN 1 - n::int ELSE n::int + 2 END",
        "state": f"CASE WHEN {held} THEN 'held' ELSE 'planned' END",
        "closing_note": f"CASE WHEN {held} THEN 'Fint' ELSE '' END",
    }  # fmt: skip
    invitation = {
        **member, "gathering_id": first,
        "state": "(ARRAY['coming','waiting','invited','declined'])[1 + n % 4]",
        "answered_at": f"CASE WHEN n % 4 <> 2 THEN {world.day}::timestamptz END",
    }  # fmt: skip
    network = {
        **ours, "kind": "'relation'", "name": "'Netværk ' || n", "purpose": "'Mødes'",
        "responsible_id": seller,
    }  # fmt: skip
    joined = {**member, "network_id": first, "joined_on": f"{world.day} - 100"}
    consent = {
        **ours, "person_id": person_id("n", "0"), "given_on": f"{world.day} - 50",
        "way": "'visit'",
    }  # fmt: skip
    agreed = f"CASE WHEN c.j = 1 THEN {AGREED} ELSE {AGREED // 10} END"
    return [
        Load(Network, [insert(Network, _source("10"), network)]),
        history_load(Network),
        Load(NetworkMember, [insert(NetworkMember, _source(str(INVITED)), joined)],
             after=[Network, ContactPerson]),
        Load(Gathering, [insert(Gathering, _source(str(EVENTS)), gathering)]),
        history_load(Gathering),
        Load(Invitation, [insert(Invitation, _source(str(INVITED)), invitation)],
             after=[Gathering, ContactPerson]),
        Load(NewsletterConsent, [insert(NewsletterConsent, _source(agreed), consent)],
             after=[ContactPerson]),
    ]  # fmt: skip


def _source(many: str) -> str:
    """Return a row each: `c` the jobcentre, `n` the number, never more than there are people."""
    return (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.contacted) - 1) n"
    )
