"""What one citizen can be offered and what runs now: pages of the case team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from citizens.access import get_case_citizen
from citizens.access.offers import get_offer, get_stay
from citizens.actions.offers import end_stay, refer, start_stay
from citizens.choices import CitizenState
from citizens.choices.range import OPEN_STAYS, StayState
from citizens.forms.offers import EndStayForm, ReferForm, StartForm
from citizens.models import Citizen
from citizens.queries.range import choices_for, stays_of
from citizens.queries.support import grants_of
from citizens.range_sources import fitting_for, places_for
from citizens.views.profile import team_of
from citizens.views.shared import add_refusal, change_page, private
from jobcenter.clock import today
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow

PURPOSE = "citizen.support"


@allow(Can.READ_CITIZENS)
@require_GET
@private
def support(request: Request, citizen: UUID) -> HttpResponse:
    """What runs now, and what can be offered in the order of the target group."""
    viewer = request.viewer
    found = get_case_citizen(viewer, citizen, purpose=PURPOSE)
    places = places_for(viewer, found, today())
    choices = choices_for(viewer, found, places)
    stays = stays_of(viewer, found)
    grants = grants_of(viewer, found)
    can_write = viewer.can(Can.WRITE_CITIZENS) and found.state == CitizenState.ACTIVE
    knows, fitting = fitting_for(viewer, found, today(), places) if can_write else (True, [])
    return render(
        request,
        "citizens/range/support.html",
        {
            "citizen": found,
            "in_team": True,
            "day": today(),
            "can_write": can_write,
            "can_place": can_write and viewer.can(Can.MAKE_PLACEMENTS),
            "places": places,
            "fitting": fitting,
            "knows_what_fits": knows,
            "offered": [c for c in choices if c.entry.priority and c.entry.is_choice],
            "others": [c for c in choices if not c.entry.priority and c.entry.is_choice],
            "running": [stay for stay in stays if stay.state in OPEN_STAYS],
            "grants": [grant for grant in grants if grant.ended_on is None],
            "past_grants": [grant for grant in grants if grant.ended_on is not None],
            "past": [stay for stay in stays if stay.state == StayState.ENDED],
        },
    )


FIELD_OF = {
    "lower_reason": "lower_reason",
    "lower_text": "lower_text",
    "stay_owner": "owner",
    "stay_outcome": "outcome",
}


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def refer_to(request: Request, citizen: UUID, offer: UUID) -> HttpResponse:
    """Refer to an entry with room; below the highest open choice with a reason."""
    viewer = request.viewer
    found = get_case_citizen(viewer, citizen, purpose=PURPOSE)
    entry = get_offer(viewer, offer)
    choices = choices_for(viewer, found, places_for(viewer, found, today()))
    choice = next((each for each in choices if each.offer.pk == entry.pk), None)
    team = team_of(found)
    mine = next((each for each in team if each.membership_id == viewer.membership_id), None)
    form = ReferForm(
        request.POST if request.method == "POST" else None,
        team=team,
        lower=choice is not None and choice.is_lower,
        initial={"owner": str(mine.membership.public_id)} if mine else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(viewer, request.POST.get("once")):
                    refer(found, entry, actor=viewer, **form.cleaned_data)
        except Refused as error:
            field = FIELD_OF.get(error.code)
            add_refusal(form, error, field if field in form.fields else None)
        else:
            messages.success(request, _("Referred to %(offer)s.") % {"offer": entry.name})
            return redirect("citizens:support", found.public_id)
    above = [
        each for each in choices
        if choice is not None and choice.is_lower and each.entry.can_be_chosen
        and each.entry.priority is not None
        and each.entry.priority < (choice.entry.priority or 99)
    ]  # fmt: skip
    return render(
        request,
        "citizens/range/refer.html",
        {"citizen": found, "offer": entry, "choice": choice, "above": above, "form": form},
        status=422 if form.errors else 200,
    )


def _end_of(found: Citizen) -> HttpResponse:
    return redirect("citizens:support", found.public_id)


def say_changed(form: Any, version: int, data: dict[str, Any]) -> None:
    """Say that a colleague was faster; what was typed stays, with the new version."""
    form.data = {**data, "version": version}
    form.add_error(None, _("A colleague changed this meanwhile. Look again, and save once more."))


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def start(request: Request, citizen: UUID, stay: UUID) -> HttpResponse:
    """Write that a stay has begun."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_stay(request.viewer, found, stay)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        initial={"started_on": today(), "version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            start_stay(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, "started_on" if "started" not in error.code else None)
        except Stale:
            row = get_stay(request.viewer, found, stay)
            say_changed(form, row.version, request.POST.dict())
        else:
            messages.success(request, _("Saved."))
            return _end_of(found)
    return change_page(
        request, found, form, title=_("Began at %(offer)s") % {"offer": row.offer.name},
        lead=_("The last day follows from how long a stay may be."), button=_("Save"),
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def end(request: Request, citizen: UUID, stay: UUID) -> HttpResponse:
    """Write that a stay has ended, and what it led to."""
    found = get_case_citizen(request.viewer, citizen, purpose=PURPOSE)
    row = get_stay(request.viewer, found, stay)
    form = EndStayForm(
        request.POST if request.method == "POST" else None,
        began=row.state != StayState.ENROLLED,
        initial={"ended_on": today(), "version": row.version},
    )
    if request.method == "POST" and form.is_valid():
        try:
            end_stay(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error, FIELD_OF.get(error.code, "ended_on"))
        except Stale:
            row = get_stay(request.viewer, found, stay)
            say_changed(form, row.version, request.POST.dict())
        else:
            messages.success(request, _("Saved."))
            return _end_of(found)
    return change_page(
        request, found, form, title=_("Ended at %(offer)s") % {"offer": row.offer.name},
        lead=_("What it led to counts in the effect that colleagues see."), button=_("Save"),
    )  # fmt: skip
