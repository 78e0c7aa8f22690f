"""Reservations as pages show them: of a place, with names as far as they may be seen."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from citizens.access import citizens_visible_to, display_name
from citizens.access.offers import team_rows
from citizens.choices import CitizenState
from citizens.models import Citizen
from jobcenter.clock import today
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer
from placements.access.reservations import told_to
from placements.choices import PlaceState
from placements.models import Place, Reservation
from placements.models.place import holders_in
from placements.queries.place_list import PLACE_SEARCH

MOST = 100
MOST_PLACES = 200
NEXT = 3


def of_place(viewer: Viewer, place: Place) -> list[Reservation]:
    """Return what holds a place by reservation now or later: one query."""
    rows = Reservation.objects.live(today()).filter(
        jobcentre_id=viewer.jobcentre_id, place=place, ends_on__gte=today()
    )
    return list(told_to(viewer, rows).order_by("starts_on", "id"))


def whom(reservation: Reservation) -> str:
    """Say for whom: the name for the case team, what a team needs it for to everybody.

    For rows of `told_to`.
    """
    if reservation.citizen is not None:
        return display_name(reservation.citizen, reservation.is_seen, short=True)  # type: ignore[attr-defined]
    return f"{reservation.team}: {reservation.what_for}"


def runs_out(reservation: Reservation, day: date) -> str:
    """Say when it lapses."""
    left = (reservation.held_until - day).days
    if left == 0:
        return _("lapses tonight")
    if left == 1:
        return _("lapses tomorrow night")
    return _("lapses in %(n)s days") % {"n": left}


def own_candidates(viewer: Viewer) -> list[Citizen]:
    """Return the active candidates of the viewer's case teams, by name: one query."""
    return list(
        citizens_visible_to(viewer)
        .filter(
            state=CitizenState.ACTIVE,
            pk__in=team_rows(viewer).order_by().values("citizen_id"),
        )
        .order_by("name_key", "id")[:MOST]
    )


def places_to_move_to(
    viewer: Viewer, at: Place, chosen: UUID | None, words: str
) -> QuerySet[Place]:
    """Return open places to choose from, those of the same workplace first; `chosen` is among."""
    rows = Place.objects.open().filter(jobcentre_id=viewer.jobcentre_id)
    found = rows
    if words:
        found = rows.filter(pk__in=find_ids(viewer.jobcentre_id, PLACE_SEARCH, words))
    same = Q(pk=at.pk) | Q(public_id=chosen) if chosen else Q(pk=at.pk)
    ids = found.order_by("sort_key", "id").values("pk")[:MOST_PLACES]
    return (
        rows.filter(same | Q(pk__in=ids) | Q(workplace_id=at.workplace_id))
        .select_related("workplace")
        .defer("workplace__search", "workplace__months")
        .order_by("sort_key", "id")
    )


def free_instead(viewer: Viewer, place: Place, first: date, last: date) -> list[Place]:
    """Return a few other places that are free in the period, the nearest first: one query.

    The same workplace, then the same company, then the same town.
    """
    at = place.workplace
    rows = Place.objects.filter(
        jobcentre_id=viewer.jobcentre_id, state=PlaceState.OPEN, open_from__lte=first,
        weekly_hours__gte=1,
    ).filter(Q(open_to__isnull=True) | Q(open_to__gte=last)).exclude(pk=place.pk)  # fmt: skip
    rows = rows.filter(*(~Exists(each) for each in holders_in(first, last)))
    near = rows.filter(
        Q(workplace_id=at.pk) | Q(workplace__company_id=at.company_id) | Q(workplace__city=at.city)
    ).select_related("workplace")

    def distance(each: Place) -> int:
        if each.workplace_id == at.pk:
            return 0
        return 1 if each.workplace.company_id == at.company_id else 2

    return sorted(near.order_by("sort_key", "id")[:60], key=distance)[:NEXT]


def mine_at(viewer: Viewer, place: Place, citizens: Iterable[int]) -> Reservation | None:
    """Return what is reserved at a place for one of the citizens: one query."""
    return (
        Reservation.objects.live(today())
        .filter(jobcentre_id=viewer.jobcentre_id, place=place, citizen_id__in=list(citizens))
        .select_related("reserved_by")
        .order_by("starts_on", "id")
        .first()
    )


def usual_period(free_from: date | None, day: date) -> tuple[date, date]:
    """Return the thirteen weeks one usually reserves, from the Monday there is room."""
    first = max(free_from or day, day)
    first += timedelta(days=(7 - first.weekday()) % 7)
    return first, first + timedelta(days=13 * 7 - 3)
