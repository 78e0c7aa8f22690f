"""Sickness absence as agreements count it."""

from typing import Any

from django.db.models import DecimalField, F, Subquery, Sum
from django.db.models.functions import Cast, Round

from companies.models import AbsenceFigure

_PERCENT = DecimalField(max_digits=12, decimal_places=2)


def absence_rate(jobcentre_id: int, *, company: Any, since: Any, until: Any) -> Any:
    """Absence of the whole company in percent, over the months that begin in the period.

    A subquery, NULL while no such month is noted. The unique index on company and month serves it.
    """
    rows = AbsenceFigure.objects.filter(
        jobcentre_id=jobcentre_id, company_id=company, workplace__isnull=True, month__gte=since,
        month__lte=until,
    )  # fmt: skip
    possible = Cast(Sum(F("employees") * F("working_days")), _PERCENT)
    rate = Round(Sum("absence_days") * 100 / possible, precision=1, output_field=_PERCENT)
    ours = rows.order_by().values("jobcentre_id").annotate(number=rate)
    return Subquery(ours.values("number")[:1])
