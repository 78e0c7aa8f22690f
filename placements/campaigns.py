"""What placements tell campaigns and segments: who had them, who has them, what came of it."""

from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from companies import criteria_kinds
from companies.choices.campaign import Aim
from companies.criteria_kinds import Criterion, Sql
from jobcenter import registries
from jobcenter.clock import local_day
from jobcenter.viewer import Viewer
from placements.choices import State
from placements.models import Placement

# Each of the three is read from an index alone: thousands of rows, and the disk may be cold.
_WHO = (
    "SELECT w.company_id FROM companies_workplace w WHERE w.id IN ("
    "SELECT l.workplace_id FROM placements_place l WHERE l.jobcentre_id = %(jobcentre)s"
    " AND EXISTS (SELECT 1 FROM placements_placement p WHERE p.jobcentre_id = %(jobcentre)s"
    " AND p.place_id = l.id AND p.state = ANY(%(placement_states)s)))"
)
BEGUN = [State.RUNNING.value, State.ENDED.value]


def had_placements(viewer: Viewer, value: str) -> Sql:
    """Return the companies that have, had or never had placements with the jobcentre."""
    states = [State.RUNNING.value] if value == "now" else BEGUN
    if value == "never":
        every = "SELECT e.company_id FROM companies_companystanding e"
        return (
            f"{every} WHERE e.jobcentre_id = %(jobcentre)s AND e.company_id NOT IN ({_WHO})",
            {"placement_states": states},
        )
    return _WHO, {"placement_states": states}


def placements_begun(viewer: Viewer, campaign_id: int, since: Any, until: Any) -> int:
    """Return how many placements began at a campaign's companies in its time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM placements_placement p"
            " JOIN placements_place l ON l.jobcentre_id = p.jobcentre_id AND l.id = p.place_id"
            " JOIN companies_workplace w ON w.id = l.workplace_id"
            " JOIN companies_campaignrow r ON r.jobcentre_id = p.jobcentre_id"
            " AND r.company_id = w.company_id AND r.campaign_id = %(campaign)s"
            " WHERE p.jobcentre_id = %(jobcentre)s AND p.state = ANY(%(states)s)"
            " AND p.starts_on BETWEEN %(since)s AND %(until)s",
            {
                "jobcentre": viewer.jobcentre_id, "campaign": campaign_id, "states": BEGUN,
                "since": local_day(since), "until": local_day(until),
            },
        )  # fmt: skip
        return int(cursor.fetchone()[0])


def past_placements(viewer: Viewer, company_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return how many placements companies have had: one query."""
    rows = (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, state=State.ENDED,
            place__workplace__company_id__in=company_ids,
        )
        .order_by()
        .values("place__workplace__company_id")
        .annotate(number=Count("pk"))
    )  # fmt: skip
    return {row["place__workplace__company_id"]: {"past_placements": row["number"]} for row in rows}


def register() -> None:
    """Fill what campaigns choose by and are counted by."""
    criteria_kinds.criterion(
        Criterion(
            "forloeb", _("Placements"),
            (("now", _("have some now")), ("had", _("have or had some")),
             ("never", _("never had one"))),
            had_placements,
        )
    )  # fmt: skip
    criteria_kinds.result(Aim.PLACEMENTS, placements_begun)
    registries.fact("past_placements", past_placements)
