"""Addresses of keeping and erasing."""

from django.urls import path

from citizens.views import erasing

urlpatterns = [
    path("", erasing.keeping, name="keeping"),
    path("forslag/", erasing.propose, name="propose_erasure"),
    path("<uuid:run>/", erasing.erasure, name="erasure"),
    path("<uuid:run>/bevis.pdf", erasing.certificate, name="erasure_certificate"),
    path("<uuid:run>/svar/", erasing.decide_erasure, name="decide_erasure"),
]
