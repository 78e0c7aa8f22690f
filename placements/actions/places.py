"""Opening, changing and closing places."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from companies.models import Workplace
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.search import index_words
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions.shared import database_agrees, lock_place
from placements.choices import HOLDS_PLACE, PlaceState
from placements.models import Place, Placement
from placements.rules.conditions import check_weekly_hours


@action
def open_place(
    workplace: Workplace,
    *,
    actor: Viewer,
    title: str,
    weekly_hours: Decimal,
    open_from: date,
    tasks: str = "",
    open_to: date | None = None,
) -> Place:
    """Open a place at a workplace that still exists."""
    if not actor.can(Can.WRITE_PLACES):
        raise PermissionDenied
    if not workplace.is_active:
        raise Refused(
            "workplace_ceased",
            N_("The register says that the workplace has closed. Choose another."),
        )
    check_weekly_hours(weekly_hours, max(open_from, today()))
    with database_agrees():
        place = Place.objects.create(
            jobcentre_id=actor.jobcentre_id,
            workplace=workplace,
            title=title.strip(),
            tasks=tasks.strip(),
            weekly_hours=weekly_hours,
            open_from=open_from,
            open_to=open_to,
            opened_by_id=actor.membership_id,
        )
    _index(place)
    _log("place_opened", place, actor)
    return place


@action
def edit_place(
    place: Place,
    *,
    actor: Viewer,
    version: int,
    title: str,
    weekly_hours: Decimal,
    open_from: date,
    tasks: str = "",
    open_to: date | None = None,
) -> Place:
    """Change an open place, but not so that a placement that holds it no longer fits.

    Raises Stale when somebody changed the place since `version` was read.
    """
    access.require(actor, place, Can.WRITE_PLACES)
    place = lock_place(actor, place.pk)
    if place.version != version:
        raise Stale
    if place.state == PlaceState.CLOSED:
        raise Refused("place_closed", N_("A closed place is history. Open a new one."))
    if weekly_hours != place.weekly_hours:
        check_weekly_hours(weekly_hours, max(open_from, today()))
    _check_holders_fit(place, weekly_hours, open_from, open_to)
    place.title, place.tasks, place.weekly_hours = title.strip(), tasks.strip(), weekly_hours
    place.open_from, place.open_to = open_from, open_to
    place.version += 1
    with database_agrees():
        place.save(
            update_fields=[
                "title", "tasks", "weekly_hours", "open_from", "open_to", "sort_key", "version",
            ]
        )  # fmt: skip
    _index(place)
    _log("place_changed", place, actor)
    return place


def _check_holders_fit(
    place: Place, weekly_hours: Decimal, open_from: date, open_to: date | None
) -> None:
    """Refuse a period or hours too short for a placement that is agreed or runs."""
    for held in _held_from_today(place):
        if held.starts_on < open_from or (open_to is not None and held.ends_on > open_to):
            raise Refused(
                "place_promised",
                N_("A placement holds the place from %(first)s to %(last)s. Change that first."),
                first=held.starts_on, last=held.ends_on,
            )  # fmt: skip
        if held.weekly_hours is not None and held.weekly_hours > weekly_hours:
            raise Refused(
                "place_hours_promised",
                N_("A placement here is agreed for %(hours)s hours a week. Change that first."),
                hours=held.weekly_hours,
            )


def _held_from_today(place: Place) -> QuerySet[Placement]:
    """Return who holds the place today or later, the last to leave first."""
    return Placement.objects.filter(
        jobcentre_id=place.jobcentre_id, place=place, state__in=HOLDS_PLACE, ends_on__gte=today()
    ).order_by("-ends_on", "-id")


@action
def close_place(place: Place, *, actor: Viewer, reason: str) -> Place:
    """Close a place that nobody holds or is promised."""
    access.require(actor, place, Can.WRITE_PLACES)
    place = lock_place(actor, place.pk)
    if place.state == PlaceState.CLOSED:
        return place
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why the place is closed."))
    last = _held_from_today(place).values_list("ends_on", flat=True).first()
    if last is not None:
        raise Refused(
            "place_in_use",
            N_("The place is used until %(day)s. Close it when the placement has ended."),
            day=last,
        )
    place.state = PlaceState.CLOSED
    place.closed_reason = reason.strip()[:300]
    place.version += 1
    place.save(update_fields=["state", "closed_reason", "version"])
    _log("place_closed", place, actor)
    return place


def _index(place: Place) -> None:
    at = place.workplace
    index_words(place.jobcentre_id, "place", place.pk, [place.title, at.name, at.city])


def _log(kind: str, place: Place, actor: Viewer) -> None:
    log_event(
        f"placements.{kind}",
        actor=actor,
        text=place.title,
        company_id=place.workplace.company_id,
        workplace_id=place.workplace_id,
        subject=place.public_id,
    )
