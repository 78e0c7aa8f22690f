"""The moves of a retention case: talks, plan, § 56, its people, and how it ends."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import company as access
from companies.actions import retention as acts
from companies.actions import retention_work as work
from companies.forms import retention as fields
from companies.models import RetentionCase, RetentionStep, RetentionTalk
from companies.queries import retention as reads
from companies.queries import staff_choices
from companies.views.retention import page
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.models import Membership
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence

BOTH = ["GET", "POST"]


def _back(found: RetentionCase) -> HttpResponse:
    return redirect("companies:retention_case", found.public_id)


def _try(request: Request, found: RetentionCase, do: Callable[[], Any], said: str) -> HttpResponse:
    """Do what a button asks; a refusal stands on top of the case."""
    try:
        do()
    except Refused as problem:
        return page(request, found, refusal=sentence(problem))
    messages.success(request, said)
    return _back(found)


def _form(
    request: Request, found: RetentionCase, form: forms.Form, do: Callable[[], Any], *,
    heading: str, button: str, said: str, text: str = "", wrong: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a form of its own page, or do what it asks."""
    if request.method == "POST" and form.is_valid():
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                do()
        except Refused as problem:
            form.add_error((wrong or {}).get(problem.code), sentence(problem))
        else:
            messages.success(request, said)
            return _back(found)
    context = {"case": found, "form": form, "heading": heading, "button": button, "text": text}
    status = 422 if form.errors else 200
    return render(request, "companies/retention_move.html", context, status=status)


@allow(Can.READ_CITIZENS)
@require_POST
def plan_talk(request: Request, case: UUID) -> HttpResponse:
    """Plan the next round-table talk."""
    found = access.retention_case(request.viewer, case)
    form = fields.PlanTalkForm(request.POST, auto_id="talk_%s")
    if form.is_valid():
        try:
            work.plan_talk(found, form.cleaned_data["on"], actor=request.viewer)
        except Refused as problem:
            form.add_error("on", sentence(problem))
        else:
            messages.success(request, _("The talk is planned."))
            return _back(found)
    return page(request, found, plan_talk=form)


def _talk(request: Request, talk: UUID) -> RetentionTalk:
    return access.retention_part(request.viewer, RetentionTalk, talk)


@allow(Can.READ_CITIZENS)
@require_http_methods(BOTH)
def hold_talk(request: Request, talk: UUID) -> HttpResponse:
    """Note what a talk came to."""
    found = _talk(request, talk)
    first = {"held_on": min(found.planned_on, today())}
    form = fields.HoldTalkForm(request.POST or None, initial=first)
    return _form(
        request, found.case, form,
        lambda: work.hold_talk(found, actor=request.viewer, **form.cleaned_data),
        heading=_("The talk was held"), button=_("Save the talk"), said=_("The talk is saved."),
        text=_("Roles, never names. What was agreed about the work; no diagnosis."),
        wrong={"talk_ahead": "held_on", "talk_empty": "agreed"},
    )  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_POST
def drop_talk(request: Request, talk: UUID) -> HttpResponse:
    """Take back a planned talk."""
    found = _talk(request, talk)
    return _try(request, found.case, lambda: work.drop_talk(found, actor=request.viewer),
                _("The talk is taken back."))  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_POST
def add_step(request: Request, case: UUID) -> HttpResponse:
    """Write a step of the plan."""
    found = access.retention_case(request.viewer, case)
    form = fields.StepForm(request.POST, auto_id="step_%s")
    if form.is_valid():
        try:
            work.add_step(found, actor=request.viewer, **form.cleaned_data)
        except Refused as problem:
            form.add_error("hours" if problem.code == "step_hours" else "starts_on",
                           sentence(problem))  # fmt: skip
        else:
            messages.success(request, _("The step is in the plan."))
            return _back(found)
    return page(request, found, step_form=form)


def _step(request: Request, step: UUID) -> RetentionStep:
    return access.retention_part(request.viewer, RetentionStep, step)


@allow(Can.READ_CITIZENS)
@require_POST
def finish_step(request: Request, step: UUID) -> HttpResponse:
    """Note that a step has come about."""
    found = _step(request, step)
    return _try(request, found.case, lambda: work.finish_step(found, actor=request.viewer),
                _("The step is seen to."))  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_POST
def drop_step(request: Request, step: UUID) -> HttpResponse:
    """Take a step out of the plan."""
    found = _step(request, step)
    return _try(request, found.case, lambda: work.drop_step(found, actor=request.viewer),
                _("The step is out of the plan."))  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_POST
def tick(request: Request, case: UUID) -> HttpResponse:
    """Note that a week of the absence was seen to."""
    found = access.retention_case(request.viewer, case)
    weeks = request.POST.get("weeks", "")
    if not (weeks.isascii() and weeks.isdigit() and len(weeks) < 4):
        raise NotYours
    return _try(request, found, lambda: acts.tick_mark(found, int(weeks), actor=request.viewer),
                _("It is noted."))  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_http_methods(BOTH)
def move(request: Request, case: UUID, step: str) -> HttpResponse:
    """Take the case a step on, back, or to its end."""
    found = access.retention_case(request.viewer, case)
    if step in {"agree", "part_time", "full_time"}:
        if request.method != "POST":
            return _back(found)
        return _try(request, found, lambda: acts.move_case(found, step, actor=request.viewer),
                    _("The case is saved."))  # fmt: skip
    heading, button = {
        "close": (_("Close the case"), _("Close the case")),
        "reopen": (_("Open the case again"), _("Open it again")),
        "away": (_("Away again"), _("Save")),
    }[step]
    kind = fields.CloseCaseForm if step == "close" else fields.ReasonForm
    form = kind(request.POST or None)
    text = _("A year after closing, everything about the person is erased.")
    return _form(
        request, found, form,
        lambda: acts.move_case(found, step, actor=request.viewer, **form.cleaned_data),
        heading=heading, button=button, said=_("The case is saved."),
        text=text if step == "close" else "", wrong={"case_reason": "reason"},
    )  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_http_methods(BOTH)
def section_56(request: Request, case: UUID) -> HttpResponse:
    """Note a § 56 agreement."""
    found = access.retention_case(request.viewer, case)
    first = {"asked_on": found.section_56_asked_on, "starts_on": found.section_56_from,
             "ends_on": found.section_56_to}  # fmt: skip
    form = fields.Section56Form(request.POST or None, initial=first)
    return _form(
        request, found, form,
        lambda: acts.note_section_56(found, actor=request.viewer, **form.cleaned_data),
        heading=_("§ 56 agreement"), button=_("Save"), said=_("The agreement is noted."),
        text=_("§ 56 is not in our collection of law: who can have one, and for how long, is not "
               "verified here. Leave all days empty to take the note away."),
        wrong={"s56_ahead": "asked_on", "s56_not_asked": "asked_on", "s56_half": "ends_on",
               "s56_order": "ends_on"},
    )  # fmt: skip


def _staff(request: Request, found: RetentionCase, without: set[int]) -> list[Membership]:
    return [each for each in staff_choices(request.viewer)
            if each.pk not in without | {found.owner_id} and acts.may_have_cases(each)]  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_http_methods(BOTH)
def add_member(request: Request, case: UUID) -> HttpResponse:
    """Let a colleague into the case."""
    found = access.retention_case(request.viewer, case)
    there = {each.member_id for each in reads.people_of_case(found)}
    form = fields.ColleagueForm(request.POST or None, staff=_staff(request, found, there))
    return _form(
        request, found, form,
        lambda: acts.add_member(found, form.colleague, actor=request.viewer),
        heading=_("Let a colleague in"), button=_("Let in"),
        said=_("The colleague sees the case from now on."),
        text=_("They see everything in the case and can write in it. Only who has a task in it."),
        wrong={"not_owner": "to", "member_already": "to"},
    )  # fmt: skip


@allow(Can.READ_CITIZENS)
@require_POST
def remove_member(request: Request, case: UUID, member: UUID) -> HttpResponse:
    """Take a colleague out of the case."""
    found = access.retention_case(request.viewer, case)
    who = next((each.member for each in reads.people_of_case(found)
                if each.member.public_id == member), None)  # fmt: skip
    if who is None:
        raise NotYours
    try:
        acts.remove_member(found, who, actor=request.viewer)
    except Refused as problem:
        return page(request, found, refusal=sentence(problem))
    messages.success(request, _("%(name)s no longer sees the case.") % {"name": who.name})
    if who.pk == request.viewer.membership_id:
        return redirect("companies:retention")
    return _back(found)


@allow(Can.READ_CITIZENS)
@require_http_methods(BOTH)
def give(request: Request, case: UUID) -> HttpResponse:
    """Give the case to a colleague."""
    found = access.retention_case(request.viewer, case)
    form = fields.ColleagueForm(request.POST or None, staff=_staff(request, found, set()))
    if request.method == "POST" and form.is_valid():
        try:
            acts.give_case(found, form.colleague, actor=request.viewer)
        except Refused as problem:
            form.add_error("to", sentence(problem))
        else:
            name = form.colleague.name
            messages.success(request, _("%(name)s owns the case now.") % {"name": name})
            return redirect("companies:retention")
    context = {
        "case": found, "form": form, "heading": _("Give the case to a colleague"),
        "button": _("Give it away"),
        "text": _("They own it from now on, and you no longer see it."),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/retention_move.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_http_methods(BOTH)
def punch(request: Request, case: UUID) -> HttpResponse:
    """Spend a punch of the company's card on the talk."""
    found = access.retention_case(request.viewer, case)
    cards = reads.cards_to_spend(found)
    form = fields.PunchForm(request.POST or None, cards=cards)
    return _form(
        request, found, form,
        lambda: work.punch_for(found, form.chosen_card, actor=request.viewer,
                               profession=form.cleaned_data["profession"]),
        heading=_("Spend a punch"), button=_("Spend one punch"), said=_("The punch is spent."),
        text=_("Colleagues read on the card that a round-table talk took place, and nothing of "
               "this case.") if cards else _("The company has no card with punches left."),
    )  # fmt: skip
