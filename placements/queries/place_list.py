"""The list of places: filters and order from the address, pages by key, who is where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.template.defaultfilters import date as date_text
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from citizens.access import display_name, record_looks
from jobcenter import keyset
from jobcenter.clock import today
from jobcenter.keyset import Order
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.choices import HOLDS_PLACE, PlaceState
from placements.models import Place, Placement, Reservation
from placements.models.place import ROOM, PlaceQuerySet
from placements.rules.occupancy import NOTHING, WORTH, Use, first_room, most_used

PAGE = 25
CAP = 1_000
PLACE_SEARCH = "place"
SHOWN = ("free", "used", "open", "closed")
SORTS = {"workplace": "sort_key", "hours": "weekly_hours", "open": "open_from"}
USUAL_SORT = "workplace"


@dataclass(frozen=True)
class PlaceFilters:
    """`show` is free, used, open or closed; `words` finds title, workplace and town."""

    show: str = "free"
    words: str = ""
    hours: int | None = None
    sort: str = USUAL_SORT

    @classmethod
    def of(cls, query: Any) -> "PlaceFilters":
        """Read them from an address; what cannot be read is no filter."""
        show, hours, sort = query.get("vis", ""), query.get("timer", ""), query.get("sorter", "")
        is_number = hours.isascii() and hours.isdecimal() and len(hours) < 3
        return cls(
            show=show if show in SHOWN else "free",
            words=query.get("ord", "").replace("\x00", "").strip()[:80],
            hours=int(hours) if is_number else None,
            sort=sort if sort.removeprefix("-") in SORTS else USUAL_SORT,
        )

    @property
    def order(self) -> Order:
        """The order asked for."""
        return Order(SORTS[self.sort.removeprefix("-")], self.sort.startswith("-"))


@dataclass
class PlaceRow:
    """A place with who holds it and from when it is free; `seen` are the citizens with names.

    `free_from`: when all of it is free, reservations counted; `hours_left`: what nobody has now.
    """

    place: Place
    held: list[Placement] = field(default_factory=list)
    free_from: date | None = None
    is_free_now: bool = False
    seen: set[int] = field(default_factory=set)
    reserved: list[Reservation] = field(default_factory=list)
    hours_left: Decimal = NOTHING

    @property
    def is_shared(self) -> bool:
        """Whether somebody has some of its hours now, and others can be used."""
        return not self.is_free_now and self.hours_left >= WORTH

    @property
    def tone(self) -> str:
        """The tone of the tag."""
        return "ok" if self.is_free_now else "info" if self.free_from or self.is_shared else "plain"

    @property
    def words(self) -> str:
        """Say in a few words what can be used, and from when."""
        if self.place.state == PlaceState.CLOSED:
            return _("Closed")
        if self.is_free_now:
            return _("Free now")
        if self.is_shared:
            return _("%(hours)s of %(all)s hours free now") % {
                "hours": floatformat(self.hours_left, -1),
                "all": floatformat(self.place.weekly_hours, -1),
            }
        if self.free_from:
            return _("Free from %(from)s") % {"from": date_text(self.free_from, "j. b Y")}
        return _("Not free")

    def name_of(self, placement: Placement) -> str:
        """Return the short name, or the letters that stand for it."""
        return display_name(placement.citizen, placement.citizen_id in self.seen, short=True)


def places(viewer: Viewer, filters: PlaceFilters, day: date) -> QuerySet[Place]:
    """Return the places of the jobcentre that fit the filters, in no order."""
    rows = _ours(viewer)
    if filters.show == "free":
        rows = rows.free_on(day, filters.hours)
    elif filters.show == "used":
        held = Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            state__in=HOLDS_PLACE,
            starts_on__lte=day,
            ends_on__gte=day,
        )
        rows = rows.filter(pk__in=held.values("place_id"))
    elif filters.show == "closed":
        rows = rows.filter(state=PlaceState.CLOSED)
    else:
        rows = rows.filter(state=PlaceState.OPEN)
    if filters.hours and filters.show != "free":
        rows = rows.filter(weekly_hours__gte=filters.hours)
    if filters.words:
        rows = rows.filter(pk__in=find_ids(viewer.jobcentre_id, PLACE_SEARCH, filters.words))
    return rows


def _ours(viewer: Viewer) -> PlaceQuerySet:
    return Place.objects.filter(jobcentre_id=viewer.jobcentre_id)


def _read(rows: QuerySet[Place]) -> QuerySet[Place]:
    """Fetch what a row shows; without the register's long columns."""
    return rows.select_related("workplace", "opened_by").defer(
        "workplace__search", "workplace__months"
    )


def page_of_places(
    viewer: Viewer, filters: PlaceFilters, day: date, after: str, size: int = PAGE
) -> tuple[list[PlaceRow], str, bool]:
    """Return a page of places, the next page's cursor, and whether it is the first page."""
    ours = _ours(viewer)
    ids, following, is_first = keyset.page_ids(
        places(viewer, filters, day), filters.order, size=size, after=after, among=ours
    )
    return with_use(viewer, keyset.in_order(_read(ours), ids), day), following, is_first


def with_use(viewer: Viewer, found: Sequence[Place], day: date) -> list[PlaceRow]:
    """Return the places with their present and coming placements and reservations: two queries."""
    held: dict[int, list[Placement]] = defaultdict(list)
    reserved: dict[int, list[Reservation]] = defaultdict(list)
    ours = {"jobcentre_id": viewer.jobcentre_id, "place_id__in": [place.pk for place in found]}
    for placement in (
        Placement.objects.filter(**ours, state__in=HOLDS_PLACE, ends_on__gte=day)
        .select_related("citizen", "consultant")
        .order_by("starts_on", "id")
    ):
        held[placement.place_id].append(placement)
    for each in (
        Reservation.objects.live(today())
        .filter(**ours, ends_on__gte=day)
        .select_related("reserved_by")
        .order_by("starts_on", "id")
    ):
        reserved[each.place_id].append(each)
    return [_place_row(place, held[place.pk], reserved[place.pk], day) for place in found]


def with_names(viewer: Viewer, rows: list[PlaceRow]) -> list[PlaceRow]:
    """Note in the rows whose names the viewer may see: one query."""
    seen = access.names_seen(viewer, [placement for row in rows for placement in row.held])
    for row in rows:
        row.seen = seen
    return rows


def _place_row(
    place: Place, held: list[Placement], reserved: list[Reservation], day: date
) -> PlaceRow:
    if place.state == PlaceState.CLOSED or (place.open_to and place.open_to < day):
        return PlaceRow(place, held, reserved=reserved)
    holders: list[Placement | Reservation] = [*held, *reserved]
    uses = [Use(each.starts_on, each.ends_on, each.weekly_hours) for each in holders]
    first = max(day, place.open_from)
    free_from = first_room(place.weekly_hours, uses, place.weekly_hours, first, ROOM.days)
    if place.open_to and free_from and place.open_to < free_from:
        free_from = None
    left = place.weekly_hours - most_used(uses, first, first + ROOM - timedelta(days=1))
    return PlaceRow(
        place, held, free_from, free_from == day, reserved=reserved,
        hours_left=left if first == day else NOTHING,
    )  # fmt: skip


# ── files and changes of many ─────────────────────────────────────────────────────────────────


def all_places(viewer: Viewer, query: Any) -> Iterator[PlaceRow]:
    """Yield every place of the filters for a file; names that are seen leave their trace."""
    filters = PlaceFilters.of(query)
    rows = _read(places(viewer, filters, today()))
    for chunk in keyset.in_chunks(rows, filters.order):
        yield from _taken_out(viewer, chunk)


def picked_places(viewer: Viewer, ids: Sequence[UUID]) -> Iterable[PlaceRow]:
    """Return the places of public ids, in their order, for a file of those ticked."""
    found = {place.public_id: place for place in _read(_ours(viewer)).filter(public_id__in=ids)}
    return _taken_out(viewer, [found[each] for each in ids if each in found])


def _taken_out(viewer: Viewer, chunk: Sequence[Place]) -> list[PlaceRow]:
    rows = with_names(viewer, with_use(viewer, chunk, today()))
    held = [placement.citizen for row in rows for placement in row.held]
    seen = {citizen.public_id for citizen in held if rows and citizen.pk in rows[0].seen}
    record_looks(viewer, sorted(seen), "placement.file")
    return rows


def count_places(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return keyset.capped(places(viewer, PlaceFilters.of(query), today()), cap)


def first_places(viewer: Viewer, query: Any, limit: int) -> list[UUID]:
    """Return the public ids of the first of the filters, in their order."""
    filters = PlaceFilters.of(query)
    rows = places(viewer, filters, today()).order_by(*filters.order.by)
    return list(rows.values_list("public_id", flat=True)[:limit])
