"""Timelines, search words and looks: what the other tables leave behind."""

from bench.loading import Load, insert
from bench.tables import citizens, contacts, enquiries, needs, placements, profiles
from bench.tables.world import DAYS, World, chance, pick, rows, table
from citizens.models import Citizen
from companies.models import Contact, Enquiry, Need
from jobcenter.models import AccessLog, Event, SearchWord
from placements.models import CheckIn, Place, Placement


def loads(world: World) -> list[Load]:
    """Return how they are filled, each table by one load, so that ids stay in order."""
    registered = (
        f'INSERT INTO {table(Event)} (jobcentre_id, at, kind, "group", actor_kind, citizen_id,'
        " subject, text) SELECT jobcentre_id, created_at, 'citizen.registered', 'citizen', 'staff',"
        f" id, public_id, '' FROM {table(Citizen)}"
    )
    looks = insert(AccessLog, rows(world.size.looks), {
        "id": "r.i + 1", "jobcentre_id": "c.j", "viewer_kind": "'staff'",
        "at": f"{world.day} - {DAYS} * ({world.size.looks} - r.i) / {world.size.looks}::float8"
              " * interval '1 day'",
        "membership_id": "c.j * 1000 + r.k % c.consultants",
        "citizen": citizens.public_id_of(f"bench.id(c.j, {chance(101)} % c.citizens)"),
        "purpose": pick(("citizen.page", "placement.page"), chance(102)),
    })  # fmt: skip
    return [
        Load(
            Event,
            [
                *contacts.events(),
                *enquiries.events(),
                *placements.events(),
                registered,
                profiles.events(world),
            ],
            after=[Contact, Enquiry, Placement, Place, CheckIn, Citizen],
            weight=9,
        ),
        Load(
            SearchWord,
            [
                *citizens.search_words(world),
                *contacts.search_words(world),
                *enquiries.search_words(world),
                *needs.search_words(),
                *placements.search_words(world),
            ],
            after=[Need],
        ),
        Load(AccessLog, [looks]),
    ]
