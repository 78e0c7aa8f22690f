"""Goals that upper rooms set for a figure, so that its chart can carry their line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from jobcenter.viewer import Viewer


@dataclass(frozen=True)
class Goal:
    """A value to reach or keep: for an indicator, of a population, from a day on."""

    indicator: str
    population: str
    text: str
    target: float
    deadline: date | None
    url: str


sources: list[Callable[[Viewer], Iterable[Goal]]] = []


def goals_from(source: Callable[[Viewer], Iterable[Goal]]) -> None:
    """Have the goals of `source` shown to the viewer they are for."""
    sources.append(source)


def goals_for(viewer: Viewer) -> list[Goal]:
    """Return the goals the viewer may see, in the order of their plans."""
    return [goal for source in sources for goal in source(viewer)]
