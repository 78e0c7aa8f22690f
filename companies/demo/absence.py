"""The demo's figures of sickness absence: two companies, 18 months, less since the start."""

from datetime import date
from decimal import Decimal

from companies.actions import absence as acts
from companies.choices import RelationStatus
from companies.models import AbsenceFigure, CompanyRelation
from companies.rules.absence import Figures
from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer

MONTHS = 18
# Percent month by month, the oldest first: a winter, a start after eight months, a better year.
RATES = (
    (6.9, 6.4, 5.2, 4.9, 4.4, 5.0, 5.8, 6.2, 6.0, 5.1, 4.6, 4.1, 3.6, 3.4, 3.7, 4.0, 3.9, 3.6),
    (4.1, 4.4, 4.0, 3.7, 3.5, 3.9, 4.2, 4.8, 5.1, 4.6, 4.4, 4.2, 4.0, 3.9, 4.3, 4.5, 4.1, 3.8),
)  # fmt: skip
STARTS_AFTER = 8


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Note 18 months up to the last whole one for two companies of North's; once."""
    there = AbsenceFigure.objects.filter(jobcentre_id=jobcentre.pk).exists()
    if jobcentre.code != "0901" or there:
        return
    actor = Viewer.of(people["carl"])
    relations = (
        CompanyRelation.objects.select_related("company")
        .filter(jobcentre_id=jobcentre.pk, status=RelationStatus.COOPERATING)
        .order_by("id")[2:4]
    )
    for number, row in enumerate(relations):
        employees = (64, 38)[number]
        months = [
            Figures(month, employees, 21, (Decimal(str(rate)) * employees * 21 / 100)
                    .quantize(Decimal("0.1")))
            for month, rate in zip(_months(), RATES[number], strict=True)
        ]  # fmt: skip
        acts.note_months(row.company, None, months, actor=actor)
        acts.set_start(row.company, None, actor=actor, month=months[STARTS_AFTER].month, rate=None,
                       long_share=40, version=0)  # fmt: skip


def _months() -> list[date]:
    last = today().year * 12 + today().month - 2
    return [date(at // 12, at % 12 + 1, 1) for at in range(last - MONTHS + 1, last + 1)]
