"""Needs: five years of them, most filled or closed, rounds of asking, placements for them."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import DAYS, World, chance, pick, rows, table
from companies.choices.need import SEARCH_KIND
from companies.models import ContactPerson, Need, NeedRound, Workplace
from jobcenter.models import SearchWord
from placements.models import NeedCandidate, Place, Placement

TITLES = ("Lagermedarbejder", "Køkkenhjælp", "Chauffør", "Rengøring", "Butiksassistent")
CLOSINGS = ("no_profile", "elsewhere", "withdrawn", "lapsed")
OPEN_SHARE = 15  # one in so many is open


def loads(world: World) -> list[Load]:
    """Return how needs, their rounds and their search words are filled."""
    name = table(Need)
    asked = (
        f"INSERT INTO {table(NeedRound)} (jobcentre_id, public_id, created_at, need_id, company_id,"
        " began_on, asked, asked_on, answered_on, answer)"
        " SELECT jobcentre_id, bench.pid(820_001, id), now(), id, company_id, renewed_on, 1,"
        " renewed_on + 9, CASE WHEN id % 3 > 0 THEN renewed_on + 11 END,"
        " CASE WHEN id % 3 > 0 THEN 'still' ELSE '' END"
        f" FROM {name} WHERE id % 2 = 0"
    )
    return [
        Load(Need, [insert(Need, _source(world), _columns(world))], after=[ContactPerson]),
        history_load(Need),
        Load(NeedRound, [asked], after=[Need]),
        Load(NeedCandidate, [insert(NeedCandidate, _candidates(), {
            "id": "x.placement_id", "jobcentre_id": "x.jobcentre_id", "need_id": "x.need_id",
            "placement_id": "x.placement_id", "by_id": "x.by_id",
        })], after=[Need, Placement, Place, Workplace]),
        history_load(NeedCandidate),
    ]  # fmt: skip


def _candidates() -> str:
    """Return a row for each placement that began at the company in the months after a need."""
    return (
        "FROM (SELECT DISTINCT ON (p.id) p.id AS placement_id, p.jobcentre_id, n.id AS need_id,"
        f" p.consultant_id AS by_id FROM {table(Need)} n"
        f" JOIN {table(Workplace)} w ON w.company_id = n.company_id"
        f" JOIN {table(Place)} l ON l.jobcentre_id = n.jobcentre_id AND l.workplace_id = w.id"
        f" JOIN {table(Placement)} p ON p.jobcentre_id = n.jobcentre_id AND p.place_id = l.id"
        " WHERE p.starts_on BETWEEN n.received_on AND n.received_on + 120"
        " AND p.extension_of_id IS NULL ORDER BY p.id, n.id) x"
    )


def _source(world: World) -> str:
    """Return each with the day it was told and its company: as many as enquiries."""
    count = world.size.enquiries
    day = f"({world.day} - ((({count} - 1 - r.i) * {DAYS} / {count}))::int)"
    number = f"{chance(91)} % c.contacted"
    return f"{rows(count)} CROSS JOIN LATERAL (SELECT {day} AS on_day, {number} AS n OFFSET 0) x"


def _columns(world: World) -> dict[str, str]:
    is_open = f"(r.i % {OPEN_SHARE} = 0 OR x.on_day > {world.day} - 40)"
    is_filled = f"(NOT {is_open} AND r.i % 5 < 3)"
    is_closed = f"(NOT {is_open} AND r.i % 5 >= 3)"
    has_candidates = f"({is_filled} OR r.i % 2 = 0)"
    seller = "c.j * 1000 + c.consultants + r.k % c.sellers"
    renewed = f"GREATEST(x.on_day, {world.day} - 20)"
    return {
        "id": "r.i + 1", "jobcentre_id": "c.j", "company_id": "bench.id(c.j, x.n)",
        "person_id": person_id("x.n", "0"), "kind": "'job'", "title": pick(TITLES, chance(92)),
        "tasks": "'Pakke, mærke og køre ud.'", "requirements": "''",
        "number": "1", "weekly_hours": "30", "starts_on": "x.on_day + 30",
        "is_standing": "false", "is_public": "false",
        "considerations": "ARRAY[]::varchar[]", "languages": "ARRAY['da']::varchar[]",
        "origin": "'talk'", "by_business": "false", "entered_by_id": seller, "owner_id": seller,
        "received_on": "x.on_day", "counted_from": "x.on_day",
        "state": f"CASE WHEN {is_filled} THEN 'filled' WHEN {is_closed} THEN 'closed'"
                 f" WHEN {has_candidates} THEN 'proposed' ELSE 'waiting' END",
        "candidates": f"CASE WHEN {has_candidates} THEN 2 ELSE 0 END",
        "first_candidate_on": f"CASE WHEN {has_candidates} THEN x.on_day + 6 END",
        "filled": f"CASE WHEN {is_filled} THEN 1 ELSE 0 END",
        "filled_on": f"CASE WHEN {is_filled} THEN x.on_day + 25 END",
        "renewed_on": f"CASE WHEN {is_open} THEN {renewed} ELSE x.on_day END",
        "lapses_on": f"(CASE WHEN {is_open} THEN {renewed} ELSE x.on_day END) + 52",
        "closed_on": f"CASE WHEN {is_closed} THEN x.on_day + 35 END",
        "closing": f"CASE WHEN {is_closed} THEN {pick(CLOSINGS, chance(93))} ELSE '' END",
        "closing_note": "''",
    }  # fmt: skip


def search_words() -> list[str]:
    """Return the statement that lets needs be found by their title."""
    return [
        f"INSERT INTO {table(SearchWord)} (jobcentre_id, kind, word, object_id)"
        f" SELECT jobcentre_id, '{SEARCH_KIND}', lower(title), id FROM {table(Need)}"
    ]
