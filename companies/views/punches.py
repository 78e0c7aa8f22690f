"""The service centre's cards: all of them, a company's, and what was spent for what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.access import company as access
from companies.actions import punches as acts
from companies.forms.offers import CardForm, SpendForm
from companies.models import Company, PunchCard, PunchUse
from companies.queries import offers as reads
from jobcenter.clock import today
from jobcenter.errors import NotYours, Refused
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow
from jobcenter.views.errors import sentence


@allow(Can.READ_COMPANIES)
@require_GET
def listing(request: Request) -> HttpResponse:
    """Every card, what ends first on top."""
    show = "over" if request.GET.get("vis") == "over" else "valid"
    context = {
        "rows": reads.cards(request.viewer, show=show), "show": show,
        "tabs": [("valid", _("Valid")), ("over", _("Expired"))],
    }  # fmt: skip
    return render(request, "companies/cards.html", context)


def _page(request: Request, company: Company, *, status: int = 200, **more: Any) -> HttpResponse:
    cards = reads.cards_of(request.viewer, company)
    valid = [card for card in cards if card.ends_on >= today() and card.balance > 0]
    context = {
        "company": company, "cards": cards, "valid": valid, "today": today(),
        "spend": SpendForm(initial={"card": valid[-1].public_id} if valid else {}),
        "form": CardForm(), "may_write": request.viewer.can(Can.LOG_CONTACT),
        "may_grant": request.viewer.can(Can.WRITE_AGREEMENTS), **more,
    }  # fmt: skip
    return render(request, "companies/company_cards.html", context, status=status)


@allow(Can.READ_COMPANIES)
@require_GET
def of_company(request: Request, company: UUID) -> HttpResponse:
    """A company's cards: granted, spent by whom for what, balance, expiry."""
    return _page(request, access.company(request.viewer, company))


@allow(Can.WRITE_AGREEMENTS)
@require_POST
def grant(request: Request, company: UUID) -> HttpResponse:
    """Give the company a card."""
    found = access.company(request.viewer, company)
    form = CardForm(request.POST)
    if form.is_valid():
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                acts.grant_card(found, actor=request.viewer, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, sentence(problem))
        else:
            messages.success(request, _("The company has a card."))
            return redirect("companies:company_cards", found.public_id)
    return _page(request, found, form=form, status=422)


@allow(Can.LOG_CONTACT)
@require_POST
def spend(request: Request, company: UUID) -> HttpResponse:
    """Spend punches of one of the company's cards."""
    found = access.company(request.viewer, company)
    form = SpendForm(request.POST)
    if form.is_valid():
        data = dict(form.cleaned_data)
        card = PunchCard.objects.filter(
            jobcentre_id=request.viewer.jobcentre_id, company=found, public_id=data.pop("card")
        ).first()
        if card is None:
            raise NotYours
        try:
            if claim_once(request.viewer, request.POST.get("once")):
                acts.spend_punches(card, data.pop("number"), actor=request.viewer, **data)
        except Refused as problem:
            form.add_error("used_on" if problem.code in {"used_ahead", "card_not_valid"}
                           else "number", sentence(problem))  # fmt: skip
        else:
            messages.success(request, _("The punches are spent."))
            return redirect("companies:company_cards", found.public_id)
    return _page(request, found, spend=form, status=422)


@allow(Can.LOG_CONTACT)
@require_POST
def take_back(request: Request, use: UUID) -> HttpResponse:
    """Give punches back that were noted by mistake."""
    found = (
        PunchUse.objects.select_related("card__company")
        .filter(jobcentre_id=request.viewer.jobcentre_id, public_id=use)
        .first()
    )
    if found is None:
        raise NotYours
    try:
        acts.take_back_use(found, actor=request.viewer)
    except Refused as problem:
        messages.error(request, sentence(problem))
    else:
        messages.success(request, _("The punches are back on the card."))
    return redirect("companies:company_cards", found.card.company.public_id)
