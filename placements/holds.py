"""Why a citizen is not erased yet: a placement is planned or under way."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from citizens.erasing.holds import hold
from placements.choices import OPEN_STATES
from placements.models import Placement


def in_open_placements(jobcentre_id: int) -> Any:
    """Return the ids of citizens with a placement that has not ended."""
    return (
        Placement.objects.filter(jobcentre_id=jobcentre_id, state__in=OPEN_STATES)
        .order_by()
        .values("citizen_id")
    )


def register() -> None:
    """Fill the registry."""
    hold("placements.open", _("a placement is planned or under way"), in_open_placements)
