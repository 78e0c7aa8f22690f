"""Addresses of the room."""

app_name = "placements"
urlpatterns: list = []
