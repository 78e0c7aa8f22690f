"""Reading leaves a trace: who opened which citizen, when and what for."""

from uuid import UUID

from jobcenter.clock import now
from jobcenter.models import AccessLog
from jobcenter.viewer import Viewer


def record_look(viewer: Viewer, citizen: UUID, purpose: str, *, reason: str = "") -> None:
    """Write one look. `purpose` is a code such as "citizen.page" or "cpr.reveal"."""
    AccessLog.objects.create(
        jobcentre_id=viewer.jobcentre_id,
        at=now(),
        membership_id=viewer.membership_id,
        viewer_kind=viewer.kind,
        citizen=citizen,
        purpose=purpose,
        reason=reason[:300],
    )
