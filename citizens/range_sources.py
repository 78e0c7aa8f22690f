"""What the range shows of places and placements: the room above that has them fills this in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from citizens.models import Citizen
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Places:
    """What there is at companies for a citizen: free places today, and what placements led to.

    `ended` and `moved_on` count placements of the last two years; `beside` are lines about the
    citizen's placements under way, with an address. `wanted` is what that room knows of what fits.
    """

    free: int = 0
    choose_url: str = ""
    ended: int = 0
    moved_on: int = 0
    beside: list[tuple[str, str]] = field(default_factory=list)
    wanted: Any = None


@dataclass(frozen=True)
class Fitting:
    """A free place that fits a citizen: where, in words why, and where to go on."""

    title: str
    where: str
    why: str
    url: str


@dataclass
class Source:
    """How places are read. `moves(jobcentre_id, since, until)` returns, for the report, rows of
    (citizen, target group number, first day, whether it ended in a job)."""

    places: Callable[[Viewer, Citizen, date], Places]
    count_free: Callable[[Viewer, date], int]
    moves: Callable[[int, date, date], QuerySet[Any, Any]]
    fitting: Callable[[Viewer, Citizen, date, Places], tuple[bool, list[Fitting]]]


_sources: list[Source] = []


def place_source(source: Source) -> None:
    """Say how places are read; there is one room that has them."""
    _sources[:] = [source]


def places_for(viewer: Viewer, citizen: Citizen, day: date) -> Places:
    """Return what there is at companies for a citizen; nothing where no room has places."""
    return _sources[0].places(viewer, citizen, day) if _sources else Places()


def fitting_for(
    viewer: Viewer, citizen: Citizen, day: date, places: Places
) -> tuple[bool, list[Fitting]]:
    """Return whether anything is known of what fits, and the free places that do, best first."""
    return _sources[0].fitting(viewer, citizen, day, places) if _sources else (False, [])


def free_places(viewer: Viewer, day: date) -> int:
    """Return how many places are free."""
    return _sources[0].count_free(viewer, day) if _sources else 0


def moves_sql(jobcentre_id: int, since: date, until: date) -> tuple[str, tuple[Any, ...]]:
    """Return the same as a statement: citizen, number of the target group, day, whether a job."""
    if not _sources:
        return "SELECT NULL::bigint, NULL::int, NULL::date, FALSE WHERE FALSE", ()
    sql, params = _sources[0].moves(jobcentre_id, since, until).query.sql_with_params()
    return sql, params


def moves_of(jobcentre_id: int, since: date, until: date) -> list[tuple[int, int, date, bool]]:
    """Return the placements that began in a period, for the report: one query."""
    return list(_sources[0].moves(jobcentre_id, since, until)) if _sources else []
