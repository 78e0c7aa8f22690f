"""Addresses under /virksomheder/ for the figures of sickness absence."""

from django.urls import path

from companies.views import absence

urlpatterns = [
    path("sygefravaer/<uuid:figure>/fjern/", absence.drop, name="absence_drop"),
    path("<uuid:company>/sygefravaer/", absence.absence, name="absence"),
    path("<uuid:company>/sygefravaer/maaned/", absence.add, name="absence_add"),
    path("<uuid:company>/sygefravaer/fil/", absence.upload, name="absence_upload"),
    path("<uuid:company>/sygefravaer/start/", absence.start, name="absence_start"),
    path("<uuid:company>/sygefravaer/csv/", absence.export, name="absence_export"),
]
