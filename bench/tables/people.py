"""Jobcentres, teams, logins and memberships; the demo's personas sit in the first jobcentre."""

from collections.abc import Callable

from bench.loading import Load, history_load, insert
from bench.sizes import Centre
from bench.tables.world import World, first_name, last_name, table, text
from jobcenter.demo import PERSONAS, Persona
from jobcenter.models import Jobcentre, Membership, Team, User

# The membership of number k in jobcentre j has the id j * 1000 + k, and so has its user.
_SEATS: dict[str, Callable[[Centre], int]] = {
    "Nora": lambda c: 0,
    "Carl": lambda c: c.consultants,
    "Bente": lambda c: c.consultants + c.sellers,
    "Tine": lambda c: c.members - 4,
    "Mads": lambda c: c.members - 3,
    "Ole": lambda c: c.members - 2,
}
_SEATS_SOUTH: dict[str, Callable[[Centre], int]] = {
    "Sol": lambda c: 0,
    "Stine": lambda c: c.members - 3,
}
_ROLE = """CASE WHEN k < c.consultants THEN 'job_consultant'
  WHEN k < c.consultants + c.sellers THEN 'company_consultant'
  WHEN k < c.consultants + c.sellers + c.workers THEN 'case_worker'
  ELSE (ARRAY['team_leader', 'manager', 'administrator', 'plan_leader'])
    [1 + k - c.consultants - c.sellers - c.workers] END"""
_MEMBERS = "FROM bench.centre c, generate_series(0, c.members - 1) k"


def loads(world: World) -> list[Load]:
    """Return how people and jobcentres are filled."""
    name = f"{first_name('c.j * 1000 + k', 21)} || ' ' || {last_name('c.j * 1000 + k', 21)}"
    member = "c.j * 1000 + k"
    return [
        Load(Jobcentre, [insert(Jobcentre, "FROM bench.centre c", {
            "id": "c.j", "code": "c.code",
            "name": "CASE c.j WHEN 1 THEN 'Nordby' WHEN 2 THEN 'Sønderby'"
                    " ELSE 'Kommune ' || c.code END",
            "entrance_phone": "'+4572000000'",
            "entrance_email": "CASE c.j WHEN 1 THEN 'virksomhed@nord.example'"
                              " ELSE 'virksomhed@' || c.code || '.example' END",
        })]),
        Load(Team, [insert(Team, "FROM bench.centre c, generate_series(0, c.teams - 1) k", {
            "id": "c.j * 100 + k", "jobcentre_id": "c.j", "name": "'Team ' || (k + 1)",
        })]),
        history_load(Team),
        Load(User, [
            insert(User, _MEMBERS, {
                "id": member, "email": f"'k' || ({member}) || '@bench.example'", "name": name,
                "password": text(world.password), "is_active": "true",
            }),
            *(f"UPDATE {table(User)} SET email = '{persona.email}',"
              f" name = '{persona.name} {persona.family_name}' WHERE id = {seat}"
              for persona, seat in seats(world)),
        ]),
        Load(Membership, [
            insert(Membership, _MEMBERS, {
                "id": member, "jobcentre_id": "c.j", "user_id": member, "name": name,
                "team_id": "c.j * 100 + k % c.teams", "roles": f"ARRAY[{_ROLE}]",
                "phone": "'+4572' || lpad((c.j * 1000 + k)::text, 6, '0')",
                "email": f"'k' || ({member}) || '@bench.example'",
            }),
            *(f"UPDATE {table(Membership)} SET email = '{persona.email}',"
              f" name = '{persona.name} {persona.family_name}' WHERE id = {seat}"
              for persona, seat in seats(world)),
        ]),
        history_load(Membership),
    ]  # fmt: skip


def seats(world: World) -> list[tuple[Persona, int]]:
    """Return every persona with the id of their membership; South's consultant is its first."""
    north, south = world.centres[:2]
    return [
        (each, 1000 + _SEATS[each.name](north)) if each.centre == "nord"
        else (each, 2000 + _SEATS_SOUTH[each.name](south))
        for each in PERSONAS
    ]  # fmt: skip
