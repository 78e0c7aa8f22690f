"""Rows of what a citizen can choose that several actions write, inside theirs."""

from citizens.choices.release import ReleaseState
from citizens.models import Citizen, ReleasedOffer
from citizens.rules.release import WAITING
from jobcenter.clock import now
from jobcenter.viewer import Viewer


def lapse_releases(citizen: Citizen) -> None:
    """Close what a citizen could choose, when the work with them ends: inside that action."""
    rows = ReleasedOffer.objects.filter(
        jobcentre_id=citizen.jobcentre_id, citizen_id=citizen.pk, state__in=WAITING
    )
    for row in rows.order_by("pk"):
        close_release(row, ReleaseState.LAPSED, None)


def close_release(
    row: ReleasedOffer, state: ReleaseState, actor: Viewer | None, *fields: str
) -> None:
    """Write that it is over, and who dealt with it."""
    row.state, row.closed_at = state, now()
    row.closed_by_id = actor.membership_id if actor else None
    row.version += 1
    row.save(update_fields=["state", "closed_at", "closed_by", "version", *fields])
