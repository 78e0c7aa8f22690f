"""Wires the figures of sickness absence into the frame's registries when Django starts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def _to_figures(event: Any) -> str | None:
    return reverse("companies:absence", args=[event.subject]) if event.subject else None


def register() -> None:
    """Fill timeline, deliveries of agreements, and demo."""
    from companies.demo import absence as demo_absence
    from companies.queries.absence import absence_rate
    from jobcenter import registries

    for code, label in [
        ("noted", _("months of sickness absence noted")),
        ("dropped", _("months of sickness absence taken out")),
    ]:
        registries.event_kind(
            f"companies.absence_{code}", label, group="agreement", link=_to_figures
        )
    registries.delivery("absence", absence_rate)
    registries.demo(68, demo_absence.build)
