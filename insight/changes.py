"""How far back figures may be wrong: what the change history says since the last run.

Every model behind a figure is tracked by trigger, bulk and raw changes included, so a corrected
start date of last spring is found the next night. Each history row tells from which day on its
object may count differently.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Min, Model
from django.db.models.functions import Least

from citizens.models import CitizenMatch
from placements.models import CheckIn, Place, Placement, Visit


@dataclass(frozen=True)
class Source:
    """A tracked model and the fields that say from which day on a change of it counts."""

    model: type[Model]
    from_fields: tuple[str, ...]

    @property
    def history(self) -> Any:
        """The history rows' manager."""
        model: Any = self.model._meta.get_field("history").related_model
        return model._default_manager

    @property
    def name(self) -> str:
        """The name of the mark in `ComputeRun.marks`."""
        return self.model._meta.label_lower


SOURCES = [
    Source(Placement, ("starts_on",)),
    Source(Place, ("open_from",)),
    Source(CheckIn, ("week_starts_on",)),
    Source(Visit, ("due_on", "held_on")),
    Source(CitizenMatch, ("from_on",)),
]


def present_marks() -> dict[str, int]:
    """Return the newest number given to a history row of every source, in any jobcentre.

    Asked of the sequences: it costs nothing, and a number given to a row that is not committed
    yet is counted too (see `actions._marks`).
    """
    marks = {}
    with connection.cursor() as cursor:
        for source in SOURCES:
            table = source.history.model._meta.db_table
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'pgh_id')", [table])
            (sequence,) = cursor.fetchone()
            # A sequence that was set and not used since (a restored dump) stands one too far.
            cursor.execute(f"SELECT last_value - (NOT is_called)::int FROM {sequence}")  # noqa: S608
            marks[source.name] = cursor.fetchone()[0]
    return marks


def earliest_change(jobcentre_id: int, marks: dict[str, int]) -> date | None:
    """Return the earliest day that a change after `marks` may have touched; None without one.

    Read along the primary key from the mark on: a day's changes, however long the history is.
    An object's former version is the history row before, whose day may be earlier: a moved
    start date counts from the earlier of the two.
    """
    days = []
    for source in SOURCES:
        mark = marks.get(source.name)
        if mark is None:
            continue
        changed = source.history.filter(jobcentre_id=jobcentre_id, pgh_id__gt=mark).order_by()
        versions = source.history.filter(
            jobcentre_id=jobcentre_id, pgh_obj_id__in=changed.values("pgh_obj_id")
        )
        day = Least(*source.from_fields) if len(source.from_fields) > 1 else source.from_fields[0]
        earliest = versions.aggregate(earliest=Min(day))["earliest"]
        if earliest is not None:
            days.append(earliest)
    return min(days, default=None)
