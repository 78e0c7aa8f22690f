"""The list of mentor orders: filters and order from the address, pages by key, names masked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from citizens.access import display_name, in_case_teams, record_looks
from citizens.models import Citizen
from jobcenter import keyset
from jobcenter.clock import today
from jobcenter.keyset import Order
from jobcenter.models import Membership
from jobcenter.viewer import Viewer
from placements.access.mentoring import PURPOSE, orders_visible_to
from placements.choices.mentoring import MentorKind
from placements.models import MentorOrder
from placements.rules import mentoring as rules

PAGE = 25
CAP = 1_000
SORTS = {"end": "to_on", "cost": "cost_ore"}
ENDING = timedelta(days=14)
STATES_OF = {
    "waiting": [rules.ORDERED],
    "running": [rules.APPROVED, rules.RUNNING],
    "ending": [rules.RUNNING],
    "over": [rules.ENDED, rules.CANCELLED, rules.REFUSED],
    "all": [],
}


@dataclass(frozen=True)
class MentorFilters:
    """`show` is waiting, running, ending, over or all; `kind` one kind of mentor."""

    show: str = "running"
    kind: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: Any) -> "MentorFilters":
        """Read them from an address; what can't be read is no filter."""
        show, kind, sort = (query.get(name, "") for name in ("vis", "slags", "sorter"))
        return cls(
            show if show in STATES_OF else "running",
            kind if kind in MentorKind.values else "",
            sort if sort.removeprefix("-") in SORTS else "",
        )

    @property
    def usual_sort(self) -> str:
        """What ends first; what is over from the newest."""
        return "-end" if self.show in {"over", "all"} else "end"

    @property
    def order(self) -> Order:
        """The order asked for, else the usual one."""
        sort = self.sort or self.usual_sort
        return Order(SORTS[sort.removeprefix("-")], sort.startswith("-"))


@dataclass
class OrderRow:
    """An order as a list shows it: the name only for those of the case team."""

    order: MentorOrder
    name: str
    is_seen: bool


def orders(viewer: Viewer, filters: MentorFilters, day: date) -> QuerySet[MentorOrder]:
    """Return the orders that fit, in no order."""
    rows = orders_visible_to(viewer)
    if states := STATES_OF[filters.show]:
        rows = rows.filter(state__in=states)
    if filters.show == "ending":
        rows = rows.filter(to_on__lte=day + ENDING)
    return rows.filter(kind=filters.kind) if filters.kind else rows


def _read(rows: QuerySet[MentorOrder]) -> QuerySet[MentorOrder]:
    return rows.select_related("citizen", "owner").defer("citizen__cpr_encrypted", "goal")


def page_of_orders(
    viewer: Viewer, filters: MentorFilters, after: str
) -> tuple[list[OrderRow], str, bool]:
    """Return a page, the next page's cursor, and whether it is the first page."""
    found, following, is_first = keyset.page_rows(
        orders(viewer, filters, today()), filters.order, size=PAGE, after=after,
        among=MentorOrder.objects.filter(jobcentre_id=viewer.jobcentre_id),
    )  # fmt: skip
    # Not joined: under row security the server would join every order before it takes a page.
    people = Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id).defer("cpr_encrypted")
    owners = Membership.objects.filter(jobcentre_id=viewer.jobcentre_id)
    prefetch_related_objects(found, Prefetch("citizen", people), Prefetch("owner", owners))
    return rows_of(viewer, found), following, is_first


def rows_of(viewer: Viewer, found: Sequence[MentorOrder]) -> list[OrderRow]:
    """Return the rows with masked names: one query."""
    mine = in_case_teams(viewer, [each.citizen_id for each in found])
    return [
        OrderRow(each, display_name(each.citizen, each.citizen_id in mine), each.citizen_id in mine)
        for each in found
    ]


def all_orders(viewer: Viewer, query: Any) -> Iterator[OrderRow]:
    """Yield every order of the filters for a file; names that are seen leave their trace."""
    filters = MentorFilters.of(query)
    for chunk in keyset.in_chunks(_read(orders(viewer, filters, today())), filters.order):
        yield from _taken_out(viewer, chunk)


def picked_orders(viewer: Viewer, ids: Sequence[UUID]) -> Iterable[OrderRow]:
    """Return the orders of public ids, in their order, for a file of those ticked."""
    rows = _read(orders_visible_to(viewer)).filter(public_id__in=ids)
    found = {row.public_id: row for row in rows}
    return _taken_out(viewer, [found[each] for each in ids if each in found])


def _taken_out(viewer: Viewer, chunk: Sequence[MentorOrder]) -> list[OrderRow]:
    rows = rows_of(viewer, chunk)
    record_looks(viewer, sorted({r.order.citizen.public_id for r in rows if r.is_seen}), PURPOSE)
    return rows


def count_orders(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return keyset.capped(orders(viewer, MentorFilters.of(query), today()), cap)


def first_orders(viewer: Viewer, query: Any, limit: int) -> list[UUID]:
    """Return the public ids of the first of the filters, in their order."""
    filters = MentorFilters.of(query)
    rows = orders(viewer, filters, today()).order_by(*filters.order.by)
    return list(rows.values_list("public_id", flat=True)[:limit])
