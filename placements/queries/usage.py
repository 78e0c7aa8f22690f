"""Use of places by where, industry or consultant; which stand empty, and who could gain."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to
from citizens.access.offers import team_rows
from citizens.choices import CitizenState
from citizens.models import Citizen
from companies.choices import Industry
from jobcenter.viewer import Viewer
from placements.choices import OPEN_STATES, State
from placements.choices.centre import CentreModel
from placements.models import Centre, Place, Placement
from placements.rules.occupancy import Use
from placements.rules.usage import EMPTY_DAYS, MOST_DAYS, USUAL_WEEKS, Figures, use_of

BY = ("arbejdssted", "center", "model", "branche", "konsulent")
WAS_THERE = [State.RUNNING, State.ENDED, State.INTERRUPTED]
MOST_ROWS = 200
MOST_CANDIDATES = 8


@dataclass(frozen=True)
class UseFilters:
    """The period, and what the rows are."""

    first: date
    last: date
    by: str = BY[0]

    @classmethod
    def of(cls, query: Any, day: date) -> "UseFilters":
        """Read them; a period that cannot be read is the last thirteen weeks."""
        first, last = _day(query.get("fra", "")), _day(query.get("til", ""))
        last = min(last or day, day)
        first = first or last - timedelta(weeks=USUAL_WEEKS) + timedelta(days=1)
        if not timedelta(0) <= last - first <= timedelta(days=MOST_DAYS):
            last, first = day, day - timedelta(weeks=USUAL_WEEKS) + timedelta(days=1)
        by = query.get("efter", "")
        return cls(first, last, by if by in BY else BY[0])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class UseRow:
    """A row: its name and its figures."""

    label: str
    figures: Figures


def use(viewer: Viewer, filters: UseFilters) -> tuple[list[UseRow], Figures]:
    """Return the use of open places, the least used first, and of all together: two queries.

    Closed places are left out: when one was closed is not known, only that it is.
    """
    uses: dict[int, list[Use]] = defaultdict(list)
    held = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state__in=WAS_THERE, starts_on__lte=filters.last,
        ends_on__gte=filters.first, place__state="open",
    )  # fmt: skip
    columns = ("place_id", "starts_on", "ends_on", "ended_on", "weekly_hours")
    for place_id, starts_on, ends_on, ended_on, hours in held.order_by().values_list(*columns):
        uses[place_id].append(Use(starts_on, ended_on or ends_on, hours))
    places = Place.objects.open().filter(
        Q(open_to__isnull=True) | Q(open_to__gte=filters.first),
        jobcentre_id=viewer.jobcentre_id, open_from__lte=filters.last,
    )  # fmt: skip
    total, rows = Figures(), defaultdict[str, Figures](Figures)
    key: Any = {
        "arbejdssted": F("workplace__name"), "center": F("centre__name"),
        "model": F("centre__model"), "branche": F("workplace__company__industry_group"),
        "konsulent": Coalesce("centre__consultant__name", "opened_by__name"),
    }[filters.by]  # fmt: skip
    for pk, hours, open_from, open_to, label in places.order_by().values_list(
        "pk", "weekly_hours", "open_from", "open_to", key
    ):
        figures = use_of(hours, open_from, open_to, uses[pk], filters.first, filters.last)
        rows[_said(filters.by, label)].add(figures)
        total.add(figures)
    found = [UseRow(label, figures) for label, figures in rows.items()]
    found.sort(key=lambda row: (row.figures.percent or 0, row.label))
    return found[:MOST_ROWS], total


def _said(by: str, label: str | None) -> str:
    if by == "branche":
        return _industry(label or "")
    if not label:
        return _("No centre") if by in {"center", "model"} else "–"
    return str(CentreModel(label).label) if by == "model" else label


def _industry(group: str) -> str:
    for code, label in Industry.choices:
        low, high = code.split("-")
        if group and low <= group <= high:
            return str(label)
    return _("Industry not known")


def empty_places(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the viewer's places that nobody has, is to have or has had for three weeks.

    The viewer's are those of centres whose common consultant the viewer is, and else those the
    viewer opened. `empty_since` is the day after the last one left, or
    the day it opened. What is free for less than that, or reserved, is left alone.
    """
    coming = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, place_id=OuterRef("pk"), state__in=OPEN_STATES,
        ends_on__gte=day,
    )  # fmt: skip
    left = (
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, place_id=OuterRef("pk"), state__in=WAS_THERE
        )
        .annotate(last=Coalesce("ended_on", "ends_on"))
        .order_by("-last")
        .values("last")[:1]
    )
    own = {"jobcentre_id": viewer.jobcentre_id}
    me = viewer.membership_id or 0
    # One after the other: an OR over the join would read every open place of the jobcentre.
    of_centres = Place.objects.filter(**own, centre__in=Centre.objects.filter(**own, consultant=me))
    alone = Place.objects.filter(**own, centre__isnull=True, opened_by=me)
    mine = of_centres.order_by().values("pk").union(alone.order_by().values("pk"), all=True)
    return (
        Place.objects.filter(**own, pk__in=mine)
        .free_on(day, on=day)
        .filter(~Exists(coming))
        .annotate(
            empty_since=Greatest(
                Coalesce(Subquery(left), F("open_from")), F("open_from"), output_field=DateField()
            )
        )
        .filter(empty_since__lt=day - timedelta(days=EMPTY_DAYS))
        .annotate(
            empty_days=Func(
                Cast(Value(day), DateField()),
                F("empty_since"),
                template="(%(expressions)s)",
                arg_joiner=" - ",
                output_field=IntegerField(),
            )
        )
    )


def who_could_gain(viewer: Viewer, place: Place, day: date) -> Sequence[Citizen]:
    """Return the viewer's own candidates with nothing planned, longest without first: one query.

    `since` is the last day they were at a company; None for never.
    """
    theirs = Placement.objects.filter(
        jobcentre_id=viewer.jobcentre_id, citizen_id=OuterRef("pk")
    ).order_by()
    last = (
        theirs.filter(state__in=WAS_THERE)
        .annotate(last=Coalesce("ended_on", "ends_on"))
        .order_by("-last")
        .values("last")[:1]
    )
    return list(
        citizens_visible_to(viewer)
        .filter(
            ~Exists(theirs.filter(state__in=OPEN_STATES)),
            state=CitizenState.ACTIVE,
            pk__in=team_rows(viewer, day).order_by().values("citizen_id"),
        )
        .annotate(since=Subquery(last))
        .order_by(F("since").asc(nulls_first=True), "name_key", "id")[:MOST_CANDIDATES]
    )
