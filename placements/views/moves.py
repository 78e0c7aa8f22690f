"""The moves of a placement: agree, start, end, interrupt, cancel, extend, hand on; the links."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import (
    agree_placement,
    cancel_placement,
    change_follow_up,
    end_placement,
    extend_placement,
    interrupt_placement,
    revoke_links,
    send_new_link,
    start_placement,
)
from placements.forms import ExtendForm, FollowUpForm, StopForm
from placements.models import Placement
from placements.queries.needs import needs_offered
from placements.rules.duration import end_of_weeks, max_weeks
from placements.rules.reach import AHEAD
from placements.views.shared import add_refusal, back_to, form_page, on_the_day, private

WRITERS = (Can.MAKE_PLACEMENTS, Can.APPROVE_PLACEMENTS)


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def _page_of(placement: Placement) -> str:
    return placement_url(placement.public_id)


def placement_url(public_id: UUID) -> str:
    """Return the address of a placement's page."""
    from django.urls import reverse

    return reverse("placements:placement", args=[public_id])


def _moved(
    request: HttpRequest, placement: Placement, act: Callable[[], Any], said: str
) -> HttpResponse:
    """Run one action and go back; a refusal is said on the page one came from."""
    try:
        act()
    except Refused as error:
        if on_the_day(request) and not request.htmx:  # type: ignore[attr-defined]
            messages.error(request, sentence(error))
            return redirect("placements:day")
        if on_the_day(request):
            messages.error(request, sentence(error))
            return back_to(request, _page_of(placement))
        messages.error(request, sentence(error))
        return redirect(_page_of(placement))
    return back_to(request, _page_of(placement), said)


@allow(*WRITERS)
@require_POST
def agree(request: HttpRequest, placement: UUID) -> HttpResponse:
    """Everybody has said yes: the place is held."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    return _moved(
        request,
        found,
        lambda: agree_placement(found, actor=viewer, version=_version(request)),
        _("Agreed. The place is held."),
    )


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def start(request: HttpRequest, placement: UUID) -> HttpResponse:
    """The candidate has come: it runs."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    return _moved(
        request,
        found,
        lambda: start_placement(found, actor=viewer, version=_version(request)),
        _("It runs. The mentor gets a link every week."),
    )


@allow(*WRITERS)
@require_POST
def end(request: HttpRequest, placement: UUID) -> HttpResponse:
    """The time is up."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    return _moved(
        request,
        found,
        lambda: end_placement(found, actor=viewer, version=_version(request)),
        _("The placement is closed as planned."),
    )


def _stop(request: HttpRequest, public_id: UUID, move: str) -> HttpResponse:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, public_id)
    access.require_over(viewer, found, *WRITERS)
    initial = {"version": found.version, "last_day": today()}
    needs = needs_offered(viewer, found)
    form = StopForm(request.POST or None, move=move, initial=initial, needs=needs)
    if request.method == "POST" and form.is_valid():
        act = interrupt_placement if move == "interrupt" else cancel_placement
        try:
            act(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            field = {"move_needs_note": "note", "place_filled": "need"}.get(error.code)
            add_refusal(form, error, field)
        else:
            messages.success(
                request,
                _("Interrupted, and the reason is kept.")
                if move == "interrupt"
                else _("Cancelled, and the place is free again."),
            )
            return redirect(_page_of(found))
    return form_page(request, "placements/stop.html", form=form, placement=found, move=move)


@allow(*WRITERS)
@require_http_methods(["GET", "POST"])
@private
def interrupt(request: HttpRequest, placement: UUID) -> HttpResponse:
    """It stops before its time: why, and whose initiative."""
    return _stop(request, placement, "interrupt")


@allow(*WRITERS)
@require_http_methods(["GET", "POST"])
@private
def cancel(request: HttpRequest, placement: UUID) -> HttpResponse:
    """It comes to nothing: why."""
    return _stop(request, placement, "cancel")


@allow(*WRITERS)
@require_http_methods(["GET", "POST"])
@private
def extend(request: HttpRequest, placement: UUID) -> HttpResponse:
    """More time at the same place, as a new record linked to this one."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    access.require_over(viewer, found, *WRITERS)
    limit = None
    suggested = None
    try:
        limit = max_weeks(found.citizen.target_group.number, found.citizen.sub_flag, today())
        suggested = limit.latest_end_with_extension(found.chain_starts_on)
        if suggested <= found.ends_on:
            suggested = end_of_weeks(found.ends_on, limit.further_weeks or 0) if limit else None
    except Refused:
        pass
    form = ExtendForm(
        request.POST or None, initial={"version": found.version, "ends_on": suggested}
    )
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["ends_on"] > today() + AHEAD:
                raise Refused("end_out_of_reach", _("Check the year."))
            longer = extend_placement(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            field = {
                "extension_needs_assessment": "assessment",
                "extension_needs_special_need": "special_need",
            }.get(error.code, "ends_on" if error.code.startswith("extension") else None)
            add_refusal(form, error, field)
        else:
            messages.success(request, _("Extended. The new period begins when this one ends."))
            return redirect(_page_of(longer))
    return form_page(request, "placements/extend.html", form=form, placement=found, limit=limit)


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def follow_up(request: HttpRequest, placement: UUID) -> HttpResponse:
    """Name the mentor and the consultant."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    access.require_over(viewer, found)
    form = FollowUpForm(
        request.POST or None,
        placement=found,
        initial={
            "mentor": found.mentor_id,
            "consultant": found.consultant_id,
            "version": found.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_follow_up(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "mentor" if "mentor" in error.code else None)
        else:
            messages.success(request, _("Saved."))
            return redirect(_page_of(found))
    return form_page(request, "placements/follow_up.html", form=form, placement=found)


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def send_link(request: HttpRequest, placement: UUID) -> HttpResponse:
    """Send the mentor a new link now."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    return _moved(
        request,
        found,
        lambda: send_new_link(found, actor=viewer),
        _("A new link is on its way to the mentor."),
    )


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def revoke_link(request: HttpRequest, placement: UUID) -> HttpResponse:
    """Take back the mentor's links; GET asks first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    access.require_over(viewer, found)
    if request.method == "POST":
        number = revoke_links(found, actor=viewer)
        messages.success(
            request,
            ngettext("%(n)s link no longer works.", "%(n)s links no longer work.", number)
            % {"n": number},
        )
        return redirect(_page_of(found))
    return render(request, "placements/revoke.html", {"placement": found})
