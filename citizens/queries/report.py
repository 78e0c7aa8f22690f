"""How referrals spread over the range, why lower choices were made, and how groups moved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from citizens import law
from citizens.choices.range import LowerReason, OfferKind
from citizens.models import OfferGroup, TargetGroup
from citizens.queries.report_counts import (
    ITSELF,
    OUTSIDE,
    Counted,
    column_of,
    counted_here,
    counted_there,
)
from citizens.rules.report import JOB, MOVES, PLACE, PROJECT, TOTAL, hidden_in, with_totals
from jobcenter.viewer import Viewer

COLUMNS = ["1", "2", "3", "4", OUTSIDE, ITSELF]


@dataclass(frozen=True)
class Row:
    """A line of a table: by column a number, or None where it is hidden."""

    label: str
    cells: list[tuple[str, int | None]]
    share: int | None = None


@dataclass(frozen=True)
class Table:
    """A table as it may leave the team."""

    columns: list[str]
    rows: list[Row]
    total: Row | None
    anything_hidden: bool


@dataclass(frozen=True)
class Report:
    """The three tables of a period."""

    spread: Table
    reasons: Table
    movement: Table


def report(viewer: Viewer, since: date, until: date) -> Report:
    """Return the tables of what began in a period, both days included: five queries.

    Numbers of referrals; a cell is small by how many persons it is about.
    """
    groups = list(TargetGroup.objects.order_by("number", "pk"))
    of_places = dict(
        OfferGroup.objects.filter(
            jobcentre_id=viewer.jobcentre_id, offer__kind=OfferKind.PLACE, offer__is_open=True
        )
        .order_by("-priority")
        .values_list("target_group__number", F("priority"))
    )
    columns = {group: column_of(priority) for group, priority in of_places.items()}
    numbers = {group.pk: group.number for group in groups}
    counted = counted_there(viewer, since, until, columns, numbers)
    if counted is None:
        counted = counted_here(viewer, since, until, columns)
    labels = {each.number: str(each) for each in groups if each.ruleset == law.CURRENT_RULESET}
    return Report(
        spread=_table(counted.spread, COLUMNS, _column_label, labels, share_of="1"),
        reasons=_table(
            counted.reasons, ["n"], lambda _code: _("Lower choices"),
            {code: str(capfirst(str(label))) for code, label in LowerReason.choices},
        ),
        movement=_table(counted.movement, MOVES, _move_label, labels),
    )  # fmt: skip


def _column_label(code: Any) -> str:
    return {
        ITSELF: _("By itself"),
        OUTSIDE: _("Not for the group"),
        "4": _("Priority 4 and lower"),
    }.get(code) or _("Priority %(n)s") % {"n": code}


def _move_label(move: Any) -> str:
    names = {
        PROJECT: pgettext("move", "project"),
        PLACE: pgettext("move", "place"),
        JOB: pgettext("move", "job"),
    }
    return f"{names[move[0]]} → {names[move[1]]}"


def _table(
    counted: Counted,
    columns: list[Any],
    label: Callable[[Any], str],
    rows: dict[Any, str],
    share_of: Any = None,
) -> Table:
    """Hide what is small and what would give it away, and put it into words."""
    numbers = with_totals(counted.cells)
    hidden = hidden_in(numbers, counted.people)
    wide = [*columns, TOTAL] if len(columns) > 1 else columns
    headings = [*map(label, columns), *([pgettext("table", "In all")] if len(columns) > 1 else [])]

    def line(row: Any, name: str) -> Row:
        shown = [
            (heading, None if (row, column) in hidden else numbers.get((row, column), 0))
            for heading, column in zip(headings, wide, strict=True)
        ]
        share = None
        if share_of is not None and not {(row, share_of), (row, TOTAL)} & hidden:
            whole = numbers.get((row, TOTAL), 0)
            share = round(100 * numbers.get((row, share_of), 0) / whole) if whole else None
        return Row(name, shown, share)

    present = [row for row in rows if (row, TOTAL) in numbers]
    return Table(
        columns=headings,
        rows=[line(row, rows[row]) for row in present],
        total=line(TOTAL, pgettext("table", "In all")) if present else None,
        anything_hidden=bool(hidden),
    )
