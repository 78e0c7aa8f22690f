"""The stakeholder panel and the figures of industries, as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from companies.choices.campaign import Figure
from companies.models import CompanyStanding, IndustryFigure, PanelMember
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Seat:
    """A company of the panel with its last and its next contact."""

    member: PanelMember
    last_contact_at: datetime | None
    planned_at: datetime | None


def panel(viewer: Viewer) -> list[Seat]:
    """Return the companies of the panel by name: one query."""
    standing = CompanyStanding.objects.filter(
        jobcentre_id=viewer.jobcentre_id, company_id=OuterRef("company_id")
    )
    rows = (
        PanelMember.objects.filter(jobcentre_id=viewer.jobcentre_id, left_on__isnull=True)
        .select_related("company")
        .defer("company__search", "company__months")
        .annotate(
            last_at=Subquery(standing.values("last_contact_at")[:1]),
            next_at=Subquery(standing.values("planned_at")[:1]),
        )
        .order_by("company__name_key", "id")[:200]
    )
    return [Seat(row, row.last_at, row.next_at) for row in rows]


def next_meeting(rows: list[Seat]) -> datetime | None:
    """Return the earliest moment planned with a company of the panel."""
    return min((row.planned_at for row in rows if row.planned_at), default=None)


@dataclass(frozen=True)
class ShownFigure:
    """A figure of an industry in words."""

    row: IndustryFigure

    @property
    def kind(self) -> str:
        """What it tells."""
        return str(Figure(self.row.figure).label)


def figures(viewer: Viewer) -> list[ShownFigure]:
    """Return the jobcentre's figures of industries: one query."""
    rows = IndustryFigure.objects.filter(jobcentre_id=viewer.jobcentre_id)
    return [ShownFigure(row) for row in rows.order_by("figure", "industry")]
