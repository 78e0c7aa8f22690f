"""One enquiry: its thread, and every move with it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies import actions
from companies.access import company as access
from companies.choices.enquiry import OUR_ROLES, WRITTEN_BY_THEM, WRITTEN_BY_US
from companies.forms.enquiries import (
    AnswerForm,
    CloseForm,
    ConnectForm,
    DeclineForm,
    MeetingForm,
    NoteForm,
    OfferForm,
)
from companies.mails import contact_of
from companies.models import Enquiry
from companies.queries import people_of, staff_choices, workplaces_of
from companies.queries.enquiries import thread_of
from companies.views.enquiries import chosen_company, found_companies, state_of
from jobcenter.errors import Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def enquiry(request: Request, enquiry: UUID) -> HttpResponse:
    """The thread, who has it, what is due, and what can be done."""
    return _page(request, access.enquiry(request.viewer, enquiry))


def _page(
    request: Request,
    found: Enquiry,
    *,
    answer: forms.Form | None = None,
    note: forms.Form | None = None,
) -> HttpResponse:
    viewer = request.viewer
    may_write = viewer.can(Can.LOG_CONTACT)
    is_owner = found.owner_id is not None and found.owner_id == viewer.membership_id
    has_it = may_write and (
        is_owner or (found.owner_id is not None and bool(viewer.roles & set(OUR_ROLES)))
    )
    wrong = any(form is not None and form.errors for form in (answer, note))
    context = {
        **state_of(found),
        "lines": thread_of(found),
        "by_them": WRITTEN_BY_THEM,
        "by_us": WRITTEN_BY_US,
        "contact": contact_of(found),
        "may_write": may_write,
        "may_take": may_write and found.owner_id is None,
        "may_reopen": may_write and found.is_closed,
        "may_move": has_it and not found.is_closed,
        "may_close": may_write and not found.is_closed and (found.owner_id is None or has_it),
        "is_offered": found.offered_to_id is not None
        and found.offered_to_id == viewer.membership_id,
        "answer": answer or AnswerForm(auto_id="answer_%s", has_mail=bool(found.asker_email)),
        "note": note or NoteForm(auto_id="note_%s"),
    }
    return render(request, "companies/enquiry.html", context, status=422 if wrong else 200)


@allow(Can.LOG_CONTACT)
@require_POST
def take(request: Request, enquiry: UUID) -> HttpResponse:
    """Take it, or hear who was faster."""
    found = access.enquiry(request.viewer, enquiry)
    try:
        actions.take_enquiry(found, actor=request.viewer)
    except Refused as problem:
        messages.warning(request, sentence(problem))
    else:
        messages.success(request, _("The enquiry is yours until a colleague accepts it."))
    return redirect("companies:enquiry", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def answer(request: Request, enquiry: UUID) -> HttpResponse:
    """Send an answer by mail, or log the one given by phone."""
    found = access.enquiry(request.viewer, enquiry)
    form = AnswerForm(request.POST, auto_id="answer_%s", has_mail=bool(found.asker_email))
    if not form.is_valid():
        return _page(request, found, answer=form)
    if claim_once(request.viewer, request.POST.get("once")):
        try:
            actions.answer_enquiry(
                found,
                actor=request.viewer,
                by_mail=form.cleaned_data["how"] == "mail",
                text=form.cleaned_data["text"],
                waits=form.cleaned_data["waits"],
            )
        except Refused as problem:
            form.add_error(None, sentence(problem))
            return _page(request, access.enquiry(request.viewer, enquiry), answer=form)
        messages.success(request, _("The answer is in the thread."))
    return redirect("companies:enquiry", found.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def note(request: Request, enquiry: UUID) -> HttpResponse:
    """Write a note for colleagues."""
    found = access.enquiry(request.viewer, enquiry)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _page(request, found, note=form)
    if claim_once(request.viewer, request.POST.get("once")):
        actions.note_enquiry(found, actor=request.viewer, text=form.cleaned_data["text"])
    return redirect("companies:enquiry", found.public_id)


def _move(request: Request, found: Enquiry, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"enquiry": found, "form": form, "is_danger": False, **words}
    status = 422 if form.errors else 200
    return render(request, "companies/enquiry_move.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def offer(request: Request, enquiry: UUID) -> HttpResponse:
    """Offer it to a colleague."""
    found = access.enquiry(request.viewer, enquiry)
    staff = [each for each in staff_choices(request.viewer) if each.pk != found.owner_id]
    form = OfferForm(request.POST or None, staff=staff, me=request.viewer.membership_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_enquiry(
                found, form.colleague, actor=request.viewer, note=form.cleaned_data["note"]
            )
        except Refused as problem:
            form.add_error("to", sentence(problem))
        else:
            said = {"who": form.colleague.name}
            messages.success(request, _("Offered to %(who)s. It is yours until then.") % said)
            return redirect("companies:enquiry", found.public_id)
    return _move(
        request, found, form, heading=_("Hand over"), button=_("Offer it"),
        text=_("It stays with its owner until the colleague accepts it."),
    )  # fmt: skip


@allow(Can.LOG_CONTACT)
@require_POST
def accept(request: Request, enquiry: UUID) -> HttpResponse:
    """Accept a hand-over."""
    found = access.enquiry(request.viewer, enquiry)
    actions.accept_enquiry(found, actor=request.viewer)
    messages.success(request, _("The enquiry is yours until a colleague accepts it."))
    return redirect("companies:enquiry", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def decline(request: Request, enquiry: UUID) -> HttpResponse:
    """Decline a hand-over, with the reason."""
    found = access.enquiry(request.viewer, enquiry)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.decline_enquiry(found, actor=request.viewer, reason=form.cleaned_data["reason"])
        messages.success(request, _("The owner has been told."))
        return redirect("companies:enquiry", found.public_id)
    return _move(
        request, found, form, heading=_("Decline the hand-over"), button=_("Decline"),
        text=_("The owner keeps the enquiry and is told why."),
    )  # fmt: skip


@allow(Can.LOG_CONTACT)
@require_POST
def withdraw(request: Request, enquiry: UUID) -> HttpResponse:
    """Take an offered hand-over back."""
    found = access.enquiry(request.viewer, enquiry)
    actions.withdraw_offer(found, actor=request.viewer)
    return redirect("companies:enquiry", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def meeting(request: Request, enquiry: UUID) -> HttpResponse:
    """Offer a meeting; a planned one becomes a planned contact of the company."""
    found = access.enquiry(request.viewer, enquiry)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_meeting(
                found,
                actor=request.viewer,
                reply=form.cleaned_data["reply"],
                planned_at=form.planned_at,
                channel=form.cleaned_data["channel"],
            )
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("What they said to a meeting is noted."))
            return redirect("companies:enquiry", found.public_id)
    return _move(
        request, found, form, heading=_("Offer a meeting"), button=_("Save"),
        text=_("Whoever turns to us is offered a meeting: places and agreements come from those."),
    )  # fmt: skip


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def close(request: Request, enquiry: UUID) -> HttpResponse:
    """Close it with how it ended."""
    found = access.enquiry(request.viewer, enquiry)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_enquiry(
                found,
                actor=request.viewer,
                reason=form.cleaned_data["reason"],
                note=form.cleaned_data["note"],
            )
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The enquiry is closed."))
            return redirect("companies:enquiries")
    return _move(
        request, found, form, heading=_("Close the enquiry"), button=_("Close"),
        text="" if found.first_answer_at else _("Nobody has answered it yet."),
    )  # fmt: skip


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def connect(request: Request, enquiry: UUID) -> HttpResponse:
    """Say which company it is: found by name or number, then workplace and person."""
    found = access.enquiry(request.viewer, enquiry)
    typed = request.POST if request.method == "POST" else request.GET
    query = typed.get("find_q", "").replace("\x00", "").strip()[:100]
    company = chosen_company(request, typed.get("firma", "")) or found.company
    if "andet" in request.GET:
        company = None
    if request.htmx and request.method == "GET":
        rows = found_companies(request, query) if query else []
        return render(request, "companies/enquiry_connect.html#found", {"found": rows,
                      "query": query, "enquiry": found})  # fmt: skip
    form = ConnectForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.viewer, company=company) if company else [],
        workplaces=workplaces_of(company) if company else [],
        initial={
            "subject": found.subject,
            "version": found.version,
            "person": str(found.person.public_id) if found.person else "",
            "workplace": str(found.workplace.public_id) if found.workplace else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.connect_enquiry(
            found,
            actor=request.viewer,
            version=form.cleaned_data["version"],
            company=company,
            **form.facts,
        )
        messages.success(request, _("Saved."))
        return redirect("companies:enquiry", found.public_id)
    query = query or ("" if company else found.company_typed)
    context = {
        "enquiry": found,
        "form": form,
        "company": company,
        "query": query,
        "found": found_companies(request, query) if query and company is None else [],
    }
    status = 422 if form.errors else 200
    return render(request, "companies/enquiry_connect.html", context, status=status)
