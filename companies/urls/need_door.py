"""Addresses under /behov/: a company's needs by its personal link, without login."""

from django.urls import path

from companies.views import need_door

app_name = "needs"
urlpatterns = [path("<str:token>/", need_door.company, name="company")]
