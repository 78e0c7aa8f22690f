"""Wires service offers and cards into the frame's registries when Django starts."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.queries.own_page import cards_told, orders_told
from jobcenter.permissions import Can


def company_links(request: HttpRequest, **subject: Any) -> str:
    """The way to what the company got from us; no query."""
    viewer = request.viewer  # type: ignore[attr-defined]
    context = {"company": subject["company"], "may_open_case": viewer.can(Can.READ_CITIZENS)}
    return render_to_string("companies/slot_offers.html", context, request)


def own_service(request: HttpRequest, **subject: Any) -> str:
    """What the company reads of it on its own page: orders and punches. No query of its own."""
    company = subject["company"]
    context = {
        "rows": orders_told(company), "cards": cards_told(company), "code": subject["code"],
    }  # fmt: skip
    return render_to_string("companies/own_page/service.html", context, request)


def _to_offers(event: Any) -> str | None:
    return reverse("companies:company_offers", args=[event.subject]) if event.subject else None


def _to_cards(event: Any) -> str | None:
    return reverse("companies:company_cards", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill navigation, timeline, slots, messages and demo."""
    from companies import navigation
    from companies.demo import offers as demo_offers
    from companies.mails import offers as mails_offers
    from followup.kinds import register_message
    from jobcenter import registries

    navigation.page("offer", "offers", _("Service offers"), "companies:offers", order=10)
    navigation.page("offer", "cards", _("Punch cards"), "companies:cards", order=20)
    for code, label, link in [
        ("offers_handed", _("service offers handed out"), _to_offers),
        ("offer_ordered", _("service ordered"), _to_offers),
        ("offer_delivered", _("service delivered"), _to_offers),
        ("card_granted", _("punch card given, punches"), _to_cards),
        ("punches_spent", _("punches spent"), _to_cards),
        ("punches_back", _("punches given back"), _to_cards),
    ]:
        registries.event_kind(f"companies.{code}", label, group="agreement", link=link)
    registries.slot("company.aside", company_links, order=60)
    registries.slot("company_page.service", own_service)
    register_message(mails_offers.OfferMail())
    registries.demo(66, demo_offers.build)
