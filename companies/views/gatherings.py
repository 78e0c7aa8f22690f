"""Events for colleagues: the list, one event, whom to invite, answers, who came, how it ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import gathering_answers
from companies.actions import gatherings as actions
from companies.choices.gathering import MOST_INVITED, Answer, Source
from companies.forms.fields import chosen
from companies.forms.gatherings import (
    FIRST,
    AnswerForm,
    CallOffForm,
    GatheringForm,
    InviteForm,
    NoteForm,
)
from companies.models import Gathering
from companies.queries import gatherings as queries
from companies.queries import staff_choices
from companies.queries.networks import member_people, open_networks
from jobcenter import registries
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _page(gathering: Gathering) -> HttpResponse:
    return redirect("companies:gathering", gathering.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def gatherings(request: Request) -> HttpResponse:
    """Events to come, the next first, and those that are over."""
    which = "over" if request.GET.get("vis") == "over" else "soon"
    side = request.GET.get("side", "")
    rows, following = queries.gatherings(request.viewer, which, side)
    context = {
        "rows": rows, "which": which, "following": following, "is_first": not side,
        "may_manage": request.viewer.can(Can.MANAGE_CAMPAIGNS), "query_string": f"vis={which}",
    }  # fmt: skip
    return render(request, "companies/gatherings.html", context)


def _form_page(request: Request, form: GatheringForm, gathering: Gathering | None) -> HttpResponse:
    context = {"form": form, "gathering": gathering}
    status = 422 if form.errors else 200
    return render(request, "companies/gathering_form.html", context, status=status)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Plan an event."""
    staff, networks = staff_choices(request.viewer), open_networks(request.viewer)
    if request.method != "POST":
        me = next((m for m in staff if m.pk == request.viewer.membership_id), None)
        first = {**FIRST, "responsible": str(me.public_id) if me else ""}
        if chosen(networks, request.GET.get("netvaerk", "")):
            first |= {"kind": "network", "network": request.GET["netvaerk"]}
        return _form_page(request, GatheringForm(staff, networks, initial=first), None)
    form = GatheringForm(staff, networks, request.POST)
    if not form.is_valid():
        return _form_page(request, form, None)
    if not claim_once(request.viewer, request.POST.get("once")):
        return redirect("companies:gatherings")
    made = actions.plan_gathering(form.facts, actor=request.viewer)
    messages.success(request, _("The event is planned. Nobody has been invited yet."))
    return _page(made)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def edit(request: Request, gathering: UUID) -> HttpResponse:
    """Change an event."""
    found = access.gathering(request.viewer, gathering)
    staff, networks = staff_choices(request.viewer), open_networks(request.viewer)
    if request.method != "POST":
        return _form_page(request, GatheringForm.of(staff, networks, found), found)
    form = GatheringForm(staff, networks, request.POST)
    if not form.is_valid():
        return _form_page(request, form, found)
    try:
        actions.edit_gathering(
            found, form.facts, actor=request.viewer, version=form.cleaned_data["version"] or 0
        )
    except Stale:
        form.add_error(None, _("A colleague changed the event meanwhile. Look at what you wrote,"
                               " and save again to keep yours."))  # fmt: skip
        again = request.POST.copy()
        again["version"] = str(found.version)
        form.data = again
        return _form_page(request, form, found)
    except Refused as refused:
        field = "capacity" if refused.code == "fewer_than_come" else None
        form.add_error(field, sentence(refused))
        return _form_page(request, form, found)
    messages.success(request, _("The event is saved."))
    return _page(found)


@allow(Can.READ_COMPANIES)
@require_GET
def gathering(request: Request, gathering: UUID) -> HttpResponse:
    """One event: seats, who comes, who waits, who has not answered."""
    found = access.gathering(request.viewer, gathering)
    tally = queries.tally(request.viewer, found)
    asked = request.GET.get("svar", "")
    state = asked if asked in Answer.values else Answer.COMING
    rows, following = queries.invitations(
        request.viewer, found, state, request.GET.get("side", "")
    )  # fmt: skip
    may_manage = request.viewer.can(Can.MANAGE_CAMPAIGNS)
    context = {
        "gathering": found, "tally": tally, "rows": rows, "following": following, "state": state,
        "is_first": not request.GET.get("side"), "query_string": f"svar={state}",
        "tabs": [(code, label, tally.of(code)) for code, label in Answer.choices],
        "may_manage": may_manage, "is_open": found.state == "planned",
        "may_answer": may_manage or request.viewer.can(Can.LOG_CONTACT),
        "has_begun": queries.has_begun(found) and found.state != "cancelled",
        "parts": registries.render_slot("gathering.main", request, gathering=found),
    }  # fmt: skip
    return render(request, "companies/gathering.html", context)


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def invite(request: Request, gathering: UUID) -> HttpResponse:
    """Put one person of each company on the list."""
    found = access.gathering(request.viewer, gathering)
    form = InviteForm(
        queries.running_campaigns(request.viewer), request.POST or None,
        is_network=found.network is not None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        if source == Source.MEMBERS and found.network is not None:
            people = member_people(request.viewer, found.network)
        else:
            companies = queries.companies_of(request.viewer, source, form.cleaned_data["found"])
            people = queries.people_to_invite(request.viewer, companies, MOST_INVITED)
        try:
            number = actions.invite(found, people, actor=request.viewer)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            if people:
                text = ngettext(
                    "%(n)s person is on the list. Nothing has been sent yet.",
                    "%(n)s people are on the list. Nothing has been sent yet.", number,
                )  # fmt: skip
                messages.success(request, text % {"n": number})
                return redirect(f"{_page(found)['Location']}?svar=invited")
            form.add_error(
                "source",
                _("We know nobody at these companies. Add a contact person there first."),
            )
    status = 422 if form.errors else 200
    context = {"gathering": found, "form": form}
    return render(request, "companies/gathering_invite.html", context, status=status)


@allow(Can.MANAGE_CAMPAIGNS)
@require_POST
def send(request: Request, gathering: UUID) -> HttpResponse:
    """Write to those on the list who agreed to mail."""
    found = access.gathering(request.viewer, gathering)
    try:
        number = actions.send_invitations(found, actor=request.viewer)
    except Refused as refused:
        messages.error(request, sentence(refused))
    else:
        text = ngettext("%(n)s e-mail is on its way.", "%(n)s e-mails are on their way.", number)
        messages.success(request, text % {"n": number})
    return redirect(f"{_page(found)['Location']}?svar=invited")


@allow(Can.LOG_CONTACT, Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def answer(request: Request, invitation: UUID) -> HttpResponse:
    """Write down an answer somebody gave by phone."""
    row = access.invitation(request.viewer, invitation)
    comes = {"coming": "ja", "waiting": "ja", "declined": "nej"}.get(row.state, "ja")
    form = AnswerForm(request.POST or None, initial={"comes": comes, "seats": row.seats})
    if request.method == "POST" and form.is_valid():
        try:
            said = gathering_answers.answer(
                row, actor=request.viewer, comes=form.cleaned_data["comes"],
                seats=form.cleaned_data["seats"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            told = {
                Answer.COMING: _("%(name)s has a seat."),
                Answer.WAITING: _("All seats are taken: %(name)s is on the waiting list."),
            }.get(Answer(said.state), _("%(name)s is not coming."))  # fmt: skip
            messages.success(request, told % {"name": row.person.name})
            return redirect(f"{_page(row.gathering)['Location']}?svar={said.state}")
    context = {"row": row, "gathering": row.gathering, "form": form}
    status = 422 if form.errors else 200
    return render(request, "companies/gathering_answer.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def sheet(request: Request, gathering: UUID) -> HttpResponse:
    """The day sheet: who comes, on paper at the door."""
    found = access.gathering(request.viewer, gathering)
    context = {
        "gathering": found, "rows": queries.who_comes(request.viewer, found),
        "waiting": queries.who_waits(request.viewer, found),
        "parts": registries.render_slot("gathering.sheet", request, gathering=found),
    }  # fmt: skip
    return render(request, "companies/gathering_sheet.html", context)


@allow(Can.LOG_CONTACT, Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def attendance(request: Request, gathering: UUID) -> HttpResponse:
    """Note who came, and what came of it for each company."""
    found = access.gathering(request.viewer, gathering)
    rows = queries.who_comes(request.viewer, found)
    told = ""
    if request.method == "POST":
        said = {row.pk: _said(request, str(row.public_id)) for row in rows}
        try:
            gathering_answers.note_attendance(found, said, actor=request.viewer)
        except Refused as refused:
            told = sentence(refused)
        else:
            messages.success(request, _("Who came is written down."))
            return _page(found)
    context = {"gathering": found, "rows": rows, "told": told}
    status = 422 if told else 200
    return render(request, "companies/gathering_attendance.html", context, status=status)


def _said(request: Request, key: str) -> gathering_answers.Attendance:
    came = {"ja": True, "nej": False}.get(request.POST.get(f"kom-{key}", ""))
    return gathering_answers.Attendance(
        came, request.POST.get(f"udbytte-{key}", "").replace("\0", "")
    )


@allow(Can.MANAGE_CAMPAIGNS)
@require_http_methods(["GET", "POST"])
def close(request: Request, gathering: UUID) -> HttpResponse:
    """Close an event with what came of it, or call it off with the reason."""
    found = access.gathering(request.viewer, gathering)
    is_off = request.GET.get("som") == "aflyst"
    form: Any = (CallOffForm if is_off else NoteForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = actions.call_off if is_off else actions.hold_gathering
        try:
            write(found, form.cleaned_data["note"], actor=request.viewer)
        except Refused as refused:
            form.add_error(None, sentence(refused))
        else:
            done = _("The event is called off.") if is_off else _("The event is closed.")
            messages.success(request, done)
            return _page(found)
    context = {
        "gathering": found, "form": form, "is_off": is_off,
        "tally": queries.tally(request.viewer, found),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/gathering_close.html", context, status=status)
