"""Addresses under /aftale/: the company's links, without login."""

from django.urls import path

from companies.views import agreements_signing

app_name = "agreements"
urlpatterns = [
    path("evaluering/<str:token>/", agreements_signing.evaluate, name="evaluate"),
    path("<str:token>/", agreements_signing.sign, name="sign"),
    path("<str:token>/pdf/", agreements_signing.door_document, name="document"),
]
