"""Mentor orders: every fifth candidate has three after one another, the last of them open."""

from bench.loading import Load, history, history_load, insert
from bench.tables.world import World, rows
from citizens import law
from citizens.models import Citizen, TargetGroup
from placements.models import MentorBudget, MentorHours, MentorOrder, MentorTarget

ORDERS, DAYS, APART = 3, 170, 185
ENTRIES, HOURS, GRANTED = 2, 5, 26
RATE = 25_000  # øre an hour


def loads(world: World) -> list[Load]:
    """Return how orders, hours given and the money of two years are filled."""
    count = world.size.citizens
    some = "WHERE r.k % 5 = 0"
    orders = (
        f"{rows(count)} JOIN citizens_citizen t ON t.id = r.i + 1"
        f" CROSS JOIN generate_series(0, {ORDERS} - 1) n {some}"
    )
    order_id = f"r.i * {ORDERS} + n + 1"
    begins = f"({world.day} - 100 - n * {APART})"
    waits = "(n = 0 AND r.k % 250 = 0)"  # for a leader
    me = "c.j * 1000 + r.k % c.consultants"
    leader = "c.j * 1000 + c.consultants + c.sellers + c.workers"
    order = {
        "id": order_id, "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
        "target_group_id": "t.target_group_id", "kind": "'external'", "mentor_name": "'Bo Bro'",
        "goal": "'Møde tre gange om ugen'", "frequency": "'weekly'", "hours": f"{GRANTED}",
        "delivered": f"CASE WHEN {waits} THEN 0 ELSE {ENTRIES * HOURS} END",
        "rate_ore": f"{RATE}", "cost_ore": f"{RATE * GRANTED}", "from_on": begins,
        "to_on": f"{begins} + {DAYS}", "ended_on": f"CASE WHEN n > 0 THEN {begins} + {DAYS} END",
        "parallel": "'none'", "prolongs_id": f"CASE WHEN n < {ORDERS} - 1 THEN {order_id} + 1 END",
        "owner_id": me, "ordered_by_id": me, "ordered_at": f"{begins} - 1",
        "state": f"CASE WHEN n > 0 THEN 'ended' WHEN {waits} THEN 'ordered' ELSE 'running' END",
        "for_leader": waits,
        "decided_by_id": f"CASE WHEN NOT {waits} THEN {leader} END",
        "decided_at": f"CASE WHEN NOT {waits} THEN {begins} END",
        "outcome": "CASE WHEN n > 0 THEN 'partly' ELSE '' END",
    }  # fmt: skip
    hours = {
        "id": f"({order_id}) * {ENTRIES} + e", "jobcentre_id": "c.j", "order_id": order_id,
        "from_on": f"{begins} + e * 14", "to_on": f"{begins} + e * 14 + 6", "hours": f"{HOURS}",
        "by": "'Bo Bro'", "what": "'Fulgtes på arbejde'", "evidence": "'sheet'",
        "entered_by_id": me,
    }  # fmt: skip
    budget = {
        "id": "c.j * 10 + y", "jobcentre_id": "c.j", "year": f"{world.today.year} - y",
        "amount_ore": "c.citizens * 100000::bigint", "limit_ore": "1000000",
        "full_time_persons": "c.citizens / 4",
    }  # fmt: skip
    groups = list(
        TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET)
        .order_by("number")
        .values_list("pk", flat=True)[:4]
    )
    years = "FROM bench.centre c CROSS JOIN generate_series(0, 1) y"
    return [
        Load(MentorOrder, [insert(MentorOrder, orders, order)], after=[Citizen]),
        history_load(MentorOrder, history(MentorOrder, "t.ordered_at")),
        Load(
            MentorHours,
            [insert(
                MentorHours,
                f"{rows(count)} CROSS JOIN generate_series(0, {ORDERS} - 1) n"
                f" CROSS JOIN generate_series(0, {ENTRIES} - 1) e {some} AND NOT {waits}",
                hours,
            )],
            after=[MentorOrder],
        ),
        history_load(MentorHours),
        Load(MentorBudget, [insert(MentorBudget, years, budget)]),
        history_load(MentorBudget),
        Load(
            MentorTarget,
            [
                insert(MentorTarget, years, {
                    "id": f"(c.j * 10 + y) * 10 + {number}", "jobcentre_id": "c.j",
                    "budget_id": "c.j * 10 + y", "target_group_id": str(pk),
                    "persons": "40", "hours": "1000",
                })
                for number, pk in enumerate(groups)
            ],
            after=[MentorBudget],
        ),
        history_load(MentorTarget),
    ]  # fmt: skip
