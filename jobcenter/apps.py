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
        registries.menu(
            _("My files"), "jobcenter:files", Can.READ_COMPANIES, order=70, is_secondary=True
        )
        for code, label in [
            ("jobcenter.export_made", _("list taken out as a file")),
            ("jobcenter.export_asked", _("file asked for")),
            ("jobcenter.export_fetched", _("file fetched")),
        ]:
            registries.event_kind(code, label, group="export")
        post_migrate.connect(grant_after_migrate, sender=self, dispatch_uid="grant_app")
