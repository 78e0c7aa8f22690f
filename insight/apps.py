"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """The room."""

    name = "insight"

    def ready(self) -> None:
        """Register the figures, the menu and the demo."""
        from insight import demo, indicators
        from jobcenter import registries
        from jobcenter.permissions import Can

        indicators.register_all()
        registries.menu(
            _("Overview"), "insight:overview", Can.SEE_DASHBOARD, Can.SEE_PUBLISHED, order=60
        )
        registries.demo(70, demo.build)
