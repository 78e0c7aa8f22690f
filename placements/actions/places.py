"""Opening and closing places."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from companies.models import Workplace
from jobcenter.actions import action
from jobcenter.clock import today
from jobcenter.errors import N_, Refused
from jobcenter.events import log_event
from jobcenter.permissions import Can
from jobcenter.search import index_words
from jobcenter.viewer import Viewer
from placements import access
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
    index_words(
        actor.jobcentre_id, "place", place.pk, [place.title, workplace.name, workplace.city]
    )
    _log("place_opened", place, actor)
    return place


@action
def close_place(place: Place, *, actor: Viewer, reason: str) -> Place:
    """Close a place that nobody holds or is promised."""
    access.require(actor, place, Can.WRITE_PLACES)
    place = lock_place(actor, place.pk)
    if place.state == PlaceState.CLOSED:
        return place
    if not reason.strip():
        raise Refused("reason_missing", N_("Write why the place is closed."))
    last = (
        Placement.objects.filter(
            jobcentre_id=actor.jobcentre_id,
            place=place,
            state__in=HOLDS_PLACE,
            ends_on__gte=today(),
        )
        .order_by("-ends_on", "-id")
        .values_list("ends_on", flat=True)
        .first()
    )
    if last is not None:
        raise Refused(
            "place_in_use",
            N_("The place is used until %(day)s. Close it when the placement has ended."),
            day=last,
        )
    place.state = PlaceState.CLOSED
    place.closed_reason = reason.strip()[:300]
    place.save(update_fields=["state", "closed_reason"])
    _log("place_closed", place, actor)
    return place


def _log(kind: str, place: Place, actor: Viewer) -> None:
    log_event(
        f"placements.{kind}",
        actor=actor,
        text=place.title,
        company_id=place.workplace.company_id,
        workplace_id=place.workplace_id,
        subject=place.public_id,
    )
