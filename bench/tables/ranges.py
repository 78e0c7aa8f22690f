"""Ranges of offers: twelve entries a jobcentre for every target group, and two stays a citizen."""

from bench.loading import Load, history, history_load, insert, literal
from bench.tables.world import World, chance, pick, rows
from citizens import law
from citizens.choices.range import LowerReason, OfferKind, StayOutcome
from citizens.models import (
    Citizen,
    GrantFrame,
    Offer,
    OfferGroup,
    OfferStay,
    ReleasedOffer,
    SupportGrant,
    SupportUse,
    TargetGroup,
)

ENTRIES = ("place", "centre", "centre", "course", "course", "job_club",
           "project", "project", "project", "project", "support", "support")  # fmt: skip
WITH_STAYS = [at for at, kind in enumerate(ENTRIES) if kind not in ("place", "support")]
PER = 100


def loads(world: World) -> list[Load]:
    """Return how the range and its stays are filled; one stay in ten runs."""
    count = world.size.citizens
    stays = f"{rows(count)} JOIN citizens_citizen t ON t.id = r.i + 1"
    stays += " CROSS JOIN generate_series(0, 1) n"
    entry = f"c.j * {PER} + {pick([str(at) for at in WITH_STAYS], 'r.k + n.n')}::bigint"
    runs = "(n.n = 1 AND r.k % 5 = 0)"
    began = f"{world.day} - (40 + ({chance(151)} % 600))::int"
    group_ids = TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).order_by("number")
    priority = "1 + (r.k + n.n) % 4"
    return [
        Load(Offer, [
            insert(Offer, "FROM bench.centre c", {
                "id": f"c.j * {PER} + {at}", "jobcentre_id": "c.j", "kind": literal(kind),
                "help": literal("psychologist" if kind == OfferKind.SUPPORT else ""),
                "name": literal(f"Tilbud {at}"), "name_key": literal(f"tilbud {at:02}"),
                "provider": "'Kommunen'", "criteria": "'Har lyst til at prøve'", "price": "580",
                "price_per": "'week'", "wait_days": "14", "most_weeks":
                    "13" if kind not in ("place", "support") else "NULL",
            }) for at, kind in enumerate(ENTRIES)
        ]),
        Load(OfferGroup, [
            insert(OfferGroup, "FROM bench.centre c", {
                "id": f"(c.j * {PER} + {at}) * 20 + {number}", "jobcentre_id": "c.j",
                "offer_id": f"c.j * {PER} + {at}", "target_group_id": str(pk),
                "priority": str(1 + at // 3),
            })
            for at in range(len(ENTRIES))
            for number, pk in enumerate(group_ids.values_list("pk", flat=True))
        ]),
        Load(OfferStay, [
            insert(OfferStay, stays, {
                "id": "r.i * 2 + n.n + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "offer_id": entry, "target_group_id": "t.target_group_id",
                "priority": priority, "best_priority": "1",
                "lower_reason": f"CASE WHEN {priority} > 1 THEN "
                                f"{pick(list(LowerReason.values[:-1]), 'r.k')} ELSE '' END",
                "lower_text": "''", "owner_id": "c.j * 1000 + r.k % c.consultants",
                "referred_on": began, "started_on": began, "latest_on": f"{began} + 91",
                "state": f"CASE WHEN {runs} THEN 'started' ELSE 'ended' END",
                "ended_on": f"CASE WHEN NOT {runs} THEN {began} + 35 END",
                "outcome": f"CASE WHEN {runs} THEN '' ELSE "
                           f"{pick(list(StayOutcome.values[:-1]), 'r.k + n.n')} END",
                "outcome_text": "''",
            }),
            "UPDATE citizens_offer o SET taken = (SELECT count(*) FROM citizens_offerstay s"
            " WHERE s.jobcentre_id = o.jobcentre_id AND s.offer_id = o.id AND s.state <> 'ended')",
        ], after=[Offer, Citizen]),
        history_load(OfferStay, history(OfferStay, world.day)),
        *_released(world),
        *_support(world),
    ]  # fmt: skip


def _released(world: World) -> list[Load]:
    """Every third citizen can choose between two entries; one in thirty of them has chosen."""
    some = f"{rows(world.size.citizens)} CROSS JOIN generate_series(0, 1) n WHERE r.k % 3 = 0"
    chose = "(n.n = 0 AND r.k % 30 = 0)"
    entry = f"c.j * {PER} + {pick([str(at) for at in WITH_STAYS], 'r.k + n.n')}::bigint"
    return [
        Load(ReleasedOffer, [
            insert(ReleasedOffer, some, {
                "id": "r.i * 2 + n.n + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "offer_id": entry, "note": "'Kom og se'",
                "released_by_id": "c.j * 1000 + r.k % c.consultants",
                "released_on": f"{world.day} - 4", "until": f"{world.day} + 10",
                "state": f"CASE WHEN {chose} THEN 'chosen' ELSE 'open' END",
                "chosen_at": f"CASE WHEN {chose} THEN {world.day} - interval '1 day' END",
                "through": f"CASE WHEN {chose} THEN 'link' ELSE '' END", "words": "''",
                "answer_by": f"CASE WHEN {chose} THEN {world.day} + 3 END", "reason": "''",
            }),
        ]),
        history_load(ReleasedOffer, history(ReleasedOffer, world.day)),
    ]  # fmt: skip


def _support(world: World) -> list[Load]:
    """Every consultant has a frame; every third citizen ten hours of support, half of them used."""
    count = world.size.citizens
    owner = "c.j * 1000 + r.k % c.consultants"
    some = f"{rows(count)} WHERE r.k % 3 = 0"
    frames = "FROM bench.centre c CROSS JOIN generate_series(0, c.consultants - 1) m"
    return [
        Load(GrantFrame, [
            insert(GrantFrame, frames, {
                "id": "c.j * 1000 + m", "jobcentre_id": "c.j", "membership_id": "c.j * 1000 + m",
                "year": str(world.today.year), "hours": "9000", "amount": "90000",
            }),
        ]),
        Load(SupportGrant, [
            insert(SupportGrant, some, {
                "id": "r.i + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "offer_id": f"c.j * {PER} + {len(ENTRIES) - 1}", "frame_id": owner,
                "granted_by_id": owner, "owner_id": owner, "hours": "10", "used": "5",
                "granted_on": f"{world.day} - 60", "from_on": f"{world.day} - 60",
                "until_on": f"{world.day} + ((r.k * 7) % 90 - 10)::int",
                "last_use_on": f"{world.day} - 10",
            }),
        ]),
        history_load(SupportGrant, history(SupportGrant, world.day)),
        Load(SupportUse, [
            insert(SupportUse, some, {
                "id": "r.i + 1", "jobcentre_id": "c.j", "grant_id": "r.i + 1",
                "used_on": f"{world.day} - 10", "number": "5", "written_by_id": owner,
            }),
        ]),
        history_load(SupportUse, history(SupportUse, world.day)),
    ]  # fmt: skip
