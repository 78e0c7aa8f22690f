"""Small cards in the margin of the citizen's page: others add one each, read in its one query.

    part("plan", rows=_open_goals, tell=_card, order=20)

`rows(viewer)` returns an expression over the citizen that gives JSON (an `ArraySubquery`, say, with
`OuterRef("pk")` as the citizen's key), or None where the viewer may know nothing of it.
The query is composed once for each set of roles (jobcenter/compiled.py): `rows` may ask the viewer
for kind, roles and numbers and may ask for today, not for the hour; whether it returns None follows
from kind and roles alone. `tell(viewer, citizen, found)` puts what came back into words, or returns
None for no card.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from citizens.models import Citizen
from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Card:
    """A heading, a few lines, and where there is more."""

    title: str
    lines: list[str] = field(default_factory=list)
    url: str = ""
    link_label: str = ""


@dataclass(frozen=True)
class Part:
    """A card's reading and telling."""

    code: str
    rows: Callable[[Viewer], Any]
    tell: Callable[[Viewer, Citizen, Any], Card | None]
    order: int


_parts: list[Part] = []
_known_to: dict[Hashable, tuple[Part, ...]] = {}


def part(
    code: str,
    *,
    rows: Callable[[Viewer], Any],
    tell: Callable[[Viewer, Citizen, Any], Card | None],
    order: int,
) -> None:
    """Add a card to the margin of the citizen's page."""
    _parts.append(Part(code, rows, tell, order))
    _parts.sort(key=lambda each: each.order)


def asked_for(viewer: Viewer) -> tuple[Part, ...]:
    """Return the parts of which the viewer may know something."""
    key = (viewer.kind, viewer.roles, *_parts)
    if key not in _known_to:
        _known_to[key] = tuple(each for each in _parts if each.rows(viewer) is not None)
    return _known_to[key]


def cards_of(
    viewer: Viewer, citizen: Citizen, asked: tuple[Part, ...], found: list[Any]
) -> list[Card]:
    """Return the cards; `found` are the answers to `asked`, in its order."""
    told = (each.tell(viewer, citizen, answer) for each, answer in zip(asked, found, strict=True))
    return [card for card in told if card is not None]
