"""Company centres: a hundred and twenty-five of four places in the largest jobcentre."""

from bench.loading import Load, history_load, insert
from bench.tables.contacts import person_id
from bench.tables.world import World, pick
from companies.models import Agreement
from placements.choices.centre import CentreModel
from placements.models import Centre, CentrePartner

MANY, OTHERS, PLACES = 125, 12, 4
# Which centre place number `r.k` of a jobcentre belongs to; none for most.
OF_PLACE = (
    f"CASE WHEN r.k < LEAST(CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END, c.places / {PLACES})"
    f" * {PLACES} THEN c.j * 1000 + r.k / {PLACES} END"
)


def loads(world: World) -> list[Load]:
    """Return how they are filled: each of its first company, with three others."""
    many = f"CASE WHEN c.j = 1 THEN {MANY} ELSE {OTHERS} END"
    source = (
        "FROM bench.centre c CROSS JOIN LATERAL"
        f" generate_series(0, LEAST({many}, c.places / {PLACES}) - 1) n"
    )
    company = f"bench.id(c.j, n * {PLACES})"
    centre = {
        "id": "c.j * 1000 + n", "jobcentre_id": "c.j", "company_id": company,
        "name": "'Centret ' || n", "sort_key": "'centret ' || lpad(n::text, 4, '0')",
        "model": pick(list(CentreModel.values), "n"), "state": "'running'",
        "starts_on": f"{world.day} - 700", "ends_on": f"{world.day} + 300",
        "places_planned": str(PLACES), "consultant_id": "c.j * 1000 + n % c.consultants",
        "mentor_id": person_id(f"(n * {PLACES})", "0"), "mentor_hours": "10",
        "arrangement": "'Lager og kantine'", "goals": "'Hver tredje går videre'",
        "agreement_id": "c.j * 1000 + n",
    }  # fmt: skip
    partner = {
        "id": f"(c.j * 1000 + n) * {PLACES} + p", "jobcentre_id": "c.j",
        "centre_id": "c.j * 1000 + n", "company_id": f"bench.id(c.j, n * {PLACES} + p)",
        "tasks": "'Kantine'", "from_on": f"{world.day} - 700",
    }  # fmt: skip
    partners = f"{source} CROSS JOIN generate_series(1, {PLACES} - 1) p"
    return [
        Load(Centre, [insert(Centre, source, centre)], after=[Agreement]),
        history_load(Centre),
        Load(CentrePartner, [insert(CentrePartner, partners, partner)], after=[Centre]),
        history_load(CentrePartner),
    ]
