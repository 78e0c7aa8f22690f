"""Support that runs beside a placement, for the case team alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject

from citizens.access.offers import team_rows
from citizens.choices.range import Help
from citizens.models import Citizen, SupportGrant
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE
from placements.models import Placement
from placements.rules import beside as rules

MOST = 6


@dataclass(frozen=True)
class Support:
    """A grant as the placement's page shows it: its kind and how much, never what it is for."""

    public_id: str
    kind: Any
    granted: Decimal
    used: Decimal
    in_hours: bool
    last: date
    is_over: bool
    ends_too_soon: bool


def support_beside(viewer: Viewer, placement: Placement) -> list[Support] | None:
    """Return the support on the placement's days, what ends first on top: one query.

    None for everybody outside the case team, also for who follows the placement.
    """
    if viewer.kind != "staff":
        return None
    grants = (
        SupportGrant.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk"),
            from_on__lte=placement.last_day,
        )
        .annotate(last=Coalesce("ended_on", "until_on"))
        .filter(last__gte=placement.starts_on)
    )  # fmt: skip
    told = JSONObject(
        id=F("public_id"), help=F("offer__help"), hours=F("hours"), amount=F("amount"),
        used=F("used"), last=F("last"), ended=F("ended_on"),
    )  # fmt: skip
    row = (
        Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, pk=placement.citizen_id)
        .order_by()
        .values_list(
            Exists(team_rows(viewer).filter(citizen_id=OuterRef("pk"))),
            ArraySubquery(grants.order_by("last", "pk").values(told=told)[:MOST]),
        )
        .first()
    )
    if row is None or not row[0]:
        return None
    return [_support(each, placement) for each in row[1]]


def _support(told: dict[str, Any], placement: Placement) -> Support:
    in_hours, last = told["hours"] is not None, date.fromisoformat(told["last"])
    is_over = told["ended"] is not None
    return Support(
        public_id=told["id"],
        kind=Help(told["help"]).label,
        granted=Decimal(str(told["hours"] if in_hours else told["amount"])),
        used=Decimal(str(told["used"])),
        in_hours=in_hours,
        last=last,
        is_over=is_over,
        ends_too_soon=placement.is_open
        and not is_over
        and rules.ends_too_soon(last, placement.starts_on, placement.ends_on),
    )


def placements_going_on(viewer: Viewer) -> Any:
    """Return the placements of a grant's citizen that outlast it, for a subquery over grants."""
    return Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("citizen_id"),
        state__in=HOLDS_PLACE, starts_on__lte=OuterRef("until_on"),
        ends_on__gt=OuterRef("until_on"),
    )  # fmt: skip


def ending_too_soon(viewer: Viewer, day: date) -> Any:
    """Return support that ends within fourteen days while a placement goes on.

    For who sees to the support and who follows the placement, both of the case team.
    """
    going_on = placements_going_on(viewer)
    mine = going_on.filter(consultant_id=viewer.membership_id)
    rows = SupportGrant.objects.filter(
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
        ended_on__isnull=True,
        until_on__gte=day,
        until_on__lte=day + rules.AHEAD,
    )
    return rows.filter(
        Q(owner_id=viewer.membership_id) | Q(Exists(mine)),
        Exists(going_on),
    )
