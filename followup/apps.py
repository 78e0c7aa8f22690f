"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    """Reminders, messages, the work queue."""

    name = "followup"

    def ready(self) -> None:
        """Fill the frame's registries: menu and timeline."""
        from followup import callbacks  # noqa: F401  listens to the mail service
        from followup.exports import ExportReady, tell_ready
        from followup.kinds import register_message
        from jobcenter import export_actions, registries
        from jobcenter.permissions import Can

        registries.menu(
            _("Messages"), "followup:list", Can.READ_MESSAGES, order=80, is_secondary=True
        )
        if settings.DEMO and "InboxBackend" in settings.EMAIL_BACKEND:
            registries.menu(_("Demo inbox"), "followup:inbox", *Can, order=90, is_secondary=True)
        registries.menu(
            _("Operations"), "operations:page", Can.SEE_OPERATIONS, order=95, is_secondary=True
        )
        register_message(ExportReady())
        export_actions.when_ready.append(tell_ready)
        for code, label in [
            ("followup.paused", _("reminders paused")),
            ("followup.resumed", _("reminders go again")),
            ("followup.resent", _("message sent again")),
            ("followup.arrived", _("message confirmed as arrived")),
            ("followup.cancelled", _("message stopped")),
        ]:
            registries.event_kind(code, label, group="message")
