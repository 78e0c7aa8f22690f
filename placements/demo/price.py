"""The demo's figures behind the price of a place: two years, one of them corrected since."""

from datetime import date
from decimal import Decimal

from jobcenter.clock import today
from jobcenter.models import Jobcentre, Membership
from jobcenter.viewer import Viewer
from placements.actions import price as acts
from placements.models import PlaceCost
from placements.rules import price as rules

BUDGET, PAYROLL = "Budget for beskæftigelsesindsatsen", "Lønkontoret"


def build(jobcentre: Jobcentre, people: dict[str, Membership]) -> None:
    """Fill one jobcentre, once; the second is left with Skive's figures."""
    if jobcentre.code != "0901" or PlaceCost.objects.filter(jobcentre_id=jobcentre.pk).exists():
        return
    before, this = date(today().year - 1, 1, 1), date(today().year, 1, 1)
    for what, kroner, day, source, seen in (
        (rules.CONSULTANT, 498_000, before, PAYROLL, 0),
        (rules.CONSULTANT, 512_000, this, PAYROLL, 1),
        (rules.LOAD, 33, before, BUDGET, 0),
        (rules.MENTOR, 1_900, before, BUDGET, 0),
        (rules.COURSES, 60_000, this, BUDGET, 0),
        (rules.PLACES, 40, this, BUDGET, 0),
    ):
        acts.enter_cost(
            what, actor=Viewer.of(people["mads"]), value=Decimal(kroner), valid_from=day,
            source=source, seen=seen,
        )  # fmt: skip
