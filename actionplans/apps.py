"""Wires the room when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

EVENTS = {
    "actionplans.plan_made": _("Action plan begun"),
    "actionplans.plan_approved": _("Action plan approved"),
    "actionplans.plan_revised": _("Action plan opened for a new version"),
    "actionplans.target_added": _("Effort target added"),
    "actionplans.target_changed": _("Effort target changed"),
    "actionplans.note_added": _("Note on an effort target"),
}


class ActionplansConfig(AppConfig):
    """The room."""

    name = "actionplans"

    def ready(self) -> None:
        """Follow the targets' populations, lend the charts their lines, fill the menu."""
        from actionplans import demo, queries
        from insight.goals import goals_from
        from insight.populations import follow
        from jobcenter import registries
        from jobcenter.permissions import Can

        follow(queries.populations)
        goals_from(queries.goals)
        registries.menu(_("Action plan"), "actionplans:index", Can.READ_PLAN, order=70)
        registries.demo(80, demo.build)
        for code, label in EVENTS.items():
            registries.event_kind(code, label, group="plan")
