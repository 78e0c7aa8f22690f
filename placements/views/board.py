"""The board of places by week, and moving what lies on it by the mouse or by a plain form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from companies.choices import Industry
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.permissions import Can, allow
from placements.access import placement as access
from placements.actions.drafts import move_draft
from placements.choices import State
from placements.forms.reservations import MoveForm
from placements.queries import board as reads
from placements.queries.board_filters import FREE_WITHIN, BoardFilters
from placements.queries.reservations import places_to_move_to
from placements.rules.board import SPANS
from placements.views.reservations import day_of, refuse, say_changed, uuid_of
from placements.views.shared import form_page, private


@allow(Can.READ_PLACES)
@require_GET
@private
def board(request: Request) -> HttpResponse:
    """Every open place by week: who is there, what is reserved, what is free."""
    viewer, day = request.viewer, today()
    filters = BoardFilters.of(request.GET, day)
    groups, has_more = reads.window(viewer, filters, day)
    address = QueryDict(request.GET.urlencode(), mutable=True)
    address.pop("side", None)
    context: dict[str, Any] = {
        "filters": filters, "groups": groups, "columns": filters.span + 1,
        "following": filters.side + 1 if has_more else 0,
        "previous": filters.side - 1, "rest": address.urlencode(),
    }  # fmt: skip
    if request.htmx and request.GET.get("side"):
        return render(request, "placements/board/board.html#places", context)
    months, weeks = reads.heads(filters, day)
    members = reads.consultants(viewer)
    address.pop("uge", None)
    return render(
        request,
        "placements/board/board.html",
        context
        | {
            "months": months, "weeks": weeks, "last_week": weeks[-1]["number"],
            "turned": reads.turned(filters, day),
            "numbers": reads.numbers(viewer, filters, day), "members": members,
            "centres": reads.centres(viewer), "chosen_centre": str(filters.centre or ""),
            "industries": Industry.choices, "spans": SPANS, "free_within": FREE_WITHIN,
            "chosen": str(filters.consultant or ""), "without_week": address.urlencode(),
            "here": request.get_full_path(),
        },
    )  # fmt: skip


@allow(Can.MAKE_PLACEMENTS)
@require_http_methods(["GET", "POST"])
@private
def move(request: Request, placement: UUID) -> HttpResponse:
    """Move a draft to another place or first day; the board's mouse ends here as well."""
    viewer = request.viewer
    found = access.placement_for(viewer, placement)
    access.require_over(viewer, found)
    if found.state != State.DRAFT and request.method == "GET":
        raise NotYours
    chosen = uuid_of(request.POST.get("place") or request.GET.get("plads", ""))
    words = request.GET.get("ord", "").replace("\x00", "").strip()[:80]
    following = request.POST.get("next") or request.GET.get("next", "")
    form = MoveForm(
        request.POST or None, places=places_to_move_to(viewer, found.place, chosen, words),
        initial={
            "place": chosen or found.place.public_id, "version": found.version,
            "starts_on": day_of(request.GET.get("fra", "")) or found.starts_on,
        },
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            move_draft(found, actor=viewer, **form.cleaned_data)
        except Refused as error:
            refuse(form, error)
        except Stale:
            say_changed(form, access.placement_for(viewer, placement).version)
        else:
            messages.success(request, _("The draft is moved."))
            if url_has_allowed_host_and_scheme(following, None) and following[:1] == "/":
                return redirect(following)
            return redirect("placements:placement", found.public_id)
    return form_page(
        request, "placements/board/move.html", form=form, placement=found, place=found.place,
        words=words, next=following,
    )  # fmt: skip
