"""Addresses of the room."""

app_name = "citizens"
urlpatterns: list = []
