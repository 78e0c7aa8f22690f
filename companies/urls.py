"""Addresses of the room."""

app_name = "companies"
urlpatterns: list = []
