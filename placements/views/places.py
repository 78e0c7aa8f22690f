"""Places: the list, one place, opening, changing and closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens.access import display_name
from companies.models import Workplace
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.lists import list_state
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from placements.access import placement as access
from placements.access.reservations import RESERVES
from placements.actions import close_place, edit_place, open_place
from placements.forms import PlaceChangeForm, PlaceForm, ReasonForm
from placements.models import Placement
from placements.queries.place_list import (
    CAP,
    PlaceFilters,
    count_places,
    page_of_places,
    with_names,
    with_use,
)
from placements.queries.reservations import of_place, whom
from placements.queries.waiting import line_of, who
from placements.views.shared import add_refusal, form_page, private, without_tab


@allow(Can.READ_PLACES)
@require_GET
@private
def list_places(request: HttpRequest) -> HttpResponse:
    """Places that are free, used, open or closed, and from when."""
    viewer = request.viewer  # type: ignore[attr-defined]
    state = list_state(request, "places")
    if state.redirect:
        return redirect(state.redirect)
    if not viewer.can(Can.MAKE_PLACEMENTS):
        state.columns = [column for column in state.columns if not column.is_action]
    filters, day = PlaceFilters.of(request.GET), today()
    rows, following, is_first = page_of_places(viewer, filters, day, request.GET.get("side", ""))
    return render(
        request,
        "placements/places.html",
        {
            "state": state,
            "rows": with_names(viewer, rows),
            "following": following,
            "is_first": is_first,
            "count": count_places(viewer, request.GET, CAP),
            "cap": CAP,
            "filters": filters,
            "rest": without_tab(state),
            "can_open": viewer.can(Can.WRITE_PLACES),
        },
    )


@allow(Can.READ_PLACES)
@require_GET
@private
def page(request: HttpRequest, place: UUID) -> HttpResponse:
    """One place: what is done there, who holds it, from when it is free, who was there."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.place_for(viewer, place)
    [row] = with_use(viewer, [found], today())
    past = list(
        Placement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, place=found, closed_at__isnull=False
        )
        .select_related("citizen", "consultant")
        .order_by("-ends_on", "-id")[:10]
    )
    seen = access.names_seen(viewer, [*row.held, *past])
    return render(
        request,
        "placements/place.html",
        {
            "place": found,
            "row": row,
            "reserved": [(each, whom(each)) for each in of_place(viewer, found)],
            "line": [(each, who(each)) for each in line_of(viewer, found)],
            "can_reserve": any(viewer.can(each) for each in RESERVES) and found.state == "open",
            "held": _with_names(row.held, seen),
            "past": _with_names(past, seen),
            "can_write": viewer.can(Can.WRITE_PLACES),
            "can_place": viewer.can(Can.MAKE_PLACEMENTS),
        },
    )


def _with_names(placements: list[Placement], seen: set[int]) -> list[dict[str, Any]]:
    return [
        {
            "placement": each,
            "is_seen": each.citizen_id in seen,
            "name": display_name(each.citizen, each.citizen_id in seen, short=True),
        }
        for each in placements
    ]


@allow(Can.WRITE_PLACES)
@require_http_methods(["GET", "POST"])
def open_new(request: HttpRequest, workplace: UUID) -> HttpResponse:
    """Open a place at a workplace."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = Workplace.objects.select_related("company").filter(public_id=workplace).first()
    if found is None:
        raise NotYours
    form = PlaceForm(request.POST or None, initial={"open_from": today()})
    if request.method == "POST" and form.is_valid():
        if not claim_once(viewer, request.POST.get("once")):
            return redirect("placements:places")
        try:
            place = open_place(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The place is open."))
            return redirect("placements:place", place=place.public_id)
    return form_page(request, "placements/open_place.html", form=form, workplace=found)


@allow(Can.WRITE_PLACES)
@require_http_methods(["GET", "POST"])
def edit(request: Request, place: UUID) -> HttpResponse:
    """Change a place: its name, tasks, hours and when it is open."""
    viewer = request.viewer
    found = access.place_for(viewer, place)
    form = PlaceChangeForm(request.POST) if request.method == "POST" else PlaceChangeForm.of(found)
    if form.is_bound and form.is_valid():
        back = reverse("placements:place", args=[found.public_id])
        try:
            edit_place(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        except Stale:
            fresh = access.place_for(viewer, place)
            return conflict(
                request, yours=form, theirs=PlaceChangeForm.of(fresh), version=fresh.version,
                title=fresh.title, back=back, changed=last_change(viewer, fresh),
            )  # fmt: skip
        else:
            messages.success(request, _("The place is changed."))
            return redirect(back)
    return form_page(request, "placements/edit_place.html", form=form, place=found)


@allow(Can.WRITE_PLACES)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, place: UUID) -> HttpResponse:
    """Close a place, with the reason."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.place_for(viewer, place)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            close_place(found, actor=viewer, reason=form.cleaned_data["reason"])
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The place is closed."))
            return redirect("placements:place", place=found.public_id)
    return form_page(request, "placements/close_place.html", form=form, place=found)
