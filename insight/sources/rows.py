"""The rows behind a figure: the same selection as the sum, described for who may see it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from citizens.access import display_name
from insight.populations import EVERYBODY, Population
from jobcenter.viewer import Viewer
from placements.access import names_seen
from placements.models import Placement

PAGE = 25


@dataclass(frozen=True)
class RowQuery:
    """Which rows: on a day, perhaps of one team, perhaps only those that count as missing."""

    viewer: Viewer
    day: date
    team_id: int | None = None
    missing: bool = False
    population: Population = EVERYBODY


class Item(NamedTuple):
    """A row before it is described: its object, and whether it is among the missing.

    `week` is the Monday a check-in or a visit belongs to.
    """

    object_id: int
    missing: bool = False
    week: date | None = None
    workplace_id: int | None = None


@dataclass(frozen=True)
class BehindRow:
    """One row as page and file show it. `who` is a pseudonym where the viewer need not know.

    `state` is a code of STATES; `days` fills its sentence where it has a number.
    """

    public_id: UUID
    kind: str
    state: str
    workplace: str
    what: str = ""
    who: str = ""
    is_masked: bool = False
    citizen: UUID | None = None
    by: str = ""
    team: str = ""
    from_on: date | None = None
    to_on: date | None = None
    week: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class Rows:
    """How a figure is opened: which rows, how they are told, and what its columns are."""

    items: Callable[[RowQuery], list[Item]]
    describe: Callable[[RowQuery, Sequence[Item]], list[BehindRow]]
    columns: tuple[str, ...]
    missing_state: str = ""


@dataclass(frozen=True)
class Page:
    """A part of the rows, and how many there are in all."""

    rows: list[BehindRow]
    total: int
    first: int
    previous: str
    following: str


def page_of(rows: Rows, query: RowQuery, *, after: str = "", size: int = PAGE) -> Page:
    """Return the rows that follow the one called `after`; an unknown one starts from the top.

    What is behind a figure fits in memory as bare ids (a jobcentre has at most some thousand
    running placements); only the rows of the page are fetched whole.
    """
    items = selected(rows, query)
    start = 0
    if after:
        start = next((n + 1 for n, item in enumerate(items) if _cursor(item) == after), 0)
    part = items[start : start + size]
    before = start - size
    return Page(
        rows=rows.describe(query, part) if part else [],
        total=len(items),
        first=start + 1,
        previous="" if start == 0 else "-" if before <= 0 else _cursor(items[before - 1]),
        following=_cursor(part[-1]) if start + size < len(items) else "",
    )


def selected(rows: Rows, query: RowQuery) -> list[Item]:
    """Return the items of a query, the missing ones alone where it asks for them."""
    items = rows.items(query)
    return [item for item in items if item.missing] if query.missing else items


def every_row(rows: Rows, query: RowQuery, *, size: int = 500) -> Iterable[BehindRow]:
    """Yield every row, fetched in portions: for files."""
    items = selected(rows, query)
    for start in range(0, len(items), size):
        yield from rows.describe(query, items[start : start + size])


def _cursor(item: Item) -> str:
    return f"{item.object_id}_{item.week.isoformat() if item.week else ''}"


def describe_placements(
    state_of: Callable[[Placement, Item], str],
) -> Callable[[RowQuery, Sequence[Item]], list[BehindRow]]:
    """Return a function that describes items whose objects are placements."""

    def describe(query: RowQuery, items: Sequence[Item]) -> list[BehindRow]:
        found = (
            Placement.objects.filter(
                jobcentre_id=query.viewer.jobcentre_id, id__in={item.object_id for item in items}
            )
            .select_related("citizen", "place__workplace", "consultant__team")
            .in_bulk()
        )
        seen = names_seen(query.viewer, found.values())
        return [
            replace(
                _placement_row(found[item.object_id], seen),
                state=state_of(found[item.object_id], item),
                week=item.week,
            )
            for item in items
            if item.object_id in found
        ]

    return describe


def _placement_row(placement: Placement, seen: set[int]) -> BehindRow:
    is_seen = placement.citizen_id in seen
    consultant: Any = placement.consultant
    return BehindRow(
        public_id=placement.public_id,
        kind="placement",
        state="",
        workplace=placement.place.workplace.name,
        what=placement.place.title,
        who=display_name(placement.citizen, is_seen, short=True),
        is_masked=not is_seen,
        citizen=placement.citizen.public_id,
        by=consultant.name,
        team=consultant.team.name if consultant.team else "",
        from_on=placement.starts_on,
        to_on=placement.last_day,
    )
