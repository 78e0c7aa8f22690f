"""What keeps a citizen from being erased yet; rooms above add theirs.

    hold("placements.open", _("a placement is under way"), open_placements)

`citizens(jobcentre_id)` returns a query of the ids of those who are held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hold:
    """A reason not to erase somebody yet."""

    code: str
    label: Any
    citizens: Callable[[int], Any]


holds: list[Hold] = []


def hold(code: str, label: Any, citizens: Callable[[int], Any]) -> None:
    """Add a reason."""
    holds.append(Hold(code, label, citizens))
