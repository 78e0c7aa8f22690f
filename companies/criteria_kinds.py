"""What rooms above know of companies and campaigns choose by: they register it in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobcenter.viewer import Viewer

Sql = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Criterion:
    """A choice of the criteria: `select(viewer, value)` returns SQL that lists company ids.

    The SQL names its own jobcentre_id and prefixes its values with the criterion's code.
    """

    code: str
    label: Any
    choices: tuple[tuple[str, Any], ...]
    select: Callable[[Viewer, str], Sql]


@dataclass(frozen=True)
class Measure:
    """A number per company: `select(viewer)` returns SQL with company_id and value."""

    code: str
    label: Any
    select: Callable[[Viewer], Sql]


criteria: dict[str, Criterion] = {}
measures: dict[str, Measure] = {}
# What a campaign is counted by, by Aim: `count(viewer, campaign_id, since, until)`.
results: dict[str, Callable[..., int]] = {}


def criterion(kind: Criterion) -> None:
    """Add a criterion; a second one with the same code is a mistake."""
    if not kind.code or kind.code in criteria:
        raise ValueError(f"A criterion needs a code of its own: {kind.code!r}")
    criteria[kind.code] = kind


def measure(kind: Measure) -> None:
    """Add a number per company."""
    measures[kind.code] = kind


def result(aim: str, count: Callable[..., int]) -> None:
    """Say how an aim is counted."""
    results[aim] = count
