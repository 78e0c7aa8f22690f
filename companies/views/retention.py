"""Retention cases: the viewer's own, one of them, and the facts of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from companies.access import company as access
from companies.actions import retention as acts
from companies.choices.retention import LOOK, MARK_TEXTS
from companies.forms.retention import CaseForm, PlanTalkForm, StepForm, values_of
from companies.models import RetentionCase
from companies.queries import retention as reads
from companies.queries import workplaces_of
from companies.rules import retention as rules
from jobcenter.access_log import record_look
from jobcenter.clock import today
from jobcenter.conflicts import conflict
from jobcenter.dates import say
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

FIELD_OF = {
    "label_empty": "label", "label_identifies": "label", "first_day": "first_absence_on",
    "workplace_elsewhere": "workplace", "told_ahead": "told_on",
}  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_GET
def listing(request: Request) -> HttpResponse:
    """The cases the viewer is with; a manager counts the others without seeing into them."""
    may_count = request.viewer.can(Can.GRANT_ACCESS)
    tabs = [("mine", _("Mine")), ("closed", _("Closed"))]
    if may_count:
        tabs.append(("all", _("All, masked")))
    show = request.GET.get("vis", "mine")
    show = show if show in {code for code, _label in tabs} else "mine"
    rows: list[Any] = list(
        reads.cases_masked(request.viewer)
        if show == "all" else reads.cases_of(request.viewer, show=show)
    )  # fmt: skip
    if show != "all":
        rows = [(row, reads.TONES[row.state], rules.weeks_away(row.first_absence_on, today()))
                for row in rows]  # fmt: skip
    context = {
        "rows": rows[: reads.SHOWN], "has_more": len(rows) > reads.SHOWN, "tabs": tabs,
        "show": show, "today": today(),
    }  # fmt: skip
    return render(request, "companies/retention_cases.html", context)


def page(request: Request, found: RetentionCase, **more: Any) -> HttpResponse:
    """Show a case to somebody who is with it."""
    steps = reads.steps_of(found)
    talks = reads.talks_of(found)
    day = today()
    ahead = next((talk for talk in talks if talk.held_on is None), None)
    context = {
        "case": found, "company": found.company, "tone": reads.TONES[found.state], "today": day,
        "weeks": rules.weeks_away(found.first_absence_on, day),
        "talks": [talk for talk in talks if talk.held_on], "ahead": ahead, "steps": steps,
        "points": [(say(step.starts_on, "j. b Y"), float(step.hours)) for step in steps],
        "decimals": int(any(step.hours % 1 for step in steps) or found.weekly_hours % 1 > 0),
        "usual": float(found.weekly_hours), "members": reads.people_of_case(found),
        "looks": reads.looks_at(found), "is_owner": found.owner_id == request.viewer.membership_id,
        "may_spend": found.is_open and request.viewer.can(Can.LOG_CONTACT),
        "marks": [(mark, MARK_TEXTS[mark.weeks])
                  for mark in rules.marks(found.first_absence_on, found.mark_done)],
        "moves": [move for move, (sources, _to) in rules.MOVES.items() if found.state in sources],
        "erased_after": rules.KEPT.days // 30, "plan_talk": PlanTalkForm(auto_id="talk_%s"),
        "step_form": StepForm(auto_id="step_%s"), **more,
    }  # fmt: skip
    wrong = "refusal" in more or any(
        form.errors for form in more.values() if isinstance(form, forms.Form)
    )
    return render(request, "companies/retention_case.html", context, status=422 if wrong else 200)


@allow(Can.READ_CITIZENS)
@require_GET
def case(request: Request, case: UUID) -> HttpResponse:
    """One case; who opened it is noted."""
    found = access.retention_case(request.viewer, case)
    record_look(request.viewer, found.public_id, LOOK)
    return page(request, found)


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
def new(request: Request, company: UUID) -> HttpResponse:
    """Open a case at a company."""
    found = access.company(request.viewer, company)
    form = CaseForm(request.POST or None, workplaces=workplaces_of(found))
    if request.method == "POST" and form.is_valid():
        if not claim_once(request.viewer, request.POST.get("once")):
            return redirect("companies:retention")
        try:
            made = acts.open_case(found, form.facts, actor=request.viewer)
        except Refused as problem:
            form.add_error(FIELD_OF.get(problem.code), sentence(problem))
        else:
            messages.success(request, _("The case is open. Only you see it."))
            return redirect("companies:retention_case", made.public_id)
    back = reverse("companies:company", args=[found.public_id])
    context = {"form": form, "company": found, "back": back, "back_to": found.name,
               "heading": _("New retention case")}  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/retention_form.html", context, status=status)


@allow(Can.READ_CITIZENS)
@require_http_methods(["GET", "POST"])
def edit(request: Request, case: UUID) -> HttpResponse:
    """Change what a case says."""
    found = access.retention_case(request.viewer, case)
    back = reverse("companies:retention_case", args=[found.public_id])
    world = {"workplaces": workplaces_of(found.company)}
    form = CaseForm(request.POST or None, initial=values_of(found), **world)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            acts.edit_case(found, form.facts, actor=request.viewer, version=version)
        except Refused as problem:
            form.add_error(FIELD_OF.get(problem.code), sentence(problem))
        except Stale:
            stored = access.retention_case(request.viewer, case)
            return conflict(
                request, yours=form, theirs=CaseForm(initial=values_of(stored), **world),
                version=stored.version, title=_("Retention case"), back=back, changed=None,
            )  # fmt: skip
        else:
            messages.success(request, _("The case is saved."))
            return redirect(back)
    context = {
        "form": form, "company": found.company, "back": back, "back_to": _("The case"),
        "heading": _("Change the case"), "case": found,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/retention_form.html", context, status=status)
