"""Places, placements, and what is asked and done while one runs."""

from placements.models.followups import CheckIn, Visit
from placements.models.place import Place
from placements.models.placement import Placement

__all__ = ["CheckIn", "Place", "Placement", "Visit"]
