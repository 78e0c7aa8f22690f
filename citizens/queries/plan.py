"""A plan as its pages show it: goals with their steps, two queries however long."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from citizens.choices import Function
from citizens.choices.plan import GoalState
from citizens.models import CaseTeamMember, Citizen, Plan, PlanGoal, PlanStep, Talk
from citizens.rules.plan import LINK, OPEN_STEPS
from citizens.rules.talk import ASK_WITHIN
from jobcenter.clock import now, today
from jobcenter.models import Door
from jobcenter.viewer import Viewer


@dataclass
class StepRow:
    """A step, and whether it should have been done."""

    step: PlanStep
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Return whether there is something to do."""
        return self.step.state in OPEN_STEPS


@dataclass
class GoalRow:
    """A goal with its steps: open ones first, the nearest day on top."""

    goal: PlanGoal
    open: list[StepRow] = field(default_factory=list)
    closed: list[StepRow] = field(default_factory=list)


@dataclass
class PlanShown:
    """The whole plan; `version` is 0 where none is written."""

    version: int
    open: list[GoalRow] = field(default_factory=list)
    closed: list[GoalRow] = field(default_factory=list)

    @property
    def late(self) -> int:
        """Return how many steps should have been done."""
        return sum(step.is_late for row in self.open for step in row.open)

    @property
    def steps_open(self) -> int:
        """Return how many steps are open."""
        return sum(len(row.open) for row in self.open)

    def as_read(self) -> list[dict[str, object]]:
        """Return what is open in words, as it was read: what an answer is about."""
        return [
            {
                "goal": row.goal.text,
                "steps": [
                    {"text": each.step.text, "due_on": each.step.due_on.isoformat()}
                    for each in row.open
                ],
            }
            for row in self.open
        ]


def plan_of(viewer: Viewer, citizen: Citizen, day: date | None = None) -> PlanShown:
    """Return the plan of an opened citizen: two queries."""
    day = day or today()
    own = {"jobcentre_id": viewer.jobcentre_id, "citizen_id": citizen.pk}
    version = Plan.objects.filter(**own).values("version")
    goals = PlanGoal.objects.filter(**own).order_by("id")
    steps: dict[int, list[PlanStep]] = defaultdict(list)
    for step in PlanStep.objects.filter(**own).select_related("owner").order_by("due_on", "id"):
        steps[step.goal_id].append(step)
    shown = PlanShown(0)
    for goal in goals.annotate(plan_version=Subquery(version)):
        shown.version = goal.plan_version or 0
        row = GoalRow(goal)
        for step in steps[goal.pk]:
            each = StepRow(step, step.is_overdue(day))
            (row.open if each.is_open else row.closed).append(each)
        (shown.open if goal.state == GoalState.OPEN else shown.closed).append(row)
    return shown


@dataclass(frozen=True)
class Helper:
    """Somebody of the case team whom the citizen can ring."""

    name: str
    function: Any
    phone: str


@dataclass(frozen=True)
class Held:
    """A conversation the citizen is asked about."""

    public_id: str
    held_on: date


def around(viewer: Viewer, citizen: Citizen) -> tuple[list[Helper], Held | None]:
    """Return three of the case team, and the conversation that waits for answers: one query."""
    team = CaseTeamMember.objects.on(today()).filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"),
        membership__ended_on__isnull=True,
    )  # fmt: skip
    helpers = team.order_by("from_on", "pk").values(
        json=JSONObject(name="membership__name", phone="membership__phone", function="function")
    )
    talk = Talk.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"), is_rated=False,
        finished_at__isnull=False, held_on__gte=today() - ASK_WITHIN,
    ).order_by("-held_on", "-id")  # fmt: skip
    people, held = (
        Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=citizen.pk)
        .order_by()
        .values_list(
            ArraySubquery(helpers[:3]),
            Subquery(talk.values(json=JSONObject(id="public_id", day="held_on"))[:1]),
        )
        .get()
    )
    return (
        [
            Helper(each["name"], Function(each["function"]).label, each["phone"] or "")
            for each in people
        ],
        Held(held["id"], date.fromisoformat(held["day"])) if held else None,
    )


def link_until(citizen: Citizen) -> datetime | None:
    """Return until when a link opens the plan; None where none does. One query."""
    doors = Door.objects.filter(
        jobcentre_id=citizen.jobcentre_id, subject=citizen.public_id, kind=LINK,
        revoked_at__isnull=True, expires_at__gt=now(),
    )  # fmt: skip
    return doors.order_by("-expires_at").values_list("expires_at", flat=True).first()
