"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CitizensConfig(AppConfig):
    """The room."""

    name = "citizens"

    def ready(self) -> None:
        """Keep the law's rows in step with the files, and fill the registries."""
        from citizens import law_data
        from jobcenter import registries

        post_migrate.connect(law_data.load_after_migrate, sender=self, dispatch_uid="load_law")
        registries.sealed_column("citizens.Citizen", "cpr_encrypted", "citizens.Citizen.cpr")
