"""The board of open barriers: across functions and teams, of the viewer's own case teams alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from citizens.access import barriers_visible_to
from citizens.choices import Function
from citizens.models import Barrier, CaseTeamMember
from jobcenter.clock import today
from jobcenter.finding import with_ids
from jobcenter.viewer import Viewer

MOST = 300
MINE, TEAM, ALL = "mine", "team", "alle"


@dataclass
class Column:
    """The barriers that one function sees to."""

    label: str
    rows: list[Any] = field(default_factory=list)
    overdue: int = 0


def open_barriers(viewer: Viewer, whose: str) -> QuerySet[Barrier]:
    """Return open barriers of those in whose case teams the viewer is, in no order.

    `whose` is the viewer's own, those of the viewer's team, or everybody's.
    """
    rows = barriers_visible_to(viewer).filter(lifted_on__isnull=True)
    if whose == MINE:
        return rows.filter(owner_id=viewer.membership_id or 0)
    if viewer.membership_id is not None:
        teams = CaseTeamMember.objects.on(today()).filter(
            jobcentre_id=viewer.jobcentre_id, membership_id=viewer.membership_id
        )
        rows = with_ids(rows, teams.order_by().values("citizen_id"), "citizen_id")
    if whose == TEAM:
        return rows.filter(owner__team_id=viewer.team_id or 0)
    return rows


def board(viewer: Viewer, whose: str, day: date | None = None) -> tuple[list[Column], bool]:
    """Return the barriers by the function of who sees to them, overdue first: one query.

    The second part tells whether there are more than are shown.
    """
    day = day or today()
    functions = (
        CaseTeamMember.objects.on(day)
        .filter(
            jobcentre_id=viewer.jobcentre_id,
            citizen_id=OuterRef("citizen_id"),
            membership_id=OuterRef("owner_id"),
        )
        .order_by("from_on", "pk")
    )
    found: list[Any] = list(
        open_barriers(viewer, whose)
        .select_related("citizen", "word", "owner")
        .annotate(function=Subquery(functions.values("function")[:1]))
        .order_by(F("due_on").asc(nulls_last=True), "opened_on", "pk")[: MOST + 1]
    )
    columns = {code: Column(str(capfirst(str(label)))) for code, label in Function.choices} | {
        "": Column(_("No longer in the case team"))
    }
    for barrier in found[:MOST]:
        column = columns[barrier.function or ""]
        barrier.is_late = barrier.due_on is not None and barrier.due_on < day
        column.overdue += barrier.is_late
        column.rows.append(barrier)
    return [column for column in columns.values() if column.rows], len(found) > MOST
