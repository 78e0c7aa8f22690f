"""Reserving a place, and what becomes of it: whom it is for, moved, given back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from placements.access import placement as places_access
from placements.access import reservations as access
from placements.actions import reservations as acts
from placements.forms.reservations import GiveBackForm, MoveForm, NameForm, ReserveForm
from placements.queries import reservations as reads
from placements.queries.place_list import with_use
from placements.rules.reserving import USUAL_DAYS
from placements.views.shared import add_refusal, form_page, private

FIELD_OF = {
    "place_taken": "starts_on", "place_not_yet_open": "starts_on", "place_closes": "ends_on",
    "place_hours_few": "weekly_hours", "held_until_past": "held_until",
    "held_until_long": "held_until", "reserved_backwards": "ends_on", "reserved_past": "ends_on",
    "reserved_ahead": "starts_on", "reserved_long": "ends_on", "reserved_number": "what_for",
    "reserved_for": "what_for", "reserved_without_team": "citizen",
    "reservation_once_a_citizen": "citizen", "citizen_ended": "citizen",
    "reason_missing": "reason",
}  # fmt: skip


def refuse(form: Any, error: Refused) -> None:
    """Put a refusal on the field it is about."""
    field = FIELD_OF.get(error.code) or ("weekly_hours" if error.code[:5] == "hours" else None)
    add_refusal(form, error, field if field in form.fields else None)


def say_changed(form: Any, version: int) -> None:
    """Say that a colleague was faster; what was typed stays, with the new version."""
    form.data = {**form.data.dict(), "version": version}
    form.add_error(None, _("A colleague changed this meanwhile. Look again, and save once more."))


def uuid_of(text: str) -> UUID | None:
    """Return an address's id; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """Return an address's day; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@allow(*access.RESERVES)
@require_http_methods(["GET", "POST"])
@private
def reserve(request: Request, place: UUID) -> HttpResponse:
    """Reserve a place: refused with who was first, what is free next, and what else is free."""
    viewer = request.viewer
    found = places_access.place_for(viewer, place)
    [row] = with_use(viewer, [found], today())
    asked = day_of(request.GET.get("fra", ""))
    first, last = reads.usual_period(asked or row.free_from, today())
    held_until = today() + timedelta(days=USUAL_DAYS)
    form = ReserveForm(
        request.POST or None, citizens=reads.own_candidates(viewer),
        initial={
            "citizen": request.GET.get("kandidat", ""), "starts_on": first, "ends_on": last,
            "weekly_hours": found.weekly_hours, "held_until": min(held_until, last),
        },
    )  # fmt: skip
    instead = []
    if request.method == "POST" and form.is_valid():
        asked_for = dict(form.cleaned_data)
        try:
            with transaction.atomic():
                if not claim_once(viewer, request.POST.get("once")):
                    return redirect("placements:place", found.public_id)
                reservation = acts.reserve_place(found, actor=viewer, **asked_for)
        except Refused as error:
            refuse(form, error)
            if error.code == "place_taken":
                days = asked_for["starts_on"], asked_for["ends_on"]
                instead = reads.free_instead(viewer, found, *days)
        else:
            messages.success(request, _("The place is reserved."))
            return redirect("placements:reservation", reservation.public_id)
    return form_page(
        request, "placements/reservations/reserve.html", form=form, place=found, row=row,
        instead=instead,
    )  # fmt: skip


@allow(Can.READ_PLACES)
@require_GET
@private
def page(request: Request, reservation: UUID) -> HttpResponse:
    """One reservation: the place, the time, who holds it until when, and what one can do."""
    viewer = request.viewer
    found = access.reservation_for(viewer, reservation)
    is_live = found.is_live(today())
    return render(
        request,
        "placements/reservations/page.html",
        {
            "reservation": found, "place": found.place, "whom": reads.whom(found),
            "is_live": is_live, "runs_out": reads.runs_out(found, today()) if is_live else "",
            "is_over": is_live and found.is_over and any(viewer.can(c) for c in access.RESERVES),  # type: ignore[attr-defined]
            "can_plan": viewer.can(Can.MAKE_PLACEMENTS),
        },
    )  # fmt: skip


def _change(
    request: Request, reservation: Any, form: Any, template: str, act: Any, said: str, **more: Any
) -> HttpResponse:
    """Answer a form about one reservation: act, or say what is wrong with what was typed kept."""
    viewer = request.viewer
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        except Stale:
            say_changed(form, access.reservation_for(viewer, reservation.public_id).version)
        else:
            messages.success(request, said)
            following = request.POST.get("next", "")
            if url_has_allowed_host_and_scheme(following, None) and following[:1] == "/":
                return redirect(following)
            return redirect("placements:reservation", reservation.public_id)
    return form_page(
        request, template, form=form, reservation=reservation, place=reservation.place,
        whom=reads.whom(reservation), **more,
    )  # fmt: skip


@allow(*access.RESERVES)
@require_http_methods(["GET", "POST"])
@private
def name(request: Request, reservation: UUID) -> HttpResponse:
    """Say whom a place that is held for a team is for."""
    viewer = request.viewer
    found = access.reservation_for(viewer, reservation)
    access.require_over(viewer, found)
    form = NameForm(
        request.POST or None, citizens=reads.own_candidates(viewer),
        initial={"version": found.version},
    )  # fmt: skip
    return _change(
        request, found, form, "placements/reservations/name.html",
        lambda said: acts.name_person(found, actor=viewer, **said),
        _("The place is reserved for the candidate."),
    )  # fmt: skip


@allow(*access.RESERVES)
@require_http_methods(["GET", "POST"])
@private
def move(request: Request, reservation: UUID) -> HttpResponse:
    """Move a reservation to another place or first day; the board's mouse ends here as well."""
    viewer = request.viewer
    found = access.reservation_for(viewer, reservation)
    access.require_over(viewer, found)
    chosen = uuid_of(request.POST.get("place") or request.GET.get("plads", ""))
    words = request.GET.get("ord", "").replace("\x00", "").strip()[:80]
    form = MoveForm(
        request.POST or None,
        places=reads.places_to_move_to(viewer, found.place, chosen, words),
        initial={
            "place": chosen or found.place.public_id, "version": found.version,
            "starts_on": day_of(request.GET.get("fra", "")) or found.starts_on,
        },
    )  # fmt: skip
    return _change(
        request, found, form, "placements/reservations/move.html",
        lambda said: acts.move_reservation(found, actor=viewer, **said),
        _("The reservation is moved."), words=words,
        next=request.POST.get("next") or request.GET.get("next", ""),
    )  # fmt: skip


@allow(*access.RESERVES)
@require_http_methods(["GET", "POST"])
@private
def give(request: Request, reservation: UUID) -> HttpResponse:
    """Give a reserved place back."""
    viewer = request.viewer
    found = access.reservation_for(viewer, reservation)
    access.require_over(viewer, found)
    form = GiveBackForm(request.POST or None, initial={"version": found.version})
    return _change(
        request, found, form, "placements/reservations/give_back.html",
        lambda said: acts.give_back(found, actor=viewer, **said),
        _("The place is given back. Others can use it now."),
    )  # fmt: skip
