"""Addresses of the room."""

app_name = "actionplans"
urlpatterns: list = []
