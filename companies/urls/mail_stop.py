"""Addresses under /afmeld/: stopping campaign mail without login, also by the mail program."""

from django.urls import path

from companies.views import mail_stop

app_name = "mail_stop"
urlpatterns = [path("<str:token>/", mail_stop.stop, name="stop")]
