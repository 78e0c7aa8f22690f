"""The figures behind the price of a place: entered from a day on, never overwritten."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from jobcenter.actions import action
from jobcenter.clock import now
from jobcenter.errors import Stale
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.actions.shared import database_agrees
from placements.models import PlaceCost
from placements.rules import price as rules


@action
def enter_cost(
    what: str, *, actor: Viewer, value: Decimal, valid_from: date, source: str, seen: int
) -> PlaceCost:
    """Enter a figure from a day on. `seen` is how many entries of it the writer had before them.

    Stale where a colleague has entered one meanwhile; at the same moment, the table's own key.
    """
    if not actor.can(Can.SET_FRAMES):
        raise PermissionDenied
    rules.check_figure(what, value, valid_from)
    mine = PlaceCost.objects.filter(jobcentre_id=actor.jobcentre_id, what=what)
    if mine.count() != seen:
        raise Stale
    assert actor.membership_id is not None  # noqa: S101  staff, held above
    with database_agrees():
        return PlaceCost.objects.create(
            jobcentre_id=actor.jobcentre_id, what=what, value=value, valid_from=valid_from,
            source=source, edition=mine.filter(valid_from=valid_from).count(),
            entered_by_id=actor.membership_id, entered_at=now(),
        )  # fmt: skip
