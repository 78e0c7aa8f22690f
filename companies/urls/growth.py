"""Addresses under /virksomheder/ for growth programmes."""

from django.urls import path

from companies.views import growth

urlpatterns = [
    path("vaekst/", growth.listing, name="growth"),
    path("vaekst/ny/", growth.new, name="growth_new"),
    path("vaekst/<uuid:programme>/", growth.programme, name="growth_programme"),
    path("vaekst/<uuid:programme>/firma/", growth.take_in, name="growth_take_in"),
    path("vaekst/<uuid:programme>/moede/", growth.meeting, name="growth_meeting"),
    path("vaekst/firma/<uuid:member>/", growth.member, name="growth_member"),
    path("vaekst/loefte/<uuid:commitment>/", growth.settle, name="growth_settle"),
]
