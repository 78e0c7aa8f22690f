"""Every read of this room's rows by id: another jobcentre's row does not exist."""

from uuid import UUID

from followup.models import InboxMail, Message, Pause
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer


def message_for(viewer: Viewer, public_id: UUID) -> Message:
    """Return a message of the viewer's jobcentre."""
    _need(viewer, Can.READ_MESSAGES)
    found = (
        Message.objects.select_related("settled_by", "resend_of")
        .filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .first()
    )
    if found is None:
        raise NotYours
    return found


def pause_for(viewer: Viewer, public_id: UUID) -> Pause:
    """Return a pause of the viewer's jobcentre."""
    _need(viewer, Can.READ_MESSAGES)
    found = Pause.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id).first()
    if found is None:
        raise NotYours
    return found


def inbox_mail_for(viewer: Viewer, pk: int, *, is_demo: bool) -> InboxMail:
    """Return a mail of the development inbox: the jobcentre's own, or one of no jobcentre."""
    if not (is_demo or viewer.can(Can.ADMINISTER)):
        raise NotYours
    found = InboxMail.objects.filter(pk=pk).first()
    if found is None or found.jobcentre_id not in {None, viewer.jobcentre_id}:
        raise NotYours
    if found.jobcentre_id is None and not viewer.can(Can.ADMINISTER):
        raise NotYours
    return found


def _need(viewer: Viewer, capability: Can) -> None:
    if not viewer.can(capability):
        raise NotYours
