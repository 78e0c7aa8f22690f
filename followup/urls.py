"""Addresses of the room."""

app_name = "followup"
urlpatterns: list = []
