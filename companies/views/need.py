"""One need: what is asked, how far we are, and every move with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import need_moves as moves
from companies.actions import needs as acts
from companies.choices.need import NeedKind, NeedState, RegisterStatus
from companies.forms.needs import (
    CloseNeedForm,
    FillForm,
    GiveNeedForm,
    NeedForm,
    ProposeForm,
    values_of,
)
from companies.models import Need
from companies.queries import people_of, staff_choices, workplaces_of
from companies.queries.needs import (
    hours_shown,
    is_late,
    needs_of_company,
    tone_of,
)
from companies.rules import needs as rules
from jobcenter import registries
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.models import Event
from jobcenter.once import claim_once
from jobcenter.permissions import CAPABILITIES, Can, allow
from jobcenter.viewer import Viewer
from jobcenter.views.errors import sentence


def events_of(viewer: Viewer, need: Need) -> list[Event]:
    """Return what happened with a need, the newest first."""
    return list(
        Event.objects.select_related("actor")
        .filter(
            jobcentre_id=viewer.jobcentre_id, company_id=need.company_id, group="need",
            subject=need.public_id,
        )
        .order_by("-at", "-id")[:30]
    )  # fmt: skip


def _page(request: Request, found: Need, **more: Any) -> HttpResponse:
    viewer = request.viewer
    may_write = viewer.can(Can.LOG_CONTACT)
    fillings = list(
        found.fillings.select_related("by")
        .filter(jobcentre_id=viewer.jobcentre_id)
        .order_by("seat")
    )
    taken = {each.seat for each in fillings}
    seat = next((at for at in range(1, found.number + 1) if at not in taken), 0)
    status = rules.register_status(
        found.state, found.closing, found.candidates, found.most_candidates
    )
    events = [(each, registries.event_kinds[each.kind].label) for each in events_of(viewer, found)]
    context = {
        "need": found, "company": found.company, "tone": tone_of(found),
        "is_late": is_late(found, today()), "hours": hours_shown(found.weekly_hours),
        "fillings": fillings, "events": events,
        "register_status": RegisterStatus(status).label,
        "asked": needs_of_company(viewer, found.company),
        "may_write": may_write, "may_move": may_write and found.is_open,
        "may_take": may_write and found.is_open and found.owner_id != viewer.membership_id
        and (found.owner is None or found.owner.ended_on is not None),
        "may_reopen": may_write and found.state == NeedState.CLOSED,
        "propose": ProposeForm(auto_id="propose_%s"),
        "fill": FillForm(auto_id="fill_%s", initial={"seat": seat}), "seat": seat,
        "main_slot": registries.render_slot("need.main", request, need=found),
        **more,
    }  # fmt: skip
    wrong = "refusal" in more or any(
        form.errors for form in more.values() if isinstance(form, forms.Form)
    )
    return render(request, "companies/need.html", context, status=422 if wrong else 200)


@allow(Can.READ_COMPANIES)
@require_GET
def need(request: Request, need: UUID) -> HttpResponse:
    """One need: what is asked, how far we are, what can be done."""
    return _page(request, access.need(request.viewer, need))


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def edit(request: Request, need: UUID) -> HttpResponse:
    """Change what is needed; what a colleague changed meanwhile is not overwritten."""
    viewer = request.viewer
    found = access.need(viewer, need)
    back = reverse("companies:need", args=[found.public_id])
    people = people_of(viewer, company=found.company)
    world: dict[str, Any] = {
        "people": [p for p in people if p.left_on is None or p.pk == found.person_id],
        "workplaces": workplaces_of(found.company), "is_carved": found.kind == NeedKind.CARVED,
    }  # fmt: skip
    form = NeedForm(request.POST or None, initial=values_of(found), **world)
    if request.method == "POST" and form.is_valid():
        try:
            acts.edit_need(
                found, form.facts, actor=viewer, version=form.cleaned_data["version"] or 0
            )
        except Stale:
            stored = access.need(viewer, need)
            return conflict(
                request, yours=form, theirs=NeedForm(initial=values_of(stored), **world),
                version=stored.version, title=stored.title, back=back,
                changed=last_change(viewer, stored),
            )  # fmt: skip
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The need is saved."))
            return redirect(back)
    context = {
        "company": found.company, "form": form, "back": back, "need": found,
        "heading": _("Change the need"),
    }  # fmt: skip
    return render(request, "companies/need_form.html", context, status=422 if form.errors else 200)


@allow(Can.LOG_CONTACT)
@require_POST
def take(request: Request, need: UUID) -> HttpResponse:
    """Take it, or hear who was faster."""
    found = access.need(request.viewer, need)
    try:
        acts.take_need(found, actor=request.viewer)
    except Refused as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("The need is yours."))
    return redirect("companies:need", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def propose(request: Request, need: UUID) -> HttpResponse:
    """Note that candidates were proposed."""
    found = access.need(request.viewer, need)
    form = ProposeForm(request.POST, auto_id="propose_%s")
    if not form.is_valid():
        return _page(request, found, propose=form)
    if claim_once(request.viewer, request.POST.get("once")):
        try:
            moves.propose_candidates(
                found, actor=request.viewer, number=form.cleaned_data["number"]
            )
        except Refused as problem:
            messages.warning(request, sentence(problem))
        else:
            messages.success(request, _("Noted. The company counts on hearing from you."))
    return redirect("companies:need", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def fill(request: Request, need: UUID) -> HttpResponse:
    """Fill the place one looked at; who comes second is told who was first."""
    found = access.need(request.viewer, need)
    form = FillForm(request.POST, auto_id="fill_%s")
    if not form.is_valid():
        return _page(request, found, fill=form)
    if claim_once(request.viewer, request.POST.get("once")):
        try:
            moves.fill_need(
                found, actor=request.viewer, seat=form.cleaned_data["seat"],
                how=form.cleaned_data["how"],
            )  # fmt: skip
        except Refused as problem:
            again = access.need(request.viewer, need)
            return _page(request, again, refusal=sentence(problem))
        messages.success(request, _("The place is filled."))
    return redirect("companies:need", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def empty(request: Request, need: UUID, filling: UUID) -> HttpResponse:
    """Take a filling back."""
    found = access.need(request.viewer, need)
    row = found.fillings.filter(
        jobcentre_id=request.viewer.jobcentre_id, public_id=filling
    ).first()  # fmt: skip
    if row is None:
        raise NotYours
    try:
        moves.empty_place(row, actor=request.viewer)
    except Refused as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("The place is free again."))
    return redirect("companies:need", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def renew(request: Request, need: UUID) -> HttpResponse:
    """Note that the company says it still stands."""
    found = access.need(request.viewer, need)
    try:
        moves.renew_need(found, actor=request.viewer)
    except Refused as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("It still stands. We ask again in nine days."))
    return redirect("companies:need", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def reopen(request: Request, need: UUID) -> HttpResponse:
    """Open a closed need again."""
    found = access.need(request.viewer, need)
    try:
        moves.reopen_need(found, actor=request.viewer)
    except Refused as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("The need is open again."))
    return redirect("companies:need", found.public_id)


def _move(request: Request, found: Need, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"need": found, "form": form, **words}
    status = 422 if form.errors else 200
    return render(request, "companies/need_move.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def close(request: Request, need: UUID) -> HttpResponse:
    """Close it with why."""
    found = access.need(request.viewer, need)
    form = CloseNeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moves.close_need(
                found, actor=request.viewer, reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The need is closed. It stays in the history."))
            return redirect("companies:need", found.public_id)
    return _move(
        request, found, form, heading=_("Close the need"), button=_("Close the need"),
        text=_("Places that are filled stay filled."),
    )  # fmt: skip


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def give(request: Request, need: UUID) -> HttpResponse:
    """Give it to a colleague."""
    found = access.need(request.viewer, need)
    staff = [
        each
        for each in staff_choices(request.viewer)
        if each.pk != found.owner_id
        and any(Can.LOG_CONTACT in CAPABILITIES[role] for role in each.roles)
    ]  # fmt: skip
    form = GiveNeedForm(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid():
        acts.give_need(found, form.colleague, actor=request.viewer)
        messages.success(
            request, _("%(name)s has it now and is told.") % {"name": form.colleague.name}
        )
        return redirect("companies:need", found.public_id)
    return _move(
        request, found, form, heading=_("Give it to a colleague"),
        button=_("Give it to a colleague"), text="",
    )  # fmt: skip
