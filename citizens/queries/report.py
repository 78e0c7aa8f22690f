"""How referrals spread over the range, why lower choices were made, and how groups moved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from citizens import law
from citizens.choices.range import TO_A_JOB, LowerReason, OfferKind
from citizens.models import OfferGroup, OfferStay, TargetGroup
from citizens.range_sources import moves_of as placements_began
from citizens.rules.report import (
    JOB,
    MOVES,
    PLACE,
    PROJECT,
    TOTAL,
    Spell,
    hidden_in,
    moves_of,
    with_totals,
)
from jobcenter.viewer import Viewer

ITSELF, OUTSIDE = "itself", "outside"
COLUMNS = ["1", "2", "3", "4", OUTSIDE, ITSELF]
AT_COMPANIES = (OfferKind.CENTRE, OfferKind.PLACE)


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


def _labels() -> dict[int, str]:
    groups = TargetGroup.objects.filter(ruleset=law.CURRENT_RULESET).order_by("number")
    return {group.number: str(group) for group in groups}


def report(viewer: Viewer, since: date, until: date) -> Report:
    """Return the tables of what began in a period, both days included: four queries.

    Numbers of referrals; a cell is small by how many persons it is about.
    """
    stays = list(
        OfferStay.objects.filter(
            jobcentre_id=viewer.jobcentre_id, referred_on__gte=since, referred_on__lte=until
        )
        .order_by()
        .values_list(
            "citizen_id", "target_group__number", "priority", "by_itself", "lower_reason",
            "started_on", "offer__kind", "outcome",
        )
    )  # fmt: skip
    began = placements_began(viewer.jobcentre_id, since, until)
    of_places = dict(
        OfferGroup.objects.filter(
            jobcentre_id=viewer.jobcentre_id, offer__kind=OfferKind.PLACE, offer__is_open=True
        )
        .order_by("-priority")
        .values_list("target_group__number", F("priority"))
    )
    spread = [
        (citizen, group, _column(priority, itself))
        for citizen, group, priority, itself, *_rest in stays
    ]
    spread += [
        (citizen, group, _column(of_places[group], False))
        for citizen, group, *_rest in began if group in of_places
    ]  # fmt: skip
    reasons = [(stay[0], stay[4], "n") for stay in stays if stay[4]]
    spells = [
        Spell(citizen, group, day, PLACE if kind in AT_COMPANIES else PROJECT, out in TO_A_JOB)
        for citizen, group, _priority, _itself, _reason, day, kind, out in stays if day
    ]  # fmt: skip
    spells += [Spell(citizen, group, day, PLACE, job) for citizen, group, day, job in began]
    labels = _labels()
    return Report(
        spread=_table(spread, COLUMNS, _column_label, labels, share_of="1"),
        reasons=_table(
            reasons, ["n"], lambda _code: _("Lower choices"),
            {code: str(capfirst(str(label))) for code, label in LowerReason.choices},
        ),
        movement=_table(moves_of(spells), MOVES, _move_label, labels),
    )  # fmt: skip


def _column(priority: int | None, itself: bool) -> str:
    if itself:
        return ITSELF
    return OUTSIDE if priority is None else str(min(priority, 4))


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
    found: Iterable[tuple[int, Any, Any]],
    columns: list[Any],
    label: Callable[[Any], str],
    rows: dict[Any, str],
    share_of: Any = None,
) -> Table:
    """Count, hide what is small and what would give it away, and put it into words."""
    cells: dict[Any, int] = {}
    who: dict[Any, set[int]] = {}
    for citizen, row, column in found:
        cells[row, column] = cells.get((row, column), 0) + 1
        for key in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            who.setdefault(key, set()).add(citizen)
    numbers = with_totals(cells)
    hidden = hidden_in(numbers, {key: len(them) for key, them in who.items()})
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
