"""Addresses of the range, in the room's own namespace."""

from django.urls import path

from citizens.views import offers, support

urlpatterns = [
    path("vifte/", offers.offers, name="offers"),
    path("vifte/ny/<slug:kind>/", offers.new_offer, name="new_offer"),
    path("vifte/<uuid:offer>/", offers.offer, name="offer"),
    path("vifte/<uuid:offer>/aaben/", offers.close_offer, name="close_offer"),
    path("<uuid:citizen>/tilbud/", support.support, name="support"),
    path("<uuid:citizen>/tilbud/<uuid:offer>/", support.refer_to, name="refer"),
    path("<uuid:citizen>/ophold/<uuid:stay>/start/", support.start, name="start_stay"),
    path("<uuid:citizen>/ophold/<uuid:stay>/slut/", support.end, name="end_stay"),
]
