"""What one colleague can hand to another, kind by kind: rooms fill `handover_kinds` in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, IntegerField, QuerySet, Subquery

if TYPE_CHECKING:
    from jobcenter.models import Membership
    from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class HandoverRow:
    """One thing of a colleague's; open ones stand on top, the most urgent first."""

    key: UUID
    title: str
    detail: str = ""
    url: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class HandoverKind:
    """A kind of thing somebody has.

    `rows(viewer, membership_id)` are all of them in the viewer's jobcentre; `find` with a limit
    returns the first of them in order of urgency. `hand_over(actor, from_id, to, only, leave)`
    gives all of them to a colleague, only those of `only` if that is a set, never those of
    `leave`, and returns how many; it refuses
    with a sentence who cannot take them.
    """

    code: str
    label: Any
    order: int
    find: Callable[["Viewer", int, int], list[HandoverRow]]
    rows: Callable[["Viewer", int], QuerySet[Any]]
    hand_over: Callable[["Viewer", int, "Membership", set[UUID] | None, set[UUID]], int]
    is_urgent: bool = False  # with a date that passes: shown before what merely lies there

    def count(self, viewer: "Viewer", member: int) -> int:
        """Return how many a colleague has. One query."""
        return int(self.rows(viewer, member).count())


handover_kinds: dict[str, HandoverKind] = {}


def handover_kind(kind: HandoverKind) -> None:
    """Add a kind; a second one with the same code is a mistake."""
    if not kind.code or kind.code in handover_kinds:
        raise ValueError(f"A kind to hand over needs a code of its own: {kind.code!r}")
    handover_kinds[kind.code] = kind


def in_order() -> list[HandoverKind]:
    """Return the kinds, what is urgent on top."""
    return sorted(handover_kinds.values(), key=lambda kind: (not kind.is_urgent, kind.order))


def numbers_of(viewer: "Viewer", member: int) -> dict[str, int]:
    """Return how many of each kind a colleague has, by code. One query for all kinds."""
    from jobcenter.models import Jobcentre

    each = [
        Subquery(
            kind.rows(viewer, member).order_by().values("jobcentre_id")
            .annotate(number=Count("pk")).values("number"),
            output_field=IntegerField(),
        )
        for kind in handover_kinds.values()
    ]  # fmt: skip
    [counted] = Jobcentre.objects.filter(pk=viewer.jobcentre_id).values_list(*each)
    return {code: number or 0 for code, number in zip(handover_kinds, counted, strict=True)}
