"""Mentor orders for reading: of a citizen, of a year's money, of its target groups."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject, Round

from citizens import law
from citizens.choices.range import Help
from citizens.models import Citizen, SupportGrant, TargetGroup
from jobcenter.clock import today
from jobcenter.models import Referral
from jobcenter.permissions import Role
from jobcenter.viewer import Viewer
from placements.models import MentorBudget, MentorHours, MentorOrder, MentorTarget
from placements.rules import mentoring as rules

_GIVEN: Any = ExpressionWrapper(
    Round(F("delivered") * F("rate_ore")), output_field=BigIntegerField()
)
# What an order takes of the budget: what was granted, from its end on what was given.
_TAKES: Any = Case(
    When(state__in=[rules.APPROVED, rules.RUNNING], then=F("cost_ore")),
    When(state=rules.ENDED, then=_GIVEN),
    default=Value(0),
    output_field=BigIntegerField(),
)


def _of_year(jobcentre_id: int, year: int) -> Any:
    """Return the orders that count in a year: those that begin in it."""
    return MentorOrder.objects.filter(
        jobcentre_id=jobcentre_id, from_on__gte=date(year, 1, 1), from_on__lte=date(year, 12, 31)
    ).order_by()


def _ore(expression: Any, **where: Any) -> Any:
    return Coalesce(Sum(expression, **where), Value(0), output_field=BigIntegerField())


def ceiling_ore(budget: MentorBudget) -> int | None:
    """Return the ceiling of a year; None where its amount or the number of people is unknown."""
    known = rules.ceiling_of(budget.year)
    if known is None or budget.full_time_persons is None:
        return None
    return int(known.ore * budget.full_time_persons)


def frame_of(jobcentre_id: int, year: int) -> rules.Frame | None:
    """Return the money of a year: two queries; None where nobody has entered a budget."""
    budget = MentorBudget.objects.filter(jobcentre_id=jobcentre_id, year=year).order_by().first()
    if budget is None:
        return None
    granted = _of_year(jobcentre_id, year).aggregate(ore=_ore(_TAKES))["ore"]
    return rules.Frame(
        budget.amount_ore, budget.limit_ore, granted, budget.other_ore, ceiling_ore(budget)
    )


@dataclass
class GroupRow:
    """A target group's plan and what became of it; `persons` None where it is hidden."""

    group: TargetGroup
    planned_persons: int
    planned_hours: int
    persons: int | None = 0
    granted: Decimal | None = Decimal(0)
    delivered: Decimal | None = Decimal(0)


@dataclass
class YearPage:
    """A year's money, and its target groups."""

    year: int
    budget: MentorBudget | None
    frame: rules.Frame | None
    ceiling: rules.Ceiling | None
    delivered_ore: int
    asked_ore: int
    rows: list[GroupRow]
    anything_hidden: bool
    persons: int | None
    hours: Decimal
    delivered: Decimal

    @property
    def planned_persons(self) -> int:
        """Persons planned in all."""
        return sum(row.planned_persons for row in self.rows)

    @property
    def planned_hours(self) -> int:
        """Hours planned in all."""
        return sum(row.planned_hours for row in self.rows)


def year_page(viewer: Viewer, year: int) -> YearPage:
    """Return a year's page: five queries."""
    budget = (
        MentorBudget.objects.filter(jobcentre_id=viewer.jobcentre_id, year=year).order_by().first()
    )
    orders = _of_year(viewer.jobcentre_id, year)
    money = orders.aggregate(
        granted=_ore(_TAKES),
        given=_ore(_GIVEN),
        asked=_ore(F("cost_ore"), filter=Q(state=rules.ORDERED)),
    )
    frame = None
    if budget is not None:
        frame = rules.Frame(
            budget.amount_ore, budget.limit_ore, money["granted"], budget.other_ore,
            ceiling_ore(budget),
        )  # fmt: skip
    planned = {}
    if budget is not None:
        planned = {
            row.target_group_id: row
            for row in MentorTarget.objects.filter(
                jobcentre_id=viewer.jobcentre_id, budget=budget
            )
        }  # fmt: skip
    counted = {
        row["target_group_id"]: row
        for row in orders.filter(state__in=rules.GRANTED)
        .values("target_group_id")
        .annotate(persons=Count("citizen_id", distinct=True), granted=Sum("hours"),
                  given=Sum("delivered"))
    }  # fmt: skip
    hidden = rules.hidden_groups({key: row["persons"] for key, row in counted.items()})
    rows = []
    for group in target_groups():
        plan, now_is = planned.get(group.pk), counted.get(group.pk)
        if plan is None and now_is is None:
            continue
        row = GroupRow(group, plan.persons if plan else 0, plan.hours if plan else 0)
        if group.pk in hidden:
            row.persons = row.granted = row.delivered = None
        elif now_is:
            row.persons, row.granted = now_is["persons"], now_is["granted"]
            row.delivered = now_is["given"]
        rows.append(row)
    persons = sum(row["persons"] for row in counted.values())
    return YearPage(
        year, budget, frame, rules.ceiling_of(year), money["given"], money["asked"], rows,
        bool(hidden),
        None if 0 < persons < rules.SMALL else persons,
        sum((row["granted"] for row in counted.values()), Decimal(0)),
        sum((row["given"] for row in counted.values()), Decimal(0)),
    )  # fmt: skip


def target_groups() -> list[TargetGroup]:
    """Return the target groups of today's rules, in their order."""
    return list(TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).order_by("number"))


def orders_of(viewer: Viewer, citizen: Citizen) -> list[MentorOrder]:
    """Return a citizen's orders, the newest first: one query. Asked for by the case team."""
    rows = MentorOrder.objects.filter(jobcentre_id=viewer.jobcentre_id, citizen_id=citizen.pk)
    return list(rows.select_related("owner").order_by("-from_on", "-id")[:60])


def entries_of(order: MentorOrder) -> list[MentorHours]:
    """Return the hours of an order, the newest first: one query."""
    rows = MentorHours.objects.filter(jobcentre_id=order.jobcentre_id, order=order)
    return list(rows.select_related("entered_by").order_by("-from_on", "-id")[:200])


def is_prolonged(order: MentorOrder) -> bool:
    """Return whether a newer order goes on from this one."""
    rows = MentorOrder.objects.filter(jobcentre_id=order.jobcentre_id, prolongs_id=order.pk)
    return rows.exclude(state__in=[rules.REFUSED, rules.CANCELLED]).exists()


def beside(
    jobcentre_id: int, citizen_id: int, first: date, last: date | None = None
) -> rules.Beside:
    """Return what is known of § 85 support on some of the days: one query.

    What the citizen's own grants say, from their first to their last day; and whether somebody
    outside the house is let in as a mentor or support person today. Never what it is for.
    """
    own = {"jobcentre_id": jobcentre_id}
    day = today()
    let_in = Referral.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=day),
        **own, kind=Referral.Kind.CITIZEN, subject=OuterRef("public_id"), from_on__lte=day,
        membership__roles__contains=[Role.OUTSIDE_MENTOR],
    )  # fmt: skip
    grants = (
        SupportGrant.objects.filter(**own, citizen_id=OuterRef("pk"), offer__help=Help.SECTION_85)
        .annotate(last=Coalesce("ended_on", "until_on"))
        .filter(last__gte=first)
    )
    if last is not None:
        grants = grants.filter(from_on__lte=last)
    told = JSONObject(first=F("from_on"), last=F("last"))
    row = (
        Citizen.objects.filter(**own, pk=citizen_id)
        .order_by()
        .values_list(
            Exists(let_in), ArraySubquery(grants.order_by("from_on", "pk").values(told=told)[:5])
        )
        .first()
    )
    if row is None:
        return rules.Beside()
    return rules.Beside(
        row[0],
        tuple(
            rules.Span(*(date.fromisoformat(each[name]) for name in ("first", "last")))
            for each in row[1]
        ),
    )
