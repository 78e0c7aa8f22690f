"""Plans: two of three citizens have one, with two goals of three steps; one step in six is late."""

from bench.loading import Load, history, history_load, insert
from bench.tables.world import World, pick, rows
from citizens.models import Plan, PlanGoal, PlanStep, PlanVoice, Talk

GOALS, STEPS = 2, 3
TEXTS = ("Et job i en kantine", "Kørekort", "Ring til tre steder", "Hygiejnebevis", "Find en bus")


def loads(world: World) -> list[Load]:
    """Return how plans, goals and steps are filled."""
    count = world.size.citizens
    has_one = "WHERE r.k % 3 < 2"
    goals = f"{rows(count)} CROSS JOIN generate_series(0, {GOALS - 1}) g {has_one}"
    steps = (
        f"{rows(count)} CROSS JOIN generate_series(0, {GOALS - 1}) g"
        f" CROSS JOIN generate_series(0, {STEPS - 1}) n {has_one}"
    )
    goal_id = f"r.i * {GOALS} + g + 1"
    done = f"CASE WHEN n = 0 THEN {world.day} - 40 END"
    return [
        Load(Plan, [
            insert(Plan, f"{rows(count)} {has_one}", {
                "id": "r.i + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "version": "2", "changed_at": f"{world.day} - interval '20 days'",
            }),
        ]),
        history_load(Plan, history(Plan, world.day)),
        Load(PlanGoal, [
            insert(PlanGoal, goals, {
                "id": goal_id, "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "text": pick(TEXTS, "r.i + g"), "origin": "'team'", "state": "'open'",
                "reason": "''",
            }),
        ]),
        history_load(PlanGoal, history(PlanGoal, world.day)),
        Load(PlanStep, [
            insert(PlanStep, steps, {
                "id": f"(r.i * {GOALS} + g) * {STEPS} + n + 1", "jobcentre_id": "c.j",
                "citizen_id": "r.i + 1", "goal_id": goal_id, "text": pick(TEXTS, "r.i + g + n"),
                "proof": "''", "doer": "'colleague'", "outside": "''",
                "owner_id": "c.j * 1000 + r.k % c.consultants",
                "due_on": f"{world.day} + ((r.k * 7 + n * 31) % 120 - 20)::int",
                "state": "CASE WHEN n = 0 THEN 'done' ELSE 'planned' END", "reason": "''",
                "closed_on": done,
            }),
        ]),
        history_load(PlanStep, history(PlanStep, world.day)),
        Load(PlanVoice, [
            insert(PlanVoice, f"{rows(count)} {has_one}", {
                "id": "r.i + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "kind": "CASE WHEN r.k % 30 = 0 THEN 'wish' ELSE 'agree' END",
                "text": "'Et sted med kolleger'", "said_at": f"{world.day} - interval '3 days'",
                "through": "'link'", "plan_version": "2", "as_read": "'[]'::jsonb",
                "answer_by": f"CASE WHEN r.k % 30 = 0 THEN {world.day} + 2 END",
                "answer": "''",
            }),
        ]),
        history_load(PlanVoice, history(PlanVoice, world.day)),
        Load(Talk, [
            insert(Talk, f"{rows(count)} CROSS JOIN generate_series(0, 1) n {has_one}", {
                "id": "r.i * 2 + n + 1", "jobcentre_id": "c.j", "citizen_id": "r.i + 1",
                "held_on": f"{world.day} - 30 * n::int - 3", "focus": "'Et job'", "why": "''",
                "held_by_id": "c.j * 1000 + r.k % c.consultants", "motivation": "6",
                "finished_at": f"{world.day} - interval '3 days'", "is_rated": "n = 1",
            }),
        ]),
        history_load(Talk, history(Talk, world.day)),
    ]  # fmt: skip
