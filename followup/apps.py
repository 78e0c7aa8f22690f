"""Wires the room when Django starts."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The room."""

    name = "followup"
