"""Who may see what a citizen can choose among: the case team, and the citizen."""

from uuid import UUID

from django.db.models import QuerySet

from citizens.access.plan import of_my_cases
from citizens.models import Citizen, ReleasedOffer
from jobcenter.errors import NotYours
from jobcenter.viewer import Viewer


def releases_visible_to(viewer: Viewer) -> QuerySet[ReleasedOffer]:
    """Return those of the viewer's cases; a citizen's own at the door."""
    if viewer.kind == "citizen" and viewer.subject is not None:
        return ReleasedOffer.objects.filter(
            jobcentre_id=viewer.jobcentre_id, citizen__public_id=viewer.subject
        )
    return of_my_cases(viewer, ReleasedOffer.objects.all())


def releases_of(viewer: Viewer, citizen: Citizen) -> list[ReleasedOffer]:
    """Return what an opened citizen can choose, chose, and could before: one query."""
    rows = releases_visible_to(viewer).filter(citizen_id=citizen.pk)
    rows = rows.select_related("offer", "released_by", "closed_by", "step", "stay")
    return list(rows.order_by("-pk")[:40])


def get_release(viewer: Viewer, citizen: Citizen, public_id: UUID) -> ReleasedOffer:
    """Return one of an opened citizen; NotYours otherwise."""
    rows = releases_visible_to(viewer).filter(citizen_id=citizen.pk, public_id=public_id)
    row = rows.select_related("citizen", "offer").order_by().first()
    if row is None:
        raise NotYours
    return row
