"""Closes every way in that a citizen has without a login: the own page, and links to the plan."""

from collections.abc import Iterable
from uuid import UUID

from citizens.models import Citizen
from citizens.rules.own import DOOR
from citizens.rules.plan import LINK, OPENED
from jobcenter.clock import now
from jobcenter.doors import revoke_doors
from jobcenter.models import Door


def close_doors_of(public_ids: Iterable[UUID]) -> int:
    """Close what is open now for each of several citizens: one statement."""
    return Door.objects.filter(
        kind__in=(DOOR, LINK, OPENED), subject__in=list(public_ids), revoked_at__isnull=True
    ).update(revoked_at=now())


def close_every_door(citizen: Citizen) -> int:
    """Close what is open now and return how many it was, for the action that makes it needless."""
    return sum(revoke_doors(kind, citizen.public_id) for kind in (DOOR, LINK, OPENED))
