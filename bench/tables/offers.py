"""Service offers, who got which, and punch cards: what a busy service centre has in two years."""

from bench.loading import Load, history_load, insert
from bench.tables.world import World
from companies.models import OfferHanding, PunchCard, ServiceOffer

KINDS = 9
MANY, CARDS = 10_000, 200  # handings and cards of the largest jobcentre
FEWER = 20  # the others have one in twenty


def loads(world: World) -> list[Load]:
    """Return how they are filled; one handing in two was ordered, most of those delivered."""
    seller = "c.j * 1000 + c.consultants + n % c.sellers"
    offer = {
        "id": "c.j * 100 + n", "jobcentre_id": "c.j", "kind": "'recruitment'",
        "name": "'Ydelse ' || n", "name_key": "'ydelse ' || n", "what": "'Vi finder kandidater.'",
        "from_whom": "'Vi leder, I vælger.'", "days": "5", "promise": "'Svar på fem dage.'",
    }  # fmt: skip
    day = f"({world.day} - 20 - (n % 700)::int)"
    handing = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j",
        "offer_id": f"c.j * 100 + n % {KINDS}", "company_id": "bench.id(c.j, n % c.contacted)",
        "way": "'talk'", "handed_on": day, "by_id": seller,
        "ordered_on": f"CASE WHEN n % 2 = 0 THEN {day} END",
        "due_on": f"CASE WHEN n % 2 = 0 THEN {day} + 7 END",
        "delivered_on": f"CASE WHEN n % 2 = 0 THEN {day} + 5 + (n % 5)::int END",
    }  # fmt: skip
    card = {
        "id": "c.j * 100000 + n", "jobcentre_id": "c.j",
        "company_id": "bench.id(c.j, n % c.contacted)", "granted": "10", "spent": "n % 11",
        "starts_on": f"{world.day} - 100",
        "ends_on": f"{world.day} - 5 + (n % 200)::int", "given_by_id": seller,
    }  # fmt: skip
    return [
        Load(ServiceOffer, [insert(ServiceOffer, _source(KINDS, 1), offer)]),
        history_load(ServiceOffer),
        Load(
            OfferHanding, [insert(OfferHanding, _source(MANY, FEWER), handing)],
            after=[ServiceOffer],
        ),
        history_load(OfferHanding),
        Load(PunchCard, [insert(PunchCard, _source(CARDS, FEWER), card)]),
        history_load(PunchCard),
    ]  # fmt: skip


def _source(many: int, part: int) -> str:
    """Return a row per thing: `c` the jobcentre, `n` the number in it."""
    number = f"CASE WHEN c.j = 1 THEN {many} ELSE {many} / {part} END"
    return f"FROM bench.centre c CROSS JOIN LATERAL generate_series(0, {number} - 1) n"
