"""The pages about one citizen, side by side; others add one line each.

`tab("plan", _("Plan"), "citizens:plan", order=20)` in a wiring file adds a page whose address takes
the citizen's public id; its template includes `citizens/_tabs.html` with `here="plan"` and has
`citizen` and `in_team` in its context.
"""

from dataclasses import dataclass
from typing import Any

from jobcenter.permissions import Can
from jobcenter.viewer import Viewer

OVERVIEW = "overview"


@dataclass(frozen=True)
class Tab:
    """One page about a citizen, shown to viewers with any of the capabilities."""

    code: str
    label: Any
    url_name: str
    can: tuple[Can, ...]
    order: int
    team_only: bool


_tabs: list[Tab] = []


def tab(
    code: str, label: Any, url_name: str, *can: Can, order: int, team_only: bool = False
) -> None:
    """Put a page beside the citizen's; one of the case team alone is not offered to others."""
    _tabs.append(Tab(code, label, url_name, can or (Can.READ_CITIZENS,), order, team_only))
    _tabs.sort(key=lambda each: each.order)


def tabs_for(viewer: Viewer, *, in_team: bool) -> list[Tab]:
    """Return the pages the viewer may open of a citizen whose page they have opened."""
    return [
        each
        for each in _tabs
        if (in_team or not each.team_only) and any(viewer.can(can) for can in each.can)
    ]
