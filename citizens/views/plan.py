"""The plan as the case team works with it: one page, and small forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access import get_case_citizen
from citizens.access.plan import get_goal, get_step
from citizens.access.release import releases_of
from citizens.actions.plan import (
    add_goal,
    add_step,
    change_goal,
    change_step,
    move_goal,
    move_step,
)
from citizens.choices.plan import GoalState, StepState
from citizens.choices.release import ReleaseState
from citizens.forms.plan import (
    CallOffForm,
    ChangeGoalForm,
    ChangeStepForm,
    CloseGoalForm,
    GoalForm,
    StepForm,
)
from citizens.models import CaseTeamMember, Citizen
from citizens.plan_reading import SHOWN, verdict_of, voices_of
from citizens.queries.plan import link_until, plan_of
from citizens.views.shared import add_refusal, private
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

FIELD_OF = {
    "plan_empty": "text",
    "outside_missing": "outside",
    "step_owner": "doer",
    "plan_reason": "reason",
    "goal_open_steps": "to",
    "goal_move": "to",
}


def team_of(citizen: Citizen) -> list[CaseTeamMember]:
    """Return the case team of today, by name."""
    rows = CaseTeamMember.objects.on(today()).filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, membership__ended_on__isnull=True
    )
    return list(rows.select_related("membership").order_by("membership__name", "pk"))


def _back(citizen: Citizen) -> HttpResponse:
    return redirect("citizens:plan", citizen.public_id)


def _form_page(
    request: Request, citizen: Citizen, form: Any, *, with_once: bool = False, **context: Any
) -> HttpResponse:
    return render(
        request,
        "citizens/plan/form.html",
        {"citizen": citizen, "form": form, "with_once": with_once, **context},
        status=422 if form.errors else 200,
    )


def _refuse(form: Any, error: Refused) -> None:
    field = FIELD_OF.get(error.code)
    if error.code in {"due_past", "due_far"}:
        field = "due_on" if "due_on" in form.fields else "target_on"
    add_refusal(form, error, field if field in form.fields else None)


@allow(Can.READ_CITIZENS)
@require_GET
@private
def plan(request: Request, citizen: UUID) -> HttpResponse:
    """Goals and steps on one page, across departments."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    shown = plan_of(request.viewer, found)
    voices = list(voices_of(request.viewer, found)[:SHOWN])
    verdict = verdict_of(voices)
    released = releases_of(request.viewer, found)
    return render(
        request,
        "citizens/plan/page.html",
        {
            "citizen": found,
            "in_team": True,
            "plan": shown,
            "can_write": request.viewer.can(Can.WRITE_CITIZENS),
            "waiting": [each for each in voices if each.waits],
            "heard": [each for each in voices if not each.waits],
            "verdict": verdict,
            "is_answered": verdict is not None and verdict.plan_version == shown.version,
            "chosen": next((r for r in released if r.state == ReleaseState.CHOSEN), None),
            "released": [r for r in released if r.state == ReleaseState.OPEN],
            "settled": [r for r in released if r.closed_at],
            "day": today(),
            "link_until": link_until(found),
        },
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def new_goal(request: Request, citizen: UUID) -> HttpResponse:
    """Write a goal."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    form = GoalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_goal(found, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The goal is in the plan. What is the first step?"))
            return _back(found)
    return _form_page(
        request, found, form, with_once=True, title=_("New goal"),
        lead=_("One thing the candidate wants to reach."), button=_("Save the goal"),
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def edit_goal(request: Request, citizen: UUID, goal: UUID) -> HttpResponse:
    """Change a goal; somebody else's change meanwhile is shown beside."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_goal(request.viewer, found, goal)

    def filled() -> dict[str, Any]:
        return {"text": row.text, "target_on": row.target_on, "version": row.version}

    form = ChangeGoalForm(request.POST if request.method == "POST" else None, initial=filled())
    if request.method == "POST" and form.is_valid():
        try:
            change_goal(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            row = get_goal(request.viewer, found, goal)
            return conflict(
                request, yours=form, theirs=ChangeGoalForm(initial=filled()),
                version=row.version, title=_("Change the goal"),
                back=reverse("citizens:plan", args=[found.public_id]),
                changed=last_change(request.viewer, row),
            )  # fmt: skip
        else:
            messages.success(request, _("Saved."))
            return _back(found)
    return _form_page(
        request, found, form, title=_("Change the goal"), lead=row.text, button=_("Save")
    )


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def close_goal(request: Request, citizen: UUID, goal: UUID) -> HttpResponse:
    """Write that a goal is reached or given up."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_goal(request.viewer, found, goal)
    form = CloseGoalForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_goal(row, actor=request.viewer, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            row = get_goal(request.viewer, found, goal)
            form = CloseGoalForm({**request.POST.dict(), "version": row.version})
            form.is_valid()
            form.add_error(None, _stale() % {"text": row.text})
        else:
            messages.success(request, _("Saved."))
            return _back(found)
    return _form_page(
        request, found, form, title=_("Close the goal"), lead=row.text, button=_("Close the goal")
    )


def _stale() -> str:
    return _("A colleague changed it meanwhile. It now says: %(text)s. Save again if it holds.")


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def reopen_goal(request: Request, citizen: UUID, goal: UUID) -> HttpResponse:
    """Take up a closed goal again."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_goal(request.viewer, found, goal)
    _try_to(request, lambda: move_goal(
        row, actor=request.viewer, version=_version(request), to=GoalState.OPEN
    ))  # fmt: skip
    return _back(found)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def new_step(request: Request, citizen: UUID, goal: UUID) -> HttpResponse:
    """Write a step towards a goal."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_goal(request.viewer, found, goal)
    form = StepForm(
        request.POST if request.method == "POST" else None,
        team=team_of(found), me=request.viewer.membership_id,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_step(row, actor=request.viewer, **form.facts())
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The step is in the plan now."))
            return _back(found)
    return _form_page(
        request, found, form, with_once=True, title=_("New step"), lead=row.text,
        button=_("Save the step"),
    )  # fmt: skip


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def edit_step(request: Request, citizen: UUID, step: UUID) -> HttpResponse:
    """Change a step; somebody else's change meanwhile is shown beside."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_step(request.viewer, found, step)
    team = team_of(found)

    def form_of(sent: Any = None) -> ChangeStepForm:
        return ChangeStepForm(
            sent, team=team, me=request.viewer.membership_id, initial=ChangeStepForm.filled(row)
        )

    form = form_of(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            change_step(row, actor=request.viewer, **form.facts())
        except Refused as error:
            _refuse(form, error)
        except Stale:
            row = get_step(request.viewer, found, step)
            for name in ("doer", "follower"):  # shown as chosen, not as what the action takes
                form.cleaned_data.pop(name, None)
            return conflict(
                request, yours=form, theirs=form_of(), version=row.version,
                title=_("Change the step"), back=reverse("citizens:plan", args=[found.public_id]),
                changed=last_change(request.viewer, row),
            )  # fmt: skip
        else:
            messages.success(request, _("Saved."))
            return _back(found)
    return _form_page(
        request, found, form, title=_("Change the step"), lead=row.goal.text, button=_("Save")
    )


@allow(Can.WRITE_CITIZENS)
@require_POST
@private
def set_step(request: Request, citizen: UUID, step: UUID) -> HttpResponse:
    """One click: under way, done, or taken up again."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_step(request.viewer, found, step)
    to = request.POST.get("to", "")
    _try_to(request, lambda: move_step(row, actor=request.viewer, version=_version(request), to=to))
    return _back(found)


@allow(Can.WRITE_CITIZENS)
@require_http_methods(["GET", "POST"])
@private
def call_off(request: Request, citizen: UUID, step: UUID) -> HttpResponse:
    """Call a step off, with a reason the citizen reads."""
    found = get_case_citizen(request.viewer, citizen, purpose="citizen.plan")
    row = get_step(request.viewer, found, step)
    form = CallOffForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_step(row, actor=request.viewer, to=StepState.DROPPED, **form.cleaned_data)
        except Refused as error:
            _refuse(form, error)
        except Stale:
            row = get_step(request.viewer, found, step)
            form = CallOffForm({**request.POST.dict(), "version": row.version})
            form.is_valid()
            form.add_error(None, _stale() % {"text": row.text})
        else:
            messages.success(request, _("Saved."))
            return _back(found)
    return _form_page(
        request, found, form, title=_("Call the step off"), lead=row.text,
        button=_("Call the step off"), warning=True,
    )  # fmt: skip


def _version(request: Request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _try_to(request: Request, move: Any) -> None:
    """Move by one click; what stands in the way is said on the page."""
    try:
        move()
    except Refused as error:
        messages.error(request, sentence(error))
    except Stale:
        messages.warning(request, _("A colleague was faster. Look at the plan as it is now."))
    else:
        messages.success(request, _("Saved."))
