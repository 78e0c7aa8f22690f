"""Addresses under /ydelser/: what a jobcentre offers companies, for everybody."""

from django.urls import path

from companies.views import offers_public

app_name = "offers"
urlpatterns = [
    path("<str:code>/", offers_public.public, name="public"),
    path("<str:code>/pdf/", offers_public.leaflet, name="leaflet"),
]
