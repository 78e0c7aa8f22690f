"""Wires the room when Django starts."""

from django.apps import AppConfig


class ActionplansConfig(AppConfig):
    """The room."""

    name = "actionplans"
