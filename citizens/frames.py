"""A colleague's frame of a year: made empty when first needed, locked for what draws on it."""

from citizens.models import GrantFrame
from jobcenter.actions import lock_then_read
from jobcenter.errors import NotYours


def locked_frame(jobcentre_id: int, membership_id: int, year: int) -> GrantFrame:
    """Return a colleague's frame of a year, locked; an empty one where nobody has set any.

    For actions, inside theirs.
    """
    key = {"jobcentre_id": jobcentre_id, "membership_id": membership_id, "year": year}
    rows = GrantFrame.objects.filter(**key)
    frame = lock_then_read(rows)
    if frame is None:
        # two at once: the second waits, and finds the first one's
        GrantFrame.objects.bulk_create([GrantFrame(**key)], ignore_conflicts=True)
        frame = lock_then_read(rows)
    if frame is None:
        raise NotYours
    return frame
