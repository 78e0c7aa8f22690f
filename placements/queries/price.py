"""The price of a place for reading: figures of a day with their source, and what they give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jobcenter.viewer import Viewer
from placements.choices.price import UNITS, CostFigure
from placements.models import PlaceCost
from placements.rules import price as rules

PERCENTS = (100, 90, 80, 70)


def costs_of(jobcentre_id: int) -> list[PlaceCost]:
    """Return every figure ever entered, the newest first: one query."""
    return list(PlaceCost.objects.filter(jobcentre_id=jobcentre_id).select_related("entered_by"))


def entry_of(row: PlaceCost) -> rules.Entry:
    """Return a row as the rules take it."""
    return rules.Entry(row.what, row.value, row.valid_from, row.edition)


def figures_of(jobcentre_id: int, day: date) -> Mapping[str, Decimal]:
    """Return the figures that hold on a day: one query."""
    return rules.figures_on([entry_of(row) for row in costs_of(jobcentre_id)], day)


@dataclass(frozen=True)
class FigureRow:
    """A figure of the day: its row, or None where Skive's stands in for it."""

    code: str
    label: str
    unit: str
    value: Decimal
    row: PlaceCost | None


@dataclass(frozen=True)
class PricePage:
    """Everything the page shows of one day."""

    day: date
    figures: Mapping[str, Decimal]
    rows: list[FigureRow]
    past: list[PlaceCost]
    price: rules.Price
    is_all_own: bool

    @property
    def municipal(self) -> Decimal:
        """A week of municipal activation."""
        return self.figures[rules.MUNICIPAL]

    @property
    def used(self) -> list[tuple[int, Decimal]]:
        """What a week in use costs at some shares of use."""
        return [(each, self.price.used(Decimal(each) / 100)) for each in PERCENTS]


def price_page(viewer: Viewer, day: date) -> PricePage:
    """Return the price of a day: one query."""
    costs = costs_of(viewer.jobcentre_id)
    by_key = {(row.what, row.valid_from, row.edition): row for row in costs}
    entries = [entry_of(row) for row in costs]
    holds = rules.in_force(entries, day)
    figures = rules.figures_on(entries, day)
    rows: list[FigureRow] = []
    for code, label in CostFigure.choices:
        entry = holds.get(code)
        found: Any = entry and by_key[(code, entry.valid_from, entry.edition)]
        rows.append(FigureRow(code, str(label), str(UNITS[code]), figures[code], found))
    return PricePage(
        day, figures, rows, costs, rules.price_of(figures),
        all(each.row for each in rows if each.code in rules.FORMULA),
    )  # fmt: skip
