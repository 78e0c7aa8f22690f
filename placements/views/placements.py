"""Placements: the list, its file, and one placement with its weeks."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from citizens.access import display_name
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.events import timeline
from jobcenter.lists import list_state
from jobcenter.models import Membership
from jobcenter.permissions import Can, allow
from jobcenter.viewer import Viewer
from placements.access import placement as access
from placements.choices import REASONS, STATE_TONES, State
from placements.forms import PlanVisitForm
from placements.models import Placement
from placements.queries.beside import support_beside
from placements.queries.needs import need_box
from placements.queries.placement_list import (
    CAP,
    PlacementFilters,
    count_placements,
    page_of_placements,
)
from placements.queries.weeks import strip_of, week_number_of
from placements.rules import rhythm, states
from placements.rules.conditions import decision_due_on, warning_on_decision
from placements.views.shared import private, without_tab
from placements.views.sharing import on_placement
from placements.views.words import law_in_words, purpose_label, say


class PlacementFilterForm(forms.Form):
    """The filters of the list of placements, named as in the address."""

    konsulent = forms.ChoiceField(label=gettext_lazy("Consultant"), required=False)
    fra = forms.DateField(label=gettext_lazy("From"), required=False)
    til = forms.DateField(label=gettext_lazy("To"), required=False)


def _form(viewer: Viewer, filters: PlacementFilters) -> PlacementFilterForm:
    form = PlacementFilterForm(auto_id="f_%s", initial={
        "konsulent": str(filters.consultant or ""), "fra": filters.since, "til": filters.until,
    })  # fmt: skip
    if filters.mine:
        del form.fields["konsulent"]
        return form
    followers = (
        Membership.objects.active()
        .with_role(*sorted(states.FOLLOW_UP))
        .filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("name", "id")
    )
    form.fields["konsulent"].choices = [  # type: ignore[attr-defined]
        ("", gettext_lazy("All")),
        *((str(each.public_id), each.name) for each in followers),
    ]
    return form


@allow(Can.READ_CITIZENS)
@require_GET
@private
def list_placements(request: HttpRequest) -> HttpResponse:
    """Mine or everybody's: running, ending soon, coming, stopped."""
    viewer = request.viewer  # type: ignore[attr-defined]
    state = list_state(request, "placements")
    if state.redirect:
        return redirect(state.redirect)
    filters, day = PlacementFilters.of(viewer, request.GET), today()
    after = request.GET.get("side", "")
    rows, following, is_first = page_of_placements(viewer, filters, day, after)
    return render(
        request,
        "placements/list.html",
        {
            "state": state,
            "rows": rows,
            "following": following,
            "is_first": is_first,
            "count": count_placements(viewer, request.GET, CAP),
            "cap": CAP,
            "filters": filters,
            "form": _form(viewer, filters),
            "is_narrowed": bool(
                filters.words or filters.consultant or filters.since or filters.until
            ),
            "rest": without_tab(state),
            "others": without_tab(state, "hvem"),
            "can_plan": viewer.can(Can.MAKE_PLACEMENTS),
        },
    )


@allow(Can.READ_CITIZENS)
@require_GET
@private
def page(request: HttpRequest, placement: UUID) -> HttpResponse:
    """One placement: weeks, law, mentor, visits, what can be done."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = access.placement_for(viewer, placement)
    is_mine = access.is_consultant_of(viewer, found)
    # None for everybody outside the case team: one query tells both.
    support = support_beside(viewer, found)
    # Somebody with granted access reads; writing needs the case team.
    is_over = is_mine or support is not None
    if not is_over and not access.names_seen(viewer, [found]):
        return render(request, "placements/masked.html", masked_context(found))
    record_look(viewer, found.citizen.public_id, "placement.page")
    day = today()
    check_ins = list(found.check_ins.filter(jobcentre_id=viewer.jobcentre_id))
    visits = list(found.visits.filter(jobcentre_id=viewer.jobcentre_id).select_related("by"))
    events, _following = timeline(viewer, citizen_id=found.citizen_id, group="placements", size=12)
    moves = [move.name for move in states.moves_from(found.state, viewer.roles)] if is_over else []
    longer = extension_of(found)
    strip = strip_of(found, check_ins, day)
    return render(
        request,
        "placements/placement.html",
        {
            "placement": found,
            "name": display_name(found.citizen, True),
            "tone": STATE_TONES[State(found.state)],
            "week": week_number_of(found, day),
            "strip": strip,
            "check_ins": [each for each in reversed(strip) if each.check_in],
            "waiting": [c for c in check_ins if c.needs_action and c.acted_at is None],
            "visits": [each for each in visits if each.held_on],
            "planned": next((each for each in visits if not each.held_on), None),
            "visit_form": PlanVisitForm(),
            "events": list(events),
            "moves": moves,
            "is_over": is_over,
            "can_follow": is_over and viewer.can(Can.MAKE_PLACEMENTS),
            "longer": longer,
            **need_box(viewer, found, is_over=is_over),
            **on_placement(found),
            "support": support,
            "law": law_in_words(found),
            "purpose": purpose_label(found.purpose),
            "reason": _(reason_label(found.end_reason)) if found.end_reason else "",
            "initiative": _(states.INITIATIVES[found.end_initiative])
            if found.end_initiative
            else "",
            "decision": say(warning_on_decision(found.ends_on, day))
            if found.state == State.RUNNING and longer is None
            else "",
            "decide_by": decision_due_on(found.ends_on),
            "ends_soon": found.state == State.RUNNING and rhythm.ends_soon(found.ends_on, day),
            "can_end": "end" in moves and day >= found.ends_on,
        },
    )


def masked_context(found: Placement) -> dict[str, object]:
    """Return what everybody in the jobcentre may know of a placement."""
    return {
        "placement": found,
        "name": display_name(found.citizen, False),
        "tone": STATE_TONES[State(found.state)],
    }


def extension_of(found: Placement) -> dict[str, Any] | None:
    """Return what extends a placement, read with it."""
    longer = getattr(found, "longer", None)
    if not longer:
        return None
    return {
        "public_id": longer["public_id"],
        "starts_on": date.fromisoformat(longer["starts_on"]),
        "ends_on": date.fromisoformat(longer["ends_on"]),
        "state": State(longer["state"]).label,
    }


def reason_label(code: str) -> str:
    """Return a reason's msgid, whichever of the two lists it is in."""
    assert code in REASONS  # noqa: S101  held by a constraint
    return states.INTERRUPT_REASONS.get(code) or states.CANCEL_REASONS[code]
