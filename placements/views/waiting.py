"""The waiting list of a place: who is in line, on it, up, off it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from placements.access import placement as places_access
from placements.access import waiting as access
from placements.actions import waiting as acts
from placements.forms.waiting import WaitForm, WaitReasonForm
from placements.queries import waiting as reads
from placements.queries.reservations import own_candidates
from placements.views.reservations import say_changed
from placements.views.shared import add_refusal, form_page, private


@allow(Can.READ_PLACES)
@require_http_methods(["GET", "POST"])
@private
def line(request: Request, place: UUID) -> HttpResponse:
    """Who waits for a place, in their order; put one of one's own candidates on it."""
    viewer = request.viewer
    found = places_access.place_for(viewer, place)
    may_write = any(viewer.can(each) for each in access.WRITES)
    form = None
    if may_write or request.method == "POST":
        access.require_writer(viewer)
        form = WaitForm(
            request.POST or None, citizens=own_candidates(viewer),
            initial={"citizen": request.GET.get("kandidat", "")},
        )  # fmt: skip
    if form is not None and form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    acts.put_on_list(place=found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            field = "why" if error.code.startswith("waiting_") else None
            add_refusal(form, error, "citizen" if error.code == "waiting_once" else field)
        else:
            said = _("On the waiting list. When a place comes free, My day says so.")
            messages.success(request, said)
            return redirect("placements:waiting", found.public_id)
    rows = reads.line_of(viewer, found)
    return form_page(
        request, "placements/waiting/line.html", form=form, place=found,
        rows=[(row, reads.who(row), reads.said_of(row)) for row in rows],
        can_lead=viewer.can(access.LEADS), can_write=may_write,
    )  # fmt: skip


def _with_reason(
    request: Request, row: Any, act: Any, said: str, *, title: str, hint: str
) -> HttpResponse:
    viewer = request.viewer
    form = WaitReasonForm(request.POST or None, initial={"version": row.version}, hint=hint)
    back = request.POST.get("plads") or request.GET.get("plads", "")
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "reason" if error.code == "waiting_reason" else None)
        except Stale:
            say_changed(form, access.waiting_for(viewer, row.public_id).version)
        else:
            messages.success(request, said)
            try:
                return redirect("placements:waiting", UUID(back))
            except ValueError:
                return redirect("placements:places")
    return form_page(
        request, "placements/waiting/reason.html", form=form, row=row, who=reads.who(row),
        title=title, back=back,
    )  # fmt: skip


@allow(access.LEADS)
@require_http_methods(["GET", "POST"])
@private
def up(request: Request, waiting: UUID) -> HttpResponse:
    """Move somebody up before the one ahead, with the reason."""
    viewer = request.viewer
    row = access.waiting_for(viewer, waiting)
    return _with_reason(
        request, row, lambda said: acts.move_up(row, actor=viewer, **said), _("Moved up."),
        title=_("Move up on the waiting list"),
        hint=_("Colleagues who see the list can read it. No names, nothing about health."),
    )  # fmt: skip


@allow(*access.WRITES)
@require_http_methods(["GET", "POST"])
@private
def off(request: Request, waiting: UUID) -> HttpResponse:
    """Take somebody off the list, with the reason."""
    viewer = request.viewer
    row = access.waiting_for(viewer, waiting)
    access.require_over(viewer, row)
    return _with_reason(
        request, row, lambda said: acts.take_off_list(row, actor=viewer, **said),
        _("No longer on the waiting list."), title=_("Take off the waiting list"),
        hint=_("Nothing about health."),
    )  # fmt: skip


@allow(*access.WRITES)
@require_GET
@private
def take(request: Request, waiting: UUID) -> HttpResponse:
    """Lead from My day to the form that reserves what is free for who is first in line."""
    viewer = request.viewer
    row = access.waiting_for(viewer, waiting)
    access.require_over(viewer, row)
    place = reads.free_for(viewer, row, today())
    if place is None:
        messages.info(request, _("A colleague was faster: nothing is free there any more."))
        return redirect("placements:day")
    url = reverse("placements:reserve", args=[place.public_id])
    return redirect(f"{url}?kandidat={row.citizen.public_id}")
