"""Placements that are for a need: said on the placement's page, seen on the need's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import company as company_access
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence
from placements.access import placement as access
from placements.actions import unuse_for_need, use_for_need
from placements.queries.needs import MOST, candidates_for, free_places


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def use(request: Request, placement: UUID) -> HttpResponse:
    """Let a placement be for a need of its company, or hear who was first."""
    found = access.placement_for(request.viewer, placement)
    try:
        wanted = UUID(request.POST.get("need", ""))
    except ValueError:
        messages.warning(request, _("Choose the need."))
        return redirect("placements:placement", found.public_id)
    need = company_access.need(request.viewer, wanted)
    try:
        use_for_need(found, need, actor=request.viewer)
    except Refused as refused:
        messages.warning(request, sentence(refused))
    else:
        messages.success(request, _("It is for the need now. The rest follows by itself."))
    return redirect("placements:placement", found.public_id)


@allow(Can.MAKE_PLACEMENTS)
@require_POST
def unuse(request: Request, placement: UUID) -> HttpResponse:
    """Take it back."""
    found = access.placement_for(request.viewer, placement)
    try:
        unuse_for_need(found, actor=request.viewer)
    except Refused as refused:
        messages.warning(request, sentence(refused))
    else:
        messages.success(request, _("It is no longer for the need."))
    return redirect("placements:placement", found.public_id)


def on_need_page(request: HttpRequest, **subject: Any) -> str:
    """Who is for the need, masked, and the free places to plan one at: two queries."""
    viewer = request.viewer  # type: ignore[attr-defined]
    need = subject["need"]
    if not viewer.can(Can.READ_PLACES):
        return ""
    reads = viewer.can(Can.READ_CITIZENS)
    rows = candidates_for(viewer, need) if reads else []
    may_plan = need.is_open and viewer.can(Can.MAKE_PLACEMENTS)
    places = free_places(viewer, need) if may_plan else []
    if not rows and not may_plan:
        return ""
    context = {
        "need": need, "rows": rows[:MOST], "has_more": len(rows) > MOST, "places": places,
        "may_plan": may_plan,
    }  # fmt: skip
    return render_to_string("placements/slots/need.html", context, request)
