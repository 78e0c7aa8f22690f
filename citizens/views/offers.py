"""The range itself: everybody who works with citizens reads it, a few keep it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.access.offers import get_offer
from citizens.actions.offers import add_offer, change_offer, open_offer
from citizens.choices.range import OfferKind
from citizens.forms.offers import OfferForm
from citizens.models import Offer
from citizens.queries.range import listed
from citizens.range_sources import free_places
from citizens.views.shared import add_refusal
from jobcenter.clock import today
from jobcenter.conflicts import conflict, last_change
from jobcenter.errors import NotYours, Refused, Stale
from jobcenter.http import Request
from jobcenter.once import claim_once
from jobcenter.permissions import Can, allow

FIELD_OF = {
    "offer_name": "name",
    "offer_capacity": "capacity",
    "offer_weeks": "most_weeks",
    "offer_price": "price",
    "offer_help": "help",
    "offer_enrols": "enrols_itself",
}


@allow(Can.READ_CITIZENS, Can.KEEP_RANGE)
@require_GET
def offers(request: Request) -> HttpResponse:
    """Every entry of the range; the way in for whoever keeps it."""
    viewer = request.viewer
    rows = list(listed(viewer.jobcentre_id))
    has_places = any(row.kind == OfferKind.PLACE for row in rows)
    return render(
        request,
        "citizens/range/offers.html",
        {
            "open_rows": [row for row in rows if row.is_open],
            "closed_rows": [row for row in rows if not row.is_open],
            "places_free": free_places(viewer, today()) if has_places else 0,
            "can_keep": viewer.can(Can.KEEP_RANGE),
            "can_see_report": viewer.can(Can.SEE_DASHBOARD),
            "kinds": OfferKind.choices,
        },
    )


@allow(Can.KEEP_RANGE)
@require_http_methods(["GET", "POST"])
def new_offer(request: Request, kind: str) -> HttpResponse:
    """Add an entry of one kind."""
    if kind not in OfferKind.values:
        raise NotYours
    form = OfferForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if claim_once(request.viewer, request.POST.get("once")):
                    add_offer(actor=request.viewer, kind=kind, **form.facts())
        except Refused as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:offers")
    return _page(request, form, kind, None)


@allow(Can.KEEP_RANGE)
@require_http_methods(["GET", "POST"])
def offer(request: Request, offer: UUID) -> HttpResponse:
    """Change an entry."""
    found = get_offer(request.viewer, offer)
    form = OfferForm(
        request.POST if request.method == "POST" else None, kind=found.kind, offer=found
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data.get("version") or 0
        try:
            change_offer(found, actor=request.viewer, version=version, **form.facts())
        except Refused as error:
            _refuse(form, error)
        except Stale:
            found = get_offer(request.viewer, offer)
            return conflict(
                request, yours=form, theirs=OfferForm(kind=found.kind, offer=found),
                version=found.version, title=found.name, back=reverse("citizens:offers"),
                changed=last_change(request.viewer, found),
            )  # fmt: skip
        else:
            messages.success(request, _("Saved."))
            return redirect("citizens:offers")
    return _page(request, form, found.kind, found)


@allow(Can.KEEP_RANGE)
@require_POST
def close_offer(request: Request, offer: UUID) -> HttpResponse:
    """Close an entry to newcomers, or open it again."""
    found = get_offer(request.viewer, offer)
    is_open = request.POST.get("aaben") == "ja"
    open_offer(found, actor=request.viewer, version=found.version, is_open=is_open)
    messages.success(
        request,
        _("%(name)s takes people again.") % {"name": found.name} if is_open
        else _("%(name)s takes nobody new. Who is there stays.") % {"name": found.name},
    )  # fmt: skip
    return redirect("citizens:offers")


def _refuse(form: OfferForm, error: Refused) -> None:
    field = FIELD_OF.get(error.code)
    add_refusal(form, error, field if field in form.fields else None)


def _page(request: Request, form: Any, kind: str, found: Offer | None) -> HttpResponse:
    return render(
        request,
        "citizens/range/offer.html",
        {"form": form, "kind": OfferKind(kind).label, "offer": found},
        status=422 if form.errors else 200,
    )
