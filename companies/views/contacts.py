"""Contacts: log, plan, hold, cancel, finish the next step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies import access, actions
from companies.actions.contacts import ContactFacts
from companies.choices import Channel, ContactState
from companies.forms import CancelForm, ContactForm, HoldForm, purposes
from companies.models import Company, ContactParticipant
from companies.queries import people_of, present_of, staff_choices, workplaces_of
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow


def _form(request: Request, company: Company, *, held: bool) -> ContactForm:
    channel = request.GET.get("hvordan", "")
    return ContactForm(
        request.POST if request.method == "POST" else None,
        people=people_of(request.viewer, company=company),
        workplaces=[place for place in workplaces_of(company) if place.is_active],
        staff=staff_choices(request.viewer),
        me=request.viewer.membership_id,
        held=held,
        initial={
            "channel": channel if channel in Channel.values else Channel.PHONE,
            "person": request.GET.get("person", ""),
            "workplace": request.GET.get("sted", ""),
        },
    )


def _page(request: Request, company: Company, form: ContactForm) -> HttpResponse:
    context: dict[str, Any] = {
        "company": company,
        "form": form,
        "held": form.held,
        "present": present_of(request.viewer, company.pk),
        "purposes": purposes(),
        "open_more": any(form.errors.get(name) for name in ("workplace", "others", "colleague")),
    }
    status = 422 if form.errors else 200
    return render(request, "companies/contact_form.html", context, status=status)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def log(request: Request, company: UUID) -> HttpResponse:
    """Log a contact that was held."""
    found = access.company(request.viewer, company)
    form = _form(request, found, held=True)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    if claim_once(request.viewer, request.POST.get("once")):
        actions.log_contact(
            found,
            ContactFacts(**form.facts),
            actor=request.viewer,
            held_at=form.moment,
            outcome=form.cleaned_data["outcome"],
            next_step=form.step,
        )
        messages.success(request, _("The contact is in the log."))
    return redirect("companies:company", found.public_id)


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def plan(request: Request, company: UUID) -> HttpResponse:
    """Plan a contact: its purpose is written beforehand."""
    found = access.company(request.viewer, company)
    form = _form(request, found, held=False)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    if claim_once(request.viewer, request.POST.get("once")):
        actions.plan_contact(
            found,
            ContactFacts(**form.facts),
            actor=request.viewer,
            planned_at=form.moment,
            next_step=form.step,
        )
        messages.success(request, _("The contact is planned."))
    return redirect("companies:company", found.public_id)


@allow(Can.READ_COMPANIES)
@require_GET
def contact(request: Request, contact: UUID) -> HttpResponse:
    """One contact with everything on it."""
    found = access.contact(request.viewer, contact)
    participants = ContactParticipant.objects.select_related("person", "membership").filter(
        jobcentre_id=request.viewer.jobcentre_id, contact=found
    )
    return render(
        request,
        "companies/contact.html",
        {
            "contact": found,
            "is_planned": found.state == ContactState.PLANNED,
            "participants": participants.order_by("id"),
            "may_write": request.viewer.can(Can.LOG_CONTACT),
        },
    )


@allow(Can.LOG_CONTACT)
@require_http_methods(["GET", "POST"])
def hold(request: Request, contact: UUID) -> HttpResponse:
    """Note what came of a planned contact."""
    found = access.contact(request.viewer, contact)
    form = HoldForm(
        found,
        request.POST or None,
        staff=staff_choices(request.viewer),
        me=request.viewer.membership_id,
    )
    if request.method == "POST" and form.is_valid():
        actions.hold_contact(
            found,
            actor=request.viewer,
            version=form.cleaned_data["version"],
            held_at=form.moment,
            outcome=form.cleaned_data["outcome"],
            next_step=form.step,
        )
        messages.success(request, _("The contact is in the log."))
        return redirect("companies:company", found.company.public_id)
    return render(
        request,
        "companies/hold.html",
        {"contact": found, "form": form},
        status=422 if form.errors else 200,
    )


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
