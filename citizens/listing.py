"""The list of candidates: filters and order from the address, pages by key, masked rows.

Filters, order and count never tell what the mask hides: where they would, masked rows are left
out (`Filters.needs_names`), and where rows are masked there is one order, the newest first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from citizens.access import citizens_visible_to, record_looks
from citizens.choices import CitizenState
from citizens.models import CaseTeamMember, Citizen, CitizenMatch
from citizens.queries import Row, rows_of
from jobcenter import keyset
from jobcenter.clock import today
from jobcenter.keyset import Order
from jobcenter.permissions import Can
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer

PAGE = 25
CAP = 1_000
SORTS = {"name": "name_key", "new": "id"}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; comes from the URL and never holds a name's owner or number."""

    mine: bool = True
    words: str = ""
    target: int | None = None
    match: str = ""
    consultant: UUID | None = None
    state: str = CitizenState.ACTIVE
    sort: str = ""

    @classmethod
    def of(cls, viewer: Viewer, query: Any) -> "Filters":
        """Read them from an address; what can't be read is no filter."""
        own = viewer.can(Can.WRITE_CITIZENS) and not viewer.can(Can.GRANT_ACCESS)
        target = query.get("maalgruppe", "")
        is_number = target.isascii() and target.isdecimal() and len(target) < 4
        state = query.get("tilstand", "") or CitizenState.ACTIVE
        found = cls(
            mine=(query.get("vis", "") or ("mine" if own else "alle")) == "mine",
            words=query.get("ord", "").replace("\x00", "").strip()[:80],
            target=int(target) if is_number else None,
            match=query.get("matchgruppe", "").replace("\x00", "")[:90],
            consultant=_uuid(query.get("konsulent", "")),
            state=state if state in CitizenState.values else "",
        )
        sort = query.get("sorter", "")
        return replace(found, sort=sort) if found.may_sort(sort.removeprefix("-")) else found

    @property
    def needs_names(self) -> bool:
        """Whether masked rows must be left out: the filter would tell what the mask hides."""
        return self.mine or bool(self.words or self.target or self.match)

    @property
    def usual_sort(self) -> str:
        """By name where every name is seen, else the newest first: an order by name tells names."""
        return "name" if self.needs_names else "-new"

    def may_sort(self, sort: str) -> bool:
        """Return whether these rows can be sorted so."""
        return sort in SORTS and (self.needs_names or sort == "new")

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


def filtered(viewer: Viewer, filters: Filters) -> QuerySet[Citizen]:
    """Return the citizens of a list: with names hidden, only what isn't hidden can filter."""
    jobcentre = {"jobcentre_id": viewer.jobcentre_id}
    if filters.needs_names:
        citizens = citizens_visible_to(viewer)
    else:
        citizens = Citizen.objects.filter(**jobcentre)
    if filters.mine:
        mine = CaseTeamMember.objects.on(today()).filter(
            **jobcentre, membership_id=viewer.membership_id or 0
        )
        citizens = citizens.filter(pk__in=mine.order_by().values("citizen_id"))
    if filters.state:
        citizens = citizens.filter(state=filters.state)
    if filters.words:
        citizens = citizens.filter(pk__in=find_ids(viewer.jobcentre_id, "citizen", filters.words))
    if filters.target:
        citizens = citizens.filter(target_group__number=filters.target)
    if filters.match:
        scheme, _, code = filters.match.rpartition(":")
        held = CitizenMatch.objects.on(today()).filter(
            **jobcentre, group__scheme__code=scheme, group__code=code
        )
        citizens = citizens.filter(pk__in=held.order_by().values("citizen_id"))
    if filters.consultant:
        theirs = CaseTeamMember.objects.on(today()).filter(
            **jobcentre, membership__public_id=filters.consultant
        )
        citizens = citizens.filter(pk__in=theirs.order_by().values("citizen_id"))
    return citizens


def page_of(
    viewer: Viewer, filters: Filters, after: str, size: int = PAGE
) -> tuple[list[Row], str, bool]:
    """Return a page of the list, the next page's cursor, and whether it is the first page."""
    ours = Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id)
    found, following, is_first = keyset.page_rows(
        _read(filtered(viewer, filters)), filters.order, size=size, after=after, among=ours
    )
    return rows_of(viewer, found, all_seen=filters.needs_names), following, is_first


def _read(citizens: QuerySet[Citizen]) -> QuerySet[Citizen]:
    """Fetch what a row shows; the sealed number stays where it is."""
    return citizens.select_related("target_group").defer("cpr_encrypted", "cpr_index")


def all_citizens(viewer: Viewer, query: Any) -> Iterator[Row]:
    """Yield everyone of the filters for a file; names that are seen leave their trace."""
    filters = Filters.of(viewer, query)
    for chunk in keyset.in_chunks(_read(filtered(viewer, filters)), filters.order):
        yield from _taken_out(viewer, chunk)


def picked_citizens(viewer: Viewer, ids: Sequence[UUID]) -> Iterable[Row]:
    """Return the citizens of public ids, in their order, for a file of those ticked."""
    ours = Citizen.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id__in=ids)
    found = {citizen.public_id: citizen for citizen in _read(ours)}
    return _taken_out(viewer, [found[each] for each in ids if each in found])


def _taken_out(viewer: Viewer, chunk: list[Citizen]) -> list[Row]:
    # Who may be seen is asked for every row, whatever filtered them: this leaves the house.
    rows = rows_of(viewer, chunk)
    record_looks(viewer, [row.public_id for row in rows if row.seen], "citizen.export")
    return rows


def count_citizens(viewer: Viewer, query: Any, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    return keyset.capped(filtered(viewer, Filters.of(viewer, query)), cap)


def first_citizens(viewer: Viewer, query: Any, limit: int) -> list[UUID]:
    """Return the public ids of the first of the filters, in their order."""
    filters = Filters.of(viewer, query)
    rows = filtered(viewer, filters).order_by(*filters.order.by)
    return list(rows.values_list("public_id", flat=True)[:limit])
