"""What citizens bring and what is in the way, and one citizen of each jobcentre with ten years.

Citizen 0 of a jobcentre has a past of half-years: match groups, benefits, and `LONG` timeline rows.
"""

from bench.loading import Load, history, history_load, insert, literal
from bench.tables.world import World, chance, pick, rows, table
from citizens.choices import Benefit, ProfileKind
from citizens.models import (
    Barrier,
    BenefitPeriod,
    Citizen,
    CitizenMatch,
    MatchGroup,
    MatchScheme,
    ProfileLine,
    ProfileWord,
)
from citizens.words import everybodys

HALF_YEARS = 20
LONG = 4_000
IS_LONG = "r.k = 0"
TEXTS = (
    "Tre år i en kantine",
    "Lærer hurtigt",
    "Kan køre truck",
    "Taler to sprog",
    "God til orden",
)


def loads(world: World) -> list[Load]:
    """Return how profiles and barriers are filled; the last citizens' are the newest."""
    count = world.size.citizens
    kinds = list(ProfileKind.values)
    words = list(everybodys().values())
    barrier_at = [at for at, word in enumerate(words) if word.kind == "barrier"]
    lines = f"{rows(count)} CROSS JOIN generate_series(0, {len(kinds) - 1}) n"
    owner = "c.j * 1000 + r.k % c.consultants"
    barriers = f"{rows(count)} CROSS JOIN generate_series(0, 1) n"
    word = f"c.j * 1000 + {barrier_at[0]} + ({chance(141)} + n.n) % {len(barrier_at)}"
    return [
        Load(ProfileWord, [
            insert(ProfileWord, "FROM bench.centre c", {
                "id": f"c.j * 1000 + {at}", "jobcentre_id": "c.j", "kind": f"'{each.kind}'",
                "code": f"'{each.code}'", "name_da": literal(each.name_da),
                "name_en": literal(each.name_en), "place": str(each.place),
            }) for at, each in enumerate(words)
        ]),
        Load(ProfileLine, [
            insert(ProfileLine, lines, {
                "id": f"r.i * {len(kinds)} + n.n + 1", "jobcentre_id": "c.j",
                "citizen_id": "r.i + 1", "kind": pick(kinds, "n.n"),
                "text": pick(TEXTS, f"{chance(142)} + n.n"),
            }),
        ]),
        history_load(ProfileLine, history(ProfileLine, world.day)),
        Load(Barrier, [
            insert(Barrier, barriers, {
                "id": "r.i * 2 + n.n + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "word_id": word, "text": "'Fylder i hverdagen'",
                "owner_id": owner, "opened_by_id": owner,
                "opened_on": f"{world.day} - 400 + n.n * 100",
                "lifted_on": f"CASE WHEN n.n = 0 THEN {world.day} - 60 END",
                "lifted_by_id": f"CASE WHEN n.n = 0 THEN {owner} END",
                "how": "CASE WHEN n.n = 0 THEN 'Med en fast kontaktperson' ELSE '' END",
            }),
        ]),
        history_load(Barrier, history(Barrier, world.day)),
    ]  # fmt: skip


def past(world: World, created: str) -> dict[type, str]:
    """Return the statements that give the long citizens match groups and benefits of ten years."""
    count = world.size.citizens
    source = f"{rows(count)} CROSS JOIN generate_series(1, {HALF_YEARS}) n WHERE {IS_LONG}"
    dated = {
        "id": f"{count} * 20 + r.i * {HALF_YEARS} + n.n", "jobcentre_id": "c.j",
        "created_at": created, "citizen_id": "r.i + 1",
        "from_on": f"{created} - 182 * n.n", "to_on": f"{created} - 182 * (n.n - 1)",
    }  # fmt: skip
    scheme = MatchScheme.objects.get(code="match-5")
    found = MatchGroup.objects.filter(scheme=scheme).order_by("pk")
    groups = [str(pk) for pk in found.values_list("pk", flat=True)]
    match = {**dated, "scheme_id": str(scheme.pk), "group_id": f"{pick(groups, 'n.n')}::bigint"}
    benefit = {**dated, "benefit": pick(list(Benefit.values), "n.n")}
    return {
        CitizenMatch: insert(CitizenMatch, source, match),
        BenefitPeriod: insert(BenefitPeriod, source, benefit),
    }


def events(world: World) -> str:
    """Return the statement of the long citizens' timelines, the newest today."""
    kinds = ("citizen.edited", "citizen.profile", "citizen.match_group", "citizen.benefit")
    return (
        'INSERT INTO "jobcenter_event" (jobcentre_id, at, kind, "group", actor_id, actor_kind,'
        f" citizen_id, subject, text) SELECT c.j, {world.day} - 3650 * n.n / {LONG}::float8"
        f" * interval '1 day', {pick(kinds, 'n.n')}, 'citizen', c.j * 1000 + 1, 'staff', t.id,"
        f" t.public_id, '' {rows(world.size.citizens)} JOIN {table(Citizen)} t ON t.id = r.i + 1"
        f" CROSS JOIN generate_series(1, {LONG}) n WHERE {IS_LONG}"
    )
