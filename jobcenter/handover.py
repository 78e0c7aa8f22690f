"""What one colleague can hand to another, kind by kind: rooms fill `handover_kinds` in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

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

    `find(viewer, membership_id, limit)` returns the first rows in order of urgency, `count` how
    many there are. `hand_over(actor, from_id, to, only, leave)` gives all of them to a colleague,
    only those of `only` if that is a set, never those of `leave`, and returns how many; it refuses
    with a sentence who cannot take them.
    """

    code: str
    label: Any
    order: int
    find: Callable[["Viewer", int, int], list[HandoverRow]]
    count: Callable[["Viewer", int], int]
    hand_over: Callable[["Viewer", int, "Membership", set[UUID] | None, set[UUID]], int]
    is_urgent: bool = False  # with a date that passes: shown before what merely lies there


handover_kinds: dict[str, HandoverKind] = {}


def handover_kind(kind: HandoverKind) -> None:
    """Add a kind; a second one with the same code is a mistake."""
    if not kind.code or kind.code in handover_kinds:
        raise ValueError(f"A kind to hand over needs a code of its own: {kind.code!r}")
    handover_kinds[kind.code] = kind


def in_order() -> list[HandoverKind]:
    """Return the kinds, what is urgent on top."""
    return sorted(handover_kinds.values(), key=lambda kind: (not kind.is_urgent, kind.order))
