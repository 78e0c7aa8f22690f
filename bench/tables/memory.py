"""What several jobcentres know of a company: presence, shared contacts; profiles; the register's
changes. One company in fourteen is worked with, one workplace in 25 has a profile.
"""

from bench.loading import Load, insert
from bench.tables.world import World, chance, pick, rows, table
from companies.choices import ChangedFact
from companies.models import Contact, Presence, RegisterChange, SharedContact, WorkplaceProfile

KINDS = ("ready_soon", "on_the_way", "young", "newcomers")


def loads(world: World) -> list[Load]:
    """Return how presence, shared contacts, profiles and changes are filled."""
    size = world.size
    day = f"{world.day} - {chance(95)} % 1800"
    half = max(size.companies // 28, 10)
    # At each of these companies its own jobcentre and the next one.
    present = {"id": "r.i + 1", "jobcentre_id": "c.j", "company_id": "r.i + 1", "since": day}
    beside = {
        **present, "id": f"r.i + 1 + {half}", "jobcentre_id": f"1 + c.j % {size.jobcentres}",
    }  # fmt: skip
    profile = {
        "id": "r.i + 1", "jobcentre_id": "c.j", "workplace_id": "r.i + 1", "number": "1",
        "created_at": f"{world.day} - 30",
        "kinds": f"ARRAY[{pick(KINDS, chance(96))}]", "lead_days": f"{chance(97)} % 60",
        "note": "'Ring til værkføreren først.'", "written_on": f"{world.day} - {chance(98)} % 900",
        "written_by_id": "c.j * 1000 + r.k % c.consultants",
    }  # fmt: skip
    change = {
        "id": "r.i + 1", "company_id": "r.i + 1", "fact": f"'{ChangedFact.SIZE.value}'",
        "before": pick(("0", "1", "2", "5"), chance(99)),
        "after": pick(("10", "20", "50"), chance(99)), "noted_on": day,
    }  # fmt: skip
    changed = max(size.companies // 4, 10)
    return [
        Load(Presence, [insert(Presence, rows(half), present),
                        insert(Presence, rows(half), beside)]),
        Load(SharedContact, [_shared()], after=[Contact]),
        Load(WorkplaceProfile, [
            insert(WorkplaceProfile, rows(max(size.workplaces // 25, 10)), profile),
        ]),
        Load(RegisterChange, [insert(RegisterChange, rows(changed), change)]),
    ]  # fmt: skip


def _shared() -> str:
    """Return the statement that shares one held contact in two hundred."""
    return (
        f"INSERT INTO {table(SharedContact)} (jobcentre_id, company_id, contact_public_id, day,"
        " channel, purpose, outcome, shared_at) SELECT t.jobcentre_id, t.company_id, t.public_id,"
        " t.held_at::date, t.channel, t.purpose, t.outcome, t.held_at"
        f" FROM {table(Contact)} t WHERE t.state = 'held' AND t.id % 200 = 0"
    )
