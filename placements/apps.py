"""Wires the room when Django starts."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """The room."""

    name = "placements"
