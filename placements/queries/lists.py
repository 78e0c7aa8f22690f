"""The lists of places and placements: filters from the address, pages by key."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from citizens.access import display_name
from jobcenter.calendar import monday_of
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements import access
from placements.choices import HOLDS_PLACE, PlaceState, State
from placements.models import CheckIn, Place, Placement
from placements.models.place import ROOM

PAGE = 25
PLACE_SEARCH = "place"


def cursor_of(*key: Any) -> str:
    """Return the last row's key as text for the address."""
    return urlsafe_b64encode(json.dumps(key, default=str).encode()).decode().rstrip("=")


def key_of(cursor: str, length: int) -> list[Any] | None:
    """Return the key of a cursor; None for one that somebody made up."""
    try:
        found = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        return None
    if not isinstance(found, list) or len(found) != length or not isinstance(found[-1], int):
        return None
    if any("\x00" in str(part) for part in found) or abs(found[-1]) > 2**62:
        return None
    return found


# ── places ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PlaceFilters:
    """`show` is free, used, open or closed; `words` finds title, workplace and town."""

    show: str = "free"
    words: str = ""
    hours: int | None = None


@dataclass
class PlaceRow:
    """A place with who holds it and from when it is free."""

    place: Place
    held: list[Placement] = field(default_factory=list)
    free_from: date | None = None
    is_free_now: bool = False


def places(viewer: Viewer, filters: PlaceFilters, today: date) -> QuerySet[Place]:
    """Return the places of the jobcentre that fit the filters."""
    rows = Place.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if filters.show == "free":
        rows = rows.free_on(today)
    elif filters.show == "used":
        held = Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            state__in=HOLDS_PLACE,
            starts_on__lte=today,
            ends_on__gte=today,
        )
        rows = rows.filter(pk__in=held.values("place_id"))
    elif filters.show == "closed":
        rows = rows.filter(state=PlaceState.CLOSED)
    else:
        rows = rows.open()
    if filters.hours:
        rows = rows.filter(weekly_hours__gte=filters.hours)
    if filters.words:
        rows = rows.filter(pk__in=find_ids(viewer.jobcentre_id, PLACE_SEARCH, filters.words))
    return rows


def page_of_places(
    viewer: Viewer, filters: PlaceFilters, today: date, after: str, size: int = PAGE
) -> tuple[list[PlaceRow], str]:
    """Return a page of places in order of workplace and title, and the next page's cursor."""
    rows = places(viewer, filters, today)
    key = key_of(after, 2)
    if key:
        rows = rows.filter(
            Q(sort_key__gt=str(key[0])) | Q(sort_key=str(key[0]), pk__gt=key[1]),
            sort_key__gte=str(key[0]),
        )
    ids = list(rows.order_by("sort_key", "id").values_list("pk", flat=True)[: size + 1])
    chosen = Place.objects.filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
    page = list(chosen.select_related("workplace").order_by("sort_key", "id"))
    following = ""
    if len(page) > size:
        page = page[:size]
        following = cursor_of(page[-1].sort_key, page[-1].pk)
    return with_use(viewer, page, today), following


def with_use(viewer: Viewer, found: Sequence[Place], today: date) -> list[PlaceRow]:
    """Return the places with their present and coming placements: one query."""
    held: dict[int, list[Placement]] = defaultdict(list)
    for placement in (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id,
            place_id__in=[place.pk for place in found],
            state__in=HOLDS_PLACE,
            ends_on__gte=today,
        )
        .select_related("citizen", "consultant")
        .order_by("starts_on", "id")
    ):
        held[placement.place_id].append(placement)
    return [_place_row(place, held[place.pk], today) for place in found]


def _place_row(place: Place, held: list[Placement], today: date) -> PlaceRow:
    free_from: date | None = max(today, place.open_from)
    for placement in held:
        if free_from and placement.starts_on < free_from + ROOM and placement.ends_on >= free_from:
            free_from = placement.ends_on + timedelta(days=1)
    if place.state == PlaceState.CLOSED or (
        place.open_to and free_from and place.open_to < free_from
    ):
        free_from = None
    return PlaceRow(place, held, free_from, free_from == today)


# ── placements ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PlacementFilters:
    """`show` is running, coming, ending, stopped or all; `mine` those of the viewer."""

    show: str = "running"
    mine: bool = False

    @property
    def newest_first(self) -> bool:
        """What is over is read from the newest; what runs from what ends first."""
        return self.show in {"stopped", "all"}


STATES_OF = {
    "running": [State.RUNNING],
    "ending": [State.RUNNING],
    "coming": [State.DRAFT, State.AGREED],
    "stopped": [State.ENDED, State.INTERRUPTED, State.CANCELLED],
}


@dataclass
class PlacementRow:
    """A placement as a list shows it: the name only for those who may see it."""

    placement: Placement
    name: str
    is_seen: bool
    check_in: CheckIn | None = None


def placements(viewer: Viewer, filters: PlacementFilters, today: date) -> QuerySet[Placement]:
    """Return the placements that fit, in the list's order."""
    rows = Placement.objects.filter(jobcentre_id=viewer.jobcentre_id)
    if filters.mine:
        rows = rows.followed_by(viewer.membership_id)
    if filters.show in STATES_OF:
        rows = rows.filter(state__in=STATES_OF[filters.show])
    if filters.show == "ending":
        rows = rows.filter(ends_on__lte=today + timedelta(days=14))
    order = ("-starts_on", "-id") if filters.newest_first else ("ends_on", "id")
    return rows.with_names().order_by(*order)


def page_of_placements(
    viewer: Viewer, filters: PlacementFilters, today: date, after: str, size: int = PAGE
) -> tuple[list[PlacementRow], str]:
    """Return a page of placements and the next page's cursor."""
    rows = placements(viewer, filters, today)
    key = key_of(after, 2)
    day = _day(key[0]) if key else None
    if key and day:
        if filters.newest_first:
            rows = rows.filter(
                Q(starts_on__lt=day) | Q(starts_on=day, pk__lt=key[1]), starts_on__lte=day
            )
        else:
            rows = rows.filter(Q(ends_on__gt=day) | Q(ends_on=day, pk__gt=key[1]), ends_on__gte=day)
    # The page's ids first, along the index: with the joins the planner would sort them all.
    ids = list(rows.select_related(None).values_list("pk", flat=True)[: size + 1])
    chosen = Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
    page = list(chosen.with_names().order_by(*rows.query.order_by))
    following = ""
    if len(page) > size:
        page = page[:size]
        last = page[-1]
        following = cursor_of(last.starts_on if filters.newest_first else last.ends_on, last.pk)
    return rows_of(viewer, page, today), following


def rows_of(viewer: Viewer, page: Sequence[Placement], today: date) -> list[PlacementRow]:
    """Return the rows with masked names and the newest status: two queries."""
    seen = access.names_seen(viewer, page)
    latest: dict[int, CheckIn] = {}
    running = [each.pk for each in page if each.state == State.RUNNING]
    for check_in in CheckIn.objects.filter(
        jobcentre_id=viewer.jobcentre_id,
        placement_id__in=running,
        week_starts_on__gte=monday_of(today) - timedelta(weeks=2),
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


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
