"""Wires the room when Django starts."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """The room."""

    name = "insight"
