"""What rooms above end, or bring to somebody, when the work with a citizen ends."""

from collections.abc import Callable

from citizens.models import Citizen
from jobcenter.viewer import Viewer

_watchers: list[Callable[[Citizen, Viewer], None]] = []


def case_ended(tell: Callable[[Citizen, Viewer], None]) -> None:
    """Be told when the work with a citizen ends: `tell(citizen, actor)`, inside the same change."""
    _watchers.append(tell)


def end_with_the_case(citizen: Citizen, actor: Viewer) -> None:
    """Tell the rooms above; for the action that ends the work, which holds the citizen's row."""
    for tell in _watchers:
        tell(citizen, actor)
