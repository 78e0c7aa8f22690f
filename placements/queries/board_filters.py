"""Which weeks and places the board shows, as its address says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from companies.choices import Industry
from jobcenter.clock import today
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements.choices import HOLDS_PLACE
from placements.models import Place, Placement, Reservation
from placements.models.place import ROOM
from placements.queries.place_list import PLACE_SEARCH
from placements.rules import board as rules

FREE_WITHIN = (1, 2, 4, 8, 13)


@dataclass(frozen=True)
class BoardFilters:
    """Which weeks and which places, as the address says; what cannot be read is no filter."""

    first: date
    span: int = rules.USUAL_SPAN
    words: str = ""
    industry: str = ""
    consultant: UUID | None = None
    centre: UUID | None = None
    free_within: int | None = None
    side: int = 1

    @classmethod
    def of(cls, query: Any, day: date) -> "BoardFilters":
        """Read them."""
        span = _number(query.get("uger", ""), rules.SPANS) or rules.USUAL_SPAN
        side = query.get("side", "")
        return cls(
            first=rules.first_week(query.get("uge", ""), span, day),
            span=span,
            words=query.get("ord", "").replace("\x00", "").strip()[:80],
            industry=found if (found := query.get("branche", "")) in Industry.values else "",
            consultant=_uuid(query.get("konsulent", "")),
            centre=_uuid(query.get("center", "")),
            free_within=_number(query.get("ledig", ""), FREE_WITHIN),
            side=max(int(side), 1) if side.isascii() and side.isdecimal() and len(side) < 4 else 1,
        )

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(weeks=self.span, days=-1)

    @property
    def is_narrow(self) -> bool:
        """Whether places are left out."""
        return bool(
            self.words or self.industry or self.consultant or self.centre or self.free_within
        )


def _number(text: str, among: Sequence[int]) -> int | None:
    return next((each for each in among if str(each) == text), None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def places(viewer: Viewer, filters: BoardFilters, day: date) -> QuerySet[Place]:
    """Return the open places of the filters, in no order."""
    rows = Place.objects.open().filter(jobcentre_id=viewer.jobcentre_id)
    if filters.words:
        rows = rows.filter(pk__in=find_ids(viewer.jobcentre_id, PLACE_SEARCH, filters.words))
    if filters.industry:
        low, high = map(int, filters.industry.split("-"))
        groups = [f"{number:02d}" for number in range(low, high + 1)]
        rows = rows.filter(workplace__company__industry_group__in=groups)
    if filters.centre:
        rows = rows.filter(centre__public_id=filters.centre)
    if filters.consultant:
        rows = rows.filter(_of_consultant(viewer, filters.consultant, day))
    if filters.free_within:
        rows = rows.filter(_free_by(viewer, day, day + timedelta(weeks=filters.free_within)))
    return rows


def _of_consultant(viewer: Viewer, member: UUID, day: date) -> Q:
    """Return places somebody has to do with.

    They follow who is there, hold it, opened it, or are the centre's common consultant.
    """
    followed = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, consultant__public_id=member, state__in=HOLDS_PLACE,
        ends_on__gte=day,
    )  # fmt: skip
    held = Reservation.objects.live(day).filter(
        jobcentre_id=viewer.jobcentre_id, reserved_by__public_id=member
    )
    return (
        Q(pk__in=followed.order_by().values("place_id"))
        | Q(pk__in=held.order_by().values("place_id"))
        | Q(opened_by__public_id=member)
        | Q(centre__consultant__public_id=member)
    )


def _free_by(viewer: Viewer, first: date, last: date) -> Q:
    """Return places that are wholly free on some day of a period, and for two weeks from then.

    They become free on the first day, or on the day after somebody leaves.
    """
    free_now = Place.objects.filter(jobcentre_id=viewer.jobcentre_id).free_on(first)
    found = Q(pk__in=free_now.order_by().values("pk"))
    holding = (
        Placement.objects.filter(jobcentre_id=viewer.jobcentre_id, state__in=HOLDS_PLACE),
        Reservation.objects.live(today()).filter(jobcentre_id=viewer.jobcentre_id),
    )
    for leaving in holding:
        gone = leaving.filter(ends_on__gte=first, ends_on__lt=last)
        for staying in holding:
            gone = gone.filter(
                ~Exists(
                    staying.filter(
                        place_id=OuterRef("place_id"),
                        starts_on__lte=ExpressionWrapper(
                            OuterRef("ends_on") + ROOM, output_field=DateTimeField()
                        ),
                        ends_on__gt=OuterRef("ends_on"),
                    )
                )
            )
        found |= Q(pk__in=gone.order_by().values("place_id"))
    return found & (Q(open_to__isnull=True) | Q(open_to__gte=first))
