"""Every read of a clear word by id: for who sees the citizen, each time as a look at them."""

from uuid import UUID

from citizens.access import get_open_citizen
from jobcenter.errors import NotYours
from jobcenter.viewer import Viewer
from placements.models import Sharing


def sharing_for(viewer: Viewer, public_id: UUID, *, purpose: str = "word.page") -> Sharing:
    """Return a text about a citizen whom the viewer may see, and write the look."""
    found = (
        Sharing.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("citizen", "company", "placement", "by")
        .defer("company__search", "company__months")
        .order_by()
        .first()
    )
    if found is None:
        raise NotYours
    get_open_citizen(viewer, found.citizen.public_id, purpose=purpose)
    return found
