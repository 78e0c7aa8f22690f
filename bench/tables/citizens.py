"""Citizens, their groups and benefits, and who works with them.

Number k of a jobcentre is active when k < active; the first 35 of each follower (a job consultant
whose candidates are at companies) take turns, so that nora has 35 candidates, 31 of them running.
"""

from dataclasses import dataclass

from bench.loading import Load, history, history_load, insert, public_id
from bench.tables import profiles
from bench.tables.world import (
    DAYS,
    NUMBER,
    World,
    chance,
    first_key,
    first_name,
    last_key,
    last_name,
    pick,
    rows,
    table,
    text,
)
from citizens.choices import Benefit
from citizens.models import (
    BenefitPeriod,
    CaseTeamMember,
    Citizen,
    CitizenMatch,
    CitizenTargetGroup,
    JobcentreScheme,
    MatchGroup,
    MatchScheme,
    TargetGroup,
)
from jobcenter.encryption import keyed_hash, seal
from jobcenter.errors import Refused
from jobcenter.models import SearchWord
from placements.rules.duration import max_weeks

OLD, NEW = "match-5", "lab-6"
ACTIVE = "r.k < c.active"


@dataclass(frozen=True)
class Group:
    """A target group whose work trials last 13 weeks or more, and the rule that says so."""

    id: int
    number: int
    weeks: int
    rule_id: str
    legal_ref: str


def groups(world: World) -> list[Group]:
    """Return the target groups the bench's citizens are in."""
    if found := world.kept.get("groups"):
        return found
    found = world.kept["groups"] = []
    for group in TargetGroup.objects.filter(ruleset=NEW).order_by("number"):
        try:
            limit = max_weeks(group.number, "", world.today)
        except Refused:
            continue
        if limit.weeks >= 13:
            found.append(Group(group.pk, group.number, limit.weeks, limit.rule_id, limit.legal_ref))
    return found


def group_of(world: World, attribute: str, citizen: str) -> str:
    """Return the expression of something about a citizen's target group, by the citizen's row."""
    return pick([str(getattr(each, attribute)) for each in groups(world)], chance(31, citizen))


def consultant(k: str = "r.k") -> str:
    """Return the expression of the number of the job consultant of the jobcentre's citizen k."""
    first = "35 * c.followers"
    return (
        f"CASE WHEN {k} < {first} THEN {k} % c.followers"
        f" ELSE c.followers + ({k} - {first}) % (c.consultants - c.followers) END"
    )


def loads(world: World) -> list[Load]:
    """Return how citizens are filled."""
    count = world.size.citizens
    created = f"({world.day} - (({count} - r.i) * {DAYS} / {count})::int)"
    ended = f"{world.day} - {chance(32)} % 120"
    benefits = [value for value in Benefit.values if value != "selvforsoergende"]
    citizen = {
        "id": "r.i + 1",
        "jobcentre_id": "c.j",
        "created_at": created,
        "first_name": first_name("r.i", 41),
        "last_name": last_name("r.i", 41),
        "name_key": f"{first_key('r.i', 41)} || ' ' || {last_key('r.i', 41)}",
        "cpr_encrypted": text(seal(NUMBER, purpose="citizens.Citizen.cpr")),
        "cpr_index": f"CASE WHEN r.i = 0 THEN {text(keyed_hash(NUMBER))}"
        " ELSE encode(sha256(('bench' || r.i)::bytea), 'hex') END",
        "birth_date": f"{world.day} - 7000 - {chance(33)} % 15000",
        "phone": "'+4599' || lpad((r.i % 1000000)::text, 6, '0')",
        "email": "'borger' || r.i || '@bench.example'",
        "wishes": "'Vil gerne arbejde sammen med andre og have faste opgaver.'",
        "considerations": "'Møder bedst fra kl. 9.'",
        "target_group_id": f"{group_of(world, 'id', 'r.i')}::bigint",
        "benefit": pick(benefits, chance(34)),
        "state": f"CASE WHEN {ACTIVE} THEN 'active' ELSE 'ended' END",
        "ended_on": f"CASE WHEN {ACTIVE} THEN NULL ELSE {ended} END",
        "end_reason": f"CASE WHEN {ACTIVE} THEN '' ELSE 'I job' END",
    }
    dated = {
        "id": "r.i + 1",
        "jobcentre_id": "c.j",
        "created_at": created,
        "from_on": created,
        "to_on": f"CASE WHEN {ACTIVE} THEN NULL ELSE {ended} END",
        "citizen_id": "r.i + 1",
    }
    dated["to_on"] = f"CASE WHEN {ACTIVE} THEN NULL ELSE greatest({ended}, {created}) END"
    past = profiles.past(world, created)
    return [
        Load(Citizen, [insert(Citizen, rows(count), citizen)]),
        history_load(Citizen, history(Citizen, "t.created_at"),
                     history(Citizen, "t.created_at + interval '9 days'", label="update")),
        Load(CitizenTargetGroup, [
            insert(CitizenTargetGroup, rows(count),
                   {**dated, "target_group_id": f"{group_of(world, 'id', 'r.i')}::bigint"}),
        ]),
        history_load(CitizenTargetGroup),
        Load(BenefitPeriod, [
            insert(BenefitPeriod, rows(count), {**dated, "benefit": pick(benefits, chance(34))}),
            past[BenefitPeriod],
        ]),
        history_load(BenefitPeriod),
        Load(CitizenMatch, [
            insert(CitizenMatch, rows(count), {
                **dated, "id": f"r.i + 1 + {count * number}",
                "scheme_id": str(scheme.pk),
                "group_id": f"{pick([str(pk) for pk in ids], chance(35 + number))}::bigint",
            }) for number, (scheme, ids) in enumerate(schemes())
        ] + [past[CitizenMatch]]),
        history_load(CitizenMatch),
        Load(JobcentreScheme, [
            insert(JobcentreScheme, "FROM bench.centre c", {
                "id": f"c.j * 10 + {number}", "jobcentre_id": "c.j", "scheme_id": str(scheme.pk),
            }) for number, (scheme, _ids) in enumerate(schemes())
        ]),
        history_load(JobcentreScheme),
        Load(CaseTeamMember, team(count, dated)),
        history_load(CaseTeamMember),
    ]  # fmt: skip


def schemes() -> list[tuple[MatchScheme, list[int]]]:
    """Return the schemes every jobcentre keeps open, with the ids of their groups."""
    found = MatchScheme.objects.filter(code__in=[OLD, NEW]).order_by("code")
    return [
        (each, list(MatchGroup.objects.filter(scheme=each).values_list("pk", flat=True)))
        for each in found
    ]


def team(count: int, dated: dict[str, str]) -> list[str]:
    """Return the statements of the case teams: consultant, case worker, company consultant."""
    people = {
        "consultant": consultant(),
        "case_worker": "c.consultants + c.sellers + r.k % c.workers",
        "company_consultant": "c.consultants + r.k % c.sellers",
    }
    return [
        insert(CaseTeamMember, rows(count) + (" WHERE r.k < c.open" if number == 2 else ""), {
            **dated, "id": f"r.i + 1 + {count * number}", "function": f"'{function}'",
            "membership_id": f"c.j * 1000 + {member}",
        })
        for number, (function, member) in enumerate(people.items())
    ]  # fmt: skip


def search_words(world: World) -> list[str]:
    """Return the statements that let citizens be found by their names."""
    names = f"ARRAY[{first_key('r.i', 41)}, {last_key('r.i', 41)}]"
    return [
        f"INSERT INTO {table(SearchWord)} (jobcentre_id, kind, word, object_id)"
        f" SELECT c.j, 'citizen', w, r.i + 1 {rows(world.size.citizens)},"
        f" LATERAL unnest({names}) w"
    ]


def public_id_of(row_id: str) -> str:
    """Return the public id of a citizen."""
    return public_id(Citizen, row_id)
