"""The plan, its targets, and the notes on them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actionplans import actions, words
from actionplans.access import plan_for, target_for
from actionplans.forms import NoteForm, PlanForm, TargetForm, initial_of, initial_of_new
from actionplans.models import ActionPlan, EffortTarget
from actionplans.queries import groups_by_target, standings, targets_of
from jobcenter.clock import today
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow


@allow(Can.READ_PLAN, Can.WRITE_PLAN)
@require_GET
def plan(request: Request, public_id: UUID | None = None) -> HttpResponse:
    """Show a plan target by target; without an id this year's, else the newest."""
    day = today()
    plans = list(ActionPlan.objects.visible_to(request.viewer).order_by("-year"))
    if public_id is None:
        chosen = next((each for each in plans if each.year <= day.year), None)
        chosen = chosen or (plans[-1] if plans else None)
    else:
        chosen = next((each for each in plans if each.public_id == public_id), None)
        if chosen is None:
            chosen = plan_for(request.viewer, public_id)
    cards: list[dict[str, Any]] = []
    if chosen is not None:
        targets = list(targets_of(request.viewer, chosen))
        cards = [words.card(each) for each in standings(request.viewer, targets, day)]
    return render(
        request,
        "actionplans/plan.html",
        {
            "plan": chosen,
            "plans": plans,
            "cards": cards,
            "counts": _counts(cards),
            "may_write": request.viewer.can(Can.WRITE_PLAN),
            "today": day,
        },
    )


def _counts(cards: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return (tone, words, how many) of each light in use, the worst first."""
    counts = []
    for tone in ("bad", "warn", "ok", "plain"):
        of_tone = [card for card in cards if card["tone"] == tone]
        if of_tone:
            counts.append((tone, of_tone[0]["light"], len(of_tone)))
    return counts


@allow(Can.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new_plan(request: Request) -> HttpResponse:
    """Begin a year's plan."""
    year = today().year + (1 if today().month >= 9 else 0)
    start = {"year": year, "title": _("Action plan %(year)s") % {"year": year}}
    form = PlanForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            return redirect("actionplans:index")
        try:
            made = actions.make_plan(actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _tell(form, error, {"actionplan_once_a_year": "year"})
        else:
            messages.success(request, _("The plan is begun. Write its first target."))
            return redirect("actionplans:plan", made.public_id)
    return _answer(request, "actionplans/plan_form.html", form)


@allow(Can.WRITE_PLAN)
@require_POST
def approve(request: Request, public_id: UUID) -> HttpResponse:
    """Approve a draft."""
    found = plan_for(request.viewer, public_id)
    try:
        actions.approve_plan(found, actor=request.viewer)
    except Refused as error:
        messages.error(request, _(error.message) % error.params)
    else:
        messages.success(request, _("The plan is approved. Everybody can read it now."))
    return redirect("actionplans:plan", public_id)


@allow(Can.WRITE_PLAN)
@require_POST
def revise(request: Request, public_id: UUID) -> HttpResponse:
    """Open an approved plan as its next version."""
    found = actions.revise_plan(plan_for(request.viewer, public_id), actor=request.viewer)
    messages.success(
        request,
        _("Version %(version)s is open for changes. Approve it when you are done.")
        % {"version": found.version},
    )
    return redirect("actionplans:plan", public_id)


@allow(Can.READ_PLAN, Can.WRITE_PLAN)
@require_GET
def target(request: Request, public_id: UUID) -> HttpResponse:
    """Show a target: value, light, trend, reason and the notes."""
    found = target_for(request.viewer, public_id)
    return render(request, "actionplans/target.html", _target_page(request, found, NoteForm()))


def _target_page(request: Request, found: EffortTarget, form: NoteForm) -> dict[str, Any]:
    (standing,) = standings(request.viewer, [found], today())
    notes = found.notes.filter(jobcentre_id=request.viewer.jobcentre_id).select_related("by")
    return {
        "card": words.card(standing),
        "target": found,
        "plan": found.plan,
        "notes": list(notes.order_by("-noted_on", "-id")[:50]),
        "form": form,
        "may_write": request.viewer.can(Can.WRITE_PLAN),
        "may_open_rows": request.viewer.can(Can.SEE_DASHBOARD),
    }


@allow(Can.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def new_target(request: Request, public_id: UUID) -> HttpResponse:
    """Add a target to a draft."""
    found = plan_for(request.viewer, public_id)
    form = TargetForm(
        request.POST or None,
        viewer=request.viewer,
        initial=initial_of_new(request.viewer, request.membership),
    )
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            return redirect("actionplans:plan", public_id)
        try:
            made = actions.add_target(found, form.facts(), actor=request.viewer)
        except Refused as error:
            _tell(form, error, FIELD_OF)
        else:
            messages.success(request, _("The target is in the plan and follows the figures."))
            return redirect("actionplans:target", made.public_id)
    return _answer(request, "actionplans/target_form.html", form, plan=found)


@allow(Can.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def edit_target(request: Request, public_id: UUID) -> HttpResponse:
    """Change a target of a draft."""
    found = target_for(request.viewer, public_id)
    groups = groups_by_target(request.viewer, [found])[found.pk]
    form = TargetForm(
        request.POST or None, viewer=request.viewer, initial=initial_of(found, groups)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_target(
                found,
                form.facts(),
                actor=request.viewer,
                version=form.cleaned_data["version"] or 0,
            )
        except Refused as error:
            _tell(form, error, FIELD_OF)
        else:
            messages.success(request, _("The target is changed."))
            return redirect("actionplans:target", public_id)
    return _answer(request, "actionplans/target_form.html", form, plan=found.plan, target=found)


@allow(Can.WRITE_PLAN)
@require_POST
def note(request: Request, public_id: UUID) -> HttpResponse:
    """Write a dated note with the value of the day."""
    found = target_for(request.viewer, public_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        context = _target_page(request, found, form)
        return render(request, "actionplans/target.html", context, status=422)
    if claim_once(request.viewer, request.POST.get("once")):
        (standing,) = standings(request.viewer, [found], today())
        actions.add_note(
            found,
            actor=request.viewer,
            text=form.cleaned_data["text"],
            value=standing.value.exact if standing.value else None,
        )
        messages.success(request, _("The note is kept."))
    return redirect("actionplans:target", public_id)


FIELD_OF = {
    "target_needs_indicator": "indicator",
    "indicator_gone": "indicator",
    "target_needs_number": "target_value",
    "target_needs_deadline": "deadline",
    "deadline_before_start": "deadline",
    "baseline_needs_day": "baseline_on",
    "target_needs_baseline": "baseline_value",
    "efforttarget_has_a_text": "text",
}


def _tell(form: forms.Form, error: Refused, field_of: dict[str, str]) -> None:
    form.add_error(field_of.get(error.code), _(error.message) % error.params)


def _answer(request: Request, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)
