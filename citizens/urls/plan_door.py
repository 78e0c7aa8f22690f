"""Addresses of the citizen's door to the plan: a token and nothing else."""

from django.urls import path

from citizens.views import plan_door

app_name = "plan_door"
urlpatterns = [
    path("<str:token>/", plan_door.link, name="link"),
    path("aaben/<str:token>/", plan_door.read, name="read"),
    path("aaben/<str:token>/luk/", plan_door.close, name="close"),
]
