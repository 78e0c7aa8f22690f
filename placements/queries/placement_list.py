"""The list of placements: filters and order from the address, pages by key, names masked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from citizens.access import display_name, record_looks
from jobcenter import keyset
from jobcenter.calendar import monday_of
from jobcenter.clock import today
from jobcenter.keyset import Order
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.choices import State
from placements.models import CheckIn, Placement
from placements.queries.place_list import PLACE_SEARCH

PAGE = 25
CAP = 1_000
SORTS = {
    "end": "ends_on", "start": "starts_on", "workplace": "place__sort_key",
    "name": "citizen__name_key",
}  # fmt: skip
STATES_OF = {
    "running": [State.RUNNING],
    "ending": [State.RUNNING],
    "coming": [State.DRAFT, State.AGREED],
    "stopped": [State.ENDED, State.INTERRUPTED, State.CANCELLED],
    "all": [],
}


@dataclass(frozen=True)
class PlacementFilters:
    """`show` is running, coming, ending, stopped or all; `mine` those of the viewer.

    `since` and `until` find what ran on any of those days.
    """

    show: str = "running"
    mine: bool = False
    words: str = ""
    consultant: UUID | None = None
    since: date | None = None
    until: date | None = None
    sort: str = ""

    @classmethod
    def of(cls, viewer: Viewer, query: Any) -> "PlacementFilters":
        """Read them from an address; a consultant begins with their own."""
        show = query.get("vis", "")
        whose = query.get("hvem", "") or ("mine" if viewer.can(Can.MAKE_PLACEMENTS) else "alle")
        found = cls(
            show=show if show in STATES_OF else "running",
            mine=whose == "mine",
            words=query.get("ord", "").replace("\x00", "").strip()[:80],
            consultant=None if whose == "mine" else _uuid(query.get("konsulent", "")),
            since=_day(query.get("fra", "")),
            until=_day(query.get("til", "")),
        )
        sort = query.get("sorter", "")
        return found.sorted_by(sort) if found.may_sort(sort.removeprefix("-")) else found

    def sorted_by(self, sort: str) -> "PlacementFilters":
        """Return the same filters in another order."""
        return PlacementFilters(
            self.show, self.mine, self.words, self.consultant, self.since, self.until, sort
        )

    @property
    def newest_first(self) -> bool:
        """What is over is read from the newest; what runs from what ends first."""
        return self.show in {"stopped", "all"}

    @property
    def usual_sort(self) -> str:
        """The order without a wish for another."""
        return "-start" if self.newest_first else "end"

    def may_sort(self, sort: str) -> bool:
        """Return whether these rows can be sorted so.

        By name only where every name is seen: an order tells names. By workplace only what is
        few enough to be sorted by something that lies in another table: not five years of all.
        """
        if sort == "name":
            return self.mine
        if sort == "workplace":
            return self.mine or not self.newest_first
        return sort in SORTS

    @property
    def order(self) -> Order:
        """The order asked for, else the usual one."""
        sort = self.sort or self.usual_sort
        return Order(SORTS[sort.removeprefix("-")], sort.startswith("-"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


@dataclass
class PlacementRow:
    """A placement as a list shows it: the name only for those who may see it."""

    placement: Placement
    name: str
    is_seen: bool
    check_in: CheckIn | None = None


def _ours(viewer: Viewer) -> QuerySet[Placement]:
    return Placement.objects.filter(jobcentre_id=viewer.jobcentre_id)


def placements(viewer: Viewer, filters: PlacementFilters, day: date) -> QuerySet[Placement]:
    """Return the placements that fit, in no order."""
    rows = _ours(viewer)
    if filters.mine:
        rows = rows.filter(consultant_id=viewer.membership_id)
    elif filters.consultant:
        colleague = Membership.objects.filter(
            jobcentre_id=viewer.jobcentre_id, public_id=filters.consultant
        )
        rows = rows.filter(consultant_id=Subquery(colleague.order_by().values("pk")[:1]))
    if states := STATES_OF[filters.show]:
        rows = rows.filter(state__in=states)
    if filters.show == "ending":
        rows = rows.filter(ends_on__lte=day + timedelta(days=14))
    if filters.since:
        rows = rows.filter(ends_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(starts_on__lte=filters.until)
    if filters.words:
        rows = rows.filter(place_id__in=find_ids(viewer.jobcentre_id, PLACE_SEARCH, filters.words))
    return rows


def _read(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Fetch what a row shows; without the register's long columns."""
    return rows.select_related("citizen", "place__workplace", "mentor", "consultant").defer(
        "place__workplace__search", "place__workplace__months", "citizen__cpr_encrypted"
    )


def page_of_placements(
    viewer: Viewer, filters: PlacementFilters, day: date, after: str, size: int = PAGE
) -> tuple[list[PlacementRow], str, bool]:
    """Return a page of placements, the next page's cursor, and whether it is the first page."""
    ours = _ours(viewer)
    ids, following, is_first = keyset.page_ids(
        placements(viewer, filters, day), filters.order, size=size, after=after, among=ours
    )
    return rows_of(viewer, keyset.in_order(_read(ours), ids), day), following, is_first


def rows_of(viewer: Viewer, page: Sequence[Placement], day: date) -> list[PlacementRow]:
    """Return the rows with masked names and the newest status: two queries."""
    seen = access.names_seen(viewer, page)
    latest: dict[int, CheckIn] = {}
    running = [each.pk for each in page if each.state == State.RUNNING]
    for check_in in CheckIn.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        placement_id__in=running,
        week_starts_on__gte=monday_of(day) - timedelta(weeks=2),
    ).order_by("week_starts_on", "id"):
        latest[check_in.placement_id] = check_in
    return [
        PlacementRow(
            each,
            display_name(each.citizen, each.citizen_id in seen),
            each.citizen_id in seen,
            latest.get(each.pk),
        )
        for each in page
    ]


# ── files and changes of many ─────────────────────────────────────────────────────────────────


def all_placements(viewer: Viewer, query: Any) -> Iterator[PlacementRow]:
    """Yield every placement of the filters for a file; names that are seen leave their trace."""
    filters = PlacementFilters.of(viewer, query)
    rows = _read(placements(viewer, filters, today()))
    for chunk in keyset.in_chunks(rows, filters.order):
        yield from _taken_out(viewer, chunk)


def picked_placements(viewer: Viewer, ids: Sequence[UUID]) -> Iterable[PlacementRow]:
    """Return the placements of public ids, in their order, for a file of those ticked."""
    found = {row.public_id: row for row in _read(_ours(viewer)).filter(public_id__in=ids)}
    return _taken_out(viewer, [found[each] for each in ids if each in found])


def _taken_out(viewer: Viewer, chunk: Sequence[Placement]) -> list[PlacementRow]:
    rows = rows_of(viewer, chunk, today())
    seen = {row.placement.citizen.public_id for row in rows if row.is_seen}
    record_looks(viewer, sorted(seen), "placement.file")
    return rows


def count_placements(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return keyset.capped(placements(viewer, PlacementFilters.of(viewer, query), today()), cap)


def first_placements(viewer: Viewer, query: Any, limit: int) -> list[UUID]:
    """Return the public ids of the first of the filters, in their order."""
    filters = PlacementFilters.of(viewer, query)
    rows = placements(viewer, filters, today()).order_by(*filters.order.by)
    return list(rows.values_list("public_id", flat=True)[:limit])
