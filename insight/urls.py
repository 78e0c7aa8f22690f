"""Addresses of the room."""

app_name = "insight"
urlpatterns: list = []
