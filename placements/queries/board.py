"""The board: places by week, grouped where they are, runs and reservations as bars."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
)
from django.db.models.functions import Coalesce
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to, display_name
from citizens.access.offers import team_rows
from jobcenter.calendar import iso_week_label
from jobcenter.dates import say
from jobcenter.models import Membership
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.access.reservations import RESERVES, told_to
from placements.choices import HOLDS_PLACE, State
from placements.models import Centre, Place, Placement, Reservation
from placements.queries.board_filters import BoardFilters, places
from placements.queries.reservations import runs_out, whom
from placements.queries.waiting import numbers_of
from placements.queries.weeks import week_number_of
from placements.rules import board as rules
from placements.rules.occupancy import WORTH, Use, most_used

WINDOW = 40
SHOWN = [State.DRAFT, State.AGREED, State.RUNNING, State.ENDED, State.INTERRUPTED]
TONES = {
    State.DRAFT: "draft", State.AGREED: "agreed", State.RUNNING: "running",
    State.ENDED: "ended", State.INTERRUPTED: "stopped",
}  # fmt: skip


@dataclass(frozen=True)
class BoardCell:
    """A cell: how many weeks wide, its kind, what it says, where it leads, how it is moved."""

    span: int
    kind: str = "none"
    text: str = ""
    more: str = ""
    url: str = ""
    move_url: str = ""
    version: int = 0
    offset: int = 0
    is_masked: bool = False


@dataclass
class BoardRow:
    """A place: its rows of cells, and the words below its name."""

    place: Place
    lanes: list[list[BoardCell]]
    said: str = ""


@dataclass
class BoardGroup:
    """Places that belong together, under one head."""

    title: str
    detail: str
    url: str
    waiting: int = 0
    rows: list[BoardRow] = field(default_factory=list)


def numbers(viewer: Viewer, filters: BoardFilters, day: date) -> dict[str, int]:
    """Return how many of the filtered places are in use, reserved and free today: one query."""
    of_place = {"jobcentre_id": viewer.jobcentre_id, "place_id": OuterRef("pk")}
    using = Placement.objects.filter(
        **of_place, state__in=HOLDS_PLACE, starts_on__lte=day, ends_on__gte=day
    )
    held = Reservation.objects.live(day).filter(**of_place, ends_on__gte=day)
    rows = places(viewer, filters, day).annotate(is_used=Exists(using), is_held=Exists(held))
    return rows.order_by().aggregate(
        all=Count("pk"),
        used=Count("pk", filter=Q(is_used=True)),
        held=Count("pk", filter=Q(is_held=True)),
        free=Count("pk", filter=Q(is_used=False, is_held=False, open_from__lte=day)),
    )


def window(viewer: Viewer, filters: BoardFilters, day: date) -> tuple[list[BoardGroup], bool]:
    """Return one window of places in groups, and whether there are more: four queries."""
    start = (filters.side - 1) * WINDOW
    rows = (
        places(viewer, filters, day)
        .select_related("workplace", "centre")
        .defer("workplace__search", "workplace__months")
        .order_by(Coalesce("centre__sort_key", "sort_key"), "sort_key", "id")
    )
    found = list(rows[start : start + WINDOW + 1])
    shown = found[:WINDOW]
    bars = _bars(viewer, filters, [place.pk for place in shown], day)
    in_line = numbers_of(viewer, sorted({place.workplace_id for place in shown}))
    may_reserve = any(viewer.can(each) for each in RESERVES)
    groups: list[BoardGroup] = []
    for place in shown:
        head = _head(place, in_line)
        if not groups or groups[-1].url != head.url:
            groups.append(head)
        row = _row(place, bars[place.pk], filters, day, may_reserve=may_reserve)
        groups[-1].rows.append(row)
    return groups, len(found) > WINDOW


def _head(place: Place, in_line: dict[int, int]) -> BoardGroup:
    """Return the head a place stands under: its centre, or its workplace."""
    at, centre = place.workplace, place.centre
    waiting = in_line.get(at.pk, 0)
    if centre is not None:
        url = reverse("placements:centre", args=[centre.public_id])
        return BoardGroup(centre.name, f"{centre.get_model_display()}, {at.city}", url, waiting)
    url = reverse("companies:workplace", args=[at.public_id])
    return BoardGroup(at.name, at.city, url, waiting)


Held = Placement | Reservation


def _bars(
    viewer: Viewer, filters: BoardFilters, ids: list[int], day: date
) -> dict[int, list[rules.Bar[Held]]]:
    """Return what is on the places in those weeks, by place: two queries."""
    ours = {
        "jobcentre_id": viewer.jobcentre_id, "place_id__in": ids,
        "starts_on__lte": filters.last, "ends_on__gte": filters.first,
    }  # fmt: skip
    seen = Q(citizen_id__in=citizens_visible_to(viewer).order_by().values("pk"))
    mine = Q(consultant_id=viewer.membership_id or 0)
    in_team = Exists(team_rows(viewer).filter(citizen_id=OuterRef("citizen_id")))
    bars: dict[int, list[rules.Bar[Held]]] = defaultdict(list)
    for each in (
        Placement.objects.filter(**ours, state__in=SHOWN)
        .select_related("citizen", "consultant")
        .annotate(
            is_seen=ExpressionWrapper(seen | mine, output_field=BooleanField()),
            is_over=ExpressionWrapper(mine | in_team, output_field=BooleanField()),
        )
        .order_by("starts_on", "id")
    ):
        bars[each.place_id].append(rules.Bar(each.starts_on, each.last_day, each))
    reserved = Reservation.objects.live(day).filter(**ours)
    for row in told_to(viewer, reserved).order_by("starts_on", "id"):
        bars[row.place_id].append(rules.Bar(row.starts_on, row.ends_on, row))
    may_move = any(viewer.can(each) for each in RESERVES)
    may_plan = viewer.can(Can.MAKE_PLACEMENTS)
    for of_place in bars.values():
        for bar in of_place:
            can = may_move if isinstance(bar.what, Reservation) else may_plan
            bar.what.can_move = can and bar.what.is_over  # type: ignore[union-attr]
    return bars


def _row(
    place: Place, bars: list[rules.Bar[Held]], filters: BoardFilters, day: date, *,
    may_reserve: bool,
) -> BoardRow:  # fmt: skip
    uses = [
        Use(bar.starts_on, bar.ends_on, bar.what.weekly_hours)
        for bar in bars
        if isinstance(bar.what, Reservation) or bar.what.state in HOLDS_PLACE
    ]
    column = (day - filters.first).days // 7
    cuts = [column]
    if place.open_from > filters.first:
        cuts.append((place.open_from - filters.first).days // 7)
    if place.open_to:
        cuts.append((place.open_to - filters.first).days // 7 + 1)
    lanes = []
    for number, lane in enumerate(rules.lanes(bars, filters.first, filters.span)):
        cells: list[BoardCell] = []
        for cell in lane:
            if cell.bar is not None:
                cells.append(_bar_cell(cell, filters.first, day))
            elif number:
                cells.append(BoardCell(cell.span))
            else:
                cells += [
                    _gap_cell(part, place, uses, filters.first, day, may_reserve=may_reserve)
                    for part in rules.split(cell, cuts)
                ]
        lanes.append(cells)
    left = place.weekly_hours - most_used(uses, day, day)
    said = ""
    if WORTH <= left < place.weekly_hours:
        said = _("%(hours)s of %(all)s hours free now") % {
            "hours": floatformat(left, -1), "all": floatformat(place.weekly_hours, -1)
        }  # fmt: skip
    return BoardRow(place, lanes, said)


def _bar_cell(cell: rules.Cell[Held], first: date, day: date) -> BoardCell:
    bar = cell.bar
    assert bar is not None  # noqa: S101  the caller asked
    days = f"{say(bar.starts_on, 'j. M')} – {say(bar.ends_on, 'j. M Y')}"
    row = bar.what
    offset = bar.starts_on.weekday()
    if isinstance(row, Reservation):
        until = say(row.held_until, "j. M")
        return BoardCell(
            cell.span, "held", whom(row),
            " · ".join([
                _("reserved by %(name)s until %(day)s") % {
                    "name": row.reserved_by.name, "day": until
                },
                runs_out(row, day), days,
            ]),
            reverse("placements:reservation", args=[row.public_id]),
            reverse("placements:reservation_move", args=[row.public_id])
            if row.can_move else "",  # type: ignore[attr-defined]
            row.version, offset,
            is_masked=row.citizen_id is not None and not row.is_seen,  # type: ignore[attr-defined]
        )  # fmt: skip
    is_seen = row.is_seen  # type: ignore[attr-defined]
    week = week_number_of(row, day)
    said = [str(row.get_state_display()).lower(), days]
    if week[0]:
        said.insert(0, _("week %(n)s of %(all)s") % {"n": week[0], "all": week[1]})
    movable = row.state == State.DRAFT and row.can_move  # type: ignore[attr-defined]
    return BoardCell(
        cell.span, TONES[State(row.state)], display_name(row.citizen, is_seen, short=True),
        " · ".join(said), reverse("placements:placement", args=[row.public_id]),
        reverse("placements:move_draft", args=[row.public_id]) if movable else "",
        row.version, offset, is_masked=not is_seen,
    )  # fmt: skip


def _gap_cell(
    part: rules.Cell[Held], place: Place, uses: Iterable[Use], first: date, day: date, *,
    may_reserve: bool,
) -> BoardCell:  # fmt: skip
    monday = first + timedelta(weeks=part.column)
    sunday = monday + timedelta(weeks=part.span, days=-1)
    if sunday < place.open_from or (place.open_to is not None and monday > place.open_to):
        return BoardCell(part.span, "shut", "", _("not open"))
    if sunday < day:
        return BoardCell(part.span, "past")
    left = place.weekly_hours - most_used(uses, max(monday, day), sunday)
    if left < WORTH:
        return BoardCell(part.span, "past")
    week = _("week %(n)s") % {"n": monday.isocalendar().week}
    text = _("free")
    if left < place.weekly_hours:
        text = _("%(n)s h free") % {"n": floatformat(left, -1)}
    url = ""
    if may_reserve:
        url = reverse("placements:reserve", args=[place.public_id]) + f"?fra={max(monday, day)}"
    return BoardCell(part.span, "free", text, week, url)


def heads(filters: BoardFilters, day: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the columns: months with how many weeks they cover, and weeks by their number."""
    mondays = rules.weeks_from(filters.first, filters.span)
    weeks = [
        {
            "number": monday.isocalendar().week,
            "monday": monday,
            "is_now": monday <= day < monday + rules.WEEK,
            "title": _("Week %(n)s: %(first)s – %(last)s") % {
                "n": monday.isocalendar().week, "first": say(monday, "j. F"),
                "last": say(monday + timedelta(days=6), "j. F Y"),
            },
        }
        for monday in mondays
    ]  # fmt: skip
    months: list[dict[str, Any]] = []
    for monday in mondays:
        thursday = monday + timedelta(days=3)  # the month and year a week belongs to
        label = say(thursday, "F Y" if filters.span <= rules.USUAL_SPAN else "M")
        if months and months[-1]["label"] == label:
            months[-1]["span"] += 1
        else:
            months.append({"label": label, "span": 1})
    return months, weeks


def consultants(viewer: Viewer) -> list[Membership]:
    """Return whose places one can ask for: one query."""
    rows = Membership.objects.active().filter(jobcentre_id=viewer.jobcentre_id)
    followers = rows.with_role("job_consultant", "company_consultant", "team_leader")
    return list(followers.order_by("name", "id")[:300])


def centres(viewer: Viewer) -> list[Centre]:
    """Return the centres one can ask for: one query."""
    rows = Centre.objects.open().filter(jobcentre_id=viewer.jobcentre_id)
    return list(rows.order_by("sort_key", "id")[:300])


def turned(filters: BoardFilters, day: date) -> dict[str, str]:
    """Return the weeks the links forwards and backwards lead to; empty at the end."""
    step = timedelta(weeks=max(filters.span // 2, 1))
    before, after = filters.first - step, filters.first + step
    now = rules.monday_of(day)
    found = {"before": "", "after": ""}
    if filters.first > now - rules.BACK * rules.WEEK:
        found["before"] = iso_week_label(max(before, now - rules.BACK * rules.WEEK))
    if filters.last < now + (rules.AHEAD + 1) * rules.WEEK - timedelta(days=1):
        found["after"] = iso_week_label(after)
    return found
