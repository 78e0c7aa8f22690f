"""Reading centres by id: everybody at the jobcentre who reads places reads them."""

from uuid import UUID

from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import Centre, CentrePartner

READS = Can.READ_PLACES
WRITES = Can.WRITE_AGREEMENTS


def get_centre(viewer: Viewer, public_id: UUID) -> Centre:
    """Return a centre of the viewer's jobcentre with its company, people and contract."""
    found = (
        Centre.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("company", "consultant", "mentor", "agreement")
        .first()
    )
    if found is None or not viewer.can(READS):
        raise NotYours
    return found


def get_partner(viewer: Viewer, centre: Centre, public_id: UUID) -> CentrePartner:
    """Return another company of a centre."""
    found = CentrePartner.objects.filter(
        jobcentre_id=viewer.jobcentre_id, centre=centre, public_id=public_id
    ).first()
    if found is None:
        raise NotYours
    return found
