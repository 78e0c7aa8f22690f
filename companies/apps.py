"""Wires the room when Django starts."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The room."""

    name = "companies"
