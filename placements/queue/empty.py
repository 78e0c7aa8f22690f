"""What empty places put on “my day”: three weeks without anybody, for who opened the place."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.brought import Shown, bring_one
from followup.queue import Action, QueueKind, QueueRow, Tag
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import Place
from placements.queries.usage import empty_places

SHOWN = Shown(
    Place, lambda viewer, day: empty_places(viewer, day).order_by("empty_since", "id"),
    ("public_id", "title", "workplace__name", "empty_days"),
)  # fmt: skip


def rows(viewer: Viewer, day: date, limit: int) -> list[QueueRow]:
    """Return the viewer's empty places, the longest empty first: one query."""
    return [_row(place, viewer, day) for place in bring_one(viewer, day, SHOWN, limit)]


def _row(place: Any, viewer: Viewer, day: date) -> QueueRow:
    gain = reverse("placements:gain", args=[place.public_id])
    close = reverse("placements:close_place", args=[place.public_id])
    return QueueRow(
        severity="week",
        title=f"{place.title}, {place.workplace.name}",
        why=_("Empty for %(n)s days. Who would gain from it? If nobody, talk to the company.")
        % {"n": place.empty_days},
        actions=[
            Action(_("Who could gain?"), gain, primary=True), Action(_("Close the place"), close),
        ],
        subject=place.public_id, tag=Tag(_("empty place"), "plain"),
        url=reverse("placements:place", args=[place.public_id]),
    )  # fmt: skip


EMPTY = QueueKind(
    code="placements.empty",
    label=gettext_lazy("Empty places"),
    order=45,
    find=rows,
    waiting=empty_places,
    shown=SHOWN,
    row=_row,
    can=(Can.WRITE_PLACES,),
)
