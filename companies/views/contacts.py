"""Contacts: log, plan, hold, cancel, finish the next step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies import actions, rules
from companies.access import company as access
from companies.actions.contacts import ContactFacts
from companies.choices import Channel, ContactState
from companies.forms import Around, CancelForm, ContactForm, purposes
from companies.models import Company, Contact, ContactParticipant, Objection, SharedContact
from companies.queries import people_of, present_of, staff_choices, workplaces_of
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


def _form(
    request: Request,
    company: Company,
    *,
    held: bool,
    contact: Contact | None = None,
    around: Around | None = None,
    fresh: bool = False,
) -> ContactForm:
    """Return the form bound to what was sent; `fresh` fills it with what is stored instead."""
    channel = request.GET.get("hvordan", "")
    return ContactForm(
        request.POST if request.method == "POST" and not fresh else None,
        people=people_of(request.viewer, company=company),
        workplaces=[place for place in workplaces_of(company) if place.is_active],
        staff=staff_choices(request.viewer),
        me=request.viewer.membership_id,
        held=held,
        contact=contact,
        around=around,
        initial={
            "channel": channel if channel in Channel.values else Channel.PHONE,
            "person": request.GET.get("person", ""),
            "workplace": request.GET.get("sted", ""),
            "purpose": request.GET.get("formaal", "")[:300],
        },
    )


def _page(
    request: Request, company: Company, form: ContactForm, *, mode: str = "log"
) -> HttpResponse:
    more = ("workplace", "others", "colleague", "colleague_too")
    context: dict[str, Any] = {
        "company": company,
        "contact": form.contact,
        "form": form,
        "mode": mode,
        "held": form.held,
        "present": present_of(request.viewer, company.pk) if mode in {"log", "plan"} else None,
        "purposes": purposes(),
        "open_more": any(form.errors.get(name) for name in more),
        "open_objections": any(
            kind.value() or answer.value() for kind, answer, _done in form.objection_rows
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "companies/contact_form.html", context, status=status)


def _once_more(
    request: Request, company: Company, form: ContactForm, no: Refused, *, mode: str = "log"
) -> HttpResponse:
    """Show what was typed with the reason why it was not saved."""
    form.add_error(None, sentence(no))
    return _page(request, company, form, mode=mode)


def _around(request: Request, contact: Contact) -> Around:
    """Return participants, objections and whether it is shared: three queries."""
    ours = {"jobcentre_id": request.viewer.jobcentre_id}
    took_part = list(
        ContactParticipant.objects.select_related("person", "membership")
        .filter(**ours, contact=contact)
        .order_by("id")
    )
    return Around(
        people=[each.person for each in took_part if each.person],
        colleagues=[each.membership for each in took_part if each.membership],
        objections=list(Objection.objects.filter(**ours, contact=contact).order_by("id")),
        is_shared=SharedContact.objects.filter(
            **ours, contact_public_id=contact.public_id
        ).exists(),
    )


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def log(request: Request, company: UUID) -> HttpResponse:
    """Log a contact that was held."""
    found = access.company(request.viewer, company)
    form = _form(request, found, held=True)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    if claim_once(request.viewer, request.POST.get("once")):
        try:
            actions.log_contact(
                found,
                ContactFacts(**form.facts),
                actor=request.viewer,
                held_at=form.moment,
                outcome=form.cleaned_data["outcome"],
                next_step=form.step,
            )
        except Refused as no:
            return _once_more(request, found, form, no)
        messages.success(request, _("The contact is in the log."))
    return redirect("companies:company", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def plan(request: Request, company: UUID) -> HttpResponse:
    """Plan a contact: its purpose is written beforehand."""
    found = access.company(request.viewer, company)
    form = _form(request, found, held=False)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, mode="plan")
    if claim_once(request.viewer, request.POST.get("once")):
        try:
            actions.plan_contact(
                found,
                ContactFacts(**form.facts),
                actor=request.viewer,
                planned_at=form.moment,
                next_step=form.step,
            )
        except Refused as no:
            return _once_more(request, found, form, no, mode="plan")
        messages.success(request, _("The contact is planned."))
    return redirect("companies:company", found.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def contact(request: Request, contact: UUID) -> HttpResponse:
    """One contact with everything on it."""
    found = access.contact(request.viewer, contact)
    return render(
        request,
        "companies/contact.html",
        {
            "contact": found,
            "is_planned": found.state == ContactState.PLANNED,
            "is_held": found.state == ContactState.HELD,
            "around": _around(request, found),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
        },
    )


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def hold(request: Request, contact: UUID) -> HttpResponse:
    """Note what came of a planned contact."""
    found = access.contact(request.viewer, contact)
    if request.method != "POST" and found.state != ContactState.PLANNED:
        return redirect("companies:contact", found.public_id)
    form = _form(request, found.company, held=True, contact=found, around=_around(request, found))
    if request.method != "POST" or not form.is_valid():
        return _page(request, found.company, form, mode="hold")
    try:
        actions.hold_contact(
            found,
            actor=request.viewer,
            version=form.cleaned_data["version"] or 0,
            held_at=form.moment,
            outcome=form.cleaned_data["outcome"],
            next_step=form.step,
            facts=ContactFacts(**form.facts),
        )
    except Stale:
        return _conflict(request, found, form)
    except Refused as no:
        return _once_more(request, found.company, form, no, mode="hold")
    messages.success(request, _("The contact is in the log."))
    return redirect("companies:company", found.company.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def edit(request: Request, contact: UUID) -> HttpResponse:
    """Correct a planned or held contact."""
    found = access.contact(request.viewer, contact)
    rules.check_can_edit(found.state)
    held = found.state == ContactState.HELD
    form = _form(request, found.company, held=held, contact=found, around=_around(request, found))
    if request.method != "POST" or not form.is_valid():
        return _page(request, found.company, form, mode="edit")
    try:
        changed = actions.edit_contact(
            found,
            ContactFacts(**form.facts),
            actor=request.viewer,
            version=form.cleaned_data["version"] or 0,
            at=form.moment,
            outcome=form.cleaned_data.get("outcome", ""),
            next_step=form.step,
        )
    except Stale:
        return _conflict(request, found, form)
    except Refused as no:
        return _once_more(request, found.company, form, no, mode="edit")
    if held:
        is_shared = form.facts["is_shared"]
        decide: Callable[..., Any] = (
            actions.share_contact if is_shared else actions.withdraw_contact
        )
        decide(changed, actor=request.viewer)
    messages.success(request, _("The changes are saved."))
    return redirect("companies:contact", found.public_id)


def _conflict(request: Request, read: Contact, form: ContactForm) -> HttpResponse:
    """Show both versions; where the contact was settled meanwhile, mine is not lost either.

    Held by a colleague: mine corrects theirs. Cancelled: mine is logged as a contact of its own.
    """
    found = access.contact(request.viewer, read.public_id)
    theirs = _form(
        request, found.company, held=form.held, contact=found, around=_around(request, found),
        fresh=True,
    )  # fmt: skip
    target = {
        ContactState.PLANNED: "hold" if form.held else "contact_edit",
        ContactState.HELD: "contact_edit",
    }.get(ContactState(found.state))
    action = reverse(f"companies:{target}", args=[found.public_id]) if target else ""
    if not target:
        action = reverse(
            "companies:log" if form.held else "companies:plan", args=[found.company.public_id]
        )
    return conflict(
        request,
        yours=form,
        theirs=theirs,
        version=found.version,
        title=found.purpose,
        back=reverse("companies:contact", args=[found.public_id]),
        changed=last_change(request.viewer, found),
        action=action,
    )


@allow(Can.LOG_CONTACT)
@require_POST
def share(request: Request, contact: UUID) -> HttpResponse:
    """Share a held contact with the other jobcentres at the company, or take it back."""
    found = access.contact(request.viewer, contact)
    if request.POST.get("del") == "ja":
        actions.share_contact(found, actor=request.viewer)
        messages.success(
            request, _("Jobcentres that work with the company can read the contact now.")
        )
    else:
        actions.withdraw_contact(found, actor=request.viewer)
        messages.success(request, _("Only we can read the contact now."))
    return redirect("companies:contact", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def cancel(request: Request, contact: UUID) -> HttpResponse:
    """Cancel a planned contact, with the reason."""
    found = access.contact(request.viewer, contact)
    form = CancelForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.cancel_contact(
            found,
            actor=request.viewer,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("The contact is cancelled."))
        return redirect("companies:company", found.company.public_id)
    return render(
        request,
        "companies/cancel.html",
        {"contact": found, "form": form},
        status=422 if form.errors else 200,
    )


@allow(Can.LOG_CONTACT)
@require_POST
def step_done(request: Request, contact: UUID) -> HttpResponse:
    """Mark the next step done; a second click says that it already is."""
    found = access.contact(request.viewer, contact)
    if actions.finish_next_step(found, actor=request.viewer):
        messages.success(request, _("The next step is done."))
    else:
        messages.info(request, _("The next step was already done."))
    if request.POST.get("tilbage") == "dag":
        return redirect("/")
    return redirect("companies:company", found.company.public_id)
