"""The demo's plans: goals and steps as the people might say them; nobody's health is told."""

from datetime import timedelta
from random import Random
from typing import Any

from citizens.choices.plan import Doer, GoalState, StepState, Through, VoiceKind
from citizens.models import CaseTeamMember, Citizen, Plan, PlanGoal, PlanStep, PlanVoice
from jobcenter.calendar import add_working_days
from jobcenter.clock import now, today
from jobcenter.models import Event, Jobcentre

# goal, its steps: what, who, which others, days from today, state
PLANS: list[list[tuple[str, list[tuple[str, str, str, int, str]]]]] = [
    [
        (
            "Jeg vil have et job i et køkken",
            [
                ("Ring til tre kantiner sammen", "colleague", "", 9, "planned"),
                ("Skriv ned, hvad jeg er god til i et køkken", "citizen", "", -3, "under_way"),
                ("Hygiejnebevis", "outside", "VUC Nordby", 40, "planned"),
                ("Besøg Havnens Kantine", "colleague", "", -20, "done"),
            ],
        ),
        (
            "Jeg vil kunne nå bussen og møde til tiden",
            [("Find en bus, der er der før kl. 9", "citizen", "", 12, "planned")],
        ),
    ],
    [
        (
            "Jeg vil arbejde med børn igen",
            [
                ("Snak med en børnehave om en praktik", "colleague", "", 14, "planned"),
                ("Sprogcafé hver tirsdag", "outside", "Biblioteket", 30, "under_way"),
            ],
        )
    ],
    [
        (
            "Jeg vil have kørekort og køre varer ud",
            [
                ("Find ud af, hvad et kørekort koster", "citizen", "", -12, "planned"),
                ("Tal med gældsrådgiveren om et afdrag", "outside", "Borgerservice", 20, "planned"),
            ],
        )
    ],
    [],
]

# what some have said: kind, words, days ago, our answer
VOICES: list[tuple[str, str, int, str]] = [
    ("agree", "", 18, ""),
    ("agree", "Jeg er glad for planen. Bare det ikke går for stærkt.", 12, ""),
    ("disagree", "Jeg vil ikke køre varer ud. Jeg vil være mekaniker.", 2, ""),
    ("wish", "Kan jeg komme et sted hen, hvor man spiser frokost sammen?", 9,
     "Ja. Vi besøger Havnens Kantine sammen i næste uge."),
    ("wish", "Jeg vil gerne øve mig i at ringe, før jeg gør det rigtigt.", 1, ""),
]  # fmt: skip

LATE = 5  # only the first citizens have steps whose day has passed


def build(jobcentre: Jobcentre, people: dict[str, Any]) -> None:
    """Write plans for most of the jobcentre's candidates: a statement a table."""
    if PlanGoal.objects.filter(jobcentre=jobcentre).exists():
        return
    citizens = list(Citizen.objects.filter(jobcentre=jobcentre, state="active").order_by("pk"))
    team = CaseTeamMember.objects.filter(jobcentre=jobcentre).order_by("-pk")
    first = dict(team.values_list("citizen_id", "membership_id"))
    rng = Random(jobcentre.code)  # noqa: S311  the same demo every time
    moment = now() - timedelta(days=30)
    plans, goals, steps = [], [], []
    for at, citizen in enumerate(citizens):
        for aim, each in PLANS[at % len(PLANS)]:
            goal = PlanGoal(
                jobcentre=jobcentre, citizen=citizen, text=aim, state=GoalState.OPEN,
                target_on=today() + timedelta(days=120 + rng.randrange(90)),
            )  # fmt: skip
            goals.append(goal)
            later = 0 if at < LATE else 30
            steps += [
                (goal, text, doer, outside, days if state == "done" else days + later, state)
                for text, doer, outside, days, state in each
            ]
        if PLANS[at % len(PLANS)]:
            plans.append(Plan(jobcentre=jobcentre, citizen=citizen, version=2, changed_at=moment))
    Plan.objects.bulk_create(plans)
    PlanGoal.objects.bulk_create(goals)
    PlanStep.objects.bulk_create(
        PlanStep(
            jobcentre=jobcentre, citizen=goal.citizen, goal=goal, text=text, doer=Doer(doer),
            outside=outside, owner_id=first[goal.citizen_id],
            due_on=today() + timedelta(days=days), state=StepState(state),
            closed_on=today() + timedelta(days=days) if state == "done" else None,
        )
        for goal, text, doer, outside, days, state in steps
    )  # fmt: skip
    Event.objects.bulk_create(
        Event(
            jobcentre=jobcentre, at=moment, kind="citizen.plan_changed", group="plan",
            actor_id=first[plan.citizen_id], citizen_id=plan.citizen_id,
            subject=plan.citizen.public_id,
        )
        for plan in plans
    )  # fmt: skip
    PlanVoice.objects.bulk_create(
        PlanVoice(
            jobcentre=jobcentre, citizen=plan.citizen, kind=VoiceKind(kind), text=text,
            said_at=now() - timedelta(days=ago), through=Through.LINK, plan_version=plan.version,
            answer_by=None if kind == "agree" else add_working_days(today(), 5 - ago),
            answer=answer, answered_at=now() - timedelta(days=ago - 1) if answer else None,
            answered_by_id=first[plan.citizen_id] if answer else None,
        )
        for plan, (kind, text, ago, answer) in zip(plans, VOICES, strict=False)
    )  # fmt: skip
