"""The one registry of figures: pages, effort targets, exports and the nightly job all read it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from insight.cells import Cell
from insight.populations import Population
from insight.rules.standout import percent

if TYPE_CHECKING:
    from insight.sources.rows import Rows

PEOPLE = "people"
PERCENT = "percent"
UNITS = {PEOPLE: "", PERCENT: "%"}


Compute = Callable[[int, date, date, Sequence[Population]], Iterable[Cell]]
# (jobcentre_id, day) -> by team (None is the jobcentre) how many are missing per workplace
MissingByWorkplace = Callable[[int, date], Mapping[int | None, Mapping[int, int]]]


@dataclass(frozen=True)
class Indicator:
    """A figure: what it is called, what it means in words, and where it comes from.

    `compute(jobcentre_id, first, last, populations)` yields cells for every day of the period.
    `rows` opens what is behind it; `missing_name` is what the rows are called that keep a share
    from being whole, and `missing_by_workplace` counts them where they lie.
    """

    code: str
    name: Any
    definition: Any
    unit: str
    higher_is_better: bool
    level: str
    breakdowns: tuple[str, ...]
    compute: Compute
    rows: "Rows"
    order: int
    missing_name: Any = ""
    missing_by_workplace: MissingByWorkplace | None = None

    @property
    def is_share(self) -> bool:
        """Whether the value is a percentage of a whole."""
        return self.unit == PERCENT

    @property
    def sign(self) -> str:
        """The unit as it stands after a number."""
        return UNITS[self.unit]

    def value(self, numerator: int, denominator: int | None) -> int:
        """Return the value as it is shown: a number, or whole percent."""
        return percent(numerator, denominator if self.is_share else None)


_registry: dict[str, Indicator] = {}


def register(indicator: Indicator) -> Indicator:
    """Add a figure; a code is used once and never changes its meaning."""
    if indicator.code in _registry:
        raise ValueError(f"Indicator {indicator.code} is registered already.")
    _registry[indicator.code] = indicator
    return indicator


def all_indicators() -> list[Indicator]:
    """Return every figure in the order of the page."""
    return sorted(_registry.values(), key=lambda indicator: indicator.order)


def find(code: str) -> Indicator | None:
    """Return a figure by its code; None if there is none, or no longer."""
    return _registry.get(code)


def get(code: str) -> Indicator:
    """Return a figure that must be there."""
    return _registry[code]


def register_all() -> None:
    """Register the frame's figures; called once when Django starts."""
    from insight.sources import candidates, check_ins, places, visits

    register(
        Indicator(
            code="candidates",
            name=_("Candidates at companies"),
            definition=_(
                "Citizens with a placement that has been started and whose first and last day "
                "lie around the day. Each citizen counts once. The team is that of the "
                "consultant who follows the placement."
            ),
            unit=PEOPLE,
            higher_is_better=True,
            level="jobcentre",
            breakdowns=("team", "population"),
            compute=candidates.compute,
            rows=candidates.rows,
            order=10,
        )
    )
    register(
        Indicator(
            code="places_in_use",
            name=_("Places in use"),
            definition=_(
                "Of the places that are open on the day: how many someone holds with a placement "
                "that has been started. The team is that of the person who opened the place."
            ),
            unit=PERCENT,
            higher_is_better=True,
            level="jobcentre",
            breakdowns=("team",),
            compute=places.compute,
            rows=places.rows,
            order=20,
            missing_name=_("Empty"),
        )
    )
    register(
        Indicator(
            code="check_ins_on_time",
            name=_("Check-ins on time"),
            definition=_(
                "Of the weekly check-ins whose deadline passed in the seven days up to the day: "
                "how many were given before the consultant had to step in. The deadline is the "
                "second working day after the week's last working day."
            ),
            unit=PERCENT,
            higher_is_better=True,
            level="team",
            breakdowns=("team",),
            compute=check_ins.compute,
            rows=check_ins.rows,
            missing_by_workplace=check_ins.missing_by_workplace,
            order=30,
            missing_name=_("Missing"),
        )
    )
    register(
        Indicator(
            code="visits_on_time",
            name=_("Visits on time"),
            definition=_(
                "Of the running placements that needed a visit in the last full week: how many "
                "the consultant visited or rang in that week."
            ),
            unit=PERCENT,
            higher_is_better=True,
            level="team",
            breakdowns=("team",),
            compute=visits.compute,
            rows=visits.rows,
            missing_by_workplace=visits.missing_by_workplace,
            order=40,
            missing_name=_("Missing"),
        )
    )
