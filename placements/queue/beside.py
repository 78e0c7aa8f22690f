"""What support beside a placement puts on “my day”: it ends before the placement does."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from citizens.choices.range import Help
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.dates import say
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.queries.beside import ending_too_soon, placements_going_on


def _told(viewer: Viewer, day: date) -> Any:
    """Return the rows as JSON, what ends first on top."""
    going_on = placements_going_on(viewer).order_by("-ends_on", "pk")
    placement = JSONObject(id=F("public_id"), ends=F("ends_on"), where=F("place__workplace__name"))
    told = JSONObject(
        id=F("public_id"), citizen=F("citizen__public_id"), name=F("citizen__first_name"),
        last=F("citizen__last_name"), help=F("offer__help"), until=F("until_on"),
        placement=Subquery(going_on.values(found=placement)[:1]),
    )  # fmt: skip
    return ending_too_soon(viewer, day).order_by("until_on", "pk").values(told=told)


def along(viewer: Viewer, day: date, limit: int) -> Any:
    """Return them as an array, in the query of all that may be empty."""
    return ArraySubquery(_told(viewer, day)[:limit])


def rows(array: list[dict[str, Any]], day: date) -> list[QueueRow]:
    """Return the lines of that array."""
    return [_row(each, day) for each in array]


def _row(each: dict[str, Any], day: date) -> QueueRow:
    until, placement = date.fromisoformat(each["until"]), each["placement"]
    why = _("It ends %(day)s. The placement at %(where)s goes on until %(end)s.") % {
        "day": say(until, "j. F Y"), "where": placement["where"],
        "end": say(date.fromisoformat(placement["ends"]), "j. F Y"),
    }  # fmt: skip
    page = reverse("placements:placement", args=[placement["id"]])
    grant = reverse("citizens:new_grant", args=[each["citizen"]])
    return QueueRow(
        severity="week",
        title=f"{each['name']} {each['last'][:1]}. · {Help(each['help']).label}",
        why=why,
        actions=[Action(_("Grant support"), grant, primary=True), Action(_("Open"), page)],
        subject=UUID(each["id"]), tag=Tag(_("support ends"), "warn"), due_on=until,
        url=page + "#stoette",
    )  # fmt: skip


def find(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the lines: one query."""
    return rows([each["told"] for each in _told(viewer, day)[:limit]], day)


ENDS = QueueKind(
    code="placements.support_ends", label=gettext_lazy("Support that ends too soon"), order=34,
    find=find, can=(Can.WRITE_CITIZENS,), waiting=ending_too_soon, along=along, told=rows,
)  # fmt: skip


def register() -> None:
    """Fill my day."""
    from followup.queue import register_queue

    register_queue(ENDS)
