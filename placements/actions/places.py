"""Opening, changing and closing places."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from companies.models import Workplace
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused, Stale
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.search import index_words
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.actions import limits
from placements.actions.shared import database_agrees, lock_place
from placements.choices import PlaceState
from placements.models import Place
from placements.rules.conditions import check_weekly_hours
from placements.rules.occupancy import most_used


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
    """Refuse a period or hours too short for what is agreed, runs or is reserved."""
    uses = limits.uses_of(place, today())
    for held in sorted(uses, key=lambda use: use.ends_on, reverse=True):
        if held.starts_on < open_from or (open_to is not None and held.ends_on > open_to):
            raise Refused(
                "place_promised",
                N_("%(who)s has the place from %(first)s to %(last)s. Change that first."),
                who=held.who, first=held.starts_on, last=held.ends_on,
            )  # fmt: skip
    hours = max((most_used(uses, use.starts_on, use.ends_on) for use in uses), default=Decimal(0))
    if hours > weekly_hours:
        raise Refused(
            "place_hours_promised",
            N_("%(hours)s hours a week are promised here. Change that first."),
            hours=hours,
        )


@action
def close_place(place: Place, *, actor: Viewer, reason: str) -> Place:
    """Close a place that nobody holds or is promised."""
    access.require(actor, place, Can.WRITE_PLACES)
    place = lock_place(actor, place.pk)
    if place.state == PlaceState.CLOSED:
        return place
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why the place is closed."))
    uses = limits.uses_of(place, today())
    if uses:
        last = max(uses, key=lambda use: use.ends_on)
        raise Refused(
            "place_in_use",
            N_("%(who)s has the place until %(day)s. Close it when that is over or given back."),
            who=last.who, day=last.ends_on,
        )  # fmt: skip
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
