"""What the waiting list puts on “my day”: a place comes free, and one's candidate is first."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.viewer import Viewer
from placements.access.waiting import WRITES
from placements.models import Waiting
from placements.queries.waiting import first_in_line, said_of
from placements.queue.empty import EMPTY

SHOWN = Shown(
    Waiting, lambda viewer, day: first_in_line(viewer, day).order_by("created_at", "id"),
    ("public_id", "workplace__name", "place__title", "citizen__first_name",
     "citizen__last_name"),
)  # fmt: skip


def rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's candidates who are first where a place comes free: one query."""
    return [_row(row, viewer, day) for row in bring_one(viewer, day, SHOWN, limit)]


def _row(row: Waiting, viewer: Viewer, day: date) -> QueueRow:
    url = reverse("placements:waiting_take", args=[row.public_id])
    said = {"name": row.citizen.short_name, "what": said_of(row), "where": row.workplace.name}
    return QueueRow(
        severity="week",
        title=_("%(name)s is first in line: %(where)s") % said,
        why=_("Free within two weeks: %(what)s. Is it still right for the candidate?") % said,
        actions=[Action(_("Reserve"), url, primary=True)],
        subject=row.public_id, tag=Tag(_("place free"), "info"), url=url,
    )  # fmt: skip


FIRST = QueueKind(
    code="placements.waiting",
    label=gettext_lazy("First in line for a free place"),
    order=14,
    find=rows,
    waiting=first_in_line,
    shown=SHOWN,
    row=_row,
    can=WRITES,
)


def citizen_link(event: Any) -> str | None:
    """Return the citizen's address."""
    return reverse("citizens:page", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill timeline, my day, what ends with a case, demo."""
    from citizens.ending import case_ended
    from followup.queue import register_queue
    from jobcenter import registries
    from placements import events
    from placements.actions.waiting import off_lists_with_the_case
    from placements.demo import waiting as demo_waiting

    for code, label in events.WAITING.items():
        registries.event_kind(code, label, group="placements", link=citizen_link)
    case_ended(off_lists_with_the_case)
    register_queue(FIRST)
    register_queue(EMPTY)
    registries.demo(68, demo_waiting.build)
