"""Addresses under /arrangement/: the invited person's own link, without login."""

from django.urls import path

from companies.views import gathering_door

app_name = "gatherings"
urlpatterns = [
    path("<str:token>/", gathering_door.answer, name="answer"),
    path("<str:token>/kalender/", gathering_door.calendar, name="calendar"),
]
