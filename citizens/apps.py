"""Wires the room when Django starts."""

from django.apps import AppConfig


class CitizensConfig(AppConfig):
    """The room."""

    name = "citizens"
