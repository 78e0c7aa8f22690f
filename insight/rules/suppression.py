"""Small groups: which cells of a table are hidden before it leaves the team.

A group of 1–4 is hidden (DOMAIN: "under 5"). Where the total is shown, what is hidden must not
be found by subtraction either: the hidden cells together hold at least five people, and there
are at least two of them.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

SMALL = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Size:
    """How many people or cases a cell is about: the denominator of a share, else the count."""

    numerator: int
    denominator: int | None = None

    @property
    def people(self) -> int:
        """The size that decides whether the cell is small."""
        return self.numerator if self.denominator is None else self.denominator


def is_small(people: int) -> bool:
    """Tell whether a group is too small to show; nobody at all can be shown."""
    return 0 < people < SMALL


def hidden_cells(sizes: Mapping[K, int], *, total_is_shown: bool = True) -> set[K]:
    """Return the keys to hide: small cells, and the next smallest ones that would betray them."""
    hidden = {key for key, people in sizes.items() if is_small(people)}
    if not hidden or not total_is_shown:
        return hidden
    others = sorted(
        (key for key, people in sizes.items() if key not in hidden and people > 0),
        key=lambda key: (sizes[key], str(key)),
    )
    while others and (len(hidden) < 2 or sum(sizes[key] for key in hidden) < SMALL):
        hidden.add(others.pop(0))
    return hidden


def hidden_shares(sizes: Mapping[K, Size], *, total_is_shown: bool = True) -> set[K]:
    """Return the keys to hide among shares and counts, by the people each is about."""
    return hidden_cells(
        {key: size.people for key, size in sizes.items()}, total_is_shown=total_is_shown
    )
