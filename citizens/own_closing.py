"""Closes every way in that a citizen has without a login: the own page, and links to the plan."""

from citizens.models import Citizen
from citizens.own_rules import DOOR
from citizens.rules_plan import LINK, OPENED
from jobcenter.doors import revoke_doors


def close_every_door(citizen: Citizen) -> int:
    """Close what is open now and return how many it was, for the action that makes it needless."""
    return sum(revoke_doors(kind, citizen.public_id) for kind in (DOOR, LINK, OPENED))
