"""Who reads, makes and decides on mentor pay: lists are about money, names for the case team only.

Company consultants and leaders write a contract's prices and make lists, leaders decide on those
that others made, the business department reads. A row of a list names a candidate to the case team
alone; everybody else, files and the company's statement get the five letters that stand for one.
"""

from uuid import UUID

from companies.models import Agreement
from jobcenter.errors import NotYours
from jobcenter.permissions import Can
from jobcenter.viewer import Viewer
from placements.models import PayList

READS = (Can.READ_PAY,)
WRITES = (Can.WRITE_AGREEMENTS,)
DECIDES = (Can.SET_FRAMES,)


def can_write(viewer: Viewer) -> bool:
    """Return whether the viewer writes prices and makes lists."""
    return any(viewer.can(can) for can in WRITES)


def can_decide(viewer: Viewer, found: PayList) -> bool:
    """Return whether the viewer decides on a list: a leader who did not make it."""
    return any(viewer.can(can) for can in DECIDES) and found.made_by_id != viewer.membership_id


def paid_agreement(viewer: Viewer, public_id: UUID) -> Agreement:
    """Return an agreement that both sides have signed, for those who read pay."""
    found = (
        Agreement.objects.filter(
            jobcentre_id=viewer.jobcentre_id, public_id=public_id, signed_at__isnull=False
        )
        .select_related("company")
        .order_by()
        .first()
    )
    if found is None or not any(viewer.can(can) for can in READS):
        raise NotYours
    return found


def pay_list(viewer: Viewer, public_id: UUID) -> PayList:
    """Return a list of the viewer's jobcentre."""
    found = (
        PayList.objects.filter(jobcentre_id=viewer.jobcentre_id, public_id=public_id)
        .select_related("company", "agreement", "made_by", "decided_by")
        .order_by()
        .first()
    )
    if found is None or not any(viewer.can(can) for can in READS):
        raise NotYours
    return found
