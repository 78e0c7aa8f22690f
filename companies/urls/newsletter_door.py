"""Addresses under /nyhedsbrev/: stopping it without login, also by the mail program."""

from django.urls import path

from companies.views import newsletters

app_name = "newsletters"
urlpatterns = [path("<str:token>/", newsletters.stop, name="stop")]
