"""Service offers: the list with kept promises, a declaration, and what a company got."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.access import company as access
from companies.actions import offers as acts
from companies.forms.offers import HandForm, OfferForm
from companies.models import Company, Contact, ContactPerson, OfferHanding, ServiceOffer
from companies.queries import offers as reads
from jobcenter.clock import today
from jobcenter.conflicts import conflict
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """Every offer, and how our promises were kept."""
    context = {
        "rows": list(reads.offers_counted(request.viewer, today())[:200]),
        "may_declare": request.viewer.can(Can.WRITE_AGREEMENTS), "code": request.jobcentre.code,
    }  # fmt: skip
    return render(request, "companies/offers.html", context)


def _found(request: Request, offer: UUID) -> ServiceOffer:
    found = ServiceOffer.objects.filter(
        jobcentre_id=request.viewer.jobcentre_id, public_id=offer
    ).first()  # fmt: skip
    if found is None:
        raise NotYours
    return found


@allow(Can.READ_COMPANIES)
@require_GET
def offer(request: Request, offer: UUID) -> HttpResponse:
    """A declaration, and who got it when."""
    found = _found(request, offer)
    rows = reads.handings(request.viewer, offer=found)
    context = {
        "offer": found, "rows": rows[: reads.SHOWN], "has_more": len(rows) > reads.SHOWN,
        "may_declare": request.viewer.can(Can.WRITE_AGREEMENTS),
        "may_write": request.viewer.can(Can.LOG_CONTACT), "here": request.path,
    }  # fmt: skip
    return render(request, "companies/offer.html", context)


@allow(Can.WRITE_AGREEMENTS)
@require_http_methods(["GET", "POST"])
def write(request: Request, offer: UUID | None = None) -> HttpResponse:
    """Write a declaration."""
    found = _found(request, offer) if offer else None
    back = reverse("companies:offer", args=[offer]) if offer else reverse("companies:offers")
    values: dict[str, Any] = {name: getattr(found, name) for name in acts.FIELDS} if found else {}
    first = {"is_published": True, "days": 10, **values, "version": found.version if found else 0}
    form = OfferForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in acts.FIELDS}
        try:
            if found is None and not claim_once(request.viewer, request.POST.get("once")):
                return redirect("companies:offers")
            saved = acts.write_offer(
                acts.OfferFacts(**data), actor=request.viewer, offer=found,
                version=form.cleaned_data["version"] or 0,
            )  # fmt: skip
        except Refused as problem:
            form.add_error("name", sentence(problem))
        except Stale:
            present = _found(request, offer) if offer else ServiceOffer()
            now_there = {name: getattr(present, name) for name in acts.FIELDS}
            return conflict(
                request, yours=form, theirs=OfferForm(initial=now_there), version=present.version,
                title=present.name, back=back, changed=None,
            )  # fmt: skip
        else:
            messages.success(request, _("The offer is saved."))
            return redirect("companies:offer", saved.public_id)
    context = {"form": form, "offer": found, "back": back}
    status = 422 if form.errors else 200
    return render(request, "companies/offer_form.html", context, status=status)


def _world(request: Request, company: Company) -> dict[str, list[Any]]:
    ours = {"jobcentre_id": request.viewer.jobcentre_id, "company": company}
    return {
        "offers": reads.published(request.viewer.jobcentre_id),
        "people": list(
            ContactPerson.objects.still_there().filter(**ours).order_by("name_key", "id")[:100]
        ),
        "contacts": list(Contact.objects.held().filter(**ours).order_by("-held_at", "-id")[:15]),
    }


@allow(Can.READ_COMPANIES)
@require_http_methods(["GET", "POST"])
def of_company(request: Request, company: UUID) -> HttpResponse:
    """What a company got to know of and ordered; and hand out more."""
    found = access.company(request.viewer, company)
    may_write = request.viewer.can(Can.LOG_CONTACT)
    world = _world(request, found)
    first = {"contact": request.GET.get("kontakt", ""), "way": "talk"}
    form = HandForm(world, request.POST or None, initial=first)
    if request.method == "POST":
        if not may_write:
            return render(request, "403.html", status=403)
        if form.is_valid():
            if not claim_once(request.viewer, request.POST.get("once")):
                return redirect("companies:company_offers", found.public_id)
            try:
                acts.hand_out(found, actor=request.viewer, **form.facts)
            except Refused as problem:
                wrong = {"no_address": "person", "not_asked": "asked"}.get(problem.code)
                form.add_error(wrong, sentence(problem))
            else:
                messages.success(request, _("It is noted what they got."))
                return redirect("companies:company_offers", found.public_id)
    rows = reads.handings(request.viewer, company=found)
    context = {
        "company": found, "form": form, "rows": rows[: reads.SHOWN],
        "has_more": len(rows) > reads.SHOWN, "may_write": may_write, "here": request.path,
        "has_offers": bool(world["offers"]),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "companies/company_offers.html", context, status=status)


def _handing(request: Request, handing: UUID) -> OfferHanding:
    found = (
        OfferHanding.objects.select_related("company", "offer")
        .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=handing)
        .first()
    )
    if found is None:
        raise NotYours
    return found


@allow(Can.LOG_CONTACT)
@require_POST
def order(request: Request, handing: UUID) -> HttpResponse:
    """Note that the company ordered it."""
    found = _handing(request, handing)
    try:
        acts.order_offer(found, actor=request.viewer)
    except Refused as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("Ordered. Our promise runs from today."))
    return redirect("companies:company_offers", found.company.public_id)


@allow(Can.LOG_CONTACT)
@require_POST
def deliver(request: Request, handing: UUID) -> HttpResponse:
    """Note that the company got it."""
    found = _handing(request, handing)
    try:
        acts.deliver_offer(found, actor=request.viewer)
    except Refused as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("It is noted as delivered today."))
    return redirect("companies:company_offers", found.company.public_id)
