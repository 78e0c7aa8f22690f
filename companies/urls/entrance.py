"""Addresses under /henvendelse/: the public entrance, and the link that follows an enquiry."""

from django.urls import path

from companies.views import entrance

app_name = "entrance"
urlpatterns = [
    path("s/<str:token>/", entrance.follow, name="follow"),
    path("<str:code>/", entrance.form, name="form"),
]
