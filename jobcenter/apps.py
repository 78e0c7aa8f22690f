"""Wires the frame when Django starts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class JobcenterConfig(AppConfig):
    """The frame."""

    name = "jobcenter"

    def ready(self) -> None:
        """Grant the application its rights after every migration."""
        from jobcenter import accounts, checks, registries  # noqa: F401  connect signals and checks
        from jobcenter.grants import grant_after_migrate
        from jobcenter.permissions import Can

        registries.menu(
            _("People"), "jobcenter:people", Can.ADMINISTER, order=85, is_secondary=True
        )
        post_migrate.connect(grant_after_migrate, dispatch_uid="grant_app")
