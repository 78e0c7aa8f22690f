"""The waiting list as pages show it, and who is first in line where something comes free."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from citizens.access import display_name
from citizens.access.offers import team_rows
from jobcenter.viewer import Viewer
from placements.access.waiting import told_to
from placements.models import Place, Waiting
from placements.rules.waiting import SOON_DAYS

MOST = 50


def line_of(viewer: Viewer, place: Place) -> list[Waiting]:
    """Return who waits for a place or for any at its workplace, in their order: one query."""
    rows = Waiting.objects.open().filter(
        Q(place__isnull=True) | Q(place=place), jobcentre_id=viewer.jobcentre_id,
        workplace_id=place.workplace_id,
    )  # fmt: skip
    return list(told_to(viewer, rows).order_by("rank", "id")[:MOST])


def who(row: Waiting) -> str:
    """Return the name for the case team, letters for others; for rows of `told_to`."""
    return display_name(row.citizen, row.is_seen, short=True)  # type: ignore[attr-defined]


def numbers_of(viewer: Viewer, workplaces: list[int]) -> dict[int, int]:
    """Return how many wait at each workplace: one query."""
    rows = Waiting.objects.open().filter(
        jobcentre_id=viewer.jobcentre_id, workplace_id__in=workplaces
    )
    return dict(
        rows.order_by().values("workplace_id").annotate(n=Count("pk"))
        .values_list("workplace_id", "n")
    )  # fmt: skip


def first_in_line(viewer: Viewer, day: date) -> QuerySet[Waiting]:
    """Return the viewer's candidates who are first in line where a place is free soon."""
    earlier = Waiting.objects.open().filter(
        Q(place__isnull=True) | Q(place_id=OuterRef("pk")),
        jobcentre_id=viewer.jobcentre_id,
        workplace_id=OuterRef("workplace_id"),
        rank__lt=OuterRef(OuterRef("rank")),
    )
    free = (
        Place.objects.filter(jobcentre_id=viewer.jobcentre_id)
        .free_on(day + timedelta(days=SOON_DAYS), on=day)
        .filter(~Exists(earlier), workplace_id=OuterRef("workplace_id"))
    )
    own = free.filter(pk=OuterRef("place_id"))
    return Waiting.objects.open().filter(
        Q(Exists(own)) | Q(Exists(free), place__isnull=True),
        Exists(team_rows(viewer, day).filter(citizen_id=OuterRef("citizen_id"))),
        jobcentre_id=viewer.jobcentre_id,
    )


def free_for(viewer: Viewer, row: Waiting, day: date) -> Place | None:
    """Return the place that is free within two weeks for somebody who waits: one query."""
    rows = Place.objects.filter(jobcentre_id=viewer.jobcentre_id, workplace_id=row.workplace_id)
    if row.place_id is not None:
        rows = rows.filter(pk=row.place_id)
    return rows.free_on(day + timedelta(days=SOON_DAYS), on=day).order_by("sort_key", "id").first()


def said_of(row: Waiting) -> str:
    """Say what somebody waits for."""
    if row.place is not None:
        return row.place.title
    return _("any place there")
