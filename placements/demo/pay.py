"""The demo's mentor pay: a month that is paid, one that waits for a leader, one to be made."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from companies.models import Agreement
from jobcenter.calendar import monday_of
from jobcenter.errors import Refused
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import pay as acts
from placements.models import Centre, CentrePay, Placement
from placements.queries.pay import STARTED, last_sunday

TERMS: tuple[dict[str, Any], ...] = (
    {"week_ore": 35_000, "tasks": "Afklaring af kompetencer og en skriftlig status",
     "start_ore": 1_000_000, "source": "Aftalens afsnit om økonomi"},
    {"hour_ore": 20_000, "steps": ((4, Decimal(10)), (8, Decimal(15))), "training": "quarterly",
     "source": "Aftalt på mødet med ledelsen"},
    {"week_ore": 30_000, "by_attendance": True, "training": "half_yearly",
     "source": "Aftalens afsnit om økonomi"},
)  # fmt: skip


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill one jobcentre, once."""
    here = {"jobcentre_id": jobcentre.pk}
    if jobcentre.code != "0901" or CentrePay.objects.filter(**here).exists():
        return
    carl, mads = Viewer.of(people["carl"]), Viewer.of(people["mads"])
    last = monday_of(last_sunday())
    before = last.replace(day=1) - timedelta(days=1)
    for agreement, terms in zip(_agreements(here), TERMS, strict=False):
        acts.set_pay(
            agreement, actor=carl, valid_from=monday_of(agreement.starts_on), seen=0, **terms
        )
        if terms is TERMS[-1]:
            continue  # the list of this one is to be made
        for month in (before, last):
            try:
                made = acts.make_pay_list(agreement, actor=carl, year=month.year, month=month.month)
            except Refused:
                continue  # nothing happened there in the month
            if month is before:
                acts.approve_pay_list(made, actor=mads)


def _agreements(here: dict[str, Any]) -> list[Agreement]:
    """Return the contracts of the centres that most candidates have been at."""
    started = (
        Placement.objects.filter(**here, state__in=STARTED, place__centre_id=OuterRef("pk"))
        .order_by()
        .values("place__centre_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    centres = (
        Centre.objects.filter(**here, state="running")
        .select_related("agreement__company")
        .annotate(came=Coalesce(Subquery(started), Value(0)))
        .order_by("-came", "pk")[: len(TERMS)]
    )
    return [centre.agreement for centre in centres if centre.agreement]
