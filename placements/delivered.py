"""What was delivered at a company in a period: counted from places and placements, never typed."""

from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jobcenter import registries
from placements.choices import State
from placements.models import Place, Placement

# Those who came: a cancelled placement never began.
STARTED = [State.RUNNING, State.ENDED, State.INTERRUPTED]


def _number(rows: QuerySet[Any], what: str) -> Any:
    """Return the number of rows as a subquery: one row always, 0 where there is none."""
    ours = rows.order_by().values("jobcentre_id").annotate(number=Count(what, distinct=True))
    return Coalesce(Subquery(ours.values("number")[:1]), 0)


def places(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Places at the company that opened in the period."""
    rows = Place.objects.filter(
        jobcentre_id=jobcentre_id,
        workplace__company_id=company,
        open_from__lte=until,
        open_from__gte=since,
    )
    return _number(rows, "pk")


def people(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Different people who began a placement at the company in the period."""
    rows = Placement.objects.filter(
        jobcentre_id=jobcentre_id,
        place__workplace__company_id=company,
        state__in=STARTED,
        starts_on__gte=since,
        starts_on__lte=until,
    )
    return _number(rows, "citizen_id")


def hires(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Different people whose placement there ended in the period because the company hired them."""
    rows = Placement.objects.filter(
        jobcentre_id=jobcentre_id,
        place__workplace__company_id=company,
        end_reason="hired_here",
        ended_on__gte=since,
        ended_on__lte=until,
    )
    return _number(rows, "citizen_id")


def register() -> None:
    """Fill the registry."""
    registries.delivery("hires", hires)
    registries.delivery("places", places)
    registries.delivery("people", people)
