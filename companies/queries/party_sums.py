"""What parties delivered beside our own count, for the light of lists and boxes: the lead's alone.

Of one to four people a party publishes only that there are a few: the least is one of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from companies.choices.party import PartyState
from companies.models import PartyGoal
from companies.rules import parties as rules

COUNTS = [PartyState.ACCEPTED, PartyState.LEFT]  # what was delivered while in it stays delivered


def _of_lead(jobcentre_id: int) -> QuerySet[PartyGoal]:
    return PartyGoal.objects.filter(
        Q(is_few=True) | Q(delivered__isnull=False),
        shared__jobcentre_id=jobcentre_id,
        answer__state__in=COUNTS,
        answer__invitation__withdrawn_at__isnull=True,
    )


def beside(jobcentre_id: int) -> Subquery:
    """Return, for a query over goals, what parties published of each; NULL where nobody has."""
    told = JSONObject(sum=Sum("delivered"), few=Count("pk", filter=Q(is_few=True)))
    rows = _of_lead(jobcentre_id).filter(
        shared__agreement_id=OuterRef("agreement_id"), goal_public_id=OuterRef("public_id")
    )
    return Subquery(rows.order_by().values("goal_public_id").annotate(told=told).values("told"))


def of_all(jobcentre_id: int) -> dict[UUID, list[rules.Count]]:
    """Return what parties published of any goal of ours: one query, few rows."""
    found: dict[UUID, list[rules.Count]] = defaultdict(list)
    rows = _of_lead(jobcentre_id).order_by("pk")
    for goal, delivered, is_few in rows.values_list("goal_public_id", "delivered", "is_few"):
        found[goal].append(rules.Count(delivered, is_few))
    return found


def counts_of(told: Mapping[str, Any] | None) -> list[rules.Count]:
    """Return what `beside` brought as counts; the sum of several is one of them."""
    if not told:
        return []
    numbers = [] if told["sum"] is None else [rules.Count(Decimal(str(told["sum"])))]
    return numbers + [rules.Count(is_few=True)] * told["few"]


def all_together(
    kind: str, delivered: Decimal | None, others: Iterable[rules.Count]
) -> rules.Together | None:
    """Return what all delivered, from least to most; None where they have no sum."""
    return rules.together(kind, [rules.Count(delivered), *others])
