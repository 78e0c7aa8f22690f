"""The lines a placement leaves on timelines: a state or a week, never a name, never health."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PLACES = {
    "placements.place_opened": _("Place opened"),
    "placements.place_closed": _("Place closed"),
}
PLACEMENTS = {
    "placements.planned": _("Work trial planned"),
    "placements.agreed": _("Work trial agreed"),
    "placements.started": _("Work trial started"),
    "placements.extended": _("Work trial extended"),
    "placements.ended": _("Work trial ended as planned"),
    "placements.interrupted": _("Work trial interrupted"),
    "placements.cancelled": _("Work trial cancelled"),
    "placements.follow_up_changed": _("Mentor or consultant changed"),
    "placements.check_in": _("Weekly status received"),
    "placements.acted": _("Weekly status acted on"),
    "placements.visited": _("Visit by the consultant"),
    "placements.link_sent": _("New link sent to the mentor"),
    "placements.link_revoked": _("Mentor's link taken back"),
}


def place_link(event: Any) -> str | None:
    """Return the place's address."""
    return reverse("placements:place", args=[event.subject]) if event.subject else None


def placement_link(event: Any) -> str | None:
    """Return the placement's address; the page masks what the reader need not know."""
    return reverse("placements:placement", args=[event.subject]) if event.subject else None
