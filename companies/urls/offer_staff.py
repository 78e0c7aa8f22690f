"""Addresses under /virksomheder/ for service offers and the service centre's cards."""

from django.urls import path

from companies.views import offers, punches

urlpatterns = [
    path("ydelser/", offers.listing, name="offers"),
    path("ydelser/ny/", offers.write, name="offer_new"),
    path("ydelser/<uuid:offer>/", offers.offer, name="offer"),
    path("ydelser/<uuid:offer>/ret/", offers.write, name="offer_edit"),
    path("ydelser/uddelt/<uuid:handing>/bestilt/", offers.order, name="offer_order"),
    path("ydelser/uddelt/<uuid:handing>/leveret/", offers.deliver, name="offer_deliver"),
    path("klippekort/", punches.listing, name="cards"),
    path("klippekort/klip/<uuid:use>/tilbage/", punches.take_back, name="punch_back"),
    path("<uuid:company>/ydelser/", offers.of_company, name="company_offers"),
    path("<uuid:company>/klippekort/", punches.of_company, name="company_cards"),
    path("<uuid:company>/klippekort/nyt/", punches.grant, name="card_grant"),
    path("<uuid:company>/klippekort/klip/", punches.spend, name="card_spend"),
]
